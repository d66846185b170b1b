"""Once fixed, a tertial's units stay as they are: who moves, grows or shrinks does so from the next tertial on."""

import json
from dataclasses import replace

import pytest

from folja.disclosure.fixed_units import Units, from_plain, grown, plain, units_of
from folja.vocabulary.period import Month
from folja.vocabulary.unit import Unit, UnitTree
from tests.city import PERIOD, POLICY, TREE, with_staff

FEW = units_of(with_staff(TREE, farsta_1=2), PERIOD, POLICY)
NEW = Unit("farsta_3", "Farsta 3", "unit", "farsta", staff=3, valid_from=Month(2021, 3))


def test_a_tertial_that_is_not_fixed_has_the_units_of_today() -> None:
    assert Units(with_staff(TREE, farsta_1=2), frozenset({"farsta_1", "farsta_2"})) == FEW


def now(tree: UnitTree, fixed: Units = FEW, month: int = 3) -> Units:
    """The fixed units after a change of units, when the next month is that one of 2021."""
    return grown(fixed, tree, PERIOD, POLICY, Month(2021, month))


def test_staff_who_come_change_nothing_in_a_fixed_tertial() -> None:
    assert now(with_staff(TREE, farsta_1=8)) == FEW


def test_staff_who_leave_hide_their_unit_at_once() -> None:
    left = now(with_staff(TREE, farsta_1=2), units_of(TREE, PERIOD, POLICY))
    assert left.tree["farsta_1"].staff == 2
    assert left.hidden == {"farsta_1", "farsta_2"}


def test_a_unit_that_moves_stays_where_it_was() -> None:
    moved = UnitTree(tuple(replace(u, parent="vallingby") if u.code == "farsta_2" else u for u in TREE.units))
    assert now(moved) == FEW


def test_a_unit_founded_since_is_there_at_once_and_unhides_nobody() -> None:
    founded = now(UnitTree((*TREE.units, replace(NEW, valid_from=None))))
    assert founded.tree["farsta_3"] == replace(NEW, valid_from=None)
    assert founded.tree["farsta_1"].staff == 2
    assert founded.hidden == {"farsta_1", "farsta_2"}


@pytest.mark.parametrize(("first", "begins"), [(None, 3), (Month(2021, 1), 3), (Month(2021, 4), 4)])
def test_one_that_must_be_hidden_begins_with_the_next_month(first: Month | None, begins: int) -> None:
    founded = now(UnitTree((*TREE.units, replace(NEW, staff=1, valid_from=first))))
    assert founded.tree["farsta_3"].valid_from == Month(2021, begins)
    assert founded.hidden == {"farsta_1", "farsta_2", "farsta_3"}


def test_in_a_tertial_that_is_over_it_does_not_begin_at_all() -> None:
    founded = now(UnitTree((*TREE.units, replace(NEW, staff=1, valid_from=None))), month=5)
    assert not founded.tree["farsta_3"].exists_in(PERIOD)
    assert founded.hidden == {"farsta_1", "farsta_2"}


def test_units_read_back_as_they_were() -> None:
    changing = replace(NEW, valid_to=Month(2022, 1), successors=("farsta_1",), name="Årsta")
    units = units_of(UnitTree((*TREE.units, changing)), PERIOD, POLICY)
    assert from_plain(json.loads(json.dumps(plain(units)))) == units


# --- units that end -----------------------------------------------------------------------------------------


def ended(month: int | None, **unit: object) -> UnitTree:
    """The city of today, where Vällingby's first unit ends in that month of 2021 and the second takes over."""
    last = Month(2021, month) if month else None
    heirs = ("vallingby_2",) if last else ()
    end = {"valid_to": last, "successors": heirs} | unit
    return UnitTree(tuple(replace(u, **end) if u.code == "vallingby_1" else u for u in TREE.units))  # type: ignore[arg-type]


@pytest.mark.parametrize(("last", "ends"), [(3, 3), (1, 2)], ids=["in time", "told too late"])
def test_a_unit_that_ends_does_so_at_once_but_in_no_month_that_has_been_shown(last: int, ends: int) -> None:
    found = now(ended(last)).tree["vallingby_1"]
    assert (found.valid_to, found.successors) == (Month(2021, ends), ("vallingby_2",))


def test_an_end_may_be_put_off_until_it_has_passed() -> None:
    ends_in_march = now(ended(3))
    assert now(ended(None), ends_in_march, month=4).tree["vallingby_1"].valid_to is None
    assert now(ended(None), ends_in_march, month=5).tree["vallingby_1"].valid_to == Month(2021, 3)


def test_a_unit_that_is_no_more_hides_nobody_so_others_are_hidden_instead() -> None:
    """Two in one unit lie behind five in another. When those are gone, two months are the two colleagues' alone."""
    third = Unit("vallingby_3", "Vällingby 3", "unit", "vallingby", staff=6)
    beside = UnitTree((*with_staff(TREE, vallingby_2=2).units, third))
    assert units_of(beside, PERIOD, POLICY).hidden == {"vallingby_1", "vallingby_2"}
    left = UnitTree(tuple(replace(u, valid_to=Month(2021, 2)) if u.code == "vallingby_1" else u for u in beside.units))
    assert now(left, units_of(beside, PERIOD, POLICY)).hidden == {"vallingby_1", "vallingby_2", "vallingby_3"}
