"""A table as numbers: "70 av 175" and "30–51 %" become two columns each, and what is hidden becomes words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from folja.figures.figure import Figure
from folja.goals.measure import decimals_of, written_decimals
from folja.reports import labels, words
from folja.reports.document import Amount, Entered, Piece, Quote, Table
from folja.reports.layout import has_its_base, offered_instead, row_header
from folja.vocabulary.text import Text


@dataclass(frozen=True)
class Exact:
    """A number with its own decimals, as its source has it; per cent as a share of 1."""

    value: Decimal
    decimals: int
    is_percent: bool


Content = str | int | float | Exact | None
"""Words, a whole number, a share as 0-1 (always a float), a number from outside, or nothing."""

Row = tuple[Piece, ...]
Part = Callable[[Piece, Row, str], Content]


@dataclass(frozen=True)
class NumberColumn:
    """One column: its header and a content per row."""

    header: str
    contents: tuple[Content, ...]


def number_columns(table: Table, language: str) -> tuple[NumberColumn, ...]:
    """The table's columns, where a column that words two or three numbers in a cell has become as many columns."""
    names = NumberColumn(table.columns[0].header, tuple(row_header(row, language) for row in table.rows))
    figures = (column for place in range(1, len(table.columns)) for column in _columns(table, place, language))
    return (names, *figures)


def _columns(table: Table, place: int, language: str) -> Iterator[NumberColumn]:
    header = table.columns[place].header
    for label, part in _parts([(row[place], row) for row in table.rows]):
        contents = tuple(part(row[place], row, language) for row in table.rows)
        yield NumberColumn(label.in_language(language).format(column=header) if label else header, contents)


def _parts(column: list[tuple[Piece, Row]]) -> list[tuple[Text | None, Part]]:
    aspects = {piece.aspect for piece, _ in column if isinstance(piece, Quote)}
    if "interval" in aspects:
        return [(labels.LOWEST, _low), (labels.HIGHEST, _high)]
    if "base" in aspects:
        return [(None, _numerator), (labels.OUT_OF, _base)]
    if any(_lacks_its_base(piece, row) for piece, row in column):
        return [(None, _content), (labels.NUMBER, _numerator), (labels.OUT_OF, _base)]
    return [(None, _content)]


def _lacks_its_base(piece: Piece, row: Row) -> bool:
    if not isinstance(piece, Quote) or piece.aspect != "value" or piece.figure.base is None:
        return False
    return not has_its_base(piece.figure, row)


def _content(piece: Piece, row: Row, language: str) -> Content:
    if isinstance(piece, Entered | Amount):
        return _exactly(piece, language)
    if not isinstance(piece, Quote):
        return words.quoted(piece, language)
    figure = piece.figure
    match piece.aspect:
        case "value" | "reason" if not figure.shown:
            return _hidden(figure, row, language)
        case "value":
            return _value(figure, language)
        case "before" if figure.comparison and figure.comparison.before:
            return _value(figure.comparison.before, language)
        case "answers":
            return figure.base
        case "missing":
            return _people(figure.missing, figure, language)
    return words.quoted(piece, language) or None


def _exactly(piece: Entered | Amount, language: str) -> Content:
    figure = piece.figure if isinstance(piece, Entered) else None
    value, scale = (figure.value, figure.measure.scale) if figure else (piece.value, piece.scale)  # type: ignore[union-attr]
    if value is None:
        return words.quoted(piece, language)
    decimals = (
        written_decimals(value) if scale == "printed" else max(decimals_of(value), 1 if scale == "million" else 0)
    )
    return Exact(value / 100 if scale == "percent" else value, decimals, scale == "percent")


def _hidden(figure: Figure, row: Row, language: str) -> str:
    reason, instead = words.reason(figure, language), offered_instead(figure, language)
    return f"{reason}. {instead}" if instead and Quote(figure, "offered") not in row else reason


def _value(figure: Figure, language: str) -> Content:
    if figure.kind == "volume":
        return None if figure.value is None else int(figure.value)
    # A published nothing, and a figure before that was hidden, are words in a sheet too.
    if not figure.value:
        return words.value(figure, language)
    if figure.kind == "rate":
        return _per_hundred(figure.value)
    return float(figure.value) if figure.kind == "share" else int(figure.value)


def _per_hundred(rate: float | None) -> Content:
    """A rate as it is written: what is a share in a sheet would be shown with a per cent sign."""
    return None if rate is None else round(rate * 100)


def _edge(figure: Figure, edge: float | None) -> Content:
    return _per_hundred(edge) if figure.kind == "rate" else edge


def _people(count: int | None, figure: Figure, language: str) -> Content:
    return count or (None if count is None else words.people(count, figure, language))


def _numerator(piece: Piece, _row: Row, language: str) -> Content:
    return _people(piece.figure.numerator, piece.figure, language) if isinstance(piece, Quote) else None


def _base(piece: Piece, _row: Row, language: str) -> Content:
    return _people(piece.figure.base, piece.figure, language) if isinstance(piece, Quote) else None


def _low(piece: Piece, _row: Row, _language: str) -> Content:
    return _edge(piece.figure, piece.figure.low) if isinstance(piece, Quote) else None


def _high(piece: Piece, _row: Row, _language: str) -> Content:
    return _edge(piece.figure, piece.figure.high) if isinstance(piece, Quote) else None
