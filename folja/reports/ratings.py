"""Ratings: a bar for each question, with those who disagree to the left of a middle line and those who agree to the
right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from folja.figures.figure import Figure
from folja.figures.rating import Rating
from folja.reports import words
from folja.reports.document import Ratings
from folja.reports.labels import OF_ANSWERS
from folja.reports.layout import instead_of_mark
from folja.reports.plot import (
    LINE,
    NARROW,
    WIDE,
    Frame,
    Rows,
    Spec,
    at,
    free,
    marks,
    stacked,
    text_width,
    texts,
    wrapped,
)
from folja.reports.sentences import inside

_THICK, _AIR = 20, 16
_COLUMN, _WIDE_COLUMN = 236, 330
_SWATCH = 14

# One colour: what is drawn heaviest is furthest from the middle, and every step differs in black and white too.
Look = tuple[str, float]
_FURTHEST_LOW, _LOW, _MIDDLE = ("grid", 1.0), ("dots", 1.0), ("card", 1.0)
_HIGH, _FURTHEST_HIGH = ("accent", 0.45), ("accent", 1.0)


@dataclass(frozen=True)
class Row:
    """One question: the lines of its text, those beneath them, and where text and bar begin, in pixels from the top."""

    rating: Rating
    lines: tuple[str, ...]
    beneath: tuple[str, ...]
    text: float
    bar: float


def ratings_spec(chart: Ratings, language: str, width: int) -> Spec:
    """The spec of ratings, at least one of which has steps to draw."""
    narrow = width <= NARROW
    shown = next(rating for rating in chart.ratings if rating.is_shown)
    key, key_height = _key(shown, language, width)
    rows, height = _rows(chart, language, width, key_height)
    drawn = [row for row in rows if row.rating.is_shown]
    frame = _frame(drawn, width, height, language)
    return frame.around(
        [
            *_swatches(key, frame, shown),
            *_questions(rows, frame),
            *_bars(drawn),
            marks("rule", [_middle_line(row) for row in drawn], at(x="x", y="top", y2="bottom"), color="ink"),
            *(_over_the_ends if narrow else _beside_the_ends)(drawn, frame, language),
            *_without_bar([row for row in rows if not row.rating.is_shown], frame, language),
        ]
    )


# -- which step looks how ----------------------------------------------------------------------------------------


def _looks(rating: Rating) -> list[Look]:
    """How the steps are filled, from low to high."""
    inner = len(rating.below) - 1
    return [
        _FURTHEST_LOW,
        *([_LOW] * inner),
        *([_MIDDLE] * len(rating.middle)),
        *([_HIGH] * inner),
        _FURTHEST_HIGH,
    ]


def _key(rating: Rating, language: str, width: int) -> tuple[list[tuple[float, float, str]], int]:
    """Each step's title and where its swatch stands, in pixels from the picture's upper left; and the key's height."""
    places: list[tuple[float, float, str]] = []
    x, y = 0.0, LINE / 2
    for step in rating.steps:
        title = _title(step, language)
        takes = _SWATCH + 6 + text_width(title) + 14
        if x and x + takes > width:
            x, y = 0.0, y + LINE + 4
        places.append((x, y, title))
        x += takes
    return places, int(y + LINE / 2) + _AIR


def _swatches(key: Sequence[tuple[float, float, str]], frame: Frame, rating: Rating) -> Iterator[Spec]:
    for (x, y, _), (fill, opacity) in zip(key, _looks(rating), strict=True):
        row = {"x": x - frame.left, "x2": x - frame.left + _SWATCH, "y": y}
        yield _filled([row], free("x", "x2") | at(y="y"), fill, opacity, height=_SWATCH)
    rows = [{"x": x - frame.left + _SWATCH + 6, "y": y, "text": title} for x, y, title in key]
    yield texts(rows, free("x") | at(y="y"), align="left")


def _filled(rows: Rows, where: Spec, fill: str, opacity: float, **style: object) -> Spec:
    return marks("rect", rows, where, fill=fill, fillOpacity=opacity, stroke="accent", strokeWidth=1, **style)


# -- where everything stands -------------------------------------------------------------------------------------


def _rows(chart: Ratings, language: str, width: int, top: int) -> tuple[list[Row], int]:
    narrow = width <= NARROW
    room = width if narrow else _column(width) - 20
    said = [
        (tuple(wrapped(one.question.in_language(language), room)), tuple(_beneath(chart, one, language, room)))
        for one in chart.ratings
    ]
    rows = []
    for rating, (lines, beneath) in zip(chart.ratings, said, strict=True):
        text = LINE * len(lines + beneath)
        over_the_bar = LINE + 4 if rating.is_shown else 0
        bar = top + (text + over_the_bar + _THICK / 2 if narrow else 18)
        rows.append(Row(rating, lines, beneath, top, bar))
        top += int(text + over_the_bar + _THICK if narrow else max(text, 2 * LINE)) + _AIR
    return rows, top - _AIR


def _column(width: int) -> int:
    """How wide the questions' column is: where there is room most questions stand on one line."""
    return _COLUMN if width <= WIDE else _WIDE_COLUMN


