"""A chart as lines of numbers that a spreadsheet program draws itself: what has no number is a gap, never nought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from folja.figures.figure import Figure
from folja.figures.signals import YEAR
from folja.reports import labels, words, years
from folja.reports.axis import short
from folja.reports.document import (
    Bars,
    Chart,
    FunnelPlot,
    GenderPairs,
    MonthBars,
    Multiples,
    Ratings,
    RunChart,
    Trend,
    Years,
)
from folja.reports.funnel import curves
from folja.reports.trend import axis, break_places

Numbers = tuple[float | None, ...]
Form = Literal["line", "bar", "column", "scatter", "stacked"]
Scale = Literal["share", "number", "decimal"]
Look = Literal[
    "accent", "points", "striped", "stone", "ink dashed", "ink dotted", "so far", "band", "band dashed", "hollow",
    "filled", "furthest low", "low", "middle", "high", "furthest high",
]  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """One line, or one kind of bar: a number for each of the chart's places. None makes no point and no bar.

    `low` and `high` are the ends of the uncertainty, where there is any. `across` are the places themselves in a chart
    of points, `named` what stands beside each. `unnamed` is left out of the legend.
    """

    name: str
    values: Numbers
    look: Look
    low: Numbers = ()
    high: Numbers = ()
    across: Numbers = ()
    named: tuple[str, ...] = ()
    striped: tuple[int, ...] = ()
    unnamed: bool = False


@dataclass(frozen=True)
class Native:
    """One chart. `places` are what stands along it, `top` how far the axis of numbers goes where that is given."""

    form: Form
    title: str
    alt: str
    along: str
    upwards: str
    scale: Scale
    places: tuple[str, ...]
    drawn: tuple[Drawn, ...]
    top: float | None = None
    small: bool = False


def native_charts(chart: Chart, language: str = "sv") -> tuple[Native, ...]:
    """The chart as a spreadsheet program draws it: small multiples are a chart each, what shows nothing is none."""
    if isinstance(chart, Years):
        return (_years(chart, language),)
    if not any(figure.value for figure in chart.figures):
        return ()
    match chart:
        case Trend():
            return (_trend(chart, language),)
        case Bars():
            return (_bars(chart, language),)
        case MonthBars():
            return (_months(chart, language),)
        case Ratings():
            return (_ratings(chart, language),) if any(one.is_shown for one in chart.ratings) else ()
        case Multiples():
            return tuple(_multiples(chart, language))
        case FunnelPlot():
            return (_funnel(chart, language),)
        case RunChart():
            return (_run_chart(chart, language),)
        case GenderPairs():
            return (_gender_pairs(chart, language),)


def _number(figure: Figure, edge: Literal["value", "low", "high"] = "value") -> float | None:
    """A figure's size. A published nothing has none: it is fewer than five."""
    size = getattr(figure, edge)
    if size is None or (not figure.value and figure.kind != "volume"):
        return None
    return round(size * 100) if figure.kind == "rate" else float(size)


def _scale(figures: Sequence[Figure]) -> Scale:
    return "share" if figures[0].kind == "share" else "number"


def _top(figures: Sequence[Figure]) -> float:
    """Where the axis ends: above all that is drawn, the uncertainty too."""
    top, _ = axis(figures)
    return top * 100 if figures[0].kind == "rate" else top


def _drawn(name: str, figures: Sequence[Figure], look: Look = "accent", **more: object) -> Drawn:
    values = tuple(map(_number, figures))
    if figures[0].kind not in ("share", "rate"):
        return Drawn(name, values, look, **more)  # type: ignore[arg-type]
    low, high = (tuple(_number(figure, edge) for figure in figures) for edge in ("low", "high"))
    return Drawn(name, values, look, low, high, **more)  # type: ignore[arg-type]


def _value_header(chart: Chart) -> str:
    return chart.table.columns[1].header


def _first_header(chart: Chart) -> str:
    return chart.table.columns[0].header


def _periods(figures: Iterable[Figure], language: str) -> tuple[str, ...]:
    return tuple(short(figure.period, language) for figure in figures)


