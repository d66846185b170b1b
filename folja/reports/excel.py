"""A document as an Excel file: figures as numbers to go on counting with, one sheet for each main heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from io import BytesIO
from itertools import zip_longest
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook

from folja.goals.measure import MOST_DECIMALS
from folja.reports import labels
from folja.reports.document import Document, Heading, Paragraph, Table, Verdict, Written
from folja.reports.drawing import PAPER
from folja.reports.numbers import Content, Exact, NumberColumn, number_columns

_NAME_LENGTH = 31
# In characters, and in points: a row of so many lines is set so high, as not every program finds that out by itself.
_WIDEST, _WIDEST_NUMBERS, _NARROWEST = 46, 20, 10
_LINE, _AIR = 15, 5

_BASIC = {"font_name": "Calibri", "font_size": 11, "font_color": PAPER["ink"], "valign": "vcenter"}
_HEADER = {"bold": True, "font_color": PAPER["stone"], "text_wrap": True, "bottom": 1, "valign": "bottom"}
_FORMATS: dict[str, dict[str, object]] = {
    "words": {"text_wrap": True, "align": "left", "indent": 1},
    "first": {"text_wrap": True, "bold": True},
    "share": {"num_format": "0 %"},
    "number": {"num_format": "#,##0"},
    **{f"percent with {n}": {"num_format": f"0{'.' if n else ''}{'0' * n} %"} for n in range(MOST_DECIMALS + 1)},
    **{f"number with {n}": {"num_format": f"#,##0{'.' if n else ''}{'0' * n}"} for n in range(MOST_DECIMALS + 1)},
    "instead of number": {"text_wrap": True, "font_color": PAPER["stone"], "align": "right"},
    "title": {"bold": True, "font_size": 18},
    "caption": {"bold": True, "font_size": 12},
    "small": {"font_color": PAPER["stone"]},
    "link": {"font_color": PAPER["accent"], "underline": 1},
    "header": _HEADER,
    "header of words": _HEADER | {"align": "left", "indent": 1},
    "header of numbers": _HEADER | {"align": "right"},
}


@dataclass
class Section:
    """The tables under one main heading."""

    heading: str
    tables: list[Table] = field(default_factory=list)


def excel(document: Document) -> bytes:
    """The report as an .xlsx file: what it is, its tables by heading, and its definitions."""
    written = BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        book.set_properties(_properties(document))
        formats = {name: book.add_format(_BASIC | look) for name, look in _FORMATS.items()}
        first = labels.REPORT.in_language(document.language)
        last = labels.DEFINITIONS.in_language(document.language)
        sections = [section for section in _sections(document) if section.tables]
        names = _sheet_names([section.heading for section in sections], taken=(first, last))
        _about(_sheet(book, first, document), document, [first, *names, last], formats)
        for name, section in zip(names, sections, strict=True):
            _tables(_sheet(book, name, document), section, document, formats)
        _definitions(_sheet(book, last, document), document, formats)
    return written.getvalue()


def _properties(document: Document) -> dict[str, object]:
    made = datetime.combine(document.made_on, time(), UTC)
    return {
        "title": document.title,
        "subject": document.subtitle,
        "author": labels.PRODUCT,
        "created": made.replace(tzinfo=None),
    }


def _sections(document: Document) -> Iterator[Section]:
    section = Section(document.title)
    for block in document.blocks:
        match block:
            case Heading(2, words):
                yield section
                section = Section(words)
            case Heading() | Paragraph() | Verdict() | Written():
                pass
            case Table():
                section.tables.append(block)
            case _:
                section.tables.append(block.table)
    yield section


def _sheet_names(headings: Sequence[str], taken: Sequence[str]) -> list[str]:
    """Names that Excel allows: short, without some signs, and different also to one who ignores case."""
    names: list[str] = []
    for heading in headings:
        plain = re.sub(r"[\[\]:*?/\\]", " ", heading).strip(" '")[:_NAME_LENGTH]
        name, copy = plain, 1
        while name.lower() in {other.lower() for other in (*taken, *names)}:
            copy += 1
            name = f"{plain[: _NAME_LENGTH - 4]} {copy}"
        names.append(name)
    return names


def _sheet(book: Any, name: str, document: Document) -> Any:
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    invented = f"&R{labels.INVENTED.in_language(document.language)}" if document.invented else ""
    sheet.set_header(f"&L{labels.PRODUCT}   {_printed(document.title)}{invented}")
    page = labels.PAGE.in_language(document.language).format(page="&P", pages="&N")
    sheet.set_footer(f"&L{_printed(document.subtitle)[:180]}&R{page}")
    return sheet


def _printed(words: str) -> str:
    """Words in a printed margin, where & begins a code."""
    return words.replace("&", "&&")


def _about(sheet: Any, document: Document, names: Sequence[str], formats: dict[str, Any]) -> None:
    language = document.language
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 76)
    _title(sheet, document.title, formats)
    lines: list[tuple[str, str]] = [(document.subtitle, "caption"), (labels.dates(document), "small")]
    if document.invented:
        lines.append((f"◇ {labels.INVENTED.in_language(language)}", "caption"))
    for row, (words, look) in enumerate(lines, start=1):
        sheet.write_string(row, 0, words, formats[look])
    row = len(lines) + 2
    facts = {labels.METHOD.in_language(language): document.method} | {
        labels.provenance(key, language): words for key, words in document.provenance.items()
    }
    for label, words in facts.items():
        sheet.write_string(row, 0, label, formats["first"])
        sheet.write_string(row, 1, words, formats["words"])
        sheet.set_row(row, _lines(words, 76) * _LINE + _AIR)
        row += 1
    sheet.write_string(row + 1, 0, labels.SHEETS.in_language(language), formats["caption"])
    for place, name in enumerate(names[1:], start=row + 2):
        sheet.write_url(place, 0, f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1", formats["link"], name)


def _title(sheet: Any, words: str, formats: dict[str, Any]) -> None:
    sheet.write_string(0, 0, words, formats["title"])
    sheet.set_row(0, 28)


def _tables(sheet: Any, section: Section, document: Document, formats: dict[str, Any]) -> None:
    _title(sheet, section.heading, formats)
    sheet.write_string(1, 0, f"{document.subtitle}. {labels.dates(document)}", formats["small"])
    spread = [(table.caption, number_columns(table, document.language)) for table in section.tables]
    widths = _widths([columns for _, columns in spread])
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    # The header row stays in sight; among several tables Excel itself shows the headers of the one that is read.
    sheet.freeze_panes(*((4, 1) if len(spread) == 1 else (2, 1)))
    row = 3
    for caption, columns in spread:
        if len(spread) > 1:
            sheet.write_string(row, 0, caption, formats["caption"])
            row += 1
        row = _table(sheet, row, columns, caption, widths, formats) + 2


def _table(
    sheet: Any,
    row: int,
    columns: Sequence[NumberColumn],
    caption: str,
    widths: Sequence[int],
    formats: dict[str, Any],
) -> int:
    """Writes a table from that row on; the row after it."""
    last = row + max(len(columns[0].contents), 1)
    sheet.add_table(row, 0, last, len(columns) - 1, _excel_table(columns, caption, formats))
    for below, contents in enumerate(zip(*(column.contents for column in columns), strict=True), start=row + 1):
        sheet.set_row(below, max(map(_lines, contents, widths)) * _LINE + _AIR)
        for place, content in enumerate(contents):
            _write(sheet, below, place, content, _look(place, columns[place]), formats)
    sheet.set_row(row, max(map(_lines, [column.header for column in columns], widths)) * _LINE + _AIR)
    return last + 1


def _excel_table(columns: Sequence[NumberColumn], caption: str, formats: dict[str, Any]) -> dict[str, object]:
    headers = [
        {"header": header, "header_format": formats[_header_look(place, columns[place])]}
        for place, header in enumerate(_different([column.header for column in columns]))
    ]
    return {
        "columns": headers,
        "autofilter": False,
        "style": "Table Style Light 1",
        "banded_rows": False,
        "first_column": True,
        "title": caption,
    }


def _different(headers: Sequence[str]) -> list[str]:
    """Excel wants every header of a table to be there and to be its own."""
    seen: list[str] = []
    for header in headers:
        copies = sum(other.split(" (")[0] == header for other in seen)
        seen.append(f"{header} ({copies + 1})" if copies or not header else header)
    return seen


def _is_numbers(column: NumberColumn) -> bool:
    return any(isinstance(content, int | float | Exact) for content in column.contents)


def _look(place: int, column: NumberColumn) -> str:
    """How words look in a column."""
    if place == 0:
        return "first"
    return "instead of number" if _is_numbers(column) else "words"


def _header_look(place: int, column: NumberColumn) -> str:
    if place == 0:
        return "header"
    return "header of numbers" if _is_numbers(column) else "header of words"


def _write(sheet: Any, row: int, place: int, content: Content, look: str, formats: dict[str, Any]) -> None:
    # Words are written as words: one that begins with = must not become a formula.
    match content:
        case str():
            sheet.write_string(row, place, content, formats[look])
        case float():
            sheet.write_number(row, place, content, formats["share"])
        case int():
            sheet.write_number(row, place, content, formats["number"])
        case Exact(value, decimals, is_percent):
            sheet.write_number(row, place, float(value), formats[_exact_look(decimals, is_percent=is_percent)])


def _exact_look(decimals: int, *, is_percent: bool) -> str:
    return f"{'percent' if is_percent else 'number'} with {decimals}"


def _lines(content: Content, width: int) -> int:
    """About how many lines a content takes in a column of that many characters."""
    return max(1, len(wrap(content, width - 1))) if isinstance(content, str) else 1


def _widths(tables: Sequence[Sequence[NumberColumn]]) -> list[int]:
    """The columns' widths in characters, for all tables of a sheet."""
    columns = zip_longest(*tables)
    return [max(_width(column) for column in own if column) for own in columns]


def _width(column: NumberColumn) -> int:
    longest_word = max((len(word) for word in column.header.split()), default=0)
    longest = max([longest_word, *(len(content) for content in column.contents if isinstance(content, str))])
    return min(_WIDEST_NUMBERS if _is_numbers(column) else _WIDEST, max(_NARROWEST, longest + 2))


def _definitions(sheet: Any, document: Document, formats: dict[str, Any]) -> None:
    language = document.language
    _title(sheet, labels.DEFINITIONS.in_language(language), formats)
    widths = (_WIDEST, 100)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    titles = tuple(definition.title for definition in document.definitions)
    words = tuple(definition.words for definition in document.definitions)
    columns = (
        NumberColumn(labels.INDICATOR.in_language(language), titles),
        NumberColumn(labels.DEFINITION.in_language(language), words),
    )
    sheet.freeze_panes(3, 1)
    _table(sheet, 2, columns, labels.DEFINITIONS.in_language(language), widths, formats)
