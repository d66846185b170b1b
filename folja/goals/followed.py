"""An expected result with everything that is known of it: its figure now and in earlier years, and the judgement."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from folja.figures.comparing import comparable_year_before
from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.figures.reading import read, read_by_gender, series
from folja.goals import place
from folja.goals.forecast import Forecast, forecast_of
from folja.goals.judging import Judgement, judge
from folja.goals.outside import OutsideFigure
from folja.goals.standing import Standing, standing_of, standing_of_outside
from folja.goals.year_plan import ExpectedResult, YearPlan
from folja.vocabulary.period import Month, Period

EARLIER_YEARS = 3

Value = Figure | OutsideFigure


@dataclass(frozen=True)
class Outside:
    """All figures from outside, by measure, unit and period."""

    figures: Mapping[tuple[str, str, Period], OutsideFigure]

    @classmethod
    def of(cls, figures: Iterable[OutsideFigure]) -> "Outside":
        return cls({(one.measure.code, one.unit, one.period): one for one in figures})

    def latest(self, measure: str, unit: str, period: Period) -> OutsideFigure | None:
        """The measure's figure for the period, else of the longest part of its year that is over by then."""
        same_year = (
            one
            for (code, where, when), one in self.figures.items()
            if (code, where, when.year) == (measure, unit, period.year) and when.last <= period.last
        )
        return max(same_year, default=None, key=lambda one: _nearness(one.period, period))

    def before(self, figure: OutsideFigure) -> OutsideFigure | None:
        """The same measure for the same part of the year before."""
        return self.figures.get((figure.measure.code, figure.unit, figure.period.year_before))

    def beside(self, figure: OutsideFigure) -> tuple[OutsideFigure, ...]:
        """The same measure for the same period in other places, in the places' order; none of what has no value."""
        if not figure.shown:
            return ()
        found = (self.figures.get((figure.measure.code, whose, figure.period)) for whose in place.shipped())
        return tuple(one for one in found if one is not None and one.shown)


def _nearness(one: Period, wanted: Period) -> tuple[bool, Month, int]:
    return one == wanted, one.last, len(one.months)


@dataclass(frozen=True)
class Followed:
    """One expected result for a period: `value` is None where nothing is entered or nothing is counted.

    `period` is what was asked for; a figure from outside may be of a part of it. `earlier` are the same figure's
    earlier years that have one, oldest first. `judgement` is None where there is no target to judge by. `forecast` is
    there for what grows through a year that goes on and is closed so far. `beside` is the same measure for the same
    period in other places: shown, and no part of the judgement.
    """

    result: ExpectedResult
    value: Value | None
    earlier: tuple[Value, ...]
    by_gender: tuple[Figure, ...]
    standing: Standing
    judgement: Judgement | None
    period: Period
    forecast: Forecast | None = None
    beside: tuple[OutsideFigure, ...] = ()


def followed(library: Library, outside: Outside, plan: YearPlan, period: Period) -> Iterator[Followed]:
    """The plan's expected results with their figures from the beginning of the year to the end of the period."""
    for result in plan.results:
        yield _one(library, outside, plan.unit, result, period.to_date)


def _one(library: Library, outside: Outside, unit: str, result: ExpectedResult, period: Period) -> Followed:
    value: Value | None = None
    earlier: tuple[Value, ...] = ()
    by_gender: tuple[Figure, ...] = ()
    beside: tuple[OutsideFigure, ...] = ()
    forecast: Forecast | None = None
    broken = any(year == period.year - 1 for year, _ in result.not_comparable)
    standing = Standing(period, None)
    if result.followed_by == "indicator" and result.followed in library.indicators:
        value = read(library, result.followed, unit, period)[0]
        earlier = tuple(_earlier(library, result.followed, unit, period))
        by_gender = tuple(f for f in read_by_gender(library, result.followed, unit, period) if f.shown)
        standing = replace(standing_of(value), is_closed=library.is_frozen(value.period))
        forecast = _forecast(library, value, comparable=not broken)
    elif result.followed_by == "measure":
        value = outside.latest(result.followed, unit, period)
        if value is not None:
            earlier, beside = tuple(_earlier_outside(outside, value)), outside.beside(value)
            standing = standing_of_outside(value, outside.before(value))
            if period.kind == "year" and value.period != period:
                standing = replace(standing, is_part=True)
    standing = replace(standing, lower_is_better=result.lower_is_better)
    if broken:
        standing = replace(standing, change=None, is_broken=True)
    return Followed(result, value, earlier, by_gender, standing, _judged(result, standing), period, forecast, beside)


def _forecast(library: Library, figure: Figure, *, comparable: bool) -> Forecast | None:
    """Of closed months only: more may still come into the others, and less is no slower pace."""
    if not figure.shown or not library.is_frozen(figure.period):
        return None
    indicator, before = library.indicators[figure.indicator], None
    year = comparable_year_before(library, indicator, figure.unit, figure.period) if comparable else None
    if year and indicator.kind in ("volume", "count"):
        before = series(library, figure.indicator, figure.unit, [year])[0]
    return forecast_of(figure, before)


def _judged(result: ExpectedResult, standing: Standing) -> Judgement | None:
    return judge(result.target, standing) if result.target else None


def _earlier(library: Library, code: str, unit: str, period: Period) -> Iterator[Figure]:
    for back in range(EARLIER_YEARS, 0, -1):
        then = _years_before(period, back)
        if library.tertials(then) and library.is_frozen(then):
            yield from series(library, code, unit, [then])


def _earlier_outside(outside: Outside, value: OutsideFigure) -> Iterator[OutsideFigure]:
    for back in range(EARLIER_YEARS, 0, -1):
        then = outside.figures.get((value.measure.code, value.unit, _years_before(value.period, back)))
        if then is not None:
            yield then


def _years_before(period: Period, years: int) -> Period:
    for _ in range(years):
        period = period.year_before
    return period
