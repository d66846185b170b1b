"""What may be shown of a closed round of a team: means to half steps, spread in three words, and nobody's own answer.

How coarse it must be is decided by how many answered, before any answer is looked at, so that what is left out tells
nothing. For each design every set of answers that could be is tried (Sweeney's and Willenborg & de Waal's attacker who
enumerates, and who is one of the team): of what is shown, whoever sees it is left with at least three of the five steps
for every single answer, and a colleague who knows one answer, her own, with at least two for every other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import floor, lcm, prod
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Spread = Literal["united", "mixed", "split"]
Bound = Literal["", "at_most", "at_least"]
Numbers = NDArray[np.int64]

STEPS = 5
LEAST = 5
"""Answers to one question, of the team and of each agency that is compared."""
MOST = 60
"""Answers to one round: so many are tried exactly."""

MOST_SETS = 4_000_000
"""Sets of answers that are tried at once; agencies that have more, with those beside them, are not compared."""

UNITED, SPLIT = 0.9, 1.2
"""Standard deviations: at most so much is a team of one mind, at least so much one that is split."""
APART = 1
"""Whole steps between the means of two agencies that see it differently."""
FOR_ANYBODY, FOR_A_COLLEAGUE = 3, 2
"""Steps that must remain possible for every single answer, for who sees all and for who also knows one answer."""

_VALUES = range(1, STEPS + 1)
_SPREADS: tuple[Spread, ...] = ("united", "mixed", "split")


@dataclass(frozen=True)
class Design:
    """How a mean is shown: `top` and higher as one, what is as low likewise; and whether the spread is told."""

    top: float
    tells_spread: bool

    @property
    def bottom(self) -> float:
        return STEPS + 1 - self.top


@dataclass(frozen=True)
class Shown:
    """One question of a closed round: the mean in half steps, which may stand for all beyond it; the spread in a word,
    where that can be told; and whether agencies see it differently, where they can be compared."""

    mean: float
    bound: Bound = ""
    spread: Spread | None = None
    apart: bool | None = None


# From fine to coarse; the last is safe from five answers on.
DESIGNS = tuple(Design(top, told) for told in (True, False) for top in (5.0, 4.5, 4.0, 3.5))


def shown(answers: Mapping[str, Sequence[int]], agencies: Sequence[str] = ()) -> Shown | None:
    """What is shown of one question, from the answers of each agency. None for fewer than five answers.

    `agencies` are those compared in the round, the same for every question: all of them are in this one, or none.
    """
    given = [one for of_agency in answers.values() for one in of_agency]
    design = design_for(len(given))
    if design is None:
        return None
    mean = half_steps(sum(given), len(given))
    inside = min(max(mean, design.bottom), design.top)
    squares = sum(one * one for one in given)
    spread = spread_of(sum(given), squares, len(given)) if design.tells_spread else None
    return Shown(inside, _bound(inside, design), spread, _apart(answers, agencies, design))


def _bound(mean: float, design: Design) -> Bound:
    if design.top == STEPS:
        return ""
    return "at_least" if mean == design.top else "at_most" if mean == design.bottom else ""


def _apart(answers: Mapping[str, Sequence[int]], agencies: Sequence[str], design: Design) -> bool | None:
    sizes = {agency: len(given) for agency, given in answers.items()}
    beside = _beside(sizes, [one for one in agencies if one in sizes])
    if not agencies or min(sizes.get(one, 0) for one in agencies) < LEAST or 0 < beside < LEAST:
        return None
    if not can_compare(tuple(sizes[one] for one in agencies), beside, design):
        return None
    whole = lcm(*(sizes[one] for one in agencies))
    means = [sum(answers[one]) * (whole // sizes[one]) for one in agencies]
    return max(means) - min(means) >= APART * whole


def compared(sizes: Mapping[str, int]) -> tuple[str, ...]:
    """Which agencies of a round are compared, decided once from how many of each answered anything.

    Those with five answers or more, when what is left beside them is nobody or five or more.

    Else the smallest of them is left beside too, as is always who has not said which agency (no name). None where fewer
    than two remain. Were it decided question by question, two questions would compare different ones under one name.
    """
    found = sorted((one for one, size in sizes.items() if one and size >= LEAST), key=lambda one: (-sizes[one], one))
    while len(found) > 1 and 0 < _beside(sizes, found) < LEAST:
        found.pop()
    return tuple(sorted(found)) if len(found) > 1 else ()


def _beside(sizes: Mapping[str, int], agencies: Iterable[str]) -> int:
    return sum(sizes.values()) - sum(sizes[one] for one in agencies)


def half_steps(total: int, people: int) -> float:
    """The mean to the nearest half step; in the middle between two the upper."""
    return floor(2 * total / people + 0.5) / 2


def spread_of(total: int, squares: int, people: int) -> Spread:
    """How much answers differ, from their sum and the sum of their squares, by their standard deviation."""
    return _SPREADS[int(_spreads(np.array([total]), np.array([squares]), people)[0])]


def _spreads(totals: Numbers, squares: Numbers, people: int) -> Numbers:
    # In whole numbers, times people squared, so that no machine rounds a limit case its own way.
    varied = 100 * (people * squares - totals * totals)
    low, high = round(100 * UNITED**2) * people * people, round(100 * SPLIT**2) * people * people
    return (varied > low).astype(np.int64) + (varied >= high)


# --- the attacker ------------------------------------------------------------------------------------------


@cache
def design_for(people: int) -> Design | None:
    """The finest design from which no answer of so many can be derived; None for fewer than five, and for more than
    have been tried, of which none are taken."""
    if not LEAST <= people <= MOST:
        return None
    return next(design for design in DESIGNS if is_safe((people,), 0, design, compares=False))


@cache
def can_compare(agencies: tuple[int, ...], beside: int, design: Design) -> bool:
    """Whether a word on how agencies of these sizes differ still leaves every answer open, `beside` being the rest."""
    return is_safe(agencies, beside, design, compares=True)


def is_safe(agencies: tuple[int, ...], beside: int, design: Design, *, compares: bool) -> bool:
    """Try every set of answers: whether of all that could be shown none tells too much of any single answer."""
    if compares and _sets(agencies, beside) > MOST_SETS:
        return False
    sizes = (*agencies, beside) if beside else agencies
    for target in range(len(sizes)):
        to_anybody = np.zeros((STEPS, _OUTCOMES), dtype=bool)
        for known in range(len(sizes)):
            if known == target and sizes[target] < 2:
                continue
            left = _possible(sizes, len(agencies), design, target, known, compares=compares)
            possible = left.sum(axis=1)
            if bool(((possible > 0) & (possible < FOR_A_COLLEAGUE)).any()):
                return False
            to_anybody |= left.any(axis=0)
        possible = to_anybody.sum(axis=0)
        if bool(((possible > 0) & (possible < FOR_ANYBODY)).any()):
            return False
    return True


def _sets(agencies: tuple[int, ...], beside: int) -> int:
    """At most so many are tried at once: those of the agencies, and what becomes of these with those beside them."""
    compared = prod(len(_sums(size, ())[0]) for size in agencies)
    together = 2 * len(_sums(sum(agencies), ())[0])  # alike and apart
    return max(compared, together * len(_sums(beside, ())[0]))


_BUCKETS = 2 * STEPS + 1
_OUTCOMES = _BUCKETS * len(_SPREADS) * 2


def _possible(
    sizes: tuple[int, ...], compared: int, design: Design, target: int, known: int, *, compares: bool
) -> NDArray[np.bool_]:
    """For each own answer of a colleague, each answer of the target and each outcome: whether they can be together."""
    found = np.zeros((STEPS, STEPS, _OUTCOMES), dtype=bool)
    for own, other in product(_VALUES, _VALUES):
        fixed: list[list[int]] = [[] for _ in sizes]
        fixed[known].append(own)
        fixed[target].append(other)
        groups = [_sums(size - len(there), tuple(there)) for size, there in zip(sizes, fixed, strict=True)]
        found[own - 1, other - 1, _outcomes(groups, sizes, compared, design, compares=compares)] = True
    return found


def _outcomes(
    groups: Sequence[tuple[Numbers, Numbers]],
    sizes: tuple[int, ...],
    compared: int,
    design: Design,
    *,
    compares: bool,
) -> Numbers:
    """Everything that may be shown when each group's answers have any of these sums and sums of squares.

    Means of agencies are held against each other in whole numbers, as parts of a number that all their sizes divide: no
    machine rounds a limit case its own way, and the attacker and what is shown agree on each.
    """
    totals, squares = groups[0]
    whole = lcm(*sizes[:compared])
    low = high = totals * (whole // sizes[0])
    for number, (more, more_squares) in enumerate(groups[1:], 1):
        totals, squares = _each(totals, more), _each(squares, more_squares)
        is_compared = number < compared
        mean = more * (whole // sizes[number]) if is_compared else more
        low = np.minimum.outer(low, mean).ravel() if is_compared else np.repeat(low, len(more))
        high = np.maximum.outer(high, mean).ravel() if is_compared else np.repeat(high, len(more))
        if number == compared - 1:  # from here on only the difference matters
            totals, squares, apart = _merged(totals, squares, high - low >= APART * whole)
            low, high = np.zeros_like(totals), apart * APART * whole
    people = sum(sizes)
    buckets = np.clip(np.floor(2 * totals / people + 0.5), 2 * design.bottom, 2 * design.top).astype(np.int64)
    spreads = _spreads(totals, squares, people) if design.tells_spread else np.zeros_like(buckets)
    differ = (high - low >= APART * whole) if compares else np.zeros(len(buckets), dtype=bool)
    return np.unique((buckets * len(_SPREADS) + spreads) * 2 + differ)


def _merged(totals: Numbers, squares: Numbers, apart: NDArray[np.bool_]) -> tuple[Numbers, Numbers, Numbers]:
    """Each once, with whether agencies are apart."""
    room = STEPS * STEPS * MOST + 1
    once = np.unique((apart * room + totals) * room + squares)
    rest, squares = np.divmod(once, room)
    apart_once, totals = np.divmod(rest, room)
    return totals, squares, apart_once


def _each(some: Numbers, others: Numbers) -> Numbers:
    return np.add.outer(some, others).ravel()


@cache
def _sums(people: int, fixed: tuple[int, ...]) -> tuple[Numbers, Numbers]:
    """The sums and sums of squares that the answers of so many can have, beside some that are known."""
    totals, squares = np.nonzero(_reachable(people))
    return totals + sum(fixed), squares + sum(one * one for one in fixed)


@cache
def _reachable(people: int) -> NDArray[np.bool_]:
    found = np.zeros((STEPS * people + 1, STEPS * STEPS * people + 1), dtype=bool)
    if people == 0:
        found[0, 0] = True
        return found
    before = _reachable(people - 1)
    rows, columns = before.shape
    for value in _VALUES:
        found[value : value + rows, value * value : value * value + columns] |= before
    return found


def possible_answers(sizes: Mapping[str, int], told: Shown, of: str) -> Iterator[int]:
    """The attacker as a witness in tests: which answers one of an agency may have given, as far as `told` goes."""
    design = design_for(sum(sizes.values()))
    assert design is not None
    agencies = compared(sizes) if told.apart is not None else ()
    counts = tuple(sizes[one] for one in agencies) or (sum(sizes.values()),)
    beside = sum(sizes.values()) - sum(counts)
    target = agencies.index(of) if of in agencies else len(agencies) if agencies else 0
    everybody = (*counts, beside) if beside else counts
    spread = _SPREADS.index(told.spread) if told.spread else 0
    outcome = (int(2 * told.mean) * len(_SPREADS) + spread) * 2 + bool(told.apart)
    for value in _VALUES:
        groups = [
            _sums(size - (place == target), (value,) if place == target else ()) for place, size in enumerate(everybody)
        ]
        compares = told.apart is not None
        if outcome in _outcomes(groups, everybody, len(counts), design, compares=compares):
            yield value
