"""A figure's years beside its aim: a point for each with its uncertainty, and a dotted line for what is aimed at."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil
from typing import Any

from folja.figures.figure import Figure
from folja.goals.followed import Followed, Value
from folja.goals.measure import Scale
from folja.reports import words
from folja.reports.axis import short
from folja.reports.document import Name, Paragraph, Table, YearPoint, Years
from folja.reports.plot import LINE, NARROW, TEXT, Frame, Rows, Spec, at, marks, stacked, texts, wrapped
from folja.vocabulary.text import Text

_AWAY = 15  # pixels from a point, or the end of its uncertainty, to the middle of its words
LEAST = 2
"""One year alone has nothing to stand beside."""

AIM = Text.of(sv="Mål {number}", en="Aim {number}")
_BY_YEAR = Text.of(sv="År för år", en="Year by year")
_INTERVALS = Text.of(sv="Strecken visar osäkerheten.", en="The lines show the uncertainty.")
_AIMED = Text.of(sv="Den prickade linjen är målet.", en="The dotted line is the aim.")


def years(one: Followed, values: Sequence[Value], table: Table, scale: Scale, language: str = "sv") -> Years | None:
    """The years of an expected result, oldest first; None where fewer than two have a size to draw."""
    points = tuple(_point(value, language) for value in values)
    if sum(point.value is not None for point in points) < LEAST:
        return None
    target = one.result.target
    aims = tuple(number for number in (target.value, target.upper) if number is not None) if target else ()
    aims = aims if target and target.kind != "keep_or_raise" else ()
    told = [*([_INTERVALS] if any(point.low is not None for point in points) else [])]
    subtitle = " ".join(text.in_language(language) for text in (*told, *([_AIMED] if aims else [])))
    return Years(
        Paragraph((Name(_BY_YEAR.in_language(language)),)), subtitle, _alt(table, language), points, scale, aims, table
    )


def _alt(table: Table, language: str) -> str:
    """Each year and its value, as the table has them."""
    said = "; ".join(f"{words.quoted(row[0], language)} {words.quoted(row[1], language)}" for row in table.rows)
    return f"{table.caption}. {said}."


def _point(value: Value, language: str) -> YearPoint:
    """In the scale that people write: of shares per cent."""
    if not isinstance(value, Figure):
        return YearPoint(value.period, words.entered(value, language), _float(value.value))
    if not value.shown:
        return YearPoint(value.period, words.short_reason(value, language))
    said = words.value(value, language)
    if not value.value and value.kind != "volume":
        return YearPoint(value.period, said)
    times = 100 if value.kind in ("share", "rate") else 1
    return YearPoint(value.period, said, *(_float(size, times) for size in (value.value, value.low, value.high)))


def _float(size: Decimal | float | None, times: int = 1) -> float | None:
    return None if size is None else float(size) * times


def years_spec(chart: Years, language: str, width: int) -> Spec:
    """The spec of years of which at least two have a size to draw."""
    top, step = _axis(chart)
    across = (-0.5, len(chart.points) - 0.5)
    frame = Frame(width, 130 if width <= NARROW else 170, across, (0, top), left=50, right=84, top=28, bottom=30)
    return frame.around(
        [
            *_grid(chart, frame, top, step, language),
            *_aims(chart, frame, language),
            *_points(chart, frame),
            *_without_size(chart, frame),
            *_labels(chart, frame, language),
        ]
    )


def most(chart: Years) -> float:
    """Where the axis ends: above all that is drawn."""
    return _axis(chart)[0]


def _axis(chart: Years) -> tuple[float, float]:
    reached = [size for point in chart.points for size in (point.value, point.high) if size is not None]
    highest = max(*reached, *(float(aim) for aim in chart.aims), 1e-9)
    if chart.scale in ("percent", "index") and 50 < highest <= 100:
        return 100.0, 25.0
    if chart.scale == "mean" and highest <= 5:
        return 5.0, 1.0
    step = next(
        size * 10.0**power for power in range(-3, 12) for size in (1, 2, 5) if highest <= 4 * size * 10.0**power
    )
    return round(ceil(highest / step - 1e-9) * step, 6), step


def _grid(chart: Years, frame: Frame, top: float, step: float, language: str) -> Iterator[Spec]:
    levels = [round(number * step, 6) for number in range(round(top / step) + 1)]
    yield marks("rule", [{"y": level} for level in levels], at(x=0, x2=frame.inner, y="y"), color="sand")
    rows = [
        {"y": level, "text": _level(level, chart.scale if level == top else "number", language)} for level in levels
    ]
    yield texts(rows, at(x=-10, y="y"), align="right")


def _aims(chart: Years, frame: Frame, language: str) -> Iterator[Spec]:
    for aim in chart.aims:
        row = {"y": float(aim)}
        yield marks("rule", [row], at(x=0, x2=frame.inner, y="y"), color="ink", strokeWidth=1.5, strokeDash=[2, 3])
        said = AIM.in_language(language).format(number=words.amount(aim, chart.scale, language))
        for below, line in stacked(wrapped(said, frame.right - 8)):
            yield texts([row | {"text": line}], at(x=frame.inner + 8, y="y"), align="left", dy=below, color="ink")


def _points(chart: Years, frame: Frame) -> Iterator[Spec]:
    rows: Rows = [
        {"x": place, "y": point.value, "low": point.low, "high": point.high, "text": point.said}
        for place, point in enumerate(chart.points)
        if point.value is not None
    ]
    sure = [row for row in rows if row["low"] is not None]
    yield marks("rule", sure, at(x="x", y="low", y2="high"), color="accent", strokeWidth=1.5)
    for end in ("low", "high"):
        yield marks("tick", sure, at(x="x", y=end), color="accent", thickness=1.5, size=12, orient="horizontal")
    halo = {"fill": "accent", "stroke": "card", "strokeWidth": 2, "opacity": 1}
    yield marks("point", rows, at(x="x", y="y"), size=90, **halo)
    named = [{"x": row["x"], "y": _beside(row, chart.aims, frame), "text": row["text"]} for row in rows]
    # The last year is what it is about.
    yield texts(named[:-1], at(x="x", y="y"), color="ink")
    yield texts(named[-1:], at(x="x", y="y"), color="accent", fontWeight=700)


def _beside(row: dict[str, Any], aims: Sequence[Decimal], frame: Frame) -> float:
    """Where a year's words stand: above its point and uncertainty, or below where the aim would cross them."""
    a_pixel = frame.y[1] / frame.height
    above, below = (row["high"] or row["y"]) + _AWAY * a_pixel, (row["low"] or row["y"]) - _AWAY * a_pixel
    is_crossed = any(abs(float(aim) - above) < LINE / 2 * a_pixel for aim in aims)
    return float(below if is_crossed else above)


def _without_size(chart: Years, frame: Frame) -> Iterator[Spec]:
    """Words at the floor where a year has no point."""
    for place, point in enumerate(chart.points):
        if point.value is None:
            lines = wrapped(point.said, frame.across(1))
            for above, line in enumerate(reversed(lines)):
                y = frame.height - LINE * (above + 0.5) - 2
                yield texts([{"x": place, "text": line}], at(x="x", y=y), fontSize=TEXT - 1)


def _labels(chart: Years, frame: Frame, language: str) -> Iterator[Spec]:
    rows = [{"x": place, "text": short(point.period, language)} for place, point in enumerate(chart.points)]
    yield texts(rows, at(x="x", y=frame.height + LINE), color="ink")


def _level(level: float, scale: Scale, language: str) -> str:
    """What stands at a line of the axis."""
    number = Decimal(str(level))
    return words.amount(
        number.quantize(Decimal(1)) if number == number.to_integral_value() else number, scale, language
    )
