"""Control limits for setting units beside the whole: how far from its share chance alone takes a unit of that size.

The limits are those of a funnel plot (Spiegelhalter 2005, Statistics in Medicine 24:1185-1202): the whole's share,
give or take so many standard deviations of a unit's. A unit's share is drawn from rounded counts, so the rounding's
variance is added to the sample's; see `statistics`. It blurs the binomial's steps so much that the normal curve keeps
what it promises, and the exact binomial of an equally variable sample does not: the tests show it by simulation.
"""

from math import sqrt
from typing import Literal

from folja.figures.statistics import ROUNDING_VARIANCE, Proportion, Z

Bounds = tuple[float, float]
Standing = Literal["below", "inside", "above"]

OUTER_Z = 3.090232
"""Chance leaves one in a thousand outside on each side: the outer limits hold 99.8 %, the inner 95 %."""


def limits(share: float, base: float, cells: int) -> tuple[Bounds, Bounds]:
    """The inner and the outer limits, as shares, of a unit with that base.

    Numerator and base are added from that many rounded leaf cells each. Raises ValueError where all are alike, for
    then nothing varies.
    """
    if not 0 < share < 1:
        raise ValueError(f"limits are for a share between none and all, not {share}")
    deviation = sqrt(share * (1 - share) / base + _rounding(share, cells, cells) / base**2)
    inner, outer = ((max(0.0, share - z * deviation), min(1.0, share + z * deviation)) for z in (Z, OUTER_Z))
    return inner, outer


def comparable_base(share: float, unit: Proportion, cells: int) -> float:
    """The base at which a unit of so many cells varies as much as this one, which may be added from more.

    Units of many and of few cells can then stand in one picture with one pair of limits.
    """
    sampling, rounding = share * (1 - share), _rounding(share, cells, cells)
    own = _rounding(share, unit.numerator_cells, unit.base_cells)
    variance = sampling / unit.base + own / unit.base**2
    return (sampling + sqrt(sampling**2 + 4 * rounding * variance)) / (2 * variance)


def standing(value: float, share: float, base: float, cells: int) -> Standing:
    """Where a unit's value stands to the outer limits around the whole's share."""
    _, (low, high) = limits(share, base, cells)
    return "below" if value < low else "above" if value > high else "inside"


def _rounding(share: float, numerator_cells: int, base_cells: int) -> float:
    """What the rounding adds to the variance of a share, times the base squared."""
    return ROUNDING_VARIANCE * (numerator_cells + share**2 * base_cells)
