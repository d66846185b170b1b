"""Women and men in pairs of lying bars on one scale: women solid, men striped, each with its uncertainty."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from folja.figures.figure import Figure
from folja.reports import words
from folja.reports.bars import uncertainty
from folja.reports.document import GenderPairs, Pair
from folja.reports.labels import MEN, WOMEN
from folja.reports.layout import instead_of_mark, instead_within
from folja.reports.plot import LINE, NARROW, Frame, Rows, Spec, at, free, letters, marks, text_width, texts, wrapped

_THICK, _BETWEEN, _AIR = 14, 5, 18
_COLUMN, _VALUE_ROOM, _SWATCH = 220, 84, 16
_STYLES = ({"fill": "accent"}, {"fill": "stripes", "stroke": "accent"})


@dataclass(frozen=True)
class Row:
    """A pair's place: the lines of its name with the first one's middle, and its bars' middles, from the top."""

    pair: Pair
    lines: tuple[str, ...]
    name: float
    bars: tuple[float, float]


def gender_pairs_spec(chart: GenderPairs, language: str, width: int) -> Spec:
    """The spec of pairs in which at least one bar has a length."""
    narrow = width <= NARROW
    rows, height = _rows(chart.pairs, width, language)
    most = max(max(figure.value or 0, figure.high or 0) for figure in chart.figures)
    frame = Frame(width, height, (0, most), (height, 0), left=0 if narrow else _COLUMN, right=_VALUE_ROOM)
    room = letters(frame.inner + _VALUE_ROOM - 8)
    sides = [_side(rows, place, room, language) for place in (0, 1)]
    every = [bar for side in sides for bar in side]
    drawn = [bar for bar in every if bar["value"]]
    return frame.around(
        [
            *_key(frame, language),
            _names(rows, frame),
            *(_bars(side, style) for side, style in zip(sides, _STYLES, strict=True)),
            *uncertainty([bar for bar in drawn if bar["low"] is not None]),
            marks("rule", [_axis(row) for row in rows], at(x="zero", y="top", y2="bottom"), color="stone"),
            texts(drawn, at(x="end", y="y"), dx=8, align="left", color="ink", fontWeight=700),
            texts([bar for bar in every if not bar["value"]], at(x="zero", y="y"), dx=8, align="left"),
        ]
    )


def _rows(pairs: Sequence[Pair], width: int, language: str) -> tuple[list[Row], int]:
    """Names beside their bars, or on a phone above them."""
    rows: list[Row] = []
    top = float(LINE + _AIR - 4)
    for pair in pairs:
        own = _THICK if _said_once(pair, language) else 2 * _THICK + _BETWEEN
        lines = tuple(wrapped(pair.name, width if width <= NARROW else _COLUMN - 20))
        words_height = LINE * len(lines)
        if width <= NARROW:
            first, name, height = top + words_height + 4, top, words_height + 4 + own
        else:
            height = max(words_height, own)
            first, name = top + (height - own) / 2, top + (height - words_height) / 2
        bars = (first + _THICK / 2, first + own - _THICK / 2)
        rows.append(Row(pair, lines, name + LINE / 2, bars))
        top += height + _AIR
    return rows, int(top - _AIR + 6)


def _key(frame: Frame, language: str) -> Iterator[Spec]:
    """What solid and striped are, above all pairs."""
    left, y = float(-frame.left), LINE / 2
    for text, style in zip((WOMEN, MEN), _STYLES, strict=True):
        name = text.in_language(language)
        swatch: Rows = [{"x": left, "x2": left + _SWATCH, "y": y}]
        yield marks("rect", swatch, free("x", "x2") | at(y="y"), height=_SWATCH - 4, cornerRadius=2, **style)
        yield texts([{"x": left + _SWATCH + 6, "y": y, "text": name}], free("x") | at(y="y"), align="left")
        left += _SWATCH + 6 + 1.2 * text_width(name) + 20


def _names(rows: Sequence[Row], frame: Frame) -> Spec:
    lines = [{"y": row.name + number * LINE, "text": line} for row in rows for number, line in enumerate(row.lines)]
    return texts(lines, at(x=-frame.left, y="y"), align="left", color="ink")


def _side(rows: Sequence[Row], place: int, room: int, language: str) -> list[dict[str, object]]:
    """The bars of one gender; what is said of both is said of the first."""
    return [
        _bar((row.pair.genders.woman, row.pair.genders.man)[place], row.bars[place], room, language)
        for row in rows
        if place == 0 or not _said_once(row.pair, language)
    ]


def _said_once(pair: Pair, language: str) -> bool:
    """Whether neither has a bar, for the same reason."""
    both = (pair.genders.woman, pair.genders.man)
    return not any(figure.value for figure in both) and len({instead_of_mark(one, language) for one in both}) == 1


def _bar(figure: Figure, y: float, room: int, language: str) -> dict[str, object]:
    text = words.value(figure, language) if figure.value else instead_within(figure, language, room)
    sizes = {"zero": 0, "value": figure.value or 0, "low": figure.low, "high": figure.high}
    return {"y": y, "end": figure.high or figure.value, "text": text, **sizes}


def _bars(bars: Rows, style: dict[str, str]) -> Spec:
    lying = at(x="zero", x2="value", y="y")
    return marks("rect", [bar for bar in bars if bar["value"]], lying, height=_THICK, cornerRadius=2, **style)


def _axis(row: Row) -> dict[str, float]:
    return {"zero": 0, "top": row.bars[0] - _THICK / 2 - 3, "bottom": row.bars[1] + _THICK / 2 + 3}
