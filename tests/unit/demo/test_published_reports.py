"""The demo district's annual report and tertial report hold the published figures: entered ones exactly, counted ones
as near as the product says, each where a reader finds it.
"""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from folja.closable import closable_from
from folja.closing import plans_for
from folja.counting.engines import engine_called
from folja.counting.exact_counts import ExactCounts
from folja.counting.snapshot import write
from folja.demo.city import city
from folja.demo.comparison import Published, published_figures
from folja.demo.goals import demo_budgets, demo_goals
from folja.disclosure import policy
from folja.disclosure.fixed_units import units_of
from folja.disclosure.protection import protect
from folja.disclosure.publication import Provenance, Publication
from folja.figures import indicator
from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.goals.followed import Outside
from folja.goals.outside import OutsideFigure
from folja.instruments.loading import shipped
from folja.instruments.registration import Registration, kept
from folja.reports import template, words
from folja.reports.document import Amount, Document, Entered, Paragraph, Piece, Quote, Table, Verdict, Years
from folja.reports.excel import excel
from folja.reports.manuscript import Manuscript
from folja.reports.pdf import pdf
from folja.reports.rendering import render
from folja.reports.tertial import compose
from folja.reports.word import word
from folja.vocabulary.period import Period, tertial
from folja.vocabulary.unit import UnitTree
from tests.office import opened_in_office
from tests.whole_files import assert_no_heading_alone, assert_whole_excel, assert_whole_pdf, assert_whole_word

UNIT = "hasselby_vallingby"
TERTIALS = [tertial(year, number) for year in (2019, 2020, 2021) for number in (1, 2, 3)] + [tertial(2022, 1)]
BY_HEART = {
    "abc_mean": {2019: "4.3", 2020: None, 2021: "3.9"},
    "grade8_know_field_workers": {2019: "47", 2020: "53", 2021: "39.7"},
    "sick_leave": {2020: "7.45", 2021: "6.1"},
    "prevention_index": {2021: "93"},
    "prevention_index_city": {2021: "70"},
    "attendance_programme_start": {2020: "36", 2021: "43"},
    "attendance_programme_end": {2020: "53", 2021: "63"},
    "field_work_youths": {2021: "286"},
    "youth_clinic_visits": {2021: "1863"},
    "youth_clinic_visitors": {2021: "348"},
    "children_in_treatment": {2020: "193", 2021: "346"},
    "goals_set_with_child": {2021: "142"},
    "support_significant_change": {2021: "83"},
    "motivation_significant_change": {2021: "60"},
}
"""What was published of 2021 and before that, written here anew."""


@pytest.fixture(scope="session")
def library(drawn: list[Registration], tree: UnitTree, request: pytest.FixtureRequest) -> Library:
    """What closings of the district alone publish."""
    own = [one for one in drawn if UNIT in tree.path(one.unit)]
    publications = {period: _published(own, tree, period) for period in TERTIALS}
    return Library(tree, shipped(), indicator.shipped(), policy.shipped(), publications)


def _published(own: list[Registration], tree: UnitTree, period: Period) -> Publication:
    rules, frozen_on = policy.shipped(), closable_from(period, policy.shipped())
    return protect(
        _counted([one for one in own if one.month in period], period),
        plans_for(shipped(), period),
        units_of(tree, period, rules),
        rules,
        Provenance("plan", "content", "policy", "duckdb", frozen_on, "test"),
        randomness=Random(period.year * 10 + period.number),
    )


def _counted(registered: list[Registration], period: Period) -> ExactCounts:
    plans = plans_for(shipped(), period)
    versions = {(plan.instrument.code, plan.instrument.version): plan.instrument for plan in plans}
    with tempfile.TemporaryDirectory() as folder:
        return engine_called("duckdb")(plans, write(map(kept, registered), versions, Path(folder)), period)


@pytest.fixture(scope="session")
def annual(library: Library) -> Document:
    return composed(library, "annual", "2021T3")


@pytest.fixture(scope="session")
def first_of_2022(library: Library) -> Document:
    return composed(library, "tertial", "2022T1")


def composed(library: Library, code: str, period: str) -> Document:
    goals, when = demo_goals(), Period.parse(period)
    manuscript = Manuscript(
        plan=next(plan for plan in goals.plans if (plan.unit, plan.year) == (UNIT, when.year)),
        outside=Outside.of((*goals.figures, *goals.beside)),
        budgets=demo_budgets().years,
    )
    return compose(
        library,
        template.shipped()[code],
        UNIT,
        when,
        today=date(2022, 6, 14),
        invented=True,
        manuscript=manuscript,
    )


def pieces(document: Document) -> Iterator[Piece]:
    """Everything said outside the charts, which show what the tables have."""
    for block in document.blocks:
        match block:
            case Paragraph():
                yield from block.pieces
            case Verdict():
                yield from block.reason.pieces
            case Table() | Years():
                table = block if isinstance(block, Table) else block.table
                yield from (piece for row in table.rows for piece in row)


