"""Intervals and differences that count in the rounding: the textbook methods, fed with an effective sample size.

Rounding to a multiple of 5 with chances in proportion to the remainder is unbiased; over remainders 0-4
its variance r(5 - r) is 4 on average, a standard deviation of 2 per published leaf cell. Independent leaf
cells add their variances. Shares get the sample size that would give the same total variance.

A base is either a cell of its own, rounded independently of the numerator ("answered"), or added from parts of which
the numerator is some (women, of women and men). Then the numerator's rounding is in the base too, and a share and
what is left of its whole are as uncertain as each other.

A rate sets a rounded count against an exact number of acts. One act may bring several answers, so that it is no share;
the count is taken as Poisson, and its score interval has the rounding's variance added.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import hypot, sqrt

ROUNDING_VARIANCE = 4.0
Z = 1.959964


@dataclass(frozen=True)
class Proportion:
    """A share of rounded counts and how many leaf cells were added on each side; `shared_cells` are on both."""

    numerator: int
    base: int
    numerator_cells: int
    base_cells: int
    shared_cells: int = 0

    @property
    def share(self) -> float:
        """Numerator over base, at most 1: rounding can lift a part above its whole."""
        return min(1.0, self.numerator / self.base)

    def rounding(self, share: float) -> float:
        """What the rounding adds to the variance of such a share, times the base squared.

        It is the variance of numerator - share x base, in which a cell on both sides weighs 1 - share.
        """
        cells = self.numerator_cells - 2 * share * self.shared_cells + share**2 * self.base_cells
        return ROUNDING_VARIANCE * cells

    @property
    def effective_base(self) -> float:
        """The base of a plain sample with the same variance.

        The share is drawn in a little (Agresti & Coull 1998) so that 0 and 1 have a variance too.
        """
        share = (self.numerator + 2) / (self.base + 4)
        share = min(max(share, 0.5 / self.base), 1 - 0.5 / self.base)
        sampling = share * (1 - share) / self.base
        return share * (1 - share) / (sampling + self.rounding(share) / self.base**2)


@lru_cache(maxsize=20_000)
def wilson(proportion: Proportion) -> tuple[float, float]:
    """95 % interval of a share: Wilson (1927), on the effective base."""
    from statsmodels.stats.proportion import proportion_confint

    size = proportion.effective_base
    low, high = proportion_confint(proportion.share * size, size, method="wilson")
    return float(low), float(high)


@lru_cache(maxsize=20_000)
def newcombe(after: Proportion, before: Proportion) -> tuple[float, float]:
    """95 % interval of after - before: Newcombe's hybrid score method (1998), on the effective bases."""
    from statsmodels.stats.proportion import confint_proportions_2indep

    first, second = after.effective_base, before.effective_base
    low, high = confint_proportions_2indep(
        after.share * first, first, before.share * second, second, method="newcomb", compare="diff"
    )
    return float(low), float(high)


@dataclass(frozen=True)
class Rate:
    """Rounded answers per act, added from so many leaf cells. The number of acts is exact."""

    count: int
    acts: int
    cells: int

    @property
    def value(self) -> float:
        """Answers per act: more than 1 where several answered after one act."""
        return self.count / self.acts


def rate_interval(rate: Rate) -> tuple[float, float]:
    """95 % interval of a rate: the score interval of a Poisson count (Barker 2002), with the rounding's variance."""
    middle = rate.count + Z**2 / 2
    margin = Z * sqrt(rate.count + Z**2 / 4 + ROUNDING_VARIANCE * rate.cells)
    return max(0.0, middle - margin) / rate.acts, (middle + margin) / rate.acts


def rate_difference(after: Rate, before: Rate) -> tuple[float, float]:
    """95 % interval of after - before, from the two intervals by square-and-add (Zou & Donner 2008), as Newcombe's."""
    (low, high), (low_before, high_before) = rate_interval(after), rate_interval(before)
    difference = after.value - before.value
    return (
        difference - hypot(after.value - low, high_before - before.value),
        difference + hypot(high - after.value, before.value - low_before),
    )


def count_difference(after: int, before: int, cells: int) -> tuple[float, float]:
    """95 % interval of the difference between two counts: both Poisson, and rounded in so many leaf cells in all."""
    margin = Z * sqrt(after + before + ROUNDING_VARIANCE * cells)
    return after - before - margin, after - before + margin
