"""The labels under a chart over time: the tertial or month, and the year where it begins."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from folja.reports.plot import LINE, Frame, Spec, at, texts
from folja.vocabulary.period import Period

_ROOM = 28
_YEAR_ROOM = 44


def period_labels(periods: Sequence[Period], frame: Frame, language: str) -> Iterator[Spec]:
    """Two rows under the plot, one place per period. Where places are narrow only the years are named."""
    begins = [place for place, period in enumerate(periods) if place == 0 or periods[place - 1].year != period.year]
    crowded = frame.across(1) < _ROOM
    # A first year of a month or two gives way to the next.
    clear = [place for place, after in pairwise(begins) if frame.across(after - place) >= _YEAR_ROOM] + begins[-1:]
    named = clear if crowded else range(len(periods))
    yield texts([{"x": place, "text": _label(periods[place], language)} for place in named], _row(frame, 1))
    years = [{"x": place, "text": str(periods[place].year)} for place in clear if periods[place].kind != "year"]
    yield texts(years, _row(frame, 2), color="ink", fontWeight=700)


def short(period: Period, language: str) -> str:
    """T1 2022; jan 2022: a period by itself."""
    if period.kind == "year":
        return str(period.year)
    return f"{_label(period, language)} {period.year}"


def _row(frame: Frame, row: int) -> Spec:
    return at(x="x", y=frame.height + row * LINE)


def _label(period: Period, language: str) -> str:
    match period.kind:
        case "month":
            return period.first.short_name(language)
        case "tertial":
            return f"T{period.number}"
        case "year to date":
            return f"T1–T{period.number}"
        case "year":
            return str(period.year)
