"""Months: a standing bar per month of exact volumes; what is not finished is striped."""

from collections.abc import Iterator, Sequence
from typing import Any

from folja.figures.figure import Figure
from folja.reports import words
from folja.reports.axis import period_labels
from folja.reports.document import MonthBars
from folja.reports.labels import UNFINISHED
from folja.reports.layout import instead_of_mark
from folja.reports.plot import LINE, NARROW, TEXT, Frame, Rows, Spec, at, marks, texts, wrapped

_WIDEST_BAR, _WIDEST_PLACE, _LEAST_TOP = 44, 88, 5


def months_spec(chart: MonthBars, language: str, width: int) -> Spec:
    """The spec of monthly volumes, at least one of which is more than nothing."""
    frame = _frame(chart.figures, width)
    ended = len(chart.figures) - chart.unfinished
    bars = [_bar(place, figure, language) for place, figure in enumerate(chart.figures)]
    complete, going_on = [bar for bar in bars[:ended] if bar["y"]], [bar for bar in bars[ended:] if bar["y"]]
    return frame.around(
        [
            *_bars(complete, frame, fill="accent"),
            *_bars(going_on, frame, fill="stripes", stroke="accent"),
            *_so_far(going_on, language),
            marks("rule", [{"y": 0}], at(x=0, x2=frame.inner, y="y"), color="stone"),
            *_without_bar(chart.figures, frame, language),
            *period_labels([figure.period for figure in chart.figures], frame, language),
        ]
    )


def _frame(figures: Sequence[Figure], width: int) -> Frame:
    # One and two must not tower like a hundred and two hundred.
    most = max(_LEAST_TOP, *(figure.value or 0 for figure in figures))
    spare = max(0, width - len(figures) * _WIDEST_PLACE)
    height = 110 if width <= NARROW else 130
    return Frame(width, height, (-0.5, len(figures) - 0.5), (0, most), right=spare, top=2 * LINE + 8, bottom=42)


def _bar(place: int, figure: Figure, language: str) -> dict[str, Any]:
    return {"x": place, "zero": 0, "y": figure.value, "text": words.value(figure, language)}


def _bars(bars: Rows, frame: Frame, **style: str) -> Iterator[Spec]:
    size = min(_WIDEST_BAR, frame.across(0.62))
    yield marks("rect", bars, at(x="x", y="zero", y2="y"), width=size, cornerRadius=2, **style)
    yield texts(bars, at(x="x", y="y"), dy=-LINE / 2 - 2, color="ink", fontWeight=600)


def _so_far(bars: Rows, language: str) -> Iterator[Spec]:
    rows = [bar | {"text": UNFINISHED.in_language(language)} for bar in bars]
    yield texts(rows, at(x="x", y="y"), dy=-LINE * 1.5 - 2, fontSize=TEXT - 1)


def _without_bar(figures: Sequence[Figure], frame: Frame, language: str) -> Iterator[Spec]:
    """Words where there is no bar, standing on end where months are narrow."""
    for place, figure in enumerate(figures):
        if not figure.value:
            text = instead_of_mark(figure, language)
            yield from _upright(place, text, frame) if frame.across(1) < 60 else _lying(place, text, frame)


def _upright(place: int, text: str, frame: Frame) -> Iterator[Spec]:
    row = {"x": place, "text": text}
    yield texts([row], at(x="x", y=frame.height - 6), angle=270, align="left", fontSize=TEXT - 1)


def _lying(place: int, text: str, frame: Frame) -> Iterator[Spec]:
    lines = wrapped(text, frame.across(1))
    for number, line in enumerate(reversed(lines)):
        row = {"x": place, "text": line}
        yield texts([row], at(x="x", y=frame.height - LINE / 2 - 2 - number * LINE), fontSize=TEXT - 1)
