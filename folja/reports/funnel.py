"""A funnel plot: the units below by base and share, and how far from the whole chance takes a unit of that base.

The base is the one at which a unit of few rounded cells would be as uncertain; see `folja.figures.limits`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from folja.figures.funnel import Funnel, Placed
from folja.figures.limits import limits
from folja.reports import words
from folja.reports.document import FunnelPlot
from folja.reports.labels import ADJUSTED_BASE
from folja.reports.plot import LINE, NARROW, TEXT, Frame, Spec, at, marks, stacked, text_width, texts, wrapped
from folja.reports.trend import axis, level_label

_SMALL = TEXT - 1
_STEPS = 60


def funnel_spec(chart: FunnelPlot, language: str, width: int) -> Spec:
    """The spec of a funnel plot of at least one unit."""
    funnel, frame = chart.funnel, _frame(chart.funnel, width)
    lines = list(curves(funnel, frame.x[1], frame.y[1]))
    return frame.around(
        [
            *_grid(funnel, frame, language),
            *_limits(lines),
            *_whole(chart, frame, language),
            *_points(funnel),
            *_named(funnel, frame, language),
            *_bases(frame, language),
        ]
    )


def _frame(funnel: Funnel, width: int) -> Frame:
    top, _ = axis([placed.figure for placed in funnel.placed])
    most = 1.08 * max(placed.base for placed in funnel.placed)
    height = 220 if width <= NARROW else 260
    left, right = (44, 66) if width <= NARROW else (58, 96)
    return Frame(width, height, (0, most), (0, top), left=left, right=right, top=12, bottom=46)


def _grid(funnel: Funnel, frame: Frame, language: str) -> Iterator[Spec]:
    figures = [placed.figure for placed in funnel.placed]
    top, step = axis(figures)
    levels = [number * step for number in range(round(top / step) + 1)]
    yield marks("rule", [{"y": level} for level in levels], at(x=0, x2=frame.inner, y="y"), color="sand")
    labels = [{"y": level, "text": level_label(level, level == levels[-1], figures[0], language)} for level in levels]
    yield texts(labels, at(x=-10, y="y"), align="right")


def curves(funnel: Funnel, last: float, top: float) -> Iterator[dict[str, float]]:
    """The limits from the smallest unit's base, a little to its left, to the last base; none above the top."""
    share = float(funnel.whole.value or 0)
    first = 0.8 * min(placed.base for placed in funnel.placed)
    for number in range(_STEPS + 1):
        # Closer to each other where the funnel is wide and bends.
        base = first + (last - first) * (number / _STEPS) ** 2
        (low, high), (lowest, highest) = limits(share, base, funnel.cells, funnel.dispersion)
        yield {
            "x": base,
            "low": low,
            "high": min(high, top),
            "lowest": lowest,
            "highest": min(highest, top),
        }


def _limits(lines: Sequence[dict[str, float]]) -> Iterator[Spec]:
    yield marks("area", lines, at(x="x", y="lowest", y2="highest"), color="accent", opacity=0.1)
    for edge in ("lowest", "highest"):
        yield marks("line", lines, at(x="x", y=edge), color="accent", strokeWidth=1, opacity=0.6)
    for edge in ("low", "high"):
        yield marks("line", lines, at(x="x", y=edge), color="accent", strokeWidth=1, opacity=0.6, strokeDash=[4, 3])


def _whole(chart: FunnelPlot, frame: Frame, language: str) -> Iterator[Spec]:
    whole = chart.funnel.whole
    line = {"y": whole.value}
    yield marks("rule", [line], at(x=0, x2=frame.inner, y="y"), color="stone", strokeWidth=1.5)
    said = f"{chart.whole_name} {words.value(whole, language)}"
    lines = [
        {"y": whole.value, "text": text, "below": below} for below, text in stacked(wrapped(said, frame.right - 8))
    ]
    for row in lines:
        yield texts([row], at(x=frame.inner + 8, y="y"), align="left", dy=row["below"], fontWeight=600)


def _points(funnel: Funnel) -> Iterator[Spec]:
    inside = [_point(placed) for placed in funnel.placed if placed.standing == "inside"]
    outside = [_point(placed) for placed in funnel.outside]
    # Which is which shows without colour: what stands out is filled and larger.
    yield marks("point", inside, at(x="x", y="y"), size=50, fill="card", stroke="accent", strokeWidth=1.5, opacity=1)
    yield marks("point", outside, at(x="x", y="y"), size=110, fill="accent", stroke="card", strokeWidth=1.5, opacity=1)


def _point(placed: Placed) -> dict[str, Any]:
    return {"x": placed.base, "y": placed.figure.value}


def _named(funnel: Funnel, frame: Frame, language: str) -> Iterator[Spec]:
    """The names of those that stand out: on the side with room, moved apart where they would meet."""
    for align, away, names in _sides(funnel, frame, language):
        rows = _apart(sorted(names, key=lambda row: row["y"]), frame)
        yield texts(rows, at(x="x", y="y"), align=align, dx=away, color="ink", fontWeight=600)


def _sides(funnel: Funnel, frame: Frame, language: str) -> Iterator[tuple[str, int, list[dict[str, Any]]]]:
    rows: list[dict[str, Any]] = [
        {
            "x": placed.base,
            "y": float(placed.figure.value or 0),
            "text": f"{placed.figure.unit_name} {words.value(placed.figure, language)}",
        }
        for placed in funnel.outside
    ]
    right = [row for row in rows if frame.across(row["x"]) + text_width(row["text"]) * 1.1 + 10 < frame.inner]
    yield "left", 10, right
    yield "right", -10, [row for row in rows if row not in right]


def _apart(rows: Sequence[dict[str, Any]], frame: Frame) -> list[dict[str, Any]]:
    """Rows from the lowest up, each at least a line above the one before."""
    line = LINE * (frame.y[1] - frame.y[0]) / frame.height
    placed: list[dict[str, Any]] = []
    for row in rows:
        least = placed[-1]["y"] + line if placed else 0
        placed.append(row | {"y": max(row["y"], least)})
    return placed


def _bases(frame: Frame, language: str) -> Iterator[Spec]:
    most = frame.x[1]
    step = next(size * 10**power for power in range(9) for size in (1, 2, 5) if most < 5 * size * 10**power)
    rows = [{"x": step * n, "text": words.number(step * n, language)} for n in range(int(most / step) + 1)]
    yield texts(rows, at(x="x", y=frame.height + LINE), fontSize=_SMALL)
    yield texts(
        [{"text": ADJUSTED_BASE.in_language(language)}],
        at(x=frame.inner, y=frame.height + 2 * LINE),
        align="right",
        fontSize=_SMALL,
    )
