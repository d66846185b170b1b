"""A report goal by goal: text, value and status, and nothing of the parts that nobody judges or writes."""

from dataclasses import replace

from folja.reports import decisions
from folja.reports.copying import Copied, copied
from folja.reports.decisions import Decided
from folja.reports.document import Column, Heading, Paragraph, Quote, Table, Verdict, Written
from folja.vocabulary.text import Text
from tests.city import TREE
from tests.decided import TALKS
from tests.unit.reports import sample

YEARS = Table(
    "Utvecklingen",
    (Column("Period"), Column("Utfall", numeric=True)),
    ((sample.BEFORE, Quote(sample.men_before)), (sample.NOW, Quote(sample.men))),
)


def test_each_goal_has_what_the_figures_say_then_what_people_say_and_the_latest_value() -> None:
    blocks = (
        Heading(2, "Det viktigaste"),
        Paragraph(("Enheten höll ", Quote(sample.talks), " samtal."), "lead"),
        Heading(2, "Föräldrar får stöd"),
        Heading(3, "Pappor nås"),
        Verdict("cannot_be_said", Paragraph(("Det ligger inom osäkerheten.",))),
        Paragraph(("En man deltog i ", Quote(sample.men), "."), "drafted"),
        YEARS,
        Written("Vår analys", ("Vi hade färre tider.", "Nu är de fler.")),
        Heading(2, "Goda exempel"),
        Written("", ("Kvällsöppet.",)),
    )
    found = copied(replace(sample.document, blocks=blocks))
    text = "En man deltog i 40\u00a0%.\n\nVi hade färre tider.\n\nNu är de fler."
    assert found == (
        Copied("Föräldrar får stöd", "Pappor nås", text, "40\u00a0%", "Går inte att avgöra"),
        Copied("", "Goda exempel", "Kvällsöppet.", "", ""),
    )


def test_of_a_report_that_nobody_judges_or_writes_there_is_nothing_to_copy() -> None:
    assert copied(sample.document) == ()


def test_of_a_decision_neither_its_own_words_nor_its_facts_are_copied() -> None:
    told = Decided(Text.of(sv=TALKS.name, en=TALKS.name), TALKS, {}, (), ())
    assessed = Heading(2, "Förvaltningens bedömning"), Written("", ("Det fungerar.",), "assessment")
    blocks = (*decisions.told(told, TREE), *assessed)
    assert copied(replace(sample.document, blocks=blocks)) == (
        Copied("", "Förvaltningens bedömning", "Det fungerar.", "", ""),
    )
    facts = next(block for block in blocks if isinstance(block, Table))
    blocks = (Heading(2, "Beslutet"), facts, Written("", ("Egna ord.",), "assessment"))
    assert [one.value for one in copied(replace(sample.document, blocks=blocks))] == [""]
