"""Two things timed in turn, so that whatever else the computer does hits both, and how they stand to each other."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Median seconds of what is measured and of its yardstick, and the median of what each turn's two were.

    `quickest` are the seconds of each one's quickest turn, which what else the computer does disturbs least.
    """

    measured: float
    yardstick: float
    ratio: float
    turns: int
    quickest: float
    yardstick_quickest: float
    quickest_ratio: float


def in_turns(measured: Callable[[], float], yardstick: Callable[[], float], turns: int) -> Ratio:
    """Each called so many times, every other time in the other order. Both return the seconds that they took."""
    pairs = []
    for turn in range(turns):
        first, second = (measured, yardstick) if turn % 2 else (yardstick, measured)
        one, other = first(), second()
        pairs.append((one, other) if turn % 2 else (other, one))
    return Ratio(
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
        statistics.median(one / other for one, other in pairs),
        turns,
        least := min(one for one, _ in pairs),
        other_least := min(other for _, other in pairs),
        least / other_least,
    )


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
