"""A distribution: a lying bar per category with its value at the end; what has no bar has words instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from folja.figures.figure import Figure
from folja.reports import words
from folja.reports.document import Bars
from folja.reports.layout import instead_within
from folja.reports.plot import LINE, NARROW, Frame, Rows, Spec, at, letters, marks, stacked, texts, wrapped

_THICK = 16
_COLUMN = 212
_VALUE_ROOM = 84


@dataclass(frozen=True)
class Place:
    """One category: the lines of its name and their middle, its bar's middle, and how far up and down the axis goes
    beside it, in pixels from the top.
    """

    lines: tuple[str, ...]
    name: float
    bar: float
    axis: float


def bars_spec(chart: Bars, language: str, width: int) -> Spec:
    """The spec of a distribution in which at least one bar has a length."""
    narrow = width <= NARROW
    names = [(figure.category_title or figure.title).in_language(language) for figure in chart.figures]
    places, height = _above(names, width) if narrow else _beside(names)
    frame = _frame(chart.figures, width, height, 0 if narrow else _COLUMN)
    room = letters(frame.inner + _VALUE_ROOM - 8)
    rows = [_bar(place, figure, room, language) for place, figure in zip(places, chart.figures, strict=True)]
    drawn, wordy = [row for row in rows if row["value"]], [row for row in rows if not row["value"]]
    plain = [row for row in drawn if row["category"] not in chart.striped]
    striped = [row for row in drawn if row["category"] in chart.striped]
    return frame.around(
        [
            marks("rect", plain, _LYING, fill="accent", height=_THICK, cornerRadius=2),
            marks("rect", striped, _LYING, fill="stripes", stroke="accent", height=_THICK, cornerRadius=2),
            *uncertainty([row for row in drawn if row["low"] is not None]),
            marks("rule", [_axis(place) for place in places], at(x="zero", y="top", y2="bottom"), color="stone"),
            texts(drawn, at(x="end", y="y"), dx=8, align="left", color="ink", fontWeight=700),
            texts(wordy, at(x="zero", y="y"), dx=8, align="left"),
            _names(places, frame),
        ]
    )


_LYING = at(x="zero", x2="value", y="y")


def _beside(names: Sequence[str]) -> tuple[list[Place], int]:
    """Names in a column to the left of the bars, and the height of it all."""
    lines = [tuple(wrapped(name, _COLUMN - 16)) for name in names]
    heights = [max(len(own) * LINE, _THICK) + 14 for own in lines]
    ends = list(accumulate(heights))
    middles = [end - height / 2 for end, height in zip(ends, heights, strict=True)]
    places = [
        Place(own, middle, middle, height / 2) for own, middle, height in zip(lines, middles, heights, strict=True)
    ]
    return places, ends[-1]


def _above(names: Sequence[str], width: int) -> tuple[list[Place], int]:
    """Each name above its own bar, nearer to it than to the bar before."""
    lines = [tuple(wrapped(name, width)) for name in names]
    ends = list(accumulate(len(own) * LINE + _THICK + 18 for own in lines))
    bars = [end - _THICK / 2 - 6 for end in ends]
    places = [
        Place(own, bar - _THICK / 2 - 3 - len(own) * LINE / 2, bar, _THICK / 2 + 3)
        for own, bar in zip(lines, bars, strict=True)
    ]
    return places, ends[-1]


def _frame(figures: Sequence[Figure], width: int, height: int, left: int) -> Frame:
    most = max(max(figure.value or 0, figure.high or 0) for figure in figures)
    # Places down the picture are pixels from the top, so that a name of three lines takes its own room only.
    return Frame(width, height, (0, most), (height, 0), left=left, right=_VALUE_ROOM)


def _bar(place: Place, figure: Figure, room: int, language: str) -> dict[str, object]:
    text = words.value(figure, language) if figure.value else instead_within(figure, language, room)
    sizes = {"zero": 0, "value": figure.value or 0, "low": figure.low, "high": figure.high}
    return {"y": place.bar, "end": figure.high or figure.value, "category": figure.category, "text": text, **sizes}


def _axis(place: Place) -> dict[str, float]:
    return {"zero": 0, "top": place.bar - place.axis, "bottom": place.bar + place.axis}


def uncertainty(rows: Rows) -> Iterator[Spec]:
    """The interval as a line with ends, dark in light so that it shows on the bar, beyond it and in print."""
    for color, thickness, reach in (("card", 3, 9), ("ink", 1, 7)):
        yield marks("rule", rows, at(x="low", x2="high", y="y"), color=color, strokeWidth=thickness)
        for end in ("low", "high"):
            yield marks("tick", rows, at(x=end, y="y"), color=color, thickness=thickness, size=reach)


def _names(places: Sequence[Place], frame: Frame) -> Spec:
    rows = [{"y": place.name + below, "text": line} for place in places for below, line in stacked(place.lines)]
    return texts(rows, at(x=-frame.left, y="y"), align="left", color="ink")
