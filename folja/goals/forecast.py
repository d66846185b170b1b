"""What a year becomes if it goes on as it has begun: a forecast, always named one and never judged as a result."""

from decimal import ROUND_HALF_UP, Decimal

from folja.vocabulary.period import Period

MONTHS_OF_A_YEAR = 12


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
