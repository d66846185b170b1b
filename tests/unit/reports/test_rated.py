"""Ratings composed: which questions have them, what the sentence may say, and the row that a hidden one has."""

from folja.figures.library import Library
from folja.reports import words
from folja.reports.charted import unanswered
from folja.reports.document import Ratings
from folja.reports.layout import laid
from folja.reports.rated import ratings, sentence
from folja.vocabulary.period import Period
from tests.unit.figures.shelf import published, shelf
from tests.unit.reports import sample

T1 = Period.parse("2021T1")


def answers(yes: int, middle: int, no: int) -> dict[str, int]:
    steps = {"1": 0, "2": no, "3": middle, "4": yes, "5": 0}
    cells = {**steps, "answered": yes + middle + no, "top_two": yes, "not_known": 5}
    return {f"helped.{category}": number for category, number in cells.items()}


def of(*units: dict[str, int]) -> Library:
    return shelf(published("2021T1", cross={f"farsta_{n}": cells for n, cells in enumerate(units, start=1)}))


def made(library: Library, unit: str = "farsta_1", language: str = "sv") -> Ratings:
    found = ratings(library, ["helped_top_two"], unit, T1, language)
    assert found is not None
    return found


def said(chart: Ratings, language: str = "sv") -> str:
    return "".join(words.quoted(piece, language) for piece in chart.sentence.pieces).replace(words.NO_BREAK, " ")


def test_a_single_question_says_its_two_sides() -> None:
    library = of(answers(50, 5, 5))
    assert said(made(library)) == "”Ja” eller ”Ja, verkligen”: 83 %. ”Nej” eller ”Nej, inte alls”: 8 %."
    assert said(made(library, language="en"), "en") == "“Yes” or “Yes, really”: 83%. “No” or “No, not at all”: 8%."


def together(*answered: tuple[int, int] | tuple[int, int, int], hidden: int = 0) -> str:
    """What is said of questions with so many answers, so many of them yes, and no, each ten per cent sure."""
    drawn = [
        sample.rating("Fråga?", base, (0, *(no or [0]), 0, yes, 0), yes=yes, no=sum(no)) for base, yes, *no in answered
    ]
    pieces = sentence([*drawn, *(sample.unseen_rating("Dold?") for _ in range(hidden))])
    return "".join(words.quoted(piece) for piece in pieces)


def test_most_is_said_only_where_the_whole_interval_is_above_half() -> None:
    sure, unsure = (100, 80), (100, 55)
    assert together(sure, sure) == "De flesta svarar ”Ja” eller ”Ja, verkligen” på båda frågorna."
    assert together(sure, sure, sure) == "De flesta svarar ”Ja” eller ”Ja, verkligen” på alla tre frågorna."
    assert together(sure, unsure, sure) == "De flesta svarar ”Ja” eller ”Ja, verkligen” på två av tre frågor."
    assert together(unsure, unsure) == (
        "Det är inte säkert att de flesta svarar ”Ja” eller ”Ja, verkligen” på någon av frågorna."
    )


def test_a_certain_no_is_said_and_not_that_a_yes_is_uncertain() -> None:
    certain_no, sure = (100, 10, 80), (100, 80, 10)
    yes, no = "”Ja” eller ”Ja, verkligen”", "”Nej” eller ”Nej, inte alls”"
    assert together(certain_no, certain_no) == f"De flesta svarar {no} på båda frågorna."
    assert together(sure, certain_no, (100, 50, 45)) == (
        f"De flesta svarar {yes} på en av tre frågor. De flesta svarar {no} på en av tre frågor."
    )


def test_certainly_fewer_than_half_yes_is_said_where_a_no_of_most_is_not_certain() -> None:
    assert together((100, 20, 55), (100, 20, 30)) == (
        "Färre än hälften svarar ”Ja” eller ”Ja, verkligen” på båda frågorna."
    )


def test_what_is_hidden_is_not_among_the_questions_that_are_counted() -> None:
    sure = (100, 80)
    yes = "”Ja” eller ”Ja, verkligen”"
    assert together(sure, sure, hidden=1) == f"De flesta svarar {yes} på båda frågorna där svaren kan visas."
    assert together(sure, hidden=1) == f"De flesta svarar {yes} på frågan där svaren kan visas."


def test_parents_skip_what_staff_do_not_know() -> None:
    library = of(answers(50, 5, 5))
    assert unanswered(library, ["helped_top_two"]).sv == "Hoppade över"
    assert unanswered(library, ["phone_share"]).sv == "Vet ej"
    assert unanswered(library, ["helped_top_two", "phone_share"]).sv == "Utan svar"


def test_the_same_question_is_drawn_once_however_many_indicators_it_has() -> None:
    found = ratings(of(answers(50, 5, 5)), ["helped_top_two", "helped_top_two", "answers_given"], "farsta_1", T1)
    assert found is not None
    assert len(found.ratings) == 1


def test_indicators_of_no_scale_have_no_ratings() -> None:
    assert ratings(of(answers(50, 5, 5)), ["answers_given", "phone_share"], "farsta_1", T1) is None


def test_a_hidden_question_is_told_in_one_cell_with_what_is_offered() -> None:
    chart = made(of(answers(25, 5, 5), answers(60, 5, 5)))
    (row,) = laid(chart, "sv").grid.rows  # type: ignore[union-attr]
    assert [cell.words for cell in row] == ["Hur var det?", "Visas inte: färre än 40 svar"]
    assert row[1].span == 8
    assert "Farsta" in row[1].note
    assert said(chart) == "Hur de svarade kan inte visas."


def test_a_row_has_every_step_and_how_many_answered_and_skipped() -> None:
    (row,) = laid(made(of(answers(50, 5, 5))), "sv").grid.rows  # type: ignore[union-attr]
    assert [cell.words.replace(words.NO_BREAK, " ") for cell in row] == [
        "Hur var det?", "färre än 5", "8 %", "8 %", "83 %", "färre än 5", "83 %", "60", "5",
    ]  # fmt: skip
    assert not any(cell.note for cell in row)
