"""The rule for a rounding, judged from what is published alone: nothing may be provably 1 to 4, or exact."""

from collections.abc import Mapping

from folja.counting.cell import ANSWERED
from folja.disclosure.ranges import FAR, Bounds, System, narrowed, ranges


def is_safe(low: int, high: int, base: int) -> bool:
    """Whether a cell known to lie in [low, high] keeps its secret.

    Ending below the base, it must be able to be anything from nothing to just below the base; starting
    between 1 and the base, it must reach the base and be as wide. An exact value is never safe.
    """
    if high < base:
        return (low, high) == (0, base - 1)
    if 1 <= low < base:
        return high - low >= base - 1
    return high > low


def failing(system: System, acts: int, values: Mapping[int, int], base: int) -> tuple[int, ...] | None:
    """None when the rounding is admissible, else the cells around the first breach.

    A breach is a cell, or the difference between a whole and its part, whose range is not safe, or a
    part published above its whole.
    """
    for whole, part in system.complements:
        if values.get(part, 0) > values.get(whole, values.get(part, 0)):
            return (whole, part)
    bounds = ranges(system, acts, values, base)
    if bounds is None:
        return system.published
    for cell in system.published:
        if not is_safe(bounds.low[cell], bounds.high[cell], base):
            return _neighbours(system, cell)
    for whole, part in system.complements:
        if not is_safe(*_difference(system, bounds, whole, part, base), base):
            return tuple({*_neighbours(system, whole), *_neighbours(system, part)})
    return None


def tells_who_counted(system: System, count: int, values: Mapping[int, int], base: int) -> bool:
    """Whether somebody who has counted all who answered proves that 1 to 4, or exactly how many, gave some answer.

    The count is published nowhere, so the rounding does not hang on it: see `protection.protect_alone`. How many
    answered a question, of those whom somebody has counted already, is nobody's answer.
    """
    bounds = system.start(count, values, base)
    bounds.high = [min(high, count) for high in bounds.high]
    found = narrowed(system, bounds)
    if found is None:
        return True
    options = (cell for cell in system.published if not system.codes[cell].endswith(f".{ANSWERED}"))
    known = [(found.low[cell], found.high[cell]) for cell in options]
    known += [_difference(system, found, whole, part, base) for whole, part in system.complements]
    return any(low == high or (low >= 1 and high < base) for low, high in known)


def _neighbours(system: System, cell: int) -> tuple[int, ...]:
    """The published cells of the relations that a cell takes part in."""
    near = {c for _, cells in system.relations if cell in cells for c in cells}
    return tuple(c for c in system.published if c in near)


def _difference(system: System, bounds: Bounds, whole: int, part: int, base: int) -> tuple[int, int]:
    """The range of a whole less its part: exact by trying the whole's few values, unless it is clearly safe."""
    apart = bounds.low[whole] - bounds.high[part]
    if apart >= base:
        return apart, FAR
    low, high = FAR, 0
    middle = range(bounds.low[whole] + 1, bounds.high[whole])
    for value in dict.fromkeys((bounds.high[whole], bounds.low[whole], *middle)):
        tried = bounds.copy()
        tried.low[whole] = tried.high[whole] = value
        found = narrowed(system, tried)
        if found:
            low, high = min(low, value - found.high[part]), max(high, value - found.low[part])
        if low < high and (high >= 2 * base - 2 or (low == 0 and high >= base)):
            break  # However much wider it is in truth, it is safe.
    return low, high