def entered(document: Document) -> dict[tuple[str, str], str | None]:
    every = (piece.figure for piece in pieces(document) if isinstance(piece, Entered))
    found = [one for one in every if not one.is_of_a_place]
    return {(one.measure.code, str(one.period)): None if one.value is None else str(one.value) for one in found}


def figures(document: Document) -> dict[tuple[str, str], Figure]:
    """Each figure of the district that is told, and what it is compared with."""
    quoted = [piece.figure for piece in pieces(document) if isinstance(piece, Quote)]
    before = [one.comparison.before for one in quoted if one.comparison and one.comparison.before]
    return {
        (one.indicator, str(one.period)): one for one in (*before, *quoted) if one.unit == UNIT and not one.category
    }


def test_every_figure_from_outside_stands_in_the_annual_report_exactly(annual: Document) -> None:
    found = entered(annual)
    for measure, years in BY_HEART.items():
        for year, value in years.items():
            assert found[measure, str(year)] == value, (measure, year)


def test_the_budget_stands_as_it_is_printed(annual: Document) -> None:
    printed = [
        words.quoted(piece) for piece in pieces(annual) if isinstance(piece, Amount) and piece.scale == "million"
    ]
    of_2021 = ["32,3", "28,5", "−9,9", "−11,7", "22,4", "16,8", "5,6"]
    years = ["20,3", "17,8", "2,5", "20,3", "17,3", "3,0", "22,4", "16,8", "5,6"]
    assert printed == of_2021 + years


@pytest.mark.parametrize(
    "published",
    [one for one in published_figures(city()) if one.units == (UNIT,) and one.period.kind == "year"],
    ids=lambda one: f"{one.indicator}-{one.period}",
)
def test_what_is_counted_stands_in_the_annual_report_as_near_as_it_may(annual: Document, published: Published) -> None:
    figure = figures(annual)[published.indicator, str(published.period)]
    assert figure.value == pytest.approx(published.value, abs=published.tolerance)


def test_the_first_tertial_of_2022_stands_in_its_report(first_of_2022: Document) -> None:
    assert entered(first_of_2022)["child_took_part", "2022T1"] == "82"
    assert entered(first_of_2022)["attendance_better", "2022T1"] == "11"
    found = figures(first_of_2022)
    now, before = (found["men_share_home_visits", period] for period in ("2022T1", "2021T1"))
    assert now.value == pytest.approx(0.59, abs=0.05)
    assert before.value == pytest.approx(0.47, abs=0.05)


def test_a_difference_between_shares_is_in_percentage_points(first_of_2022: Document) -> None:
    figure = figures(first_of_2022)["men_share_home_visits", "2022T1"]
    assert figure.comparison is not None
    if figure.comparison.verdict == "more":
        assert "procentenheter högre än året före" in words.change(figure)
    else:
        assert words.change(figure).startswith("Ingen säker skillnad")


def test_published_aims_are_those_of_the_plan_of_2022() -> None:
    plan = next(plan for plan in demo_goals().plans if (plan.unit, plan.year) == (UNIT, 2022))
    aims = {result.followed: result.target for result in plan.results if result.target}
    assert {
        code: (aims[code].kind, str(aims[code].value)) for code in ("staff_index", "leadership_index", "sick_leave")
    } == {
        "staff_index": ("at_least", "76"),
        "leadership_index": ("at_least", "73"),
        "sick_leave": ("at_most", "6.1"),
    }
    assert plan.left_to_review == ()


def test_nothing_out_of_case_systems_is_left_for_everybody() -> None:
    manuscript = Manuscript(outside=Outside.of(demo_goals().figures)).open_to_all
    left: list[OutsideFigure] = list(manuscript.outside.figures.values())
    assert left
    assert not any(one.measure.internal for one in left)


@pytest.mark.parametrize("drawn", [2022], indirect=True)
def test_the_annual_report_is_a_whole_file_in_every_format(annual: Document) -> None:
    assert_no_heading_alone(assert_whole_pdf(pdf(annual), annual.title), annual)
    assert_whole_word(word(annual), annual.title)
    assert_whole_excel(excel(annual), annual.title)


@pytest.mark.long
@pytest.mark.parametrize("drawn", [2022], indirect=True)
def test_an_office_program_opens_the_reports(annual: Document, first_of_2022: Document, tmp_path: Path) -> None:
    for document in (annual, first_of_2022):
        for suffix in (".docx", ".xlsx"):
            said = opened_in_office(render(document, suffix), suffix, tmp_path)
            assert document.title in said
            assert "Utvecklingen" in said if suffix == ".xlsx" else document.method in said
