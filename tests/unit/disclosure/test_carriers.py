"""Who gets cells of their own is decided from public facts: how many acts, how many staff, and the tree."""

import inspect

import pytest

from folja.disclosure.carriers import Leaf, carriers, merged
from folja.disclosure.fixed_units import units_of
from folja.vocabulary.unit import Unit, UnitTree
from tests.city import PERIOD, POLICY, TREE, UNITS, with_staff


def found(acts: dict[str, int], tree: UnitTree = TREE) -> tuple[Leaf, ...]:
    return carriers(units_of(tree, PERIOD, POLICY), PERIOD, acts, POLICY)


def codes(given: tuple[Leaf, ...]) -> list[str]:
    return [leaf.code for leaf in given]


@pytest.mark.parametrize(("acts", "carries"), [(19, False), (20, True), (21, True)])
def test_a_unit_carries_cells_from_twenty_acts(acts: int, carries: bool) -> None:
    assert (codes(found({"farsta_1": acts})) == ["farsta_1"]) == carries


@pytest.mark.parametrize(("staff", "carries"), [(None, False), (0, False), (2, False), (3, True)])
def test_a_unit_carries_cells_with_three_staff_and_unknown_is_too_few(staff: int | None, carries: bool) -> None:
    assert (codes(found({"farsta_1": 50}, with_staff(TREE, farsta_1=staff))) == ["farsta_1"]) == carries


def test_a_districts_small_units_are_counted_together() -> None:
    given = found({"farsta_1": 12, "farsta_2": 8, "vallingby_1": 40})
    assert codes(given) == ["vallingby_1", "farsta:other"]
    assert given[1] == Leaf("farsta:other", ("farsta_1", "farsta_2"), "farsta")


def test_small_units_whose_district_is_too_small_are_counted_together_for_the_city() -> None:
    given = found({"farsta_1": 12, "vallingby_1": 40, "vallingby_2": 8})
    assert codes(given) == ["vallingby_1", "city:other"]
    assert given[1].units == ("farsta_1", "farsta_2", "vallingby_2")


def test_what_is_too_little_even_together_is_in_no_leaf() -> None:
    assert codes(found({"farsta_1": 12, "vallingby_1": 40, "vallingby_2": 7})) == ["vallingby_1"]


def test_units_counted_together_need_three_staff_in_all() -> None:
    two = with_staff(TREE, farsta_1=1, farsta_2=1, vallingby_1=0, vallingby_2=0)
    assert codes(found({"farsta_1": 30, "farsta_2": 30}, two)) == []
    assert codes(found({"farsta_1": 30, "farsta_2": 30}, with_staff(two, vallingby_1=1))) == ["city:other"]


def test_a_unit_whose_volumes_are_hidden_carries_no_cells_that_would_tell_them() -> None:
    few = with_staff(TREE, farsta_1=2)  # so that farsta_2 is hidden with it
    assert codes(found({"farsta_1": 50, "farsta_2": 50, "vallingby_1": 50}, few)) == ["vallingby_1", "farsta:other"]


def test_one_alone_among_a_districts_others_is_counted_with_the_citys() -> None:
    few = with_staff(TREE, farsta_1=1, farsta_2=1)  # so that the whole district is hidden, and vallingby_1 with it
    assert codes(found({"vallingby_1": 50, "vallingby_2": 50}, few)) == ["vallingby_2", "city:other"]


@pytest.mark.parametrize("did", [0, 1])
def test_being_counted_with_others_does_not_tell_whether_a_unit_did_anything(did: int) -> None:
    three = UnitTree((*TREE.units, Unit("farsta_3", "Farsta 3", "unit", "farsta", staff=5)))
    (others,) = found({"farsta_1": 12, "farsta_2": 15, "farsta_3": did}, three)
    assert others.units == ("farsta_1", "farsta_2", "farsta_3")


def test_a_unit_that_registered_nothing_is_nowhere() -> None:
    assert codes(found({"farsta_1": 0, "farsta_2": 25})) == ["farsta_2"]


def test_a_unit_right_under_the_city_is_counted_with_the_citys_other_units() -> None:
    tree = UnitTree((*TREE.units, Unit("on_call", "Jouren", "unit", "city", staff=5)))
    (others,) = found({"on_call": 15, "farsta_1": 10}, tree)
    assert others == Leaf("city:other", tuple(sorted((*UNITS, "on_call"))), "city")


def test_only_public_facts_are_asked_for() -> None:
    assert list(inspect.signature(carriers).parameters) == ["units", "period", "acts", "policy"]


def test_a_leaf_lies_in_its_unit_and_all_above_it() -> None:
    own, others = Leaf("farsta_1", ("farsta_1",), "farsta_1"), Leaf("city:other", ("farsta_2", "vallingby_2"), "city")
    assert [unit for unit in ("farsta_1", "farsta", "city", "vallingby") if own.lies_in(unit, TREE)] == [
        *("farsta_1", "farsta", "city"),
    ]
    assert [unit for unit in ("farsta_2", "farsta", "city") if others.lies_in(unit, TREE)] == ["city"]


def test_merged_leaves_lie_under_the_nearest_unit_that_holds_both() -> None:
    first, second, third = (Leaf(code, (code,), code) for code in ("farsta_1", "farsta_2", "vallingby_1"))
    near = merged(second, first, TREE)
    assert near == Leaf("farsta_1+farsta_2", ("farsta_1", "farsta_2"), "farsta")
    assert merged(near, third, TREE).under == "city"
