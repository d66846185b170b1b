"""What a report says of comments and complaints: right for none, one and many, and never how many the few are."""

import pytest

from folja.goals.complaints import FEW, Complaints
from folja.reports import complaints, words
from folja.vocabulary.period import Period

T1, T2, T3 = (Period.parse(f"2022T{number}") for number in (1, 2, 3))


def told(*counted: Complaints, period: str = "2022T1", language: str = "sv") -> str:
    pieces = complaints.told(counted, Period.parse(period).to_date, language)
    return "".join(words.quoted(piece, language) for piece in pieces)


def exactly(one: Complaints) -> str:
    return "".join(words.quoted(piece) for piece in complaints.exactly(one))


@pytest.mark.parametrize(
    ("number", "themes", "said", "own"),
    [
        (0, (), "kom inga synpunkter eller klagomål in.", "kom inga synpunkter eller klagomål in."),
        (1, ("Väntan",), "kom färre än fem synpunkter och klagomål in.",
         "kom en synpunkt eller ett klagomål in. Det handlade om väntan."),
        (4, ("BVC", "Väntan"), "kom färre än fem synpunkter och klagomål in.",
         "kom fyra synpunkter och klagomål in. De handlade om BVC och väntan."),
        (5, ("Väntan",), "kom fem synpunkter och klagomål in. De handlade om väntan.",
         "kom fem synpunkter och klagomål in. De handlade om väntan."),
        (1040, (), "kom 1\u00a0040 synpunkter och klagomål in.", "kom 1\u00a0040 synpunkter och klagomål in."),
    ],
)  # fmt: skip
def test_none_one_few_and_many(number: int, themes: tuple[str, ...], said: str, own: str) -> None:
    one = Complaints(T1, number, themes)
    assert told(one) == f"I tertial 1 2022 {said}"
    assert exactly(one) == f"I tertial 1 2022 {own}"


def test_from_one_to_four_nothing_differs() -> None:
    assert len({told(Complaints(T1, number, ("Väntan",) * number)) for number in range(1, FEW)}) == 1


def test_tertials_are_told_one_by_one_and_never_added() -> None:
    said = told(Complaints(T1, 6), Complaints(T2, 3), Complaints(T3, 0), period="2022T2")
    assert said == (
        "I tertial 1 2022 kom sex synpunkter och klagomål in. "
        "I tertial 2 2022 kom färre än fem synpunkter och klagomål in."
    )


def test_what_is_not_counted_is_not_none() -> None:
    assert told(Complaints(T2, 0), period="2022T2", language="en") == (
        "Comments and complaints have not been counted for tertial 1 2022. "
        "In tertial 2 2022 no comments or complaints came in."
    )
    assert told() == told(Complaints(Period.parse("2021T1"), 7)) == ""
