"""A figure: one value with all that must stand beside it, or the reason it is not shown and what is offered instead."""

from dataclasses import dataclass
from typing import Literal

from folja.vocabulary.period import Period
from folja.vocabulary.text import Text

FigureKind = Literal["volume", "count", "share", "rate"]

Reason = Literal["open", "few", "no cells", "sensitive", "not asked", "staff", "nothing"]
"""open: the period is not closed. few: the base is below the least for a share or rate. no cells: too few acts or
staff for numbers of its own. sensitive: some answer to a sensitive question may be under 10 or over 90 %. not asked:
the question did not exist. staff: too few staff for volumes of its own. nothing: nothing was reported, which is not the
same as nothing done."""

Verdict = Literal["more", "less", "unchanged", "not comparable"]


@dataclass(frozen=True)
class Comparison:
    """Against the same period of the year before.

    `difference` and its 95 % interval are in shares (0.12 is 12 percentage points), for volumes and
    counts in numbers. `why` says why it can't be compared. `from_added` is how much of a volume is from units that
    reported nothing the year before, as far as everybody can see. `sum_of` are the names of the units that `before` is
    the sum of, where they have become one since.
    """

    verdict: Verdict
    before: "Figure | None" = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    why: Text | None = None
    from_added: int = 0
    sum_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """One value of one indicator for one unit and period.

    Shares are 0-1, unrounded, with numerator and base (multiples of the rounding base), how many answers are
    missing, and a 95 % interval. A rate is as a share, but its base is an exact number of acts, and it may be more
    than 1. Counts of people are multiples of the rounding base; volumes are exact and have no base. `moved_at_most` is
    how far the rounding can have moved a count, or a numerator, from the true number: each added cell brings its own.
    Raises ValueError when a hidden figure carries a value.
    """

    indicator: str
    kind: FigureKind
    title: Text
    unit: str
    unit_name: str
    period: Period
    category: str | None = None
    category_title: Text | None = None
    value: float | int | None = None
    numerator: int | None = None
    base: int | None = None
    missing: int | None = None
    low: float | None = None
    high: float | None = None
    moved_at_most: int = 0
    reason: Reason | None = None
    offered: "Figure | None" = None
    comparison: Comparison | None = None

    def __post_init__(self) -> None:
        hidden = self.reason is not None
        numbers = (self.value, self.numerator, self.base, self.missing, self.low, self.high)
        if hidden and any(number is not None for number in numbers):
            raise ValueError("a hidden figure carries no number")
        if not hidden and self.value is None:
            raise ValueError("a figure has a value or a reason why not")

    @property
    def shown(self) -> bool:
        """Whether there is a value to show."""
        return self.reason is None
