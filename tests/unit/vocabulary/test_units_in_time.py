"""A file of units says who ended and who took over, and what can't be is told at the unit whose row is wrong."""

from dataclasses import replace

import pytest

from folja.vocabulary.period import Month
from folja.vocabulary.unit import Unit, UnitTree, read_successors, written_successors
from folja.vocabulary.units_in_time import problems_in_time

CITY = Unit("city", "Staden", "city")
FARSTA = Unit("farsta", "Farsta", "district", "city")
LAST, NEXT = Month(2020, 12), Month(2021, 1)
OLD = Unit("a", "A", "unit", "farsta", 4, valid_to=LAST, successors=("c",))
OTHER = replace(OLD, code="b", name="B")
NEW = Unit("c", "C", "unit", "farsta", 7, valid_from=NEXT)


def said(*units: Unit) -> list[str]:
    return [problem.in_language("sv") for problem in problems_in_time(UnitTree((CITY, FARSTA, *units)))]


@pytest.mark.parametrize(
    "units",
    [
        (OLD, OTHER, NEW),
        (replace(OLD, successors=("c", "d")), NEW, replace(NEW, code="d")),
        (OLD, replace(NEW, valid_from=None)),
        (replace(OLD, successors=()),),
        (OLD, replace(NEW, valid_to=NEXT, successors=("e",)), Unit("e", "E", "unit", "farsta", 3)),
    ],
    ids=["merged", "split", "taken in by one that was there", "closed", "taken over twice"],
)
def test_units_may_follow_each_other(units: tuple[Unit, ...]) -> None:
    assert said(*units) == []


@pytest.mark.parametrize(
    ("units", "what"),
    [
        (
            (replace(NEW, valid_to=LAST),),
            "c: Enheten upphör i december 2020 men börjar först i januari 2021. Rätta valid_from eller valid_to.",
        ),
        (
            (replace(OLD, valid_to=None), NEW),
            "a: Enheten har en efterträdare men upphör aldrig. Skriv dess sista månad i valid_to.",
        ),
        (
            (replace(OLD, successors=("c", "c")), NEW),
            "a: Samma efterträdare står två gånger i successor. Skriv varje kod en gång.",
        ),
        (
            (OLD,),
            "a: Efterträdaren c finns inte. Skriv koden för en enhet i filen, och flera koder med | mellan.",
        ),
        (
            (OLD, replace(NEW, valid_from=Month(2021, 3))),
            (
                "a: Efterträdaren c börjar först i mars 2021 men ska ta över i januari 2021. "
                "Rätta månaderna så att de följer på varandra."
            ),
        ),
        (
            (OLD, replace(NEW, valid_from=None, valid_to=LAST)),
            "a: Efterträdaren c har själv upphört när den ska ta över i januari 2021. Ange den som tog över.",
        ),
        (
            (replace(OLD, successors=("farsta",)),),
            "a: Efterträdaren farsta är av slaget district, men enheten av slaget unit. Ange en av samma slag.",
        ),
    ],
    ids=["ends first", "never ends", "twice", "unknown", "begins later", "has ended", "another kind"],
)
def test_what_can_not_be_is_told_with_what_to_do(units: tuple[Unit, ...], what: str) -> None:
    assert said(*units) == [what]


def test_a_loop_of_successors_is_told_at_each_of_them() -> None:
    assert said(OLD, replace(NEW, valid_to=NEXT, successors=("a",))) == [
        f"{code}: Enheterna efterträder varandra i en ring. Rätta kolumnen successor." for code in ("a", "c")
    ]


def test_a_unit_can_not_outlive_its_district() -> None:
    ended = replace(FARSTA, code="old", valid_to=LAST)
    left = [replace(NEW, code="left", parent="old"), replace(OLD, parent="old", successors=())]
    assert said(ended, *left) == [
        (
            "left: Enheten ligger under old, som upphör i december 2020. Lägg den under en annan, eller skriv dess "
            "sista månad i valid_to."
        )
    ]


def test_a_unit_has_those_before_it_however_far_back() -> None:
    units = (OLD, OTHER, replace(NEW, valid_to=NEXT, successors=("d",)), replace(NEW, code="d", valid_from=None))
    tree = UnitTree((CITY, FARSTA, *units))
    assert [unit.code for unit in tree.predecessors("d")] == ["a", "b", "c"]
    assert tree.predecessors("a") == ()


@pytest.mark.parametrize(("written", "codes"), [(None, ()), ("", ()), ("a", ("a",)), (" a | b |", ("a", "b"))])
def test_several_successors_stand_with_a_line_between(written: str | None, codes: tuple[str, ...]) -> None:
    assert read_successors(written) == codes
    assert read_successors(written_successors(codes)) == codes
