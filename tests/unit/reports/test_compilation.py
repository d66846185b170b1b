"""Compilations: units beside each other in the tree's order, how their goals stand, and what they have written."""

from dataclasses import replace
from datetime import date

import pytest

from folja.goals.followed import Outside
from folja.goals.year_plan import YearPlan
from folja.reports import compilation, words
from folja.reports.document import Block, Document, FunnelPlot, Heading, Paragraph, RunChart, Table, Written
from folja.reports.layout import laid_out
from folja.reports.manuscript import FromBelow, Manuscript
from folja.reports.template import Section, Template, shipped
from folja.reports.tertial import compose
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused
from folja.vocabulary.text import Text
from tests.unit.figures.test_funnel import ALIKE, NORTH, T1, north
from tests.unit.reports.test_expected import LIBRARY, OUTSIDE, PLAN, YEAR

FARSTA = LIBRARY.tree["farsta"]
UNITS = tuple(one for one in LIBRARY.tree.units if one.parent == "farsta")
TALKS = next(section for section in shipped()["tertial"].sections if section.code == "talks")


def made(code: str, unit: str, period: str = "2021T3", manuscript: Manuscript | None = None) -> Document:
    return compose(
        LIBRARY,
        shipped()[code],
        unit,
        Period.parse(period),
        today=date(2022, 6, 14),
        invented=True,
        manuscript=manuscript,
    )


def rows(table: Table) -> list[list[str]]:
    return [[words.quoted(piece).replace(words.NO_BREAK, " ") for piece in row] for row in table.rows]


