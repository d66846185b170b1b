"""The run chart composed: what is said of months, once the seasons are counted in."""

from dataclasses import replace

import pytest

from folja.figures.library import Library
from folja.reports import words
from folja.reports.document import RunChart
from folja.reports.layout import laid
from folja.reports.running import run_chart
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import UnitTree
from tests.city import TREE, with_staff
from tests.unit.figures.shelf import published, shelf

SEASONS = (30, 31, 33, 30, 31, 24, 6, 16, 34, 37, 37, 22)


def held(*years: tuple[int | None, ...], few: bool = False) -> Library:
    """A unit's acts in every month of these years from 2020 on; None is a month with nothing reported."""
    tree = with_staff(TREE, farsta_1=2) if few else TREE
    numbers = {Month(2020 + y, m + 1): n for y, year in enumerate(years) for m, n in enumerate(year) if n is not None}
    tertials = sorted({month.tertial for month in numbers})
    publications = []
    for tertial in tertials:
        acts = {str(month): {"acts": n} for month, n in numbers.items() if month.tertial == tertial}
        publications.append(published(str(tertial), {"one": {"farsta_1": acts}}, tree=tree))
    return shelf(*publications, tree=tree)


def made(library: Library, period: str, today: str = "2023-06", language: str = "sv") -> RunChart | None:
    return run_chart(library, "ones", "farsta_1", Period.parse(period), language, today=Month.parse(today))


def said(chart: RunChart | None) -> str:
    assert chart is not None
    return "".join(words.quoted(piece) for piece in chart.sentence.pieces)


def grown(by: int) -> tuple[int, ...]:
    return tuple(number + by for number in SEASONS)


def test_a_season_that_comes_back_is_no_change_however_low_july_is() -> None:
    wavering = tuple(number + (1 if place % 2 else -1) for place, number in enumerate(SEASONS))
    chart = made(held(SEASONS, wavering, SEASONS), "2022")
    assert said(chart) == "Ingen säker förändring mot samma månad året före."
    assert chart is not None
    assert chart.subtitle.startswith("Exakt antal.")


def test_a_pattern_around_the_median_alone_is_said_to_be_the_seasons() -> None:
    half_years = (20, 21, 20, 22, 21, 20, 40, 41, 42, 40, 41, 42)
    wavering = tuple(number + (1 if place % 2 else -1) for place, number in enumerate(half_years))
    chart = made(held(half_years, wavering, half_years), "2022")
    assert said(chart).startswith("Antalet går upp och ner med årstiderna.")


def test_more_than_the_year_before_month_after_month_is_said_with_its_months() -> None:
    chart = made(held(SEASONS, grown(3), grown(6)), "2022")
    assert said(chart) == (
        "Från januari 2021 till december 2022 hade ingen månad färre än samma månad året före, och 24 hade fler."
    )
    assert chart is not None
    assert chart.subtitle.startswith("Det kan vara en förändring, men också en slump: ")
    assert chart.marked == (12, 35)


def test_a_run_claims_no_month_that_was_not_compared() -> None:
    """March 2021 is missing: it can't be compared, nor can March 2022."""
    chart = made(held(SEASONS, (*grown(3)[:2], None, *grown(3)[3:]), (*grown(6)[:2], None, *grown(6)[3:])), "2022")
    assert said(chart).startswith(
        "Från april 2021 till februari 2022 hade ingen månad färre än samma månad året före, och elva hade fler."
    )
    assert chart is not None
    assert chart.marked == (15, 25)


@pytest.mark.parametrize(("other_began", "told"), [(Month(2020, 1), False), (Month(2021, 3), True)])
def test_a_run_says_when_units_have_been_added_meanwhile(other_began: Month, told: bool) -> None:
    months = [Month(2020, 1).plus(later) for later in range(24)]
    publications = []
    for tertial in sorted({month.tertial for month in months}):
        own = {str(m): {"acts": SEASONS[m.number - 1] + 3 * (m.year - 2020)} for m in tertial.months}
        other = {str(m): {"acts": 4} for m in tertial.months if m >= other_began}
        publications.append(published(str(tertial), {"one": {"farsta_1": own, "farsta_2": other}}))
    period = Period.parse("2021")
    chart = run_chart(shelf(*publications), "ones", "farsta", period, today=Month.parse("2023-06"))
    assert said(chart).endswith("Några enheter har tillkommit under tiden.") is told


def test_a_unit_that_takes_over_from_another_has_not_been_added() -> None:
    heir = replace(TREE["farsta_1"], valid_to=Month(2020, 12), successors=("farsta_2",))
    tree = UnitTree(tuple(heir if unit.code == heir.code else unit for unit in TREE.units))
    publications = []
    for number in range(6):
        tertial = Period.parse(f"{2020 + number // 3}T{number % 3 + 1}")
        unit = "farsta_1" if tertial.year == 2020 else "farsta_2"
        acts = {str(m): {"acts": SEASONS[m.number - 1] + 3 * (m.year - 2020)} for m in tertial.months}
        publications.append(published(str(tertial), {"one": {unit: acts}}, tree=tree))
    library = shelf(*publications, tree=tree)
    chart = run_chart(library, "ones", "farsta", Period.parse("2021"), today=Month.parse("2023-06"))
    assert said(chart).endswith("och tolv hade fler.")


def test_fewer_is_said_as_fewer() -> None:
    assert "ingen månad fler än samma månad året före, och tolv hade färre" in said(
        made(held(grown(4), SEASONS), "2021")
    )


def test_of_little_more_than_a_year_nothing_can_be_said() -> None:
    chart = made(held(SEASONS, SEASONS[:4]), "2021T1")
    assert said(chart) == "Månaderna är än så länge för få för att skilja en förändring från årstiderna."
    assert chart is not None
    assert chart.marked is None


def test_less_than_a_year_is_no_run_chart() -> None:
    assert made(held(SEASONS[:8]), "2020T2") is None


def test_a_page_knows_nothing_of_later_months() -> None:
    chart = made(held(SEASONS, SEASONS), "2021T1")
    assert chart is not None
    assert chart.figures[-1].period.first == Month(2021, 4)
    assert chart.unfinished == 0


def test_the_month_of_today_is_drawn_and_counted_by_no_rule() -> None:
    library = held(grown(3), (*SEASONS[:7], 400))
    until, with_it = made(library, "2021T2", "2021-09"), made(library, "2021T2", "2021-08")
    assert until is not None
    assert with_it is not None
    assert (until.unfinished, with_it.unfinished) == (0, 1)
    assert [figure.value for figure in with_it.figures] == [figure.value for figure in until.figures]
    assert with_it.median != until.median


def test_a_month_without_a_report_is_a_gap_in_the_line_and_words_in_the_table() -> None:
    chart = made(held(SEASONS, (*SEASONS[:2], None, *SEASONS[3:])), "2021")
    assert chart is not None
    assert chart.figures[14].value is None
    grid = laid(chart, "sv").grid  # type: ignore[union-attr]
    assert [header.words for header in grid.headers] == ["Månad", "2020", "2021"]
    rows = {row[0].words: [cell.words for cell in row[1:]] for row in grid.rows}
    assert rows["Mars"] == ["33", "inget rapporterat"]
    assert len(rows) == 12


def test_hidden_volumes_are_no_run_chart() -> None:
    assert made(held(SEASONS, SEASONS, few=True), "2021") is None
