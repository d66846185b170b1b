"""Once fixed, a tertial's units stay as they are: who moves, grows or shrinks does so from the next tertial on."""

import json
from dataclasses import replace

from folja.disclosure.fixed_units import Units, from_plain, plain, units_of
from folja.vocabulary.period import Month
from folja.vocabulary.unit import Unit, UnitTree
from tests.city import PERIOD, POLICY, TREE, with_staff

FEW = units_of(with_staff(TREE, farsta_1=2), PERIOD, POLICY)
NEW = Unit("farsta_3", "Farsta 3", "unit", "farsta", staff=3, valid_from=Month(2021, 3))


def test_a_tertial_that_is_not_fixed_has_the_units_of_today() -> None:
    assert Units(with_staff(TREE, farsta_1=2), frozenset({"farsta_1", "farsta_2"})) == FEW


def test_staff_who_come_change_nothing_in_a_fixed_tertial() -> None:
    assert units_of(with_staff(TREE, farsta_1=8), PERIOD, POLICY, FEW) == FEW


def test_nor_does_a_unit_that_moves() -> None:
    moved = UnitTree(tuple(replace(u, parent="vallingby") if u.code == "farsta_2" else u for u in TREE.units))
    assert units_of(moved, PERIOD, POLICY, FEW) == FEW


def test_a_unit_founded_since_is_added_and_unhides_nobody() -> None:
    grown = units_of(UnitTree((*TREE.units, NEW)), PERIOD, POLICY, FEW)
    assert grown.tree["farsta_3"] == NEW
    assert grown.tree["farsta_1"].staff == 2
    assert grown.hidden == {"farsta_1", "farsta_2"}


def test_a_small_unit_founded_since_is_hidden_with_the_others() -> None:
    grown = units_of(UnitTree((*TREE.units, replace(NEW, staff=1))), PERIOD, POLICY, FEW)
    assert grown.hidden == {"farsta_1", "farsta_2", "farsta_3"}


def test_units_read_back_as_they_were() -> None:
    changing = replace(NEW, valid_to=Month(2022, 1), successor="farsta_1", name="Årsta")
    units = units_of(UnitTree((*TREE.units, changing)), PERIOD, POLICY)
    assert from_plain(json.loads(json.dumps(plain(units)))) == units