def _trend(chart: Trend, language: str) -> Native:
    """A line for each stretch that can be compared, so that none crosses a break."""
    figures, title = chart.figures, chart.table.caption
    starts = [0, *sorted(break_places(chart.breaks, figures)), len(figures)]
    whole = _drawn("", figures)
    lines = tuple(
        Drawn(
            _value_header(chart),
            _only(whole.values, start, end),
            "accent",
            _only(whole.low, start, end),
            _only(whole.high, start, end),
            unnamed=True,
        )
        for start, end in pairwise(starts)
    )
    places = _periods(figures, language)
    named, scale, top = (_first_header(chart), _value_header(chart)), _scale(figures), _top(figures)
    return Native("line", title, chart.alt, *named, scale, places, lines, top)


def _only(numbers: Numbers, start: int, end: int) -> Numbers:
    return tuple(number if start <= place < end else None for place, number in enumerate(numbers))


def _years(chart: Years, language: str) -> Native:
    """Each year's value and the aim as a line of its own, all in the scale of the table: shares of 1."""
    part = 100 if chart.scale == "percent" else 1
    values, low, high = (
        tuple(None if size is None else size / part for size in sizes)
        for sizes in zip(*((point.value, point.low, point.high) for point in chart.points), strict=True)
    )
    drawn = [Drawn(_value_header(chart), values, "points", low, high, unnamed=not chart.aims)]
    for aim in chart.aims:
        name = years.AIM.in_language(language).format(number=words.amount(aim, chart.scale, language))
        drawn.append(Drawn(name, (float(aim) / part,) * len(values), "ink dotted"))
    places = tuple(short(point.period, language) for point in chart.points)
    named, top = (_first_header(chart), _value_header(chart)), years.most(chart) / part
    scale: Scale = "share" if chart.scale == "percent" else "decimal" if chart.scale == "mean" else "number"
    return Native("line", chart.table.caption, chart.alt, *named, scale, places, tuple(drawn), top)


def _bars(chart: Bars, language: str) -> Native:
    names = tuple((one.category_title or one.title).in_language(language) for one in chart.figures)
    striped = tuple(place for place, one in enumerate(chart.figures) if one.category in chart.striped)
    drawn = _drawn(_value_header(chart), chart.figures, striped=striped, unnamed=True)
    title, scale = chart.table.caption, _scale(chart.figures)
    return Native("bar", title, chart.alt, "", _value_header(chart), scale, names, (drawn,), _top(chart.figures))


def _months(chart: MonthBars, language: str) -> Native:
    ended = len(chart.figures) - chart.unfinished
    values = tuple(map(_number, chart.figures))
    name = _value_header(chart)
    drawn = [Drawn(name, _only(values, 0, ended), "accent", unnamed=not chart.unfinished)]
    if chart.unfinished:
        drawn.append(Drawn(labels.UNFINISHED.in_language(language), _only(values, ended, len(values)), "striped"))
    places = _periods(chart.figures, language)
    return Native("column", chart.table.caption, chart.alt, _first_header(chart), name, "number", places, tuple(drawn))


def _run_chart(chart: RunChart, language: str) -> Native:
    ended, name = len(chart.figures) - chart.unfinished, labels.EXACT_NUMBER.in_language(language)
    values = tuple(map(_number, chart.figures))
    before = (*(None,) * YEAR, *values)[: len(values)]
    half = labels.HALF.in_language(language).format(number=words.number(chart.median, language))
    drawn = [
        Drawn(name, _only(values, 0, ended), "accent"),
        Drawn(half, (float(chart.median),) * len(values), "ink dashed"),
    ]
    if any(number is not None for number in before):
        drawn.insert(1, Drawn(labels.YEAR_BEFORE.in_language(language), before, "stone"))
    if chart.unfinished:
        drawn.append(Drawn(labels.UNFINISHED.in_language(language), _only(values, ended, len(values)), "so far"))
    places = _periods(chart.figures, language)
    return Native("line", chart.table.caption, chart.alt, _first_header(chart), name, "number", places, tuple(drawn))


