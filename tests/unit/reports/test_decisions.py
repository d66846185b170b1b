"""Decided supports in a report: what is told of each, where, and in which words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from folja.goals.target import Target
from folja.goals.year_plan import ExpectedResult, UnitGoal, YearPlan
from folja.instruments import loading
from folja.reports import decisions
from folja.reports.document import Document, Heading, Paragraph
from folja.reports.manuscript import Manuscript
from folja.reports.template import Section, Template
from folja.reports.tertial import compose
from folja.supports.support import DecidedSupport
from folja.supports.usual import shipped
from folja.supports.warning import Kind, SupportWarning
from folja.vocabulary.period import Month, Period
from folja.vocabulary.text import Text
from tests.decided import TALKS
from tests.unit.figures.shelf import published, shelf, shelf_of_shipped

USE = Section("use", Text.of(sv="Användning", en="Use"), None, ("ones",), (), None, None, support="talk")
REACHED = replace(USE, code="reached", title=Text.of(sv="Vilka", en="Whom"), volumes=(), figures=("phone_share",))
TEMPLATE = Template(
    "committee", Text.of(sv="Uppföljning", en="Follow-up"), (USE, REACHED), (), ("decisions_in_short", "decisions")
)
CELLS = {"way.answered": 60, "way.not_known": 0, "way.phone": 30, "way.video": 0, "way.on_site": 30}
ACTS = {"one": {unit: {"2021-01": {"acts": 60}} for unit in ("farsta_1", "farsta_2")}}


def report(unit: str, *register: DecidedSupport, language: str = "sv") -> Document:
    period = Period.parse("2021T1")
    books = shelf(published("2021T1", ACTS, one={"farsta_1": CELLS, "farsta_2": CELLS}))
    manuscript = Manuscript(register=register)
    return compose(
        books, TEMPLATE, unit, period, today=date(2022, 6, 14), invented=True, language=language, manuscript=manuscript
    )


def headings(document: Document) -> list[str]:
    return [block.words for block in document.blocks if isinstance(block, Heading)]


def test_a_support_is_told_with_all_that_its_sections_have() -> None:
    assert headings(report("farsta", TALKS)) == ["Besluten i korthet", TALKS.name, "Användning", "Vilka"]


def test_where_a_support_was_not_used_nothing_is_told_of_what_families_of_others_said() -> None:
    said = {"helped.answered": 60, "helped.not_known": 0, "helped.top_two": 50}
    acts = {"talk": {"farsta_1": {"2021-01": {"acts": 60}}}}
    publication = published(
        "2021T1", acts, instruments=loading.shipped(), talk_answers={"farsta_1": said, "farsta_2": said}
    )
    sections = (replace(USE, volumes=("talks",)), replace(REACHED, figures=("helped_top_two",)))
    books, made = shelf_of_shipped(publication), {}
    for unit in ("farsta_1", "vallingby_1"):
        template, of = replace(TEMPLATE, sections=sections), Manuscript(register=(TALKS,))
        made[unit] = compose(
            books, template, unit, publication.period, today=date(2022, 6, 14), invented=True, manuscript=of
        )
    assert headings(made["farsta_1"])[2:] == ["Användning", "Vilka"]
    assert headings(made["vallingby_1"])[2:] == []
    assert made["vallingby_1"].blocks[-1] == Paragraph(("Inget är rapporterat för den här delen.",), "note")
    assert not made["vallingby_1"].definitions


def test_a_decision_is_told_at_the_places_that_it_is_about() -> None:
    only = replace(TALKS, units=("farsta_1", "vallingby_1"))
    assert headings(report("city", only))[2:] == ["Farsta_1: användning", "Farsta_1: vilka"]
    assert headings(report("farsta_1", only))[2:] == ["Användning", "Vilka"]
    assert headings(report("farsta_2", only)) == ["Besluten i korthet"]


def test_one_decision_about_several_things_says_which_is_which() -> None:
    both = replace(TALKS, covers=("talk", "home_visit"))
    assert headings(report("farsta", both))[2:] == [
        "Råd- och stödsamtal: användning",
        "Råd- och stödsamtal: vilka",
    ]


def test_a_support_that_was_withdrawn_before_the_period_is_no_longer_told() -> None:
    gone = replace(TALKS, withdrawn_on=date(2020, 12, 31))
    assert headings(report("farsta", gone)) == ["Besluten i korthet"]
    assert TALKS.name in headings(report("farsta", replace(gone, withdrawn_on=date(2021, 1, 1))))


def test_one_that_was_withdrawn_and_is_in_use_is_told_while_it_is_warned_of() -> None:
    period = Period.parse("2021T1")
    cells = {"talk": {"farsta_1": {"2021-01": {"acts": 60}}}}
    books = shelf_of_shipped(published("2021T1", cells, instruments=loading.shipped()))
    gone = replace(TALKS, withdrawn_on=date(2020, 12, 31))
    [one] = decisions.decided(books, (gone,), "farsta", period, date(2022, 6, 14))
    assert (one.support, [warning.kind for warning in one.warnings]) == (gone, ["withdrawn"])


def test_a_support_that_begins_after_the_period_is_not_told_of_it() -> None:
    later = replace(TALKS, decided_on=date(2021, 5, 4), review_on=date(2024, 9, 3))
    assert headings(report("farsta", later)) == ["Besluten i korthet"]
    assert later.name in headings(report("farsta", replace(later, decided_on=date(2021, 4, 30))))


def test_goals_are_not_defined_where_the_report_has_none() -> None:
    result = ExpectedResult("near", "Stöd nära", "indicator", "distance_count", Target("at_least", Decimal(5)))
    plan = YearPlan("farsta_1", 2021, (UnitGoal("early", "Stöd tidigt", (result,)),))
    books = shelf(published("2021T1", ACTS, one={"farsta_1": CELLS, "farsta_2": CELLS}))
    without, of = (
        compose(
            books, TEMPLATE, "farsta_1", Period.parse("2021T1"), today=date(2022, 6, 14), invented=True, manuscript=one
        )
        for one in (Manuscript(), Manuscript(plan=plan))
    )
    assert of.definitions == without.definitions


def test_that_nothing_is_decided_is_said() -> None:
    document = report("farsta", language="en")
    assert document.blocks == (
        Heading(2, "The decisions in short"),
        Paragraph(("No support in the register is offered here.",), "note"),
    )


MAY = (Month(2026, 3), Month(2026, 5))
SAID: dict[Kind, tuple[str, str]] = {
    "missing": (
        "Det finns registreringar på A och B, senast i maj 2026, men inget beslut som gäller dem.",
        "There are registrations at A and B, the latest in May 2026, but no decision that they rest on.",
    ),
    "withdrawn": (
        "Beslutet återkallades 1 mars 2026, men det finns registreringar efter det på A och B, senast i maj 2026.",
        (
            "The decision was withdrawn on 1 March 2026, but there are later registrations at A and B, "
            "the latest in May 2026."
        ),
    ),
    "late": (
        "Beslutet gäller från 8 september 2020, men det finns registreringar på A och B sedan mars 2026.",
        "The decision holds from 8 September 2020, but there are registrations at A and B since March 2026.",
    ),
    "review passed": (
        "Beslutet skulle ha omprövats senast 6 september 2022.",
        "The decision was to be reviewed by 6 September 2022.",
    ),
    "review soon": (
        "Beslutet ska omprövas senast 6 september 2022.",
        "The decision is to be reviewed by 6 September 2022.",
    ),
    "not exempt": (
        "Beslutet gör inget undantag från att dokumentera vem som kommer, men i Följa registreras det utan namn.",
        "The decision makes no exemption from documenting who comes, but in Följa it is registered without names.",
    ),
}


@pytest.mark.parametrize("kind", SAID)
def test_every_warning_says_what_is_wrong_and_what_to_do(kind: Kind) -> None:
    support = None if kind == "missing" else replace(TALKS, withdrawn_on=date(2026, 3, 1))
    of_use = ("A", "B") if kind in ("missing", "withdrawn", "late") else ()
    warning = SupportWarning(kind, support, shipped().supports["talk"], of_use, MAY if of_use else ())
    for language, said in zip(("sv", "en"), SAID[kind], strict=True):
        assert decisions.what(warning, language).replace("\u00a0", " ") == said
        assert decisions.to_do(warning, language).endswith(".")
    assert decisions.where(warning) == "Råd- och stödsamtal"
