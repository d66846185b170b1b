"""Control limits for setting units beside the whole: how far from its share chance alone takes a unit of that size.

The limits are those of a funnel plot (Spiegelhalter 2005, Statistics in Medicine 24:1185-1202): the whole's share,
give or take so many standard deviations of a unit's. A unit's share is drawn from rounded counts, so the rounding's
variance is added to the sample's; see `statistics`. It blurs the binomial's steps so much that the normal curve keeps
what it promises, and the exact binomial of an equally variable sample does not: the tests show it by simulation.

All this is for answers that are independent. A family comes several times, and units then vary more though all are
alike. How much more is estimated from the units themselves, and the limits are moved outwards by it.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, sqrt
from typing import Literal

from folja.figures.statistics import ROUNDING_VARIANCE, Proportion, Z

Bounds = tuple[float, float]
Standing = Literal["below", "inside", "above"]

OUTER_Z = 3.090232
"""Chance leaves one in a thousand outside on each side: the outer limits hold 99.8 %, the inner 95 %."""

LEAST_TO_ESTIMATE = 5
"""With fewer units nothing is left between those that are drawn in to tell how much all vary."""

MOST_DISPERSION = 3.0
"""Families who come three times and always answer the same make the variance three times as large. What units vary
more than that is taken for differences between them."""

_GRID = 4000


def limits(share: float, base: float, cells: int, dispersion: float = 1.0) -> tuple[Bounds, Bounds]:
    """The inner and the outer limits, as shares, of a unit with that base.

    Numerator and base are added from that many rounded leaf cells each; the variance is `dispersion` times that of
    chance and rounding. Raises ValueError where all are alike, for then nothing varies.
    """
    deviation = sqrt(dispersion) * _deviation(share, base, cells)
    inner, outer = ((max(0.0, share - z * deviation), min(1.0, share + z * deviation)) for z in (Z, OUTER_Z))
    return inner, outer


def comparable_base(share: float, unit: Proportion, cells: int) -> float:
    """The base at which a unit of so many cells varies as much as this one, which may be added from other cells.

    Units of many and of few cells can then stand in one picture with one pair of limits.
    """
    sampling, rounding = share * (1 - share), _rounding(share, cells)
    variance = sampling / unit.base + unit.rounding(share) / unit.base**2
    return (sampling + sqrt(sampling**2 + 4 * rounding * variance)) / (2 * variance)


def overdispersion(values: Sequence[float], share: float, bases: Sequence[float], cells: int) -> float:
    """How many times the variance of chance and rounding the units' values have about the whole's share; at least 1.

    Spiegelhalter's (2005) multiplicative factor: the mean square of the units' z-scores; 1 for too few units to tell.
    The tenth at each end, and at least one, is first drawn in to the next (winsorised), so that those that stand out
    do not hide themselves. That makes the mean too small, so it is set beside what it is of a normal sample.
    """
    number, drawn_in = len(values), ceil(len(values) / 10)
    if number < LEAST_TO_ESTIMATE:
        return 1.0
    scores = sorted((value - share) / _deviation(share, base, cells) for value, base in zip(values, bases, strict=True))
    low, high = scores[drawn_in], scores[-1 - drawn_in]
    mean = sum(min(max(score, low), high) ** 2 for score in scores) / number
    return min(max(1.0, mean / _expected_square(number, drawn_in)), MOST_DISPERSION)


@lru_cache
def _expected_square(number: int, drawn_in: int) -> float:
    """The mean square of so many standard normal scores, of which so many at each end are drawn in to the next."""
    import numpy as np
    from scipy.stats import beta, norm

    probabilities = (np.arange(_GRID) + 0.5) / _GRID
    squares = norm.ppf(probabilities) ** 2

    def square(place: int) -> float:
        """Of the score at a place in order of size, whose probability is a beta variable."""
        return float(np.mean(beta.pdf(probabilities, place, number + 1 - place) * squares))

    inside = [square(place) for place in range(drawn_in + 1, number - drawn_in + 1)]
    return (sum(inside) + drawn_in * (inside[0] + inside[-1])) / number


def standing(value: float, share: float, base: float, cells: int, dispersion: float = 1.0) -> Standing:
    """Where a unit's value stands to the outer limits around the whole's share."""
    _, (low, high) = limits(share, base, cells, dispersion)
    return "below" if value < low else "above" if value > high else "inside"


def _deviation(share: float, base: float, cells: int) -> float:
    if not 0 < share < 1:
        raise ValueError(f"limits are for a share between none and all, not {share}")
    return sqrt(share * (1 - share) / base + _rounding(share, cells) / base**2)


def _rounding(share: float, cells: int) -> float:
    """What the rounding adds to the variance of a share, times the base squared."""
    return ROUNDING_VARIANCE * cells * (1 + share**2)
