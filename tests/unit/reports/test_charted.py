"""A trend composed: it says how its last shown tertial stands to the year before."""

from folja.reports import words
from folja.reports.charted import trend
from folja.vocabulary.period import Period
from tests.unit.figures.shelf import published, shelf


def acts(number: int, month: str) -> dict[str, dict[str, dict[str, dict[str, int]]]]:
    return {"one": {"farsta_1": {month: {"acts": number}}}}


LIBRARY = shelf(
    published("2020T1", acts(30, "2020-01")),
    *(published(period) for period in ("2020T2", "2020T3")),
    published("2021T1", acts(41, "2021-01")),
    published("2021T2"),
)


def said(latest: str) -> str:
    chart = trend(LIBRARY, "ones", "farsta_1", Period.parse(latest))
    return "".join(words.quoted(piece) for piece in chart.sentence.pieces).replace(words.NO_BREAK, " ")


def test_a_trend_says_what_the_comparison_with_the_year_before_says() -> None:
    assert said("2021T1") == "Ones är 11 högre än året före: 41 mot 30 (tertial 1 2021)."


def test_a_trend_that_ends_with_nothing_reported_says_it_of_what_was_shown_last() -> None:
    assert said("2021T2") == said("2021T1")
