"""Looks for witnesses: worlds that agree with all that is published, found for many leaves at once without a solver.

The counts of one component hang together in the same way in every leaf; only what was published differs. So all of them
are worked through side by side, a number at a time: bounds are narrowed by every constraint, the few numbers that close
loops are chosen first, and then the others along the constraints, each within what the choices so far allow. On trees
that never fails. Elsewhere it may, and nothing hangs on it: a world is a witness only when it keeps every bound and
every constraint, which is looked at afterwards in whole numbers, and what no witness clears is for the solver to try.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from folja.disclosure.program import Terms

FAR = 2**40  # stands for no bound at all; sums of a thousand of them are still exact
MOST_LOOPS = 12
SWEEPS = 6
NUMBERS_AT_A_TIME = 2_000_000


@dataclass
class SideBySide:
    """Parts that hang together alike: the sums that are constrained, and a column of bounds for each part."""

    rows: tuple[Terms, ...]
    low: np.ndarray
    high: np.ndarray
    row_low: np.ndarray
    row_high: np.ndarray

    def some(self, which: np.ndarray) -> "SideBySide":
        """Some of the parts, each as often as its number is given."""
        return SideBySide(
            self.rows, self.low[:, which], self.high[:, which], self.row_low[:, which], self.row_high[:, which]
        )


@dataclass(frozen=True)
class Plan:
    """In which order a shape's numbers are chosen: those that close loops, then a constraint at a time."""

    loops: tuple[int, ...]
    steps: tuple[tuple[int | None, tuple[int, ...]], ...]  # (constraint, what is still open in it), or (None, roots)


