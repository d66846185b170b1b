"""Small multiples: a small trend for each unit below, side by side on one scale, with the whole drawn thin behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from folja.figures.figure import Figure
from folja.reports import words
from folja.reports.document import Multiples, Series
from folja.reports.layout import instead_of_mark, instead_within
from folja.reports.plot import LINE, NARROW, TEXT, Frame, Rows, Spec, at, marks, texts, wrapped
from folja.reports.trend import axis, break_places, level_label, stretches

_SMALL = TEXT - 1
_SCALE_ROOM, _VALUE_ROOM, _GAP, _STRIP = 44, 46, 14, 6
_BOLD = 1.15  # how much wider bold letters may be
_SERIES: Spec = {"detail": {"field": "line", "type": "nominal"}}


@dataclass(frozen=True)
class Panel:
    """One unit's place in the picture, in pixels from its upper left. `top` is where the scale's top lies."""

    series: Series
    lines: tuple[str, ...]
    left: float
    name: float
    top: float
    width: float
    height: float
    most: float

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def x(self, place: float) -> float:
        """Where a period stands, counted from 0; a lone one in the middle."""
        last = len(self.series.figures) - 1
        return self.left + self.width * (place / last if last else 0.5)

    def y(self, value: float | None) -> float:
        return self.bottom - (value or 0) / self.most * self.height


def multiples_spec(chart: Multiples, language: str, width: int) -> Spec:
    """The spec of small multiples, in which at least one figure has a size to draw."""
    most, _ = axis(chart.figures)
    panels, height = _panels(chart.series, width, most)
    breaks = break_places(chart.breaks, chart.series[0].figures)
    drawn = [panel for panel in panels if any(figure.value for figure in panel.series.figures)]
    return Frame(width, height, (0, width), (height, 0)).around(
        [
            *_scale(drawn, most, chart.figures[0], language),
            *_bands(drawn, breaks),
            *_whole(drawn, chart.whole, breaks),
            *_lines(drawn, breaks),
            *_strips(drawn, breaks),
            *_gaps(drawn),
            *_ends(drawn, language),
            *_years(drawn),
            *_hidden([panel for panel in panels if panel not in drawn], language),
            _names(panels),
        ]
    )


def _panels(series: Sequence[Series], width: int, most: float) -> tuple[list[Panel], int]:
    """Row by row in the order given; a row is as high as its longest name needs."""
    across, height = (2, 60) if width <= NARROW else (3, 72)
    cell = (width - _SCALE_ROOM + _GAP) / across
    plot = cell - _GAP - _VALUE_ROOM
    panels: list[Panel] = []
    top = 0.0
    for start in range(0, len(series), across):
        row = series[start : start + across]
        names = [tuple(wrapped(one.name, (cell - _GAP) / _BOLD, at_hyphens=True)) for one in row]
        below = top + LINE * max(map(len, names)) + 8
        for place, (one, lines) in enumerate(zip(row, names, strict=True)):
            panels.append(Panel(one, lines, _SCALE_ROOM + place * cell, top, below, plot, height, most))
        top = below + height + LINE + 20
    return panels, int(top - 16)


# -- marks -------------------------------------------------------------------------------------------------------


def _scale(panels: Sequence[Panel], most: float, first: Figure, language: str) -> Iterator[Spec]:
    """Lines at nothing and at the top in every panel; what they stand for beside those to the left, else the first."""
    rules = [
        {"x": panel.left - 4, "x2": panel.left + panel.width + 4, "y": panel.y(level)}
        for panel in panels
        for level in (0, most)
    ]
    yield marks("rule", rules, at(x="x", x2="x2", y="y"), color="sand")
    outermost = [panel for panel in panels if panel.left == _SCALE_ROOM] or panels[:1]
    labels = [
        {"x": panel.left - 10, "y": panel.y(level), "text": level_label(level, level > 0, first, language)}
        for panel in outermost
        for level in (0, most)
    ]
    yield texts(labels, at(x="x", y="y"), align="right", fontSize=_SMALL)


def _points(panel: Panel, figures: Sequence[Figure], breaks: dict[int, str]) -> Iterator[list[dict[str, Any]]]:
    """The stretches of a line as places in the picture; each is a line of its own."""
    for number, places in enumerate(stretches(figures, breaks)):
        yield [_point(panel, figures[place], place, f"{panel.left} {panel.top} {number}") for place in places]


def _point(panel: Panel, figure: Figure, place: int, line: str) -> dict[str, Any]:
    edges = {edge: panel.y(getattr(figure, edge)) for edge in ("low", "high") if figure.low is not None}
    return {"x": panel.x(place), "y": panel.y(figure.value), "line": line, **edges}


def _own(panels: Sequence[Panel], breaks: dict[int, str]) -> list[list[dict[str, Any]]]:
    return [points for panel in panels for points in _points(panel, panel.series.figures, breaks)]


def _bands(panels: Sequence[Panel], breaks: dict[int, str]) -> Iterator[Spec]:
    lines = [points for points in _own(panels, breaks) if "low" in points[0]]
    lone = [points[0] for points in lines if len(points) == 1]
    rows = [point for points in lines if len(points) > 1 for point in points]
    if lone:
        yield marks("rule", lone, at(x="x", y="low", y2="high"), color="accent", opacity=0.45)
    if rows:
        yield marks("area", rows, at(x="x", y="low", y2="high") | _SERIES, color="accent", opacity=0.13)
        for edge in ("low", "high"):
            yield marks("line", rows, at(x="x", y=edge) | _SERIES, color="accent", strokeWidth=1, opacity=0.45)


def _whole(panels: Sequence[Panel], whole: Sequence[Figure], breaks: dict[int, str]) -> Iterator[Spec]:
    rows = [point for panel in panels for points in _points(panel, whole, breaks) for point in points]
    if rows:
        yield marks("line", rows, at(x="x", y="y") | _SERIES, color="stone", strokeWidth=1)


def _lines(panels: Sequence[Panel], breaks: dict[int, str]) -> Iterator[Spec]:
    lines = _own(panels, breaks)
    rows = [point for points in lines for point in points]
    yield marks("line", rows, at(x="x", y="y") | _SERIES, color="accent", strokeWidth=2)
    # A point alone in its stretch would else not be seen.
    dots = [points[0] for points in lines if len(points) == 1] + [point for _, _, point in _last(panels)]
    yield marks("point", dots, at(x="x", y="y"), size=36, fill="accent", stroke="card", strokeWidth=1, opacity=1)


def _last(panels: Sequence[Panel]) -> Iterator[tuple[Panel, int, dict[str, float]]]:
    """Each panel's last figure that has a size: which it is, and where it stands."""
    for panel in panels:
        figures = panel.series.figures
        place = max(place for place, figure in enumerate(figures) if figure.value)
        yield panel, place, {"x": panel.x(place), "y": panel.y(figures[place].value)}