def _beneath(chart: Ratings, rating: Rating, language: str, room: float) -> list[str]:
    """How many the answers are, and how many are missing; nothing of what is hidden."""
    if not rating.is_shown:
        return []
    answers = OF_ANSWERS.in_language(language).format(number=words.number(rating.agree.base or 0, language))
    return wrapped(f"{answers}. {chart.skipped}: {words.unbroken_spaces(words.missing(rating.agree, language))}", room)


def _frame(rows: Sequence[Row], width: int, height: int, language: str) -> Frame:
    reaches = [_reach(row.rating) for row in rows]
    # A side that nobody took still leaves the middle line its place.
    most = (min(-0.02, *(low for low, _ in reaches)), max(0.02, *(high for _, high in reaches)))
    # Places down the picture are pixels from the top.
    if width <= NARROW:
        return Frame(width, height, most, (height, 0))
    sides = zip(*(_ends(row.rating, language) for row in rows), strict=True)
    left, right = (int(1.1 * max(map(text_width, side))) + 10 for side in sides)
    return Frame(width, height, most, (height, 0), left=_column(width) + left, right=right)


def _ends(rating: Rating, language: str) -> tuple[str, str]:
    """What stands at a bar's ends: 7 % nej, 86 % ja."""
    sides = ((rating.disagree, rating.below[-1]), (rating.agree, rating.above[0]))
    low, high = (f"{words.value(side, language)} {inside(_title(nearest, language))}" for side, nearest in sides)
    return low, high


def _reach(rating: Rating) -> tuple[float, float]:
    """How far a bar goes below and above the middle line."""
    half = _half_of_the_middle(rating)
    return -half - (rating.disagree.value or 0), half + (rating.agree.value or 0)


def _half_of_the_middle(rating: Rating) -> float:
    return sum(step.value or 0 for step in rating.middle) / 2


# -- marks -------------------------------------------------------------------------------------------------------


def _questions(rows: Sequence[Row], frame: Frame) -> Iterator[Spec]:
    said = [(row.text + LINE / 2, row.lines, row.beneath) for row in rows]
    above = [{"y": y + LINE * n, "text": line} for y, lines, _ in said for n, line in enumerate(lines)]
    below = [{"y": y + LINE * n, "text": line} for y, lines, rest in said for n, line in enumerate(rest, len(lines))]
    for lines, color in ((above, "ink"), (below, "stone")):
        yield texts(lines, at(x=-frame.left, y="y"), align="left", color=color)


def _bars(rows: Sequence[Row]) -> Iterator[Spec]:
    if not rows:
        return
    looks = _looks(rows[0].rating)
    places = [list(pairwise(_edges(row.rating))) for row in rows]
    for step, (fill, opacity) in enumerate(looks):
        parts = [
            {"x": own[step][0], "x2": own[step][1], "y": row.bar}
            for row, own in zip(rows, places, strict=True)
            if own[step][1] - own[step][0] > 0
        ]
        yield _filled(parts, at(x="x", x2="x2", y="y"), fill, opacity, height=_THICK)


def _edges(rating: Rating) -> list[float]:
    """Where each step begins, and the last one ends, as shares from the middle line."""
    low, _ = _reach(rating)
    middles = [step.value or 0.0 for step in rating.middle]
    return list(
        accumulate(
            [*_divided(rating.disagree, rating.below), *middles, *_divided(rating.agree, rating.above)], initial=low
        )
    )


def _divided(side: Figure, steps: Sequence[Figure]) -> list[float]:
    """A side's length divided as its steps are to each other; each is rounded by itself, so they need not fill it."""
    sizes = [float(step.numerator or 0) for step in steps]
    whole = sum(sizes)
    return [(side.value or 0) * (size / whole if whole else 1 / len(sizes)) for size in sizes]


def _middle_line(row: Row) -> dict[str, float]:
    return {"x": 0, "top": row.bar - _THICK / 2 - 5, "bottom": row.bar + _THICK / 2 + 5}


def _beside_the_ends(rows: Sequence[Row], _: Frame, language: str) -> Iterator[Spec]:
    for side, align, away in ((0, "right", -8), (1, "left", 8)):
        ends = [
            {"x": _reach(row.rating)[side], "y": row.bar, "text": _ends(row.rating, language)[side]} for row in rows
        ]
        yield texts(ends, at(x="x", y="y"), align=align, dx=away, color="ink", fontWeight=700)


def _over_the_ends(rows: Sequence[Row], frame: Frame, language: str) -> Iterator[Spec]:
    for side, align, x in ((0, "left", 0), (1, "right", frame.inner)):
        ends = [{"y": row.bar - _THICK / 2 - LINE / 2 - 3, "text": _ends(row.rating, language)[side]} for row in rows]
        yield texts(ends, at(x=x, y="y"), align=align, color="ink", fontWeight=700)


def _without_bar(rows: Sequence[Row], frame: Frame, language: str) -> Iterator[Spec]:
    """Words where a question has no bar."""
    left = _column(frame.width) - frame.left if frame.left else 0
    for row in rows:
        hidden = next(figure for figure in row.rating.figures if not figure.shown)
        lines = stacked(wrapped(instead_of_mark(hidden, language), frame.inner - left))
        yield texts([{"y": row.bar + below, "text": line} for below, line in lines], at(x=left, y="y"), align="left")


def _title(step: Figure, language: str) -> str:
    assert step.category_title is not None
    return step.category_title.in_language(language)