def said(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return "".join(words.quoted(piece) for piece in block.pieces)


def test_units_stand_in_the_trees_order_with_exact_volumes_and_shares_with_intervals() -> None:
    (table, note) = compilation.beside(LIBRARY, TALKS, FARSTA, UNITS, YEAR)
    assert isinstance(table, Table)
    assert [column.header for column in table.columns] == [
        "Enhet", "Råd- och stödsamtal", "Samtal där en man deltog", "Antal", "Osäkerhet",
    ]  # fmt: skip
    found = rows(table)
    assert [row[0] for row in found] == [*(unit.name for unit in UNITS), "Hela Farsta"]
    assert found[0][1] == "390"  # 130 in each tertial, tests/published.py
    assert found[0][2].endswith("%")
    assert "–" in found[0][4]
    assert "ingen rangordning" in said(note)


def test_a_small_unit_says_why_and_is_not_told_by_what_is_left() -> None:
    (table, _) = compilation.beside(LIBRARY, TALKS, FARSTA, UNITS, YEAR)
    assert isinstance(table, Table)
    by_name = {row[0]: row for row in rows(table)}
    assert by_name["Öppna insatser Farsta"][1].startswith("Visas bara tillsammans med andra enheter")
    assert by_name["Hela Farsta"][1] == "642"
    # One hidden unit alone could be reckoned, so another is hidden with it.
    assert sum(row[1].startswith("Visas bara tillsammans") for row in by_name.values()) == 2


def test_what_no_unit_can_show_is_left_out() -> None:
    nothing = Section("home_visits", Text.of(sv="Besök", en="Visits"), None, ("home_visits",), (), None, None)
    assert list(compilation.beside(LIBRARY, nothing, FARSTA, UNITS, YEAR)) == []


def test_one_unit_alone_stands_beside_nothing() -> None:
    assert compilation.children(LIBRARY, "farsta_stod", YEAR) == ()
    assert [one.code for one in compilation.children(LIBRARY, "stad", YEAR)] == ["farsta", "hasselby"]


def test_enough_units_have_a_funnel_in_a_compilation_and_not_in_the_report_that_units_read() -> None:
    section = Section("ones", Text.of(sv="Ettor", en="Ones"), None, (), ("phone_share",), "phone_share", None)
    of_units = Template("district", Text.of(sv="Norra", en="North"), (section,), parts=("figures_by_unit",))
    library = north(*ALIKE)
    for template, expected in ((of_units, 1), (replace(of_units, parts=("figures",)), 0)):
        document = compose(library, template, "north", T1, today=date(2021, 6, 1), invented=True)
        assert sum(isinstance(block, FunnelPlot) for block in document.blocks) == expected
    assert NORTH["north"].kind == "district"


def brought(**texts: str) -> FromBelow:
    manuscript = Manuscript(plan=PLAN, outside=OUTSIDE, texts=texts)
    return FromBelow(UNITS[0], manuscript, (7,) if texts else ())


def test_goals_are_counted_by_status_and_a_unit_without_a_plan_says_so() -> None:
    (heading, table, _) = compilation.goals(LIBRARY, (brought(), FromBelow(UNITS[1], Manuscript())), YEAR)
    assert heading == Heading(2, "Målen enhet för enhet")
    assert isinstance(table, Table)
    assert [column.header for column in table.columns[1:]] == [
        "Resultat med mål", "Nått", "På väg", "Inte nått", "Går inte att avgöra",
    ]  # fmt: skip
    # Men are far below 90 %, grade 8 below 50; what children plan is entered as 82 of 80.
    assert rows(table) == [
        [UNITS[0].name, "3", "1", "0", "2", "0"],
        [UNITS[1].name, "Ingen plan för året", "", "", "", ""],
    ]


def test_what_comes_out_of_case_systems_is_counted_only_for_those_who_may_read_it() -> None:
    below = (brought(),)
    opened = Manuscript(below=below).open_to_all.below
    (_, table, _) = compilation.goals(LIBRARY, opened, YEAR)
    assert isinstance(table, Table)
    assert rows(table) == [[UNITS[0].name, "2", "0", "0", "2", "0"]]


def test_no_plan_anywhere_is_said() -> None:
    empty = FromBelow(UNITS[0], Manuscript(plan=None, outside=Outside({})))
    (_, note) = compilation.goals(LIBRARY, (empty,), YEAR)
    assert said(note) == "Ingen av enheterna har en plan för året."


def test_units_words_stand_under_their_names_and_say_which_report_they_are_from() -> None:
    units = (brought(good_examples="Kvällsöppet.\n\nDrop-in."), FromBelow(UNITS[1], Manuscript()))
    blocks = list(compilation.told_by_units(units))
    assert blocks[:3] == [
        Heading(2, "Goda exempel från enheterna"),
        Heading(3, UNITS[0].name),
        Written("", ("Kvällsöppet.", "Drop-in.")),
    ]
    assert said(blocks[-2]).endswith(f"{UNITS[0].name} (nr 7).")
    assert said(blocks[-1]) == f"Ingen godkänd rapport än: {UNITS[1].name}."


@pytest.mark.parametrize("code", ["district", "city"])
def test_a_compilation_is_a_whole_report(code: str) -> None:
    unit = {"district": "farsta", "city": "stad"}[code]
    document = made(code, unit, manuscript=Manuscript(below=(brought(good_examples="Kvällsöppet."),)))
    assert (
        document.title
        == {
            "district": "Stadsdelens sammanställning, tertial 3 2021",
            "city": "Stadens sammanställning, tertial 3 2021",
        }[code]
    )
    headings = [block.words for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert headings[:3] == ["Det viktigaste", "Målen enhet för enhet", "Råd- och stödsamtal"]
    assert any(isinstance(block, RunChart) for block in document.blocks)
    assert laid_out(document)


@pytest.mark.parametrize(
    ("code", "unit", "why"),
    [
        ("city", "farsta", "Stadens sammanställning görs för hela staden. Farsta är en stadsdel."),
        (
            "district",
            "farsta_stod",
            (
                "Stadsdelens sammanställning görs för en stadsdel eller en grupp av stadsdelar. "
                "Föräldrastöd Farsta är en enhet."
            ),
        ),
    ],
)
def test_a_report_of_another_kind_of_unit_is_refused_with_which(code: str, unit: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        made(code, unit)
    assert refused.value.problems[0].text.sv == why


def test_a_plan_of_another_unit_is_never_mixed_in() -> None:
    other = YearPlan("farsta_lykta", 2021, PLAN.goals)
    (_, table, _) = compilation.goals(LIBRARY, (FromBelow(UNITS[1], Manuscript(plan=other, outside=OUTSIDE)),), YEAR)
    assert isinstance(table, Table)
    # The figures from outside are of Farsta's other unit.
    assert rows(table)[0][1:] == ["3", "0", "0", "0", "3"]
