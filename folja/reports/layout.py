"""A document laid out alike for every format: which words are strong, which cells are one, what stands for the hidden.

What a renderer is given here is words only. Figures have been worded, so that two formats can't word them differently.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from folja.figures.figure import Figure
from folja.reports import words
from folja.reports.document import (
    Block,
    Chart,
    Citations,
    Document,
    Entered,
    Heading,
    NotShown,
    Paragraph,
    Piece,
    Quote,
    Table,
    Verdict,
    Written,
    Years,
)
from folja.reports.labels import DRAFTED, INSTEAD, STATUSES


@dataclass(frozen=True)
class Run:
    """Words set in one weight."""

    words: str
    strong: bool = False


Prose = tuple[Run, ...]


@dataclass(frozen=True)
class Passage:
    """Paragraphs of one style. What a rule drafted stands together under a label of its own.

    `locked` where they stand for what is hidden to protect people.
    """

    style: str
    paragraphs: tuple[Prose, ...]
    label: str = ""
    locked: bool = False


@dataclass(frozen=True)
class Cell:
    """A table cell: its words, a smaller second line, and how many columns it covers.

    `absent` is set where words stand for a figure, `locked` where they do so to protect people.
    """

    words: str
    note: str = ""
    numeric: bool = False
    strong: bool = False
    absent: bool = False
    locked: bool = False
    span: int = 1


@dataclass(frozen=True)
class Grid:
    """A table: each row begins with its header cell. `widths` are the columns' shares of the page's width."""

    caption: str
    caption_shown: bool
    headers: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Picture:
    """A chart with its words and table; where nothing can be drawn, `absent` says why in its place."""

    chart: Chart
    sentence: Prose
    subtitle: str
    absent: Cell | None
    grid: Grid


Laid = Heading | Passage | Grid | Picture


def laid_out(document: Document) -> tuple[Laid, ...]:
    """The document's blocks in order; drafted paragraphs in a row have become one passage."""
    return tuple(_laid_out(document.blocks, document.language))


def _laid_out(blocks: Sequence[Block], language: str) -> Iterator[Laid]:
    for drafted, group in groupby(blocks, key=_is_drafted):
        if drafted:
            prose = tuple(_prose(block, language) for block in group if isinstance(block, Paragraph))
            yield Passage("drafted", prose, DRAFTED.in_language(language))
        else:
            yield from (laid(block, language) for block in group)


def laid(block: Block, language: str) -> Laid:
    """A single block, laid out."""
    match block:
        case Heading():
            return block
        case Paragraph():
            label = DRAFTED.in_language(language) if _is_drafted(block) else ""
            return Passage(block.style, (_prose(block, language),), label)
        case NotShown(paragraphs, _, locked):
            return Passage("withheld", tuple(_prose(one, language) for one in paragraphs), locked=locked)
        case Verdict(status, reason):
            return Passage(status, (_prose(reason, language),), STATUSES[status].in_language(language))
        case Written(label, paragraphs, _):
            return Passage("written", tuple((Run(words),) for words in paragraphs), label)
        case Citations(_, voices):
            return Passage("cited", tuple((Run(words),) for words in voices))
        case Table():
            return _grid(block, language)
    sentence = _prose(block.sentence, language)
    return Picture(block, sentence, block.subtitle, _absent(block, language), _grid(block.table, language))


def instead_of_mark(figure: Figure, language: str) -> str:
    """The words that stand in a chart where a figure has no size to draw: the reason, or fewer than five."""
    return words.value(figure, language) if figure.shown else words.reason(figure, language)


def instead_within(figure: Figure, language: str, letters: float) -> str:
    """The same words where a chart has room for so many letters only: else in short, with the reason in its table."""
    full = instead_of_mark(figure, language)
    if len(full) <= letters or figure.shown:
        return full
    short = words.short_reason(figure, language)
    return short[:1].upper() + short[1:]


def offered_instead(figure: Figure, language: str) -> str:
    """The nearest figure that is shown, with its base: "I stället: 89 % i Farsta (80 av 90)"; else nothing."""
    if figure.offered is None:
        return ""
    nearest, base = words.offered(figure, language), words.base(figure.offered, language)
    return INSTEAD.in_language(language).format(figure=f"{nearest} ({base})" if base else nearest)


def row_header(row: tuple[Piece, ...], language: str) -> str:
    """The words of a row's first cell, which begin a line: "Tertial 1 2021"."""
    text = words.quoted(row[0], language)
    return text[:1].upper() + text[1:]


def _prose(paragraph: Paragraph, language: str) -> Prose:
    return tuple(Run(words.quoted(piece, language), _is_value(piece)) for piece in paragraph.pieces)


def _absent(chart: Chart, language: str) -> Cell | None:
    """The cell that stands in a chart's place when no figure in it has a size to draw."""
    if isinstance(chart, Years) or any(figure.value for figure in chart.figures):
        return None
    foremost = min(chart.figures, key=lambda figure: figure.shown)
    instead = offered_instead(foremost, language)
    return Cell(instead_of_mark(foremost, language), instead, absent=True, locked=words.protects(foremost))


