"""Whose exact volumes are shown only inside their parent: units with too few staff, and those hidden with them."""

from collections.abc import Iterator
from dataclasses import dataclass

from folja.disclosure.policy import Policy
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit, UnitTree


def hidden_volumes(tree: UnitTree, period: Period, policy: Policy) -> frozenset[str]:
    """The units whose volumes in a period are shown only inside their parent, decided from public facts alone.

    A volume of few staff is one employee's work. Where it would be the only hidden child, it would be the difference
    to the parent's, so the child with the next fewest staff is hidden with it; and one of that one's own children,
    whose volumes would otherwise add up to it. Staff that are not known count as none. A unit that does not exist
    hides nobody, so every month of the period in which the units changed is looked at.
    """
    changes = {month for month in period.months if any(_changes(unit, month) for unit in tree.units)}
    return frozenset(code for month in {period.first, *changes} for code in _Staffed(tree, month, policy).hidden())


def _changes(unit: Unit, month: Month) -> bool:
    return unit.valid_from == month or unit.valid_to == month.plus(-1)


@dataclass(frozen=True)
class _Staffed:
    """The tree in one month, with the staff of that month."""

    tree: UnitTree
    month: Month
    policy: Policy

    def hidden(self) -> Iterator[str]:
        city = self.tree.city
        too_few = self.has_too_few(city)
        if too_few:
            yield city.code
        yield from self.hidden_below(city, is_hidden=too_few)

    def hidden_below(self, parent: Unit, *, is_hidden: bool) -> Iterator[str]:
        there = [unit for unit in self.tree.children(parent.code) if self.exists(unit)]
        children = sorted(there, key=lambda unit: (self.staff(unit), unit.code))
        few = [unit for unit in children if self.has_too_few(unit)]
        if len(few) == 1 or (is_hidden and not few):
            few = children[: len(few) + 1]
        for child in children:
            if child in few:
                yield child.code
            yield from self.hidden_below(child, is_hidden=child in few)

    def has_too_few(self, unit: Unit) -> bool:
        return self.staff(unit) < self.policy.least_staff

    def staff(self, unit: Unit) -> int:
        return sum(leaf.staff or 0 for leaf in self.tree.leaves_of(unit.code) if self.exists(leaf))

    def exists(self, unit: Unit) -> bool:
        return unit.exists_in(Period(self.month, self.month))