def extremes_seen(parts: SideBySide, targets: Sequence[Terms], tries: int) -> tuple[np.ndarray, np.ndarray]:
    """The smallest and largest value of each target in each part, over the witnesses among so many tries.

    Where there was no witness the smallest is FAR and the largest -FAR. Targets are rows, parts columns.
    """
    variables, number = parts.low.shape
    lowest, highest = np.full((len(targets), number), FAR), np.full((len(targets), number), -FAR)
    plan = _plan(parts.rows, variables)
    if plan is None:
        return lowest, highest
    randomness = np.random.default_rng(tries)  # fixed: nothing secret hangs on it
    narrowed = parts.some(np.arange(number))
    _sweep(narrowed)
    each = max(1, NUMBERS_AT_A_TIME // (tries * variables))
    for start in range(0, number, each):
        here = np.arange(start, min(number, start + each))
        tried = np.repeat(here, tries)
        values = _worlds(plan, narrowed.some(tried), randomness)
        holds = _holds(parts.some(tried), values).reshape(len(here), tries)
        for place, terms in enumerate(targets):
            value = _sum(terms, values).reshape(len(here), tries)
            lowest[place, here] = np.where(holds, value, FAR).min(axis=1)
            highest[place, here] = np.where(holds, value, -FAR).max(axis=1)
    return lowest, highest


def _holds(asked: SideBySide, values: np.ndarray) -> np.ndarray:
    """Which worlds keep every bound and every constraint."""
    holds = np.all((asked.low <= values) & (values <= asked.high), axis=0)
    for terms, low, high in zip(asked.rows, asked.row_low, asked.row_high, strict=True):
        total = _sum(terms, values)
        holds &= (low <= total) & (total <= high)
    return np.asarray(holds)


def _worlds(plan: Plan, bounds: SideBySide, randomness: np.random.Generator) -> np.ndarray:
    """A try at a world for each part: what its numbers are chosen to be."""
    for variable in plan.loops:
        _choose(bounds, variable, bounds.low[variable], bounds.high[variable], randomness)
        _sweep(bounds)
    for row, variables in plan.steps:
        if row is None:
            for variable in variables:
                _choose(bounds, variable, bounds.low[variable], bounds.high[variable], randomness)
        else:
            _choose_along(bounds, row, variables, randomness)
    return bounds.low


def _choose(
    bounds: SideBySide, variable: int, low: np.ndarray, high: np.ndarray, randomness: np.random.Generator
) -> None:
    """A value between two: each end in a third of the worlds, and anything between in a third."""
    where = np.clip(3 * randomness.random(len(low)) - 1, 0, 1)
    high = np.minimum(high, low + 1_000)  # what nothing bounds needs no large value
    value = low + np.rint(where * (high - low)).astype(np.int64)
    bounds.low[variable] = bounds.high[variable] = value


def _choose_along(bounds: SideBySide, row: int, variables: Sequence[int], randomness: np.random.Generator) -> None:
    """Values of what is open in a constraint, one after the other, so that the rest of them still can keep it."""
    factors = dict(bounds.rows[row])
    fixed = tuple((variable, factor) for variable, factor in bounds.rows[row] if variable not in variables)
    chosen = _sum(fixed, bounds.low)
    need, most = bounds.row_low[row] - chosen, bounds.row_high[row] - chosen
    reach = [_reach(bounds, variable, factors[variable]) for variable in variables]
    least_left = sum(least for least, _ in reach)
    most_left = sum(largest for _, largest in reach)
    for variable, (least, largest) in zip(variables, reach, strict=True):
        least_left, most_left = least_left - least, most_left - largest
        low, high = _divided(need - most_left, most - least_left, factors[variable])
        low, high = np.maximum(low, bounds.low[variable]), np.minimum(high, bounds.high[variable])
        _choose(bounds, variable, low, np.maximum(low, high), randomness)
        taken = factors[variable] * bounds.low[variable]
        need, most = need - taken, most - taken


def _sweep(bounds: SideBySide) -> None:
    """Narrow all bounds by every constraint, there and back, until nothing changes or enough has been done."""
    rows = list(range(len(bounds.rows)))
    before = None
    for _ in range(SWEEPS):
        for row in rows:
            _narrow(bounds, row)
        rows.reverse()
        now = int(bounds.low.sum()) - int(bounds.high.sum())
        if now == before:
            return
        before = now


def _narrow(bounds: SideBySide, row: int) -> None:
    terms = bounds.rows[row]
    reach = [_reach(bounds, variable, factor) for variable, factor in terms]
    least = sum(low for low, _ in reach)
    most = sum(high for _, high in reach)
    for (variable, factor), (low, high) in zip(terms, reach, strict=True):
        new_low, new_high = _divided(bounds.row_low[row] - (most - high), bounds.row_high[row] - (least - low), factor)
        np.maximum(bounds.low[variable], new_low, out=bounds.low[variable])
        np.minimum(bounds.high[variable], new_high, out=bounds.high[variable])


def _reach(bounds: SideBySide, variable: int, factor: int) -> tuple[np.ndarray, np.ndarray]:
    """The smallest and largest that a variable adds to a constraint."""
    low, high = bounds.low[variable], bounds.high[variable]
    if factor == 1:
        return low.copy(), high.copy()
    return (factor * low, factor * high) if factor > 0 else (factor * high, factor * low)


def _divided(low: np.ndarray, high: np.ndarray, factor: int) -> tuple[np.ndarray, np.ndarray]:
    """Between which whole numbers a variable lies when factor x variable lies between these."""
    if factor == 1:
        return low, high
    if factor == -1:
        return -high, -low
    if factor < 0:
        low, high, factor = -high, -low, -factor
    return -(-low // factor), high // factor


def _sum(terms: Terms, values: np.ndarray) -> np.ndarray:
    total = np.zeros(values.shape[1], dtype=np.int64)
    for variable, factor in terms:
        if factor == 1:
            total += values[variable]
        else:
            total += factor * values[variable]
    return total


@cache
def _plan(rows: tuple[Terms, ...], variables: int) -> Plan | None:
    """The order in which numbers are chosen; None where so many close loops that a solver is quicker."""
    loops = _loops(rows)
    return None if len(loops) > MOST_LOOPS else Plan(loops, tuple(_steps(rows, variables, set(loops))))


def _loops(rows: Sequence[Terms]) -> tuple[int, ...]:
    """Variables without which no constraints form a loop: again and again the one in most constraints of a loop."""
    chosen: list[int] = []
    while len(chosen) <= MOST_LOOPS and (inside := _in_loops(rows, set(chosen))):
        chosen.append(max(inside, key=lambda variable: (inside[variable], -variable)))
    return tuple(chosen)


def _in_loops(rows: Sequence[Terms], without: set[int]) -> dict[int, int]:
    """What is left, with the number of its constraints, when all that hangs on one thing only is taken away."""
    left = {number: {variable for variable, _ in terms} - without for number, terms in enumerate(rows)}
    while True:
        times = Counter(variable for variables in left.values() for variable in variables)
        kept = {row: {variable for variable in variables if times[variable] > 1} for row, variables in left.items()}
        kept = {row: variables for row, variables in kept.items() if len(variables) > 1}
        if kept == left:
            return times
        left = kept


def _steps(rows: Sequence[Terms], variables: int, chosen: set[int]) -> Iterator[tuple[int | None, tuple[int, ...]]]:
    """A root at a time, and then all that hangs on it, a constraint at a time."""
    inside: dict[int, list[int]] = defaultdict(list)
    for number, terms in enumerate(rows):
        for variable, _ in terms:
            inside[variable].append(number)
    chosen, walked = set(chosen), set[int]()
    for root in range(variables):
        if root in chosen:
            continue
        yield None, (root,)
        chosen.add(root)
        waiting = deque(inside[root])
        while waiting:
            row = waiting.popleft()
            left = tuple(variable for variable, _ in rows[row] if variable not in chosen)
            if left and row not in walked:
                yield row, left
                chosen.update(left)
                waiting.extend(other for variable in left for other in inside[variable])
            walked.add(row)