def _multiples(chart: Multiples, language: str) -> Iterable[Native]:
    """A small chart for each unit that has anything to draw, all on one scale, with the whole thin behind."""
    top = _top(chart.figures)
    places = _periods(chart.series[0].figures, language)
    for one in chart.series:
        if not any(figure.value for figure in one.figures):
            continue
        drawn = [_drawn(one.name, one.figures, unnamed=True)]
        if chart.whole:
            drawn.append(Drawn(chart.whole[0].unit_name, tuple(map(_number, chart.whole)), "stone", unnamed=True))
        scale = _scale(one.figures)
        caption = chart.table.caption
        yield Native("line", one.name, f"{caption}. {one.name}", "", "", scale, places, tuple(drawn), top, small=True)


def _funnel(chart: FunnelPlot, language: str) -> Native:
    funnel = chart.funnel
    most = 1.08 * max(one.base for one in funnel.placed)
    rows = list(curves(funnel, most, 1.0))
    bases = tuple(row["x"] for row in rows)
    outer, inner = labels.OUTER_LIMIT.in_language(language), labels.INNER_LIMIT.in_language(language)
    limits: tuple[tuple[str, str, Look], ...] = (
        ("lowest", outer, "band"), ("highest", outer, "band"),
        ("low", inner, "band dashed"), ("high", inner, "band dashed"),
    )  # fmt: skip
    inside = [one for one in funnel.placed if one.standing == "inside"]
    drawn = [
        Drawn(name, tuple(row[edge] or None for row in rows), look, across=bases, unnamed=True)
        for edge, name, look in limits
    ]
    whole = float(funnel.whole.value or 0)
    drawn.append(Drawn(_capital(chart.whole_name), (whole, whole), "stone", across=(bases[0], most), unnamed=True))
    for placed, look in ((inside, "hollow"), (funnel.outside, "filled")):
        if placed:
            figures = [one.figure for one in placed]
            values, across = tuple(map(_number, figures)), tuple(one.base for one in placed)
            named = tuple(figure.unit_name for figure in figures)
            drawn.append(Drawn(_value_header(chart), values, look, across=across, named=named, unnamed=True))  # type: ignore[arg-type]
    base = labels.ADJUSTED_BASE.in_language(language)
    return Native("scatter", chart.table.caption, chart.alt, base, _value_header(chart), "share", (), tuple(drawn))


def _capital(words_: str) -> str:
    return words_[:1].upper() + words_[1:]


def _ratings(chart: Ratings, language: str) -> Native:
    """Each question's steps one after the other, from low to high. Each is rounded by itself: they need not add up."""
    shown = next(one for one in chart.ratings if one.is_shown)
    last = len(shown.steps) - 1
    middle = range(len(shown.below), len(shown.below) + len(shown.middle))

    def look(place: int) -> Look:
        if place in middle:
            return "middle"
        if place < middle.start:
            return "furthest low" if place == 0 else "low"
        return "furthest high" if place == last else "high"

    drawn = tuple(
        Drawn(
            _step_title(step, language),
            tuple(_number(one.steps[place]) if one.is_shown else None for one in chart.ratings),
            look(place),
        )
        for place, step in enumerate(shown.steps)
    )
    questions = tuple(one.question.in_language(language) for one in chart.ratings)
    share = labels.SHARE.in_language(language)
    return Native("stacked", chart.table.caption, chart.alt, "", share, "share", questions, drawn)


def _step_title(step: Figure, language: str) -> str:
    assert step.category_title is not None
    return step.category_title.in_language(language)


def _gender_pairs(chart: GenderPairs, language: str) -> Native:
    women, men = ([getattr(pair.genders, one) for pair in chart.pairs] for one in ("woman", "man"))
    drawn = (
        _drawn(labels.WOMEN.in_language(language), women),
        _drawn(labels.MEN.in_language(language), men, "striped"),
    )
    names = tuple(pair.name for pair in chart.pairs)
    share = labels.SHARE.in_language(language)
    title, scale = chart.table.caption, _scale(chart.figures)
    return Native("bar", title, chart.alt, "", share, scale, names, drawn, _top(chart.figures))