def _grid(table: Table, language: str) -> Grid:
    headers = tuple(Cell(column.header, numeric=column.numeric) for column in table.columns)
    rows = tuple(tuple(_row(table, row, language)) for row in table.rows)
    return Grid(table.caption, table.caption_shown, headers, rows, _widths(headers, rows))


def _row(table: Table, row: tuple[Piece, ...], language: str) -> Iterator[Cell]:
    """The row's cells. Those that quote the same hidden figure become one, which says why and what is offered."""
    yield Cell(row_header(row, language))
    place = 1
    while place < len(row):
        hidden = _hidden_from(row[place:])
        if hidden:
            yield _absence(hidden[0].figure, table.columns[place].numeric, len(hidden), language)
        else:
            yield _cell(row[place], row, table.columns[place].numeric, language)
        place += len(hidden) or 1


def _absence(figure: Figure, numeric: bool, span: int, language: str) -> Cell:
    instead = offered_instead(figure, language)
    # A word or two may stand where the number would have stood; a sentence begins at the left.
    short = numeric and span == 1 and not instead and not words.protects(figure)
    reason = words.reason(figure, language)
    return Cell(reason, instead, short, absent=True, locked=words.protects(figure), span=span)


def _hidden_from(pieces: Sequence[Piece]) -> list[Quote]:
    """The quotes at the start of a row's rest that stand or fall with one hidden figure."""
    first = pieces[0]
    if not isinstance(first, Quote) or first.figure.shown or _offers(pieces):
        return []
    return [
        piece
        for piece in takewhile(lambda other: isinstance(other, Quote) and other.figure == first.figure, pieces)
        if isinstance(piece, Quote)
    ]


def _offers(pieces: Sequence[Piece]) -> bool:
    """Whether the row has a place of its own for what is offered instead."""
    return any(isinstance(piece, Quote) and piece.aspect == "offered" for piece in pieces)


def _cell(piece: Piece, row: tuple[Piece, ...], numeric: bool, language: str) -> Cell:
    if not isinstance(piece, Quote):
        return Cell(words.quoted(piece, language), numeric=numeric)
    absent = piece.aspect == "reason" and not piece.figure.shown
    locked = absent and words.protects(piece.figure)
    note = _note(piece, row, language)
    return Cell(words.quoted(piece, language), note, numeric, _is_value(piece), absent, locked)


def _note(quote: Quote, row: tuple[Piece, ...], language: str) -> str:
    """A share's base stands beneath it, unless the row has it in a column of its own."""
    if quote.aspect == "offered" and quote.figure.offered:
        return words.base(quote.figure.offered, language)
    if quote.aspect == "value" and not has_its_base(quote.figure, row):
        return words.base(quote.figure, language)
    return ""


def has_its_base(figure: Figure, row: tuple[Piece, ...]) -> bool:
    """Whether a row tells in a column of its own what a figure is a share of."""
    return any(
        isinstance(piece, Quote)
        and (
            (piece.aspect == "base" and piece.figure == figure)
            or (piece.aspect == "answers" and piece.figure.base == figure.base)
        )
        for piece in row
    )


def _is_value(piece: Piece) -> bool:
    if isinstance(piece, Entered):
        return piece.figure.shown
    return isinstance(piece, Quote) and piece.aspect == "value" and piece.figure.shown


def _is_drafted(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == "drafted"


# In characters: a column of prose may wrap from here and a header from here, none is narrower than this, and so many
# fill a page.
_WRAPS_FROM, _HEADER_WRAPS_FROM, _NARROWEST, _PAGE = 26, 13, 8, 80


def _widths(headers: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> tuple[float, ...]:
    """By each column's longest content, so that none is crushed by another. Cells across several columns have room."""
    needs = [_need(header, list(_column(rows, place))) for place, header in enumerate(headers)]
    whole = sum(needs) if sum(needs) > 0.8 * _PAGE else _PAGE
    return tuple(need / whole for need in needs)


def _column(rows: Sequence[Sequence[Cell]], place: int) -> Iterator[Cell]:
    for row in rows:
        starts = 0
        for cell in row:
            if starts == place and cell.span == 1:
                yield cell
            starts += cell.span


def _need(header: Cell, column: Sequence[Cell]) -> float:
    longest_word = max(len(word) for cell in (header, *column) for word in (cell.words.split() or [""]))
    content = max((max(len(cell.words), len(cell.note)) for cell in column), default=0)
    unwrapped = len(header.words) + 1 if len(header.words) < _HEADER_WRAPS_FROM else 0
    return float(max(_NARROWEST, unwrapped, min(longest_word, _WRAPS_FROM) + 1, min(_WRAPS_FROM, content + 2)))
