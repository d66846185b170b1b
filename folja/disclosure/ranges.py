"""What can be known of each cell from published numbers alone: the range of values it may truly have.

A published p means that the count lies in [0, 4] when p is 0 and in [p - 4, p + 4] otherwise (rounding
base 5). Bounds are propagated through the relations until nothing changes, which is exact on trees;
the few loops (pairs of a headcount, many-choice) are opened by trying each value of a hinge cell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from folja.counting.plan import Component
from folja.counting.relation import ACTS, AtMostTimes, Many, Relation, Sum

FAR = 10**9


@dataclass
class Bounds:
    """Lowest and highest possible value by cell index."""

    low: list[int]
    high: list[int]

    def copy(self) -> "Bounds":
        return Bounds(self.low[:], self.high[:])

    def narrow(self, cell: int, low: int, high: int) -> bool:
        """Cut one cell's range; True when that changed it."""
        changed = False
        if low > self.low[cell]:
            self.low[cell], changed = low, True
        if high < self.high[cell]:
            self.high[cell], changed = high, True
        return changed

    @property
    def empty(self) -> bool:
        return any(low > high for low, high in zip(self.low, self.high, strict=True))


@dataclass(frozen=True)
class System:
    """A component with its cells numbered; number 0 is the acts, known exactly."""

    component: Component

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return (ACTS, *(cell.code for cell in self.component.cells))

    @cached_property
    def index(self) -> Mapping[str, int]:
        return {code: number for number, code in enumerate(self.codes)}

    @cached_property
    def published(self) -> tuple[int, ...]:
        return tuple(self.index[cell.code] for cell in self.component.published)

    @cached_property
    def relations(self) -> tuple[tuple[Relation, tuple[int, ...]], ...]:
        return tuple((r, tuple(self.index[code] for code in r.cells)) for r in self.component.relations)

    @cached_property
    def hinges(self) -> tuple[int, ...]:
        return tuple(self.index[code] for code in self.component.hinges)

    @cached_property
    def complements(self) -> tuple[tuple[int, int], ...]:
        return tuple((self.index[whole], self.index[part]) for whole, part in self.component.complements)

    def start(self, acts: int, values: Mapping[int, int], base: int) -> Bounds:
        """Bounds from the published values alone."""
        low, high = [0] * len(self.codes), [FAR] * len(self.codes)
        low[0] = high[0] = acts
        for cell, value in values.items():
            low[cell], high[cell] = interval(value, base)
        return Bounds(low, high)


def interval(published: int, base: int) -> tuple[int, int]:
    """The counts that can be published as this multiple of the base."""
    return (0, base - 1) if published == 0 else (published - base + 1, published + base - 1)


def ranges(system: System, acts: int, values: Mapping[int, int], base: int) -> Bounds | None:
    """The possible range of every cell; None when nothing agrees with the values."""
    return narrowed(system, system.start(acts, values, base))


def narrowed(system: System, bounds: Bounds) -> Bounds | None:
    """The bounds narrowed as far as relations and hinges allow; None when nothing lies within them."""
    if not propagate(system, bounds):
        return None
    before = None
    while bounds != before:  # What one hinge shows of a shared cell can tell more about another hinge's cells.
        before = bounds
        for hinge in system.hinges:
            opened = _tried(system, bounds, hinge)
            if opened is None:
                return None
            bounds = opened
    return bounds


def _tried(system: System, bounds: Bounds, hinge: int) -> Bounds | None:
    """Bounds over all values of one cell: the union of what each of them allows."""
    union: Bounds | None = None
    for value in range(bounds.low[hinge], bounds.high[hinge] + 1):
        tried = bounds.copy()
        tried.low[hinge] = tried.high[hinge] = value
        if not propagate(system, tried):
            continue
        if union is None:
            union = tried
        else:
            union.low = list(map(min, union.low, tried.low))
            union.high = list(map(max, union.high, tried.high))
    return union


def propagate(system: System, bounds: Bounds) -> bool:
    """Narrow bounds by every relation until nothing changes; False when a range becomes empty."""
    changed = True
    while changed:
        changed = False
        for relation, cells in system.relations:
            if _narrow(relation, cells, bounds):
                changed = True
                if any(bounds.low[cell] > bounds.high[cell] for cell in cells):
                    return False
    return True


def _narrow(relation: Relation, cells: Sequence[int], bounds: Bounds) -> bool:
    match relation:
        case Sum():
            return _narrow_sum(cells, bounds)
        case Many():
            return _narrow_many(cells, bounds)
        case AtMostTimes(times=times):
            part, whole = cells
            return bounds.narrow(part, 0, times * bounds.high[whole]) | bounds.narrow(
                whole, -(-bounds.low[part] // times), FAR
            )


def _narrow_sum(cells: Sequence[int], bounds: Bounds) -> bool:
    # Most of the time that rounding takes is spent here, so lists are looked into without further calls.
    total, parts, lows, highs = cells[0], cells[1:], bounds.low, bounds.high
    low = high = 0
    for part in parts:
        low += lows[part]
        high += highs[part]
    changed = bounds.narrow(total, low, high)
    total_low, total_high = lows[total], highs[total]
    for part in parts:
        part_low, part_high = lows[part], highs[part]
        least, most = total_low - (high - part_high), total_high - (low - part_low)
        if least > part_low or most < part_high:
            lows[part], highs[part] = new_low, new_high = max(part_low, least), min(part_high, most)
            low += new_low - part_low
            high += new_high - part_high
            changed = True
    return changed


def _narrow_many(cells: Sequence[int], bounds: Bounds) -> bool:
    answered, yes = cells[0], cells[1:]
    high = bounds.high[answered]
    total = sum(min(bounds.high[cell], high) for cell in yes)
    changed = bounds.narrow(answered, max(bounds.low[cell] for cell in yes), total)
    if bounds.low[answered] != high:
        # While answered is open, larger values of it may let the others cover more: only its hinge decides.
        return changed | (sum(bounds.narrow(cell, 0, high) for cell in yes) > 0)
    for cell in yes:
        others = total - min(bounds.high[cell], high)
        changed |= bounds.narrow(cell, high - others, high)
    return changed
