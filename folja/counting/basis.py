"""A basis: the cells that are counted. Every other follows from them, as sums hold whatever is answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from folja.counting.cell import Cell
from folja.counting.plan import Plan
from folja.counting.relation import ACTS, Sum
from folja.vocabulary.condition import All, Alone, And, Any, Condition, Not, Only, Or


@dataclass(frozen=True)
class Follows:
    """A cell that need not be counted: the total of its sum, or the total less the other parts."""

    code: str
    of: Sum

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(code for code in self.of.cells if code != self.code)

    def number(self, known: Mapping[str, int]) -> int:
        """The cell's count, from those of the others."""
        if self.code == self.of.total:
            return sum(known[part] for part in self.of.parts)
        return known[self.of.total] - sum(known[part] for part in self.of.parts if part != self.code)


@dataclass(frozen=True)
class Basis:
    """The cells to count in the plan's order, and what follows, each from those before it."""

    counted: tuple[Cell, ...]
    following: tuple[Follows, ...]

    def whole(self, acts: int, counted: Mapping[str, int]) -> dict[str, int]:
        """Every cell's count by code, from the number of acts and the counted cells' counts."""
        known = {ACTS: acts, **counted}
        for cell in self.following:
            known[cell.code] = cell.number(known)
        del known[ACTS]
        return known


@cache
def basis_of(plan: Plan) -> Basis:
    """Of every sum the cell that takes most to count is not, as long as it still follows from those that are."""
    cells = {cell.code: cell for cell in plan.cells}
    sums = [relation for part in (*plan.components, *plan.crosses) for relation in part.relations]
    following: tuple[Follows, ...] = ()
    for of in (relation for relation in sums if isinstance(relation, Sum)):
        left = {code for code in of.cells if code in cells} - {cell.code for cell in following}
        for code in sorted(left, key=lambda code: (-_size(cells[code].where), code)):
            if ordered := _in_order((*following, Follows(code, of))):
                following = ordered
                break
    saved = {cell.code for cell in following}
    return Basis(tuple(cell for cell in plan.cells if cell.code not in saved), following)


def _in_order(following: Iterable[Follows]) -> tuple[Follows, ...]:
    """Each after those that it needs; nothing where some need each other."""
    left, ordered = {cell.code: cell for cell in following}, list[Follows]()
    while left:
        ready = [cell for cell in left.values() if left.keys().isdisjoint(cell.others)]
        if not ready:
            return ()
        ordered += ready
        for cell in ready:
            del left[cell.code]
    return tuple(ordered)


def _size(where: Condition) -> int:
    """How many comparisons a condition is."""
    match where:
        case And(rules) | Or(rules):
            return sum(map(_size, rules))
        case Not(rule):
            return 1 + _size(rule)
        case Any(_, options) | All(_, options) | Only(_, options):
            return len(options)
        case Alone():
            return 3
    return 1
