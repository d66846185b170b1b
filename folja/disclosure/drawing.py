"""Draws an admissible rounding: each cell to a neighbouring multiple of the base, unbiased, linked cells together."""

import itertools
from collections.abc import Iterable, Mapping
from random import Random, SystemRandom

from folja.disclosure.admissible import failing
from folja.disclosure.ranges import System

WHOLE_PROPOSALS = 500
LOCAL_REDRAWS = 3_000
FREE_CELLS_TO_TRY_ALL = 16

# The operating system's randomness: a seeded generator could be rebuilt by someone who knows some true cells.
UNPREDICTABLE = SystemRandom()


def draw(
    system: System, acts: int, counts: Mapping[int, int], base: int, randomness: Random = UNPREDICTABLE
) -> dict[int, int] | None:
    """An admissible rounding of the published cells, None when none was found.

    `counts` maps cell numbers to exact counts. A cell is proposed up with probability remainder / base, so
    the rounding is unbiased before it is judged (zero-restricted and unbiased, as in Cox 1987).
    """
    proposal: dict[int, int] = {}
    breach: tuple[int, ...] | None = ()
    for _ in range(WHOLE_PROPOSALS):
        proposal = {cell: rounded(counts[cell], base, randomness) for cell in system.published}
        breach = failing(system, acts, proposal, base)
        if breach is None:
            return proposal
    for _ in range(LOCAL_REDRAWS):
        proposal |= {cell: rounded(counts[cell], base, randomness) for cell in breach or ()}
        breach = failing(system, acts, proposal, base)
        if breach is None:
            return proposal
    return _one_of_all(system, acts, counts, base, randomness)


def rounded(count: int, base: int, randomness: Random = UNPREDICTABLE) -> int:
    """One count to a neighbouring multiple of the base, up with probability remainder / base: unbiased."""
    down, remainder = divmod(count, base)
    return (down + (randomness.randrange(base) < remainder)) * base


def _one_of_all(
    system: System, acts: int, counts: Mapping[int, int], base: int, randomness: Random
) -> dict[int, int] | None:
    """Any admissible rounding, when there are few enough to try them all, in random order."""
    choices = [_neighbours(counts[cell], base) for cell in system.published]
    if sum(len(choice) > 1 for choice in choices) > FREE_CELLS_TO_TRY_ALL:
        return None
    for choice in choices:
        randomness.shuffle(choice)
    candidates: Iterable[tuple[int, ...]] = itertools.product(*choices)
    for values in candidates:
        proposal = dict(zip(system.published, values, strict=True))
        if failing(system, acts, proposal, base) is None:
            return proposal
    return None


def _neighbours(count: int, base: int) -> list[int]:
    down, remainder = divmod(count, base)
    return [down * base, down * base + base] if remainder else [down * base]
