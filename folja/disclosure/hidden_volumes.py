"""Whose exact volumes are shown only inside their parent: units with too few staff, and those hidden with them."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from folja.disclosure.policy import Policy
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit, UnitTree


def hidden_volumes(
    tree: UnitTree, period: Period, policy: Policy, already: frozenset[str] = frozenset()
) -> frozenset[str]:
    """The units whose volumes in a period are shown only inside their parent, decided from public facts alone.

    A volume of few staff is one employee's work. What the hidden ones beside each other did together is the parent's
    less what is shown, so children with the next fewest staff are hidden too: until those hidden beside the largest of
    the small ones cover enough staff themselves, so that neither an outsider nor a colleague inside one of them works
    out the others. A hidden parent hides at least one child, which would otherwise add up to it. Units hidden
    `already` stay so. Staff that are not known count as none, and a place without units hides nobody; so every month
    of the period in which the units changed is looked at.
    """
    changes = {month for month in period.months if any(_changes(unit, month) for unit in tree.units)}
    hidden = already
    for month in sorted({period.first, *changes}):
        hidden |= set(_Staffed(tree, month, policy, hidden).hidden())
    return hidden


def _changes(unit: Unit, month: Month) -> bool:
    return unit.valid_from == month or unit.valid_to == month.plus(-1)


@dataclass(frozen=True)
class _Staffed:
    """The tree in one month, with the staff of that month."""

    tree: UnitTree
    month: Month
    policy: Policy
    already: Container[str]

    def hidden(self) -> Iterator[str]:
        city = self.tree.city
        too_few = self.has_too_few(city)
        if too_few:
            yield city.code
        yield from self.hidden_below(city, is_hidden=too_few)

    def hidden_below(self, parent: Unit, *, is_hidden: bool) -> Iterator[str]:
        there = [unit for unit in self.tree.children(parent.code) if self.leaves(unit)]
        children = sorted(there, key=lambda unit: (unit.code not in self.already, self.staff(unit), unit.code))
        chosen = [unit for unit in children if self.has_too_few(unit)]
        for unit in children:
            if unit not in chosen and (not self.enough(chosen) or (is_hidden and not chosen)):
                chosen.append(unit)
        for unit in children:
            if unit in chosen:
                yield unit.code
            yield from self.hidden_below(unit, is_hidden=unit in chosen)

    def enough(self, chosen: list[Unit]) -> bool:
        """Whether those hidden beside the largest of the small ones cover enough staff."""
        small = [self.staff(unit) for unit in chosen if self.has_too_few(unit)]
        return not small or sum(map(self.staff, chosen)) - max(small) >= self.policy.least_staff

    def has_too_few(self, unit: Unit) -> bool:
        return self.staff(unit) < self.policy.least_staff

    def staff(self, unit: Unit) -> int:
        return sum(leaf.staff or 0 for leaf in self.leaves(unit))

    def leaves(self, unit: Unit) -> tuple[Unit, ...]:
        now = Period(self.month, self.month)
        return tuple(leaf for leaf in self.tree.leaves_of(unit.code) if leaf.exists_in(now))
