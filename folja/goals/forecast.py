"""What a year becomes if it goes on as it has begun: a forecast, always named one and never judged as a result."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

from folja.figures.figure import Figure
from folja.figures.statistics import Z
from folja.vocabulary.period import Period

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True)
class Forecast:
    """A year's number at the pace of its first months, and the whole year before where it can stand beside it.

    `is_certain` where the two differ beyond chance and rounding, or the year before is counted exactly.
    """

    year: Decimal
    before: Figure | None = None
    is_certain: bool = False


def forecast_of(figure: Figure, before: Figure | None = None) -> Forecast | None:
    """The forecast from a number that grows through the year; None for what does not, and where nothing is left."""
    period = figure.period
    if figure.kind not in ("volume", "count") or not figure.value or period.kind == "year" or period.first.number != 1:
        return None
    year = year_at_this_pace(Decimal(str(figure.value)), period)
    if before is None or before.value is None:
        return Forecast(year)
    return Forecast(year, before, figure.kind == "volume" or _differ(figure, before))


def _differ(figure: Figure, before: Figure) -> bool:
    """Whether two numbers of people differ beyond doubt: Poisson counts whose rounding is added, the first scaled up.

    A cell's rounding moves it by 4 at most and has a variance of 4 on average: see docs/decisions/0006.
    """
    assert figure.value is not None
    assert before.value is not None
    scale = MONTHS_OF_A_YEAR / len(figure.period.months)
    variance = scale**2 * (figure.value + figure.moved_at_most) + before.value + before.moved_at_most
    return abs(scale * figure.value - before.value) > Z * sqrt(variance)


def year_at_this_pace(so_far: Decimal, period: Period) -> Decimal:
    """The whole year in proportion to its months so far, in whole ones: 1 040 in eight months become 1 560.

    Raises ValueError for a period that does not begin with the year, which says nothing of the rest.
    """
    if period.first.number != 1:
        raise ValueError(f"{period} does not begin the year")
    year = so_far * MONTHS_OF_A_YEAR / len(period.months)
    return year.quantize(Decimal(1), ROUND_HALF_UP)


def growth(forecast: Decimal, before: Decimal) -> Decimal | None:
    """How much larger than the year before in whole per cent: 1 560 beside 1 300 is 20. None beside nothing."""
    if not before:
        return None
    return ((forecast - before) / before * 100).quantize(Decimal(1), ROUND_HALF_UP)
