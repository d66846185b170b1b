"""Who gets cells of their own: decided from public facts, before anything is drawn."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from folja.disclosure.fixed_units import Units
from folja.disclosure.policy import Policy
from folja.vocabulary.period import Period
from folja.vocabulary.unit import Unit, UnitKind, UnitTree


@dataclass(frozen=True, order=True)
class Leaf:
    """The units whose acts are counted together in one set of cells, and the unit they add up into."""

    code: str
    units: tuple[str, ...]
    under: str

    def lies_in(self, unit: str, tree: UnitTree) -> bool:
        """Whether the whole leaf belongs to the unit, so that its cells are part of the unit's sum."""
        return self.units == (unit,) or unit in tree.path(self.under)


def other_units(code: str) -> str:
    """The code of a unit's "other units", counted together."""
    return f"{code}:other"


def carriers(units: Units, period: Period, acts: Mapping[str, int], policy: Policy) -> tuple[Leaf, ...]:
    """Which leaves an instrument has. `acts` maps registering units to their number of acts in the tertial.

    A unit carries cells with enough acts and enough staff, unless its volumes are hidden: its cells would tell them.
    The others of a district are counted together if that is enough, what remains for the city, and in a nation for the
    whole; what is still too little is in no leaf, nor is one alone among the others, whose cells would be its own. All
    units without cells of their own belong to a leaf of others, whether they did anything or not, and whether there is
    one hangs on public totals: neither being named in it nor that it exists tells anything.
    """
    tree = units.tree

    def carries(together: Collection[Unit]) -> bool:
        # Of a hidden unit nobody knows whether it did anything, so its staff count either way.
        staff = sum(unit.staff or 0 for unit in together if unit.code in units.hidden or acts.get(unit.code))
        enough_acts = sum(acts.get(unit.code, 0) for unit in together) >= policy.least_registrations
        return enough_acts and staff >= policy.least_staff

    there = [unit for unit in tree.leaves if unit.exists_in(period)]
    leaves = [
        Leaf(unit.code, (unit.code,), unit.code) for unit in there if unit.code not in units.hidden and carries([unit])
    ]
    own = {leaf.code for leaf in leaves}
    left = [unit for unit in there if unit.code not in own]
    for level in (_at(tree, "district"), _at(tree, "city"), lambda _: tree.city.code):
        for parent, together in _grouped(left, level).items():
            is_public = parent == tree.city.code or parent not in units.hidden
            if parent and is_public and len(together) > 1 and carries(together):
                leaves.append(Leaf(other_units(parent), tuple(sorted(unit.code for unit in together)), parent))
                left = [unit for unit in left if unit not in together]
    return tuple(leaves)


def _at(tree: UnitTree, kind: UnitKind) -> Callable[[Unit], str | None]:
    def above(unit: Unit) -> str | None:
        found = tree.parent_of_kind(unit.code, kind)
        return found.code if found else None

    return above


def _grouped(units: Iterable[Unit], key: Callable[[Unit], str | None]) -> dict[str | None, list[Unit]]:
    grouped: dict[str | None, list[Unit]] = {}
    for unit in units:
        grouped.setdefault(key(unit), []).append(unit)
    return grouped


def merged(first: Leaf, second: Leaf, tree: UnitTree) -> Leaf:
    """Two leaves counted together, under the nearest unit that holds both."""
    above = set(tree.path(second.under))
    under = next(code for code in tree.path(first.under) if code in above)
    units = tuple(sorted({*first.units, *second.units}))
    return Leaf("+".join(sorted((first.code, second.code))), units, under)
