"""Runs and crossings in months of exact numbers: when a change is more than the chance of one month and another.

The rules are Anhøj's (Anhøj & Olesen 2014, PLoS ONE 9(11):e113825). Observations on the line are left out; a run longer
than round(log2 n) + 3, or fewer crossings of the line than the 5 % quantile of a binomial of n - 1 even chances, is
seldom chance. They take every month for as likely to be above as below. July never is: the rules around the median
then find the seasons. Set beside the same month of the year before, both sides are equally likely again.

They also take months for independent of each other. Where each resembles the one before, runs grow longer by
themselves, and the rules find something more often than they say: see decision 10 and the simulation in the tests.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import log2
from statistics import median as middle

LEAST_USEFUL = 10
"""The rules are not tried for fewer (Anhøj & Olesen 2014)."""

YEAR = 12

Values = Sequence[int | None]
"""One number a month, in order; None where nothing is reported or shown."""


@dataclass(frozen=True)
class Runs:
    """How observations lie about a line: how many are off it, and the longest run on one side.

    `first` and `last` are the places where that run begins and ends, `above` its side. A run ends where an
    observation is missing or can't be compared, for nothing is known of it; one on the line does not end it.
    """

    useful: int
    longest: int
    crossings: int
    first: int
    last: int
    above: bool

    @property
    def is_long(self) -> bool:
        """Whether the longest run is longer than chance makes it but seldom."""
        return self.useful >= LEAST_USEFUL and self.longest > round(log2(self.useful)) + 3

    @property
    def is_signal(self) -> bool:
        """Whether a run is too long or the line is crossed too seldom for chance."""
        return self.is_long or (self.useful >= LEAST_USEFUL and self.crossings < _fewest(self.useful))


def median(values: Values) -> float | None:
    """The median of what is there; None of nothing."""
    there = [value for value in values if value is not None]
    return float(middle(there)) if there else None


def around_median(values: Values) -> Runs:
    """The observations about their own median."""
    line = median(values)
    return _runs((place, value - line) for place, value in enumerate(values) if value is not None and line is not None)


def beside_year_before(values: Values, apart: Collection[int] = ()) -> Runs:
    """Each month beside the same month of the year before, but for the places that can't be compared with it."""
    pairs = enumerate(zip(values[YEAR:], values, strict=False), start=YEAR)
    there = ((place, now, then) for place, (now, then) in pairs if place not in apart)
    return _runs((place, now - then) for place, now, then in there if now is not None and then is not None)


def _runs(differences: Iterable[tuple[int, float]]) -> Runs:
    stretches = [
        [(place, difference > 0) for place, difference in stretch if difference] for stretch in _unbroken(differences)
    ]
    useful = [one for stretch in stretches for one in stretch]
    if not useful:
        return Runs(0, 0, 0, 0, 0, above=False)
    crossings = sum(before[1] != after[1] for before, after in pairwise(useful))
    runs = [list(run) for stretch in stretches for _, run in groupby(stretch, key=lambda one: one[1])]
    # The latest of equally long ones: that is what a reader can still do something about.
    longest = max(reversed(runs), key=len)
    return Runs(len(useful), len(longest), crossings, longest[0][0], longest[-1][0], above=longest[0][1])


def _unbroken(differences: Iterable[tuple[int, float]]) -> Iterator[list[tuple[int, float]]]:
    """Stretches in which no place is missing."""
    # Among places without a gap, a place less its position is the same.
    for _, stretch in groupby(enumerate(differences), key=lambda one: one[1][0] - one[0]):
        yield [difference for _, difference in stretch]


def _fewest(useful: int) -> int:
    from scipy.stats import binom

    return int(binom.ppf(0.05, useful - 1, 0.5))
