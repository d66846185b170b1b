"""In which months a support is in use is read from exact volumes, as far as they are shown."""

from folja.disclosure import policy
from folja.figures.indicator import shipped as indicators
from folja.figures.library import Library
from folja.instruments.loading import shipped as instruments
from folja.supports.in_use import in_use
from folja.supports.usual import shipped
from folja.vocabulary.period import Month
from tests.city import TREE, with_staff

MONTHS = tuple(Month(2022, number) for number in range(1, 5))


def library(volumes: dict[tuple[str, str, int], int], **staff: int) -> Library:
    """Volumes of open months: (instrument, unit, month of 2022) -> number."""
    held = {(code, unit, Month(2022, month)): {"acts": number} for (code, unit, month), number in volumes.items()}
    return Library(with_staff(TREE, **staff), instruments(), indicators(), policy.shipped(), {}, held)


def found(books: Library, unit: str = "city") -> list[tuple[str, str, list[int]]]:
    return [
        (one.usual.code, one.unit, [month.number for month in one.months])
        for one in in_use(books, shipped(), unit, MONTHS)
    ]


def test_a_support_is_in_use_by_any_of_its_instruments_in_the_whole_and_at_each_unit() -> None:
    books = library({("home_visit", "farsta_1", 1): 3, ("single_home_visit", "vallingby_1", 3): 1})
    assert found(books) == [
        ("home_visit", "city", [1, 3]),
        ("home_visit", "farsta_1", [1]),
        ("home_visit", "vallingby_1", [3]),
    ]
    assert found(books, "farsta") == [("home_visit", "farsta", [1]), ("home_visit", "farsta_1", [1])]
    assert found(books, "farsta_2") == []


def test_what_families_answer_tells_nothing() -> None:
    assert found(library({("talk_answers", "farsta_1", 1): 9})) == []


def test_what_needs_no_decision_is_not_looked_for() -> None:
    assert found(library({("consultation", "farsta_1", 1): 9})) == []


def test_a_hidden_unit_is_in_the_whole_only_and_tells_nothing_by_itself() -> None:
    books = library({("talk", "farsta_1", 1): 3, ("talk", "vallingby_1", 2): 3}, farsta_1=2)
    assert found(books) == [("talk", "city", [1, 2]), ("talk", "vallingby_1", [2])]
    assert found(books, "farsta_1") == []