def _strips(panels: Sequence[Panel], breaks: dict[int, str]) -> Iterator[Spec]:
    rows = [
        {"x": panel.x(place - 0.5), "top": panel.top - 4, "bottom": panel.bottom}
        for panel in panels
        for place in breaks
    ]
    if rows:
        yield marks("rect", rows, at(x="x", y="top", y2="bottom"), fill="hatch", width=_STRIP)


def _gaps(panels: Sequence[Panel]) -> Iterator[Spec]:
    """A dashed floor where a unit has nothing to draw."""
    half = 0.4
    rows = [
        {
            "x": max(panel.left, panel.x(place - half)),
            "x2": min(panel.left + panel.width, panel.x(place + half)),
            "y": panel.bottom,
        }
        for panel in panels
        for place, figure in enumerate(panel.series.figures)
        if not figure.value
    ]
    if rows:
        yield marks("rule", rows, at(x="x", x2="x2", y="y"), color="pebble", strokeWidth=2, strokeDash=[3, 2])


def _ends(panels: Sequence[Panel], language: str) -> Iterator[Spec]:
    """The last value at the line, to the right where the line ends and above where it ended before."""
    beside: list[dict[str, Any]] = []
    above: list[dict[str, Any]] = []
    for panel, place, point in _last(panels):
        row = point | {"text": words.value(panel.series.figures[place], language)}
        (beside if place == len(panel.series.figures) - 1 else above).append(row)
    style: dict[str, Any] = {"color": "accent", "fontWeight": 700}
    yield texts(beside, at(x="x", y="y"), dx=8, align="left", **style)
    yield texts(above, at(x="x", y="y"), dy=-LINE + 2, align="center", **style)


def _years(panels: Sequence[Panel]) -> Iterator[Spec]:
    """The first and the last year below each panel."""
    rows = []
    for panel in panels:
        years = [figure.period.year for figure in panel.series.figures]
        for place in {0, years.index(years[-1])}:
            rows.append({"x": panel.x(place), "y": panel.bottom + LINE - 4, "text": str(years[place])})
    yield texts(rows, at(x="x", y="y"), fontSize=_SMALL)


def _hidden(panels: Sequence[Panel], language: str) -> Iterator[Spec]:
    """A dashed place with words for a unit of which nothing is shown."""
    for panel in panels:
        room = panel.width + _VALUE_ROOM - 4
        place = {"x": panel.left, "x2": panel.left + room, "y": panel.top, "y2": panel.bottom}
        where = at(x="x", x2="x2", y="y", y2="y2")
        dashes = {"fill": "none", "stroke": "pebble", "strokeDash": [3, 3], "cornerRadius": 8}
        yield marks("rect", [place], where, **dashes)
        rows: Rows = [
            {"x": panel.left + 10, "y": panel.top + 14 + number * (LINE - 2), "text": line}
            for number, line in enumerate(_why(panel, room - 16, language))
        ]
        yield texts(rows, at(x="x", y="y"), align="left", fontSize=_SMALL)


def _why(panel: Panel, room: float, language: str) -> list[str]:
    """The reason, in a word or two where there is no room for more."""
    last, lines = panel.series.figures[-1], int((panel.height - 14) / (LINE - 2)) + 1
    full = wrapped(instead_of_mark(last, language), room)
    return full if len(full) <= lines else wrapped(instead_within(last, language, 0), room)


def _names(panels: Sequence[Panel]) -> Spec:
    rows = [
        {"x": panel.left, "y": panel.name + LINE / 2 + number * LINE, "text": line}
        for panel in panels
        for number, line in enumerate(panel.lines)
    ]
    return texts(rows, at(x="x", y="y"), align="left", color="ink", fontWeight=600)
