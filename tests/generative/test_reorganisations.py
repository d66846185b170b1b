"""However units are merged, split, moved, closed and founded, two nights or tertials compared tell nothing small."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folja.disclosure.attacker import attack
from folja.disclosure.cells import all_cells
from folja.disclosure.fixed_units import Units, grown, units_of
from folja.vocabulary.period import Month, tertial
from folja.vocabulary.unit import Unit, UnitTree
from folja.vocabulary.units_in_time import problems_in_time
from tests.city import PERIOD, POLICY, TREE, knowledge, publish
from tests.generative.strategies import answers
from tests.generative.test_hidden_volumes import there
from tests.instruments import TINY

NEXT = tertial(2021, 2)


@st.composite
def cities(draw: st.DrawFn) -> UnitTree:
    """Two or three districts with units that are there all the time, of which about half have too few staff."""
    units = [Unit("city", "Staden", "city")]
    for district in range(draw(st.integers(2, 3))):
        units.append(Unit(f"d{district}", "D", "district", "city"))
        staff = draw(st.lists(st.sampled_from([1, 2, 3, 5, 8]), min_size=1, max_size=4))
        units.extend(Unit(f"d{district}_{leaf}", "E", "unit", f"d{district}", n) for leaf, n in enumerate(staff))
    return UnitTree(tuple(units))


@st.composite
def reorganised(draw: st.DrawFn, tree: UnitTree) -> UnitTree:
    """The city after a file of units that a reader of files takes: some end, go up in others, move, grow or shrink."""
    districts = [unit.code for unit in tree.units if unit.kind == "district" and unit.valid_to is None]
    heir = Unit("heir", "Nya", "unit", draw(st.sampled_from(districts)), draw(st.integers(1, 9))) if districts else None
    units = [draw(_changed(unit, districts, heir)) for unit in tree.units]
    if heir and draw(st.booleans()):
        units.append(heir)
    else:
        units = [replace(unit, successors=()) for unit in units]
    return UnitTree(tuple(units))


@st.composite
def _changed(draw: st.DrawFn, unit: Unit, districts: list[str], heir: Unit | None) -> Unit:
    if unit.kind != "unit":
        return unit
    match draw(st.sampled_from(["ends", "goes up", "moves", "staff", "stays", "stays"])):
        case "ends" if unit.valid_to is None and unit.valid_from is None:
            return replace(unit, valid_to=Month(2021, draw(st.integers(1, 8))))
        case "goes up" if unit.valid_to is None and unit.valid_from is None and heir:
            return replace(unit, valid_to=Month(2021, draw(st.integers(1, 8))), successors=(heir.code,))
        case "moves" if districts:
            return replace(unit, parent=draw(st.sampled_from(districts)), name="Nytt namn")
        case "staff":
            return replace(unit, staff=draw(st.integers(0, 9)))
    return unit


@settings(max_examples=100)
@given(data=st.data())
def test_two_nights_with_a_reorganisation_between_tell_no_more_than_either(data: st.DataObject) -> None:
    tells_no_more(data)


@pytest.mark.long
@settings(max_examples=5_000)
@given(data=st.data())
def test_two_nights_with_any_reorganisation_between_tell_no_more(data: st.DataObject) -> None:
    tells_no_more(data)


def tells_no_more(data: st.DataObject) -> None:
    """In a month that both nights show, all that both show is known; in a later one, what the second shows."""
    today = data.draw(cities())
    this_month = data.draw(st.sampled_from(PERIOD.months))
    first = units_of(today, PERIOD, POLICY)
    second = grown(first, data.draw(reorganised(today)), PERIOD, POLICY, this_month.plus(1))
    for month in PERIOD.months:
        nights = (first, second) if month <= this_month else (second,)
        here = {unit.code for night in nights for unit in there(night.tree, month)}
        for unit, below, few in small(nights[0], month):
            assert not (few and is_told(nights, here, month, below)), (unit, month, sorted(second.hidden))


def small(units: Units, month: Month) -> list[tuple[str, set[str], bool]]:
    """The units of few staff in a month, where others than them have enough to hide behind."""
    here = {leaf.code: leaf.staff or 0 for leaf in there(units.tree, month)}
    found = []
    for unit in units.tree.units:
        below = {leaf.code for leaf in units.tree.leaves_of(unit.code)} & here.keys()
        staff = sum(here[code] for code in below)
        found.append((unit.code, below, bool(below) and staff < POLICY.least_staff <= sum(here.values()) - staff))
    return found


def is_told(nights: tuple[Units, ...], here: set[str], month: Month, wanted: set[str]) -> bool:
    """Whether a sum over units follows from what the nights show of a month."""
    order = sorted(here)
    rows = [
        [int(code in {leaf.code for leaf in night.tree.leaves_of(unit.code)}) for code in order]
        for night in nights
        for unit in night.tree.units
        if unit.code not in night.hidden
    ]
    known = np.linalg.matrix_rank(np.array(rows, dtype=float)) if rows else 0
    with_it = np.array([*rows, [int(code in wanted) for code in order]], dtype=float)
    return bool(np.linalg.matrix_rank(with_it) == known)


# --- figures about people -----------------------------------------------------------------------------------


@st.composite
def two_trees(draw: st.DrawFn) -> tuple[UnitTree, UnitTree]:
    """The small city in two tertials, with units merged, split or moved from the one to the other."""
    staff = {unit.code: draw(st.sampled_from([1, 2, 3, 6])) for unit in TREE.leaves}
    before = UnitTree(tuple(replace(unit, staff=staff.get(unit.code, unit.staff)) for unit in TREE.units))
    ended = {"valid_to": PERIOD.last}
    new = tuple(
        Unit(code, code, "unit", draw(st.sampled_from(["farsta", "vallingby"])), draw(st.integers(1, 8)), NEXT.first)
        for code in ("new_1", "new_2")
    )
    changes: dict[str, dict[str, object]] = {
        "merge": {code: ended | {"successors": ("new_1",)} for code in draw(st.permutations(list(staff)))[:2]},
        "split": {draw(st.sampled_from(list(staff))): ended | {"successors": ("new_1", "new_2")}},
        "move": {"farsta_2": {"parent": "vallingby"}},
    }[draw(st.sampled_from(["merge", "split", "move"]))]  # type: ignore[assignment]
    after = UnitTree((*(replace(u, **changes.get(u.code, {})) for u in before.units), *new))  # type: ignore[arg-type]
    assert not list(problems_in_time(after))
    return before, after


@settings(max_examples=4)
@given(data=st.data())
def test_the_audit_stays_clean_over_a_reorganisation(data: st.DataObject) -> None:
    is_clean(data)


@pytest.mark.long
@settings(max_examples=150)
@given(data=st.data())
def test_the_audit_stays_clean_over_any_reorganisation(data: st.DataObject) -> None:
    is_clean(data)


def is_clean(data: st.DataObject) -> None:
    instrument = TINY.latest(data.draw(st.sampled_from(sorted(TINY))))
    publications = []
    for period, tree in zip((PERIOD, NEXT), data.draw(two_trees()), strict=True):
        kinds = data.draw(st.lists(answers(instrument), min_size=2, max_size=3))
        there_now = [leaf.code for leaf in tree.leaves if leaf.exists_in(period)]
        sheets = {code: [kind for kind in kinds for _ in range(data.draw(st.integers(0, 15)))] for code in there_now}
        publications.append(publish({instrument: sheets}, period, tree=tree))
    assert attack(list(all_cells(publications)), knowledge([instrument], publications)) == []


def test_an_end_that_waited_for_the_next_tertial_would_tell() -> None:
    """What the first night hid behind a unit is plain when that unit has ended and is still counted on."""
    trio = [Unit(f"d_{number}", "E", "unit", "d", staff) for number, staff in enumerate((2, 4, 6))]
    today = UnitTree((Unit("city", "Staden", "city"), Unit("d", "D", "district", "city"), *trio))
    fixed = units_of(today, PERIOD, POLICY)
    ended = UnitTree(tuple(replace(u, valid_to=Month(2021, 2)) if u.code == "d_1" else u for u in today.units))
    april = Month(2021, 4)
    waited = Units(ended, fixed.hidden)
    assert is_told((waited,), {"d_0", "d_2"}, april, {"d_0"})
    assert not is_told((grown(fixed, ended, PERIOD, POLICY, Month(2021, 3)),), {"d_0", "d_2"}, april, {"d_0"})
