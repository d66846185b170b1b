"""Reads a spreadsheet file (.xlsx, .csv or .jsonl) into rows beside their headings, whatever they mean.

A file comes from outside: it may be broken, huge, locked or no spreadsheet at all, and is then refused.
"""

import codecs
import csv
import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from folja.spreadsheets.spelling import Cell, is_blank, words
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.vocabulary.text import Text

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 150 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 300
# Blank ones too, which some programs write by the thousand on every row.
_MOST_CELLS = 20_000_000
_ROWS_IN_EXCEL = 1_048_576
# Headings may come after a title and a few lines of explanation.
_ROWS_BEFORE_DATA = 30

# How much a row looks like the headings; see `headings.rank`.
Rank = Callable[[Sequence[str]], tuple[int, int]]


@dataclass(frozen=True)
class Row:
    """One row; a cell stands where its heading does. `number` is what the spreadsheet program shows, from 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in any cell."""
        return all(map(is_blank, self.cells))


@dataclass(frozen=True)
class Table:
    """The rows of a file after its headings, the blank ones between them too, and what to know about the reading."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Text, ...] = ()

    def noting(self, *notes: Text) -> "Table":
        """The same table, with more to know about it."""
        return replace(self, notes=(*self.notes, *notes))


def read_table(source: Path | bytes, filename: str, rank: Rank) -> Table:
    """The table in a file. Raises Refused when the file can't be read or holds no headings or no rows."""
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > LARGEST_FILE:
        raise _too_large()
    content = source.read_bytes() if isinstance(source, Path) else source
    if not content.strip():
        raise _empty()
    match Path(filename).suffix.lower():
        case ".xlsx":
            table = _workbook(content, rank)
        case ".csv":
            table = _delimited(content, rank)
        case ".jsonl":
            table = _objects(content)
        case _:
            raise refuse(
                "filen",
                sv="Den här sortens fil går inte att läsa. Spara den som Excel-fil (.xlsx) eller som CSV.",
                en="this kind of file can't be read; save it as .xlsx, .csv or .jsonl",
            )
    if not table.rows:
        raise _empty()
    return table


# Workbooks


def _workbook(content: bytes, rank: Rank) -> Table:
    _check_archive(content)
    try:
        sheets = [sheet for sheet in _sheets(content) if sheet]
    except Refused:
        raise
    except Exception as error:  # openpyxl has no error of its own: a broken file can raise anything
        raise _no_workbook() from error
    if not sheets:
        raise _empty()
    chosen = max(sheets, key=lambda lines: _rank_of_headings(lines, rank))
    table = _under_headings(chosen, rank)
    return table if len(sheets) == 1 else table.noting(_other_sheets(len(sheets) - 1))


def _sheets(content: bytes) -> Iterator[list[Row]]:
    with warnings.catch_warnings():
        # About styles and print settings, which nobody here looks at.
        warnings.simplefilter("ignore", UserWarning)
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible":
                # Some programs write wrong dimensions, and cells outside them would be lost.
                sheet.reset_dimensions()
                yield _written(sheet.iter_rows(max_row=_ROWS_IN_EXCEL, values_only=True))


