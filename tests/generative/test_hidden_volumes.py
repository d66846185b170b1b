"""By adding and taking away what is shown, nobody works out what few staff did, whatever the city looks like."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from folja.disclosure.carriers import carriers
from folja.disclosure.fixed_units import Units, units_of
from folja.disclosure.hidden_volumes import hidden_volumes
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit, UnitTree
from tests.city import PERIOD, POLICY

STAFF = st.one_of(st.none(), st.integers(0, 8))
MONTHS = st.one_of(st.none(), st.builds(Month, st.sampled_from([2020, 2021]), st.integers(1, 12)))


@st.composite
def trees(draw: st.DrawFn) -> UnitTree:
    """A city with districts, some in groups, of units that may begin and end inside the tertial; some without any."""
    units = [Unit("city", "Staden", "city"), Unit("group", "Grupp", "group", "city")]
    for district in range(draw(st.integers(1, 4))):
        parent = draw(st.sampled_from(["city", "group"]))
        units.append(Unit(f"d{district}", f"D{district}", "district", parent, valid_to=draw(MONTHS)))
        for leaf in range(draw(st.integers(0, 4))):
            first, last = draw(MONTHS), draw(MONTHS)
            units.append(Unit(f"d{district}_{leaf}", "E", "unit", f"d{district}", draw(STAFF), first, last))
    return UnitTree(tuple(units))


def there(tree: UnitTree, month: Month) -> list[Unit]:
    return [leaf for leaf in tree.leaves if leaf.exists_in(Period(month, month))]


def is_derivable(tree: UnitTree, hidden: frozenset[str], month: Month, wanted: set[str]) -> bool:
    """Whether the sum over the wanted units follows from what is shown in a month."""
    leaves = [leaf.code for leaf in there(tree, month)]
    shown = [unit.code for unit in tree.units if unit.code not in hidden]
    rows = [[int(code in {leaf.code for leaf in tree.leaves_of(unit)}) for code in leaves] for unit in shown]
    rank = np.linalg.matrix_rank(np.array(rows, dtype=float)) if rows else 0
    return bool(np.linalg.matrix_rank(np.array([*rows, [int(code in wanted) for code in leaves]], dtype=float)) == rank)


@settings(max_examples=200)
@given(tree=trees())
def test_what_few_staff_did_is_no_difference_of_what_is_shown(tree: UnitTree) -> None:
    hidden = hidden_volumes(tree, PERIOD, POLICY)
    for month in PERIOD.months:
        here = there(tree, month)
        for unit in tree.units:
            below = {leaf.code for leaf in tree.leaves_of(unit.code)} & {leaf.code for leaf in here}
            staff = sum(leaf.staff or 0 for leaf in here if leaf.code in below)
            everybody = sum(leaf.staff or 0 for leaf in here)
            # Where everybody else's work is nobody's, there is nothing to hide behind but hiding it all.
            if below and staff < POLICY.least_staff <= everybody - staff:
                assert not is_derivable(tree, hidden, month, below), (unit.code, month, sorted(hidden))


@given(before=trees(), after=trees())
def test_who_was_hidden_stays_hidden(before: UnitTree, after: UnitTree) -> None:
    already = hidden_volumes(before, PERIOD, POLICY) & {unit.code for unit in after.units}
    assert already <= hidden_volumes(after, PERIOD, POLICY, already)


@settings(max_examples=200)
@given(tree=trees(), data=st.data())
def test_equal_public_volumes_give_equal_leaves_whatever_the_hidden_units_did(
    tree: UnitTree, data: st.DataObject
) -> None:
    units = units_of(tree, PERIOD, POLICY)
    here = [leaf.code for leaf in tree.leaves if leaf.exists_in(PERIOD)]
    hidden = [code for code in here if code in units.hidden]
    acts = {code: data.draw(st.sampled_from([0, 5, 19, 25, 60])) for code in here}
    if len(hidden) < 2:
        return
    giver, taker = data.draw(st.permutations(hidden))[:2]
    other = acts | {giver: 0, taker: acts[taker] + acts[giver]}
    if shown_volumes(units, acts) == shown_volumes(units, other):
        assert carriers(units, PERIOD, acts, POLICY) == carriers(units, PERIOD, other, POLICY)


def shown_volumes(units: Units, acts: dict[str, int]) -> list[int]:
    shown = [unit.code for unit in units.tree.units if unit.code not in units.hidden]
    return [sum(acts.get(leaf.code, 0) for leaf in units.tree.leaves_of(code)) for code in shown]
