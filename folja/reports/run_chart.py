"""A run chart: exact volumes month by month around their median, the year before behind, and what is seldom chance."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from folja.figures.figure import Figure
from folja.figures.signals import YEAR
from folja.reports import words
from folja.reports.axis import period_labels
from folja.reports.document import RunChart
from folja.reports.labels import HALF, UNFINISHED, YEAR_BEFORE
from folja.reports.plot import LINE, NARROW, TEXT, Frame, Rows, Spec, at, marks, stacked, texts, wrapped
from folja.reports.trend import axis, level_label

_SMALL = TEXT - 1


def run_chart_spec(chart: RunChart, language: str, width: int) -> Spec:
    """The spec of a run chart in which at least one month is more than nothing."""
    figures, frame = chart.figures, _frame(chart.figures, width)
    ended = len(figures) - chart.unfinished
    return frame.around(
        [
            *_grid(figures, frame, language),
            *_run(chart, frame),
            *_line(_shifted(figures), {"color": "stone", "strokeWidth": 1}),
            marks("rule", [{"y": chart.median}], at(x=0, x2=frame.inner, y="y"), color="ink", strokeDash=[6, 4]),
            *_line(_points(figures[:ended]), {"color": "accent", "strokeWidth": 2}),
            *_going_on(figures, ended),
            *_gaps(figures, frame),
            *_at_the_lines(chart, ended, frame, language),
            *period_labels([figure.period for figure in figures], frame, language),
        ]
    )


def _frame(figures: Sequence[Figure], width: int) -> Frame:
    top, _ = axis(figures)
    narrow = width <= NARROW
    across = (-0.5, len(figures) - 0.5)
    return Frame(
        width, 150 if narrow else 190, across, (0, top), left=44 if narrow else 58, right=96, top=12, bottom=42
    )


def _grid(figures: Sequence[Figure], frame: Frame, language: str) -> Iterator[Spec]:
    top, step = axis(figures)
    levels = [number * step for number in range(round(top / step) + 1)]
    yield marks("rule", [{"y": level} for level in levels], at(x=0, x2=frame.inner, y="y"), color="sand")
    labels = [{"y": level, "text": level_label(level, level == top, figures[0], language)} for level in levels]
    yield texts(labels, at(x=-10, y="y"), align="right")


def _points(figures: Sequence[Figure]) -> list[dict[str, float | None]]:
    return [{"x": place, "y": figure.value} for place, figure in enumerate(figures)]


def _shifted(figures: Sequence[Figure]) -> list[dict[str, float | None]]:
    """Every month's number where the same month stands a year later."""
    return [point | {"x": place + YEAR} for place, point in enumerate(_points(figures[:-YEAR]))]


def _line(points: Rows, style: dict[str, object]) -> Iterator[Spec]:
    """A line that stops where nothing is reported, and a dot where a month is alone."""
    for there, stretch in groupby(points, key=lambda point: point["y"] is not None):
        rows = list(stretch)
        if there and len(rows) > 1:
            yield marks("line", rows, at(x="x", y="y"), **style)
        elif there:
            yield marks("point", rows, at(x="x", y="y"), size=16, fill=style["color"], opacity=1)


def _run(chart: RunChart, frame: Frame) -> Iterator[Spec]:
    """The months of a run that is too long for chance, as a shade with edges that print."""
    if chart.marked is None:
        return
    first, last = chart.marked
    place = {"x": first - 0.5, "x2": last + 0.5}
    yield marks("rect", [place], at(x="x", x2="x2", y=0, y2=frame.height), fill="accent", fillOpacity=0.1)
    for edge in place.values():
        yield marks("rule", [{"x": edge}], at(x="x", y=0, y2=frame.height), color="accent", strokeWidth=1, opacity=0.6)


def _going_on(figures: Sequence[Figure], ended: int) -> Iterator[Spec]:
    """The month that is not finished: a striped bar outside the line. Its words stand to the right of it."""
    rows = [point | {"zero": 0} for point in _points(figures)[ended:] if point["y"]]
    if rows:
        yield marks("rect", rows, at(x="x", y="zero", y2="y"), fill="stripes", stroke="accent", width=8)


def _gaps(figures: Sequence[Figure], frame: Frame) -> Iterator[Spec]:
    """A dashed floor where nothing is reported or shown."""
    gaps = [{"x": place - 0.4, "x2": place + 0.4} for place, figure in enumerate(figures) if figure.value is None]
    if gaps:
        style = {"color": "pebble", "strokeWidth": 2, "strokeDash": [3, 2]}
        yield marks("rule", gaps, at(x="x", x2="x2", y=frame.height), **style)


def _at_the_lines(chart: RunChart, ended: int, frame: Frame, language: str) -> Iterator[Spec]:
    """What the median, the thin line and the striped bar are, to the right; moved apart where they would meet."""
    median = HALF.in_language(language).format(number=words.number(chart.median, language))
    named = [(chart.median, median, "ink")]
    before = [point["y"] for point in _shifted(chart.figures) if point["y"] is not None]
    if before:
        named.append((before[-1], YEAR_BEFORE.in_language(language), "stone"))
    named.extend(
        (so_far.value, UNFINISHED.in_language(language), "stone")
        for so_far in chart.figures[ended:][-1:]
        if so_far.value
    )
    least = -float(frame.height)
    for level, words_, color in sorted(named, key=lambda one: -one[0]):
        lines = wrapped(words_, frame.right - 8)
        middle = max(frame.height * (1 - level / frame.y[1]), least + len(lines) * LINE / 2)
        least = middle + len(lines) * LINE / 2
        for below, line in stacked(lines):
            where = at(x=frame.inner + 8, y=middle + below)
            yield texts([{"text": line}], where, align="left", fontSize=_SMALL, color=color)
