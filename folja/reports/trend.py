"""A trend: a line with its uncertainty band that stops at breaks and where figures are hidden."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from folja.figures.figure import Figure
from folja.reports import words
from folja.reports.axis import period_labels
from folja.reports.document import Break, Trend
from folja.reports.layout import instead_of_mark
from folja.reports.plot import LARGE, LINE, NARROW, TEXT, Frame, Rows, Spec, at, free, marks, text_width, texts, wrapped

_STRIP = 14
_CLEAR = 6  # between a strip and words at its side


@dataclass(frozen=True)
class Stop:
    """A break as it is drawn: before which place, and its reason in bold and plain lines to one side of it."""

    place: int
    head: tuple[str, ...]
    rest: tuple[str, ...]
    side: str  # left or right

    @property
    def middle(self) -> float:
        return self.place - 0.5


def trend_spec(trend: Trend, language: str, width: int) -> Spec:
    """The spec of a trend in which at least one figure has a size to draw."""
    figures, frame = trend.figures, _frame(trend.figures, width)
    stops = tuple(_stops(trend, frame))
    above = max((LINE * len(stop.head + stop.rest) + 6 for stop in stops), default=0)
    frame = replace(frame, top=frame.top + above)
    places = stretches(figures, [stop.place for stop in stops])
    lines = tuple([_point(place, figures[place]) for place in own] for own in places)
    return frame.around(
        [
            *_grid(figures, frame, language),
            *(layer for stretch in lines for layer in _band(stretch)),
            *(layer for stop in stops for layer in _strip(stop, above, frame)),
            *_line(lines),
            _end(figures, lines[-1], language),
            *_gaps(figures, [stop.place for stop in stops], frame, language),
            *period_labels([figure.period for figure in figures], frame, language),
        ]
    )


def _frame(figures: Sequence[Figure], width: int) -> Frame:
    top, _ = axis(figures)
    across = (-0.35, max(len(figures) - 0.65, 0.35))
    return Frame(width, 150 if width <= NARROW else 176, across, (0, top), left=58, right=88, top=12, bottom=42)


def axis(figures: Sequence[Figure]) -> tuple[float, float]:
    """The axis' top and the step between its lines: from zero in at most four steps, above all that is drawn."""
    most = max(max(figure.value or 0, figure.high or 0) for figure in figures)
    if figures[0].kind in ("share", "rate"):
        # Only a rate goes above 1.
        step = next(step for step in (0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100) if most <= 4 * step)
    else:
        step = next(size * 10**power for power in range(12) for size in (1, 2, 5) if most <= 4 * size * 10**power)
    return round(ceil(most / step - 1e-9) * step, 2), step


def _grid(figures: Sequence[Figure], frame: Frame, language: str) -> Iterator[Spec]:
    top, step = axis(figures)
    levels = [number * step for number in range(round(top / step) + 1)]
    yield marks("rule", [{"y": level} for level in levels], at(x=0, x2=frame.inner, y="y"), color="sand")
    yield texts(
        [{"y": level, "text": level_label(level, level == levels[-1], figures[0], language)} for level in levels],
        at(x=-10, y="y"),
        align="right",
    )


def level_label(level: float, topmost: bool, figure: Figure, language: str) -> str:
    """What stands at a line of the axis: the uppermost share has its per cent sign."""
    if figure.kind == "rate":
        return words.hundredfold(level, language)
    if figure.kind != "share":
        return words.number(level, language)
    return words.percent(level, language) if topmost else words.number(level * 100, language)


def stretches(figures: Sequence[Figure], breaks: Collection[int]) -> Iterator[list[int]]:
    """The places that a line may run through without crossing a break or a figure that has no size."""

    def stretch(place: int) -> tuple[bool, int]:
        return bool(figures[place].value), sum(before <= place for before in breaks)

    for (drawn, _), places in groupby(range(len(figures)), key=stretch):
        if drawn:
            yield list(places)


def break_places(breaks: Iterable[Break], figures: Sequence[Figure]) -> dict[int, str]:
    """Before which places there are breaks inside a series, and why."""
    first_months = [figure.period.first for figure in figures]
    places = {
        sum(month < stop.before.first for month in first_months): stop.why
        for stop in sorted(breaks, key=lambda stop: stop.before)
    }
    return {place: why for place, why in places.items() if 0 < place < len(first_months)}


def _point(place: int, figure: Figure) -> dict[str, float | None]:
    return {"x": place, "y": figure.value, "low": figure.low, "high": figure.high}


def _band(stretch: Rows) -> Iterator[Spec]:
    if stretch[0]["low"] is None:
        return
    if len(stretch) == 1:
        yield marks("rule", stretch, at(x="x", y="low", y2="high"), color="accent", opacity=0.45)
        return
    yield marks("area", stretch, at(x="x", y="low", y2="high"), color="accent", opacity=0.13)
    for edge in ("low", "high"):
        yield marks("line", stretch, at(x="x", y=edge), color="accent", strokeWidth=1, opacity=0.45)