def _check_archive(content: bytes) -> None:
    """Refuse what is no .xlsx, is locked, or would unpack to more than there is room for, before it is unpacked."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise _locked()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise _locked()
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise _too_large()
            for part in parts:
                if part.filename.startswith("xl/worksheets/"):
                    _check_formulas(archive.read(part))
    except Refused:
        raise
    except Exception as error:  # zipfile too: zlib.error, NotImplementedError, struct.error …
        raise _no_workbook() from error


# A cell with a formula but without the result that a spreadsheet program leaves beside it.
_NOT_COMPUTED = re.compile(rb'<c(?![^>]*\bt="str")[^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>')


def _check_formulas(sheet: bytes) -> None:
    """Refuse formulas without results: they would read as empty, and left empty is not what was meant."""
    if b"<f" in sheet and _NOT_COMPUTED.search(sheet):
        raise refuse(
            "filen",
            sv="Filen har formler som inte är uträknade. Öppna den i ett kalkylprogram, spara den och försök igen.",
            en="the file has formulas without results; open it in a spreadsheet program, save it and try again",
        )


def _written(rows: Iterable[Sequence[Any]]) -> list[Row]:
    """The rows down to the last with anything in it, each to its last cell with anything in it."""
    lines: list[Row] = []
    last = cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        width = max(
            (place for place, cell in enumerate(row, start=1) if cell is not None and not is_blank(cell)), default=0
        )
        if width > MOST_COLUMNS or (width and number > MOST_ROWS) or cells > _MOST_CELLS:
            raise _too_large()
        if number <= MOST_ROWS:
            lines.append(Row(number, tuple(row[:width])))
        last = number if width else last
    return lines[:last]


def _headings(row: Row) -> tuple[str, ...]:
    return tuple(map(words, row.cells))


def _rank_of_headings(lines: list[Row], rank: Rank) -> tuple[int, int]:
    return max((rank(_headings(line)) for line in lines[:_ROWS_BEFORE_DATA]), default=(0, 0))


def _under_headings(lines: list[Row], rank: Rank) -> Table:
    """The rows under the headings, which are the row near the top that looks most like them."""
    best = max(lines[:_ROWS_BEFORE_DATA], key=lambda line: rank(_headings(line)))
    if rank(_headings(best)) < (1, 2):
        raise refuse(
            "filen",
            sv="Överst saknas raden som säger vad varje kolumn är. Skriv den precis som i det tomma kalkylbladet, "
            "som går att hämta här.",
            en="the file has no row of headings; write them at the top, as in the spreadsheet that can be fetched here",
        )
    table = Table(_headings(best), tuple(lines[best.number :]))
    return table.noting(_headings_at(best.number)) if best.number > 1 else table


# Text with separators


def _delimited(content: bytes, rank: Rank) -> Table:
    text, notes = _decoded(content)
    # Titles and decimals hold commas too, so the separator is the one that shows the headings.
    separator = max(";,\t", key=lambda sign: _rank_of_headings(_first_lines(text, sign), rank))
    lines = _written(_separated(text, separator))
    if not lines:
        raise _empty()
    return _under_headings(lines, rank).noting(*notes)


def _decoded(content: bytes) -> tuple[str, tuple[Text, ...]]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _text(content, "utf-16", errors="replace"), ()
    try:
        return _text(content, "utf-8-sig"), ()
    except UnicodeDecodeError:
        return _text(content, "cp1252", errors="replace"), (_OLD_LETTERS,)


def _text(content: bytes, encoding: str, errors: str = "strict") -> str:
    text = content.decode(encoding, errors)
    if "\0" in text:
        raise refuse(
            "filen",
            sv="Filen är ingen textfil. Spara den som .csv i kalkylprogrammet och försök igen.",
            en="the file is no text; save it as .csv in the spreadsheet program and try again",
        )
    return text


def _separated(text: str, separator: str) -> Iterator[list[str]]:
    number = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            number += 1
            yield cells
    except csv.Error as error:
        raise refuse(
            f"rad {number + 1}",
            sv="Ett citattecken saknar sitt par, eller så är en ruta längre än "
            f"{csv.field_size_limit()} tecken. Skriv citattecken i par, och korta rutan.",
            en="a quotation mark lacks its pair, or a cell is longer than "
            f"{csv.field_size_limit()} characters; write quotation marks in pairs, and shorten the cell",
        ) from error


def _first_lines(text: str, separator: str) -> list[Row]:
    lines: list[Row] = []
    with suppress(Refused):
        for cells in islice(_separated(text, separator), _ROWS_BEFORE_DATA):
            lines.append(Row(len(lines) + 1, tuple(cells)))
    return lines


# JSON, an object a line


def _objects(content: bytes) -> Table:
    try:
        lines = _text(content, "utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise refuse(
            "filen",
            sv="Filen är inte skriven i UTF-8. Spara den så och försök igen.",
            en="the file is not in UTF-8; save it so and try again",
        ) from error
    if len(lines) > MOST_ROWS:
        raise _too_large()
    found = {number: _object(line) for number, line in enumerate(lines, start=1) if line.strip()}
    broken = [number for number, cells in found.items() if cells is None]
    if broken:
        raise Refused(map(_no_object, broken))
    headings = tuple(dict.fromkeys(key for cells in found.values() for key in cells or ()))
    return Table(
        headings,
        tuple(Row(number, tuple(cells.get(key) for key in headings)) for number, cells in found.items() if cells),
    )


def _object(line: str) -> dict[str, Cell] | None:
    try:
        found = json.loads(line, object_pairs_hook=_once)
        return _once(_cells(found)) if isinstance(found, dict) else None
    except (ValueError, RecursionError):
        return None


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    pairs = list(pairs)
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("the same key twice")
    return dict(pairs)


def _cells(found: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    """The cells of an object: what stands within `answers`, and within a headcount, is lifted out of it."""
    for key, value in found.items():
        if key == "answers" and isinstance(value, dict):
            yield from _cells(value)
        elif isinstance(value, dict):
            yield from ((f"{key}.{part}", _cell(inner)) for part, inner in value.items())
        elif value is not None:
            yield key, _cell(value)


def _cell(value: Any) -> Cell:
    return tuple(map(_cell, value)) if isinstance(value, list | dict) else value


def _no_object(number: int) -> Problem:
    return problem(
        f"rad {number}",
        sv="Raden är inget JSON-objekt med varje fält en gång. Skriv ett objekt på varje rad.",
        en="the line is no JSON object with each field once; write one object on each line",
    )


# Refusals and notes that several kinds of file share


def _too_large() -> Refused:
    return refuse(
        "filen",
        sv=f"Filen är för stor. Dela upp den: högst {MOST_ROWS} rader, {MOST_COLUMNS} kolumner och "
        f"{LARGEST_FILE // 1024**2} MB.",
        en=f"the file is too large; split it: at most {MOST_ROWS} rows, {MOST_COLUMNS} columns and "
        f"{LARGEST_FILE // 1024**2} MB",
    )


def _empty() -> Refused:
    return refuse(
        "filen",
        sv="Filen är tom: det står inget under den översta raden. Fyll i den och välj filen igen.",
        en="the file has no rows to read; fill in one row for each occasion under the headings",
    )


def _locked() -> Refused:
    return refuse(
        "filen",
        sv="Filen är låst med lösenord. Spara en kopia utan lösenord och försök igen.",
        en="the file is locked with a password; save a copy without one and try again",
    )


def _no_workbook() -> Refused:
    return refuse(
        "filen",
        sv="Filen går inte att läsa som .xlsx. Öppna den i ett kalkylprogram, spara den som .xlsx och försök igen.",
        en="the file can't be read as .xlsx; open it in a spreadsheet program, save it as .xlsx and try again",
    )


_OLD_LETTERS = Text.of(
    sv="Filens bokstäver är sparade på ett äldre sätt. Se efter att å, ä och ö blev rätt.",
    en="The letters of the file are saved in an older way. Check that å, ä and ö came out right.",
)


def _headings_at(number: int) -> Text:
    return Text.of(sv=f"Rubrikerna står på rad {number}.", en=f"The headings stand on row {number}.")


def _other_sheets(count: int) -> Text:
    return Text.of(
        sv=f"Bara en flik är läst. Filen har {count} till med innehåll: spara dem som egna filer om de ska med.",
        en=f"Only one sheet was read. The file has {count} more with content: save them as files too if needed.",
    )
