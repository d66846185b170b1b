"""A unit with few staff shows its volumes only inside its parent, and never as the only hidden one."""

from dataclasses import replace

import numpy as np
import pytest

from folja.disclosure.hidden_volumes import hidden_volumes
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit, UnitTree
from tests.city import PERIOD, POLICY, TREE, UNITS, with_staff


def hidden(tree: UnitTree, period: Period = PERIOD) -> set[str]:
    return set(hidden_volumes(tree, period, POLICY))


def test_with_enough_staff_nobody_is_hidden() -> None:
    assert hidden(TREE) == set()


@pytest.mark.parametrize("staff", [2, 0, None])
def test_a_unit_with_few_staff_is_hidden_and_a_sibling_with_it(staff: int | None) -> None:
    assert hidden(with_staff(TREE, farsta_1=staff)) == {"farsta_1", "farsta_2"}


def test_the_sibling_with_the_fewest_staff_is_the_one() -> None:
    tree = UnitTree((*TREE.units, Unit("farsta_3", "Farsta 3", "unit", "farsta", staff=3)))
    assert hidden(with_staff(tree, farsta_1=2)) == {"farsta_1", "farsta_3"}


@pytest.mark.parametrize(
    ("staff", "third"), [({"farsta_1": 2, "farsta_2": 1}, True), ({"farsta_1": 2, "farsta_2": 2}, True)]
)
def test_two_with_few_staff_need_a_third_or_each_could_work_out_the_other(staff: dict[str, int], third: bool) -> None:
    tree = UnitTree((*TREE.units, Unit("farsta_3", "Farsta 3", "unit", "farsta", staff=9)))
    assert ("farsta_3" in hidden(with_staff(tree, **staff))) == third


def test_four_of_one_each_need_no_fifth() -> None:
    more = (Unit(f"farsta_{number}", f"Farsta {number}", "unit", "farsta", staff=1) for number in (3, 4))
    larger = Unit("farsta_5", "Farsta 5", "unit", "farsta", staff=9)
    tree = with_staff(UnitTree((*TREE.units, *more, larger)), farsta_1=1, farsta_2=1)
    assert hidden(tree) == {f"farsta_{number}" for number in (1, 2, 3, 4)}


@pytest.mark.parametrize("staff", [0, None])
def test_a_unit_that_nobody_works_at_is_no_shield(staff: int | None) -> None:
    empty = Unit("farsta_0", "Farsta 0", "unit", "farsta", staff=staff)
    assert hidden(UnitTree((*with_staff(TREE, farsta_1=2).units, empty))) == {"farsta_0", "farsta_1", "farsta_2"}


def test_a_district_without_units_is_no_shield() -> None:
    old = (
        Unit("old", "Gamla", "district", "city"),
        Unit("old_1", "Gamla 1", "unit", "old", staff=4, valid_to=Month(2020, 12)),
    )
    north = (Unit("north", "Norr", "district", "city"), Unit("north_1", "Norra", "unit", "north", staff=2))
    assert "farsta" in hidden(UnitTree((*TREE.units, *old, *north)))


def test_a_unit_that_outlives_its_district_is_hidden_all_the_same() -> None:
    ended = tuple(replace(unit, valid_to=Month(2020, 12)) if unit.code == "farsta" else unit for unit in TREE.units)
    assert {"farsta_1", "farsta_2"} <= hidden(with_staff(UnitTree(ended), farsta_1=1))


def test_what_is_hidden_stays_hidden_and_shields_on() -> None:
    grown = with_staff(TREE, farsta_1=2, farsta_2=5)
    smaller = UnitTree((*grown.units, Unit("farsta_3", "Farsta 3", "unit", "farsta", staff=3)))
    assert hidden_volumes(smaller, PERIOD, POLICY) == {"farsta_1", "farsta_3"}
    assert hidden_volumes(smaller, PERIOD, POLICY, hidden_volumes(grown, PERIOD, POLICY)) == {"farsta_1", "farsta_2"}


def test_a_district_with_few_staff_hides_another_and_one_unit_inside_it() -> None:
    tree = with_staff(TREE, vallingby_1=1, vallingby_2=1)
    assert hidden(tree) == {"vallingby", "vallingby_1", "vallingby_2", "farsta", "farsta_1"}


def test_a_unit_that_was_closed_long_ago_hides_nobody() -> None:
    old = Unit("farsta_0", "Gamla Farsta", "unit", "farsta", staff=1, valid_to=Month(2018, 12))
    assert hidden(UnitTree((*with_staff(TREE, farsta_1=2).units, old))) == {"farsta_1", "farsta_2"}


@pytest.mark.parametrize(
    ("first", "last", "with_it"),
    [
        (Month(2021, 1), Month(2021, 4), "farsta_0"),
        (Month(2021, 1), Month(2021, 2), "farsta_0 farsta_2"),
        (Month(2021, 3), None, "farsta_2"),
        (Month(2021, 5), None, "farsta_2"),
        (None, Month(2020, 12), "farsta_2"),
    ],
)
def test_every_month_in_which_the_units_changed_is_looked_at(
    first: Month | None, last: Month | None, with_it: str
) -> None:
    other = Unit("farsta_0", "Farsta 0", "unit", "farsta", staff=3, valid_from=first, valid_to=last)
    tree = UnitTree((*with_staff(TREE, farsta_1=2).units, other))
    assert hidden(tree) == {"farsta_1", *with_it.split()}


def test_a_city_with_few_staff_is_hidden_itself() -> None:
    assert hidden(with_staff(TREE, farsta_1=1, farsta_2=1, vallingby_1=0, vallingby_2=None)) >= {"city", *UNITS}


def test_a_unit_alone_in_its_district_is_as_hidden_as_the_district() -> None:
    alone = (Unit("north", "Norr", "district", "city"), Unit("north_1", "Norra", "unit", "north", staff=1))
    assert {"north", "north_1", "farsta"} <= hidden(UnitTree((*TREE.units, *alone)))


TREES = [
    with_staff(TREE, farsta_1=2),
    with_staff(TREE, farsta_1=1, vallingby_2=1),
    with_staff(TREE, vallingby_1=1, vallingby_2=1),
    UnitTree(
        (*TREE.units, Unit("north", "Norr", "district", "city"), Unit("north_1", "Norra", "unit", "north", staff=1))
    ),
]


@pytest.mark.parametrize("tree", TREES)
def test_no_hidden_unit_is_the_difference_of_what_is_shown(tree: UnitTree) -> None:
    """By adding and taking away what is shown, nobody works out the volume of a unit with few staff."""
    shown = [unit.code for unit in tree.units if unit.code not in hidden(tree)]
    leaves = [leaf.code for leaf in tree.leaves]
    rows = [[int(leaf in {below.code for below in tree.leaves_of(unit)}) for leaf in leaves] for unit in shown]
    for leaf in tree.leaves:
        if (leaf.staff or 0) < 3:
            alone = [int(code == leaf.code) for code in leaves]
            assert rank([*rows, alone]) > rank(rows), leaf.code


def rank(rows: list[list[int]]) -> int:
    return int(np.linalg.matrix_rank(np.array(rows)))
