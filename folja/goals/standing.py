"""How a figure stands, whatever it comes from: its value and uncertainty as they are written, and the year before."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from folja.figures.figure import Figure
from folja.goals.outside import OutsideFigure
from folja.vocabulary.period import Period


@dataclass(frozen=True)
class Range:
    """A value and the limits it lies within; the three are one where nothing is uncertain."""

    value: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def exactly(cls, value: Decimal) -> "Range":
        return cls(value, value, value)


@dataclass(frozen=True)
class Standing:
    """What is judged: per cent for shares, whole numbers for counts, the source's own unit for what is from outside.

    `change` is the difference from the same period of the year before, None where there is nothing to compare with;
    `is_broken` where there is something but it can't be compared. `adds_up` where the value grows through the year;
    while `is_closed` is not, more may come into its months. `is_part` where the whole year is asked for, and the value
    is of a part of it, or where what adds up is not from the year's beginning. `lower_is_better` turns round what it
    is to keep a level. `now` is None where there is no value: then `is_hidden` tells whether it is there but not shown.
    """

    period: Period
    now: Range | None
    change: Range | None = None
    is_broken: bool = False
    is_hidden: bool = False
    adds_up: bool = False
    is_closed: bool = True
    is_part: bool = False
    lower_is_better: bool = False

    @property
    def is_year(self) -> bool:
        """Whether nothing more can come in."""
        return self.period.kind == "year"


def standing_of(figure: Figure) -> Standing:
    """A figure out of the cubes."""
    adds_up = figure.kind in ("volume", "count")
    broken = figure.comparison is not None and figure.comparison.verdict == "not comparable"
    if figure.value is None:
        hidden = figure.reason in ("few", "no cells", "sensitive", "staff")
        return Standing(figure.period, None, is_hidden=hidden, adds_up=adds_up)
    return Standing(figure.period, _range(figure), _change(figure), is_broken=broken, adds_up=adds_up)


def standing_of_outside(figure: OutsideFigure, before: OutsideFigure | None) -> Standing:
    """A figure from outside beside the one of the year before: both exact, as far as their sources say."""
    grows = figure.measure.grows
    if figure.value is None:
        return Standing(figure.period, None, adds_up=grows)
    change = None
    if before is not None and before.value is not None:
        change = Range.exactly(figure.value - before.value)
    # Months in the middle of a year tell neither how far it has come nor its pace.
    is_part = grows and figure.period.first.number != 1
    return Standing(figure.period, Range.exactly(figure.value), change, adds_up=grows, is_part=is_part)


def _range(figure: Figure) -> Range:
    """Limits at least as wide as they are written: a reader who checks a judgement finds it in the whole per cents."""
    assert figure.value is not None
    value = _written(figure, figure.value)
    if figure.low is None or figure.high is None:
        return _counted(figure, value)
    low, high = _written(figure, figure.low), _written(figure, figure.high)
    return Range(_half_up(value), min(low, _half_up(low)), max(high, _half_up(high)))


def _counted(figure: Figure, value: Decimal) -> Range:
    """An exact number, or one of people with as much as its rounding may have moved it."""
    moved = figure.moved_at_most
    return Range(value, max(Decimal(0), value - moved), value + moved)


def _change(figure: Figure) -> Range | None:
    """The difference that a comparison states; of what is counted exactly it is exact."""
    made = figure.comparison
    if made is None or made.difference is None:
        return None
    low = made.difference if made.low is None else made.low
    high = made.difference if made.high is None else made.high
    return Range(*(_written(figure, one) for one in (made.difference, low, high)))


def _written(figure: Figure, value: float) -> Decimal:
    """In the unit that people write: a share or a rate is so many per hundred."""
    return Decimal(str(value)) * (100 if figure.kind in ("share", "rate") else 1)


def _half_up(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1), ROUND_HALF_UP)
