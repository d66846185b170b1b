"""The unit tree: one city on top, units that register at the bottom, no loops."""

import pytest

from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused
from folja.vocabulary.unit import Unit, UnitTree

CITY = Unit("city", "Staden", "city")
GROUP = Unit("south", "Söderort", "group", "city")
FARSTA = Unit("farsta", "Farsta", "district", "south")
VALLINGBY = Unit("vallingby", "Hässelby-Vällingby", "district", "city")
SUPPORT = Unit("farsta_1", "Farsta föräldrastöd", "unit", "farsta", staff=4)
CENTRE = Unit("farsta_2", "Farsta familjecentral", "unit", "farsta")
WEST = Unit("vallingby_1", "Vällingby föräldrastöd", "unit", "vallingby", staff=3)
TREE = UnitTree((CITY, GROUP, FARSTA, VALLINGBY, SUPPORT, CENTRE, WEST))


def codes(units: tuple[Unit, ...]) -> list[str]:
    return [unit.code for unit in units]


def test_the_way_up_and_the_way_down() -> None:
    assert TREE.city == CITY
    assert TREE.path("farsta_1") == ("farsta_1", "farsta", "south", "city")
    assert codes(TREE.children("city")) == ["south", "vallingby"]
    assert codes(TREE.leaves_of("south")) == ["farsta_1", "farsta_2"]
    assert codes(TREE.leaves_of("farsta_1")) == ["farsta_1"]
    assert codes(TREE.leaves) == ["farsta_1", "farsta_2", "vallingby_1"]


def test_the_district_of_a_unit() -> None:
    assert TREE.parent_of_kind("farsta_1", "district") == FARSTA
    assert TREE.parent_of_kind("farsta", "district") == FARSTA
    assert TREE.parent_of_kind("south", "district") is None


@pytest.mark.parametrize("written", ["farsta_1", "FARSTA_1", " Farsta föräldrastöd ", "farsta FÖRÄLDRASTÖD"])
def test_a_unit_is_found_by_code_or_name_however_it_is_written(written: str) -> None:
    assert TREE.called(written) == SUPPORT


def test_an_unknown_name_is_no_unit() -> None:
    assert TREE.called("Skarpnäck") is None
    assert "skarpnack" not in TREE


def test_a_unit_exists_from_its_first_month_to_its_last() -> None:
    unit = Unit("a", "A", "unit", "city", valid_from=Month(2020, 3), valid_to=Month(2021, 2))
    exists = [
        period for period in ("2019", "2020T1", "2021T1", "2021T2", "2021-03") if unit.exists_in(Period.parse(period))
    ]
    assert exists == ["2020T1", "2021T1"]


@pytest.mark.parametrize(
    ("units", "what"),
    [
        ((FARSTA,), "exactly one unit of kind city, there are 0"),
        ((CITY, Unit("b", "B", "city")), "exactly one unit of kind city, there are 2"),
        ((CITY, Unit("a", "A", "unit", "nowhere")), "parent nowhere does not exist"),
        ((CITY, Unit("a", "A", "unit")), "parent is empty does not exist"),
        ((Unit("city", "S", "city", "a"), Unit("a", "A", "unit", "city")), "the city is the top"),
        ((CITY, Unit("a", "A", "unit", "city"), Unit("b", "B", "unit", "a")), "registers itself"),
        ((CITY, VALLINGBY, VALLINGBY), "stands on two rows"),
        ((CITY, Unit("a", "A", "group", "b"), Unit("b", "B", "group", "a")), "in a loop"),
        ((CITY, Unit("a", "A", "district", "a")), "in a loop"),
    ],
)
def test_a_tree_that_is_none_is_refused_with_what_to_do(units: tuple[Unit, ...], what: str) -> None:
    with pytest.raises(Refused) as refused:
        UnitTree(units)
    assert what in str(refused.value)
    assert all(problem.where for problem in refused.value.problems)


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(Refused) as refused:
        UnitTree((CITY, Unit("a", "A", "unit", "nowhere"), Unit("b", "B", "unit", "elsewhere")))
    assert [problem.where for problem in refused.value.problems] == ["a", "b"]


NATION = Unit("riket", "Sverige", "nation")
MUNICIPALITY = Unit("0180", "Stockholm", "city", "riket")


def test_a_nation_holds_municipalities_and_nothing_else_right_below() -> None:
    tree = UnitTree((NATION, MUNICIPALITY, Unit("0180-a", "A", "unit", "0180", staff=4)))
    assert tree.is_national
    assert tree.city == NATION
    assert tree.path("0180-a") == ("0180-a", "0180", "riket")
    assert not TREE.is_national
    for units in (
        (NATION, Unit("land", "Landet", "nation")),
        (NATION, Unit("a", "A", "unit", "riket")),
        (NATION, MUNICIPALITY, Unit("inner", "Innerstaden", "city", "0180")),
        (NATION, Unit("0180", "Stockholm", "city")),
        (Unit("riket", "Sverige", "nation", "riket"),),
    ):
        with pytest.raises(Refused):
            UnitTree(units)