def _line(lines: Sequence[Rows]) -> Iterator[Spec]:
    for stretch in lines:
        yield marks("line", stretch, at(x="x", y="y"), color="accent", strokeWidth=2.5)
    points = [point for stretch in lines for point in stretch]
    halo = {"fill": "accent", "stroke": "card", "strokeWidth": 2, "opacity": 1}
    yield marks("point", points[:-1], at(x="x", y="y"), size=60, **halo)
    yield marks("point", points[-1:], at(x="x", y="y"), size=140, **halo)


def _end(figures: Sequence[Figure], stretch: Rows, language: str) -> Spec:
    last = stretch[-1]
    label = {"x": last["x"], "y": last["y"], "text": words.value(figures[last["x"]], language)}
    # To the right of the last point there is room; to the right of another stand the words of what is not drawn.
    place = {"dx": 13, "align": "left"} if last["x"] == len(figures) - 1 else {"dy": -LARGE, "align": "center"}
    # Words before the number stand above it, for there is no room beside it.
    lines = {"lineBreak": " ", "lineHeight": LARGE}
    return texts([label], at(x="x", y="y"), color="accent", fontSize=LARGE, fontWeight=700, **place, **lines)


def _stops(trend: Trend, frame: Frame) -> Iterator[Stop]:
    inside = break_places(trend.breaks, trend.figures)
    for place, why in inside.items():
        yield _stop(place, why, list(inside), frame)


def _stop(place: int, why: str, stops: Sequence[int], frame: Frame) -> Stop:
    """The reason stands where there is more room, and never across another break."""
    before = max((other for other in stops if other < place), default=0)
    after = min((other for other in stops if other > place), default=len(stops) and frame.x[1] + 0.5)
    left, right = frame.across(place - before), frame.across(after - place)
    room = max(left, right) - _STRIP
    head, _, rest = why.partition(", ")
    side = "left" if left >= right else "right"
    return Stop(place, tuple(wrapped(head, room)), tuple(wrapped(rest, room)), side)


def _strip(stop: Stop, above: int, frame: Frame) -> Iterator[Spec]:
    row = {"x": stop.middle}
    yield marks("rect", [row], at(x="x", y=-above, y2=frame.height), fill="hatch", width=_STRIP)
    align, away = ("right", -_STRIP) if stop.side == "left" else ("left", _STRIP)
    for number, line in enumerate(stop.head + stop.rest):
        bold = number < len(stop.head)
        yield texts(
            [row | {"text": line}],
            at(x="x", y=number * LINE + LINE / 2 - above),
            align=align,
            dx=away,
            color="ink" if bold else "stone",
            fontWeight=600 if bold else 400,
        )


def _gaps(figures: Sequence[Figure], breaks: Sequence[int], frame: Frame, language: str) -> Iterator[Spec]:
    """Words where the line can't be: why, when they fit, else only that it is not shown. On each side of a break."""

    def told(place: int) -> tuple[str, int]:
        return _gap_words(figures[place], language), sum(before <= place for before in breaks)

    for (text, _), places in groupby(range(len(figures)), key=told):
        if text:
            yield _gap(text, list(places), figures, breaks, frame, language)


def _gap_words(figure: Figure, language: str) -> str:
    return "" if figure.value else instead_of_mark(figure, language)


def _gap(
    text: str, places: Sequence[int], figures: Sequence[Figure], breaks: Sequence[int], frame: Frame, language: str
) -> Spec:
    room = frame.across(len(places)) - _STRIP
    lines = wrapped(text, room)
    if len(lines) > 3:
        lines = wrapped(words.value(figures[places[0]], language), room)
    lowest = frame.height - LINE / 2 - 2
    middle = _clear_of(breaks, places, max(map(text_width, lines)), frame)
    rows = [
        {"x": middle, "y": lowest - LINE * (len(lines) - 1 - number), "text": line} for number, line in enumerate(lines)
    ]
    return texts(rows, free("x", "y"), fontSize=TEXT - 1)


def _clear_of(breaks: Sequence[int], places: Sequence[int], width: float, frame: Frame) -> float:
    """The middle of words in these places, moved so far from a strip beside them that they do not touch it."""
    away = _STRIP / 2 + _CLEAR + width / 2
    middle = frame.across((places[0] + places[-1]) / 2 - frame.x[0])
    if places[0] in breaks:
        middle = max(middle, frame.across(places[0] - 0.5 - frame.x[0]) + away)
    if places[-1] + 1 in breaks:
        middle = min(middle, frame.across(places[-1] + 0.5 - frame.x[0]) - away)
    return middle
