"""A document as an Excel file: figures as numbers to go on counting with, one sheet for each main heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from folja.reports import labels
from folja.reports.document import Bars, Document, Heading, MonthBars, Table, Trend
from folja.reports.drawing import PAPER
from folja.reports.numbers import Content, NumberColumn, number_columns

_NAME_LENGTH = 31
_WIDEST, _NARROWEST = 46, 9

_BASIC = {"font_name": "Calibri", "font_size": 11, "font_color": PAPER["ink"], "valign": "top"}
_FORMATS: dict[str, dict[str, object]] = {
    "words": {"text_wrap": True},
    "first": {"text_wrap": True, "bold": True},
    "share": {"num_format": "0 %"},
    "number": {"num_format": "#,##0"},
    "absent": {"text_wrap": True, "font_color": PAPER["stone"], "align": "left"},
    "title": {"bold": True, "font_size": 18},
    "caption": {"bold": True, "font_size": 12},
    "small": {"font_color": PAPER["stone"]},
    "link": {"font_color": PAPER["accent"], "underline": 1},
    "header": {"bold": True, "font_color": PAPER["stone"], "text_wrap": True, "bottom": 1, "valign": "bottom"},
    "header right": {"bold": True, "font_color": PAPER["stone"], "text_wrap": True, "bottom": 1, "align": "right"},
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
            case Table():
                section.tables.append(block)
            case Trend() | Bars() | MonthBars():
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
    sheet.write_string(0, 0, document.title, formats["title"])
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
        row += 1
    sheet.write_string(row + 1, 0, labels.SHEETS.in_language(language), formats["caption"])
    for place, name in enumerate(names[1:], start=row + 2):
        sheet.write_url(place, 0, f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1", formats["link"], name)


def _tables(sheet: Any, section: Section, document: Document, formats: dict[str, Any]) -> None:
    sheet.write_string(0, 0, section.heading, formats["title"])
    sheet.write_string(1, 0, f"{document.subtitle}. {labels.dates(document)}", formats["small"])
    spread = [(table.caption, number_columns(table, document.language)) for table in section.tables]
    _set_widths(sheet, [columns for _, columns in spread])
    # The header row stays in sight; among several tables Excel itself shows the headers of the one that is read.
    sheet.freeze_panes(*((4, 1) if len(spread) == 1 else (2, 1)))
    row = 3
    for caption, columns in spread:
        if len(spread) > 1:
            sheet.write_string(row, 0, caption, formats["caption"])
            row += 1
        row = _table(sheet, row, columns, caption, formats) + 2


def _table(sheet: Any, row: int, columns: Sequence[NumberColumn], caption: str, formats: dict[str, Any]) -> int:
    """Writes a table from that row on; the row after it."""
    last = row + max(len(columns[0].contents), 1)
    sheet.add_table(row, 0, last, len(columns) - 1, _excel_table(columns, caption, formats))
    for place, column in enumerate(columns):
        for below, content in enumerate(column.contents, start=row + 1):
            _write(sheet, below, place, content, formats)
    return last + 1


def _excel_table(columns: Sequence[NumberColumn], caption: str, formats: dict[str, Any]) -> dict[str, object]:
    headers = [
        {"header": header, "header_format": formats["header right" if _is_numbers(column) else "header"]}
        for header, column in zip(_different([column.header for column in columns]), columns, strict=True)
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
    return any(isinstance(content, int | float) for content in column.contents)


def _write(sheet: Any, row: int, place: int, content: Content, formats: dict[str, Any]) -> None:
    # Words are written as words: one that begins with = must not become a formula.
    match content:
        case str():
            sheet.write_string(row, place, content, formats["words" if place else "first"])
        case float():
            sheet.write_number(row, place, content, formats["share"])
        case int():
            sheet.write_number(row, place, content, formats["number"])


def _set_widths(sheet: Any, tables: Sequence[Sequence[NumberColumn]]) -> None:
    for place in range(max(len(columns) for columns in tables)):
        own = [columns[place] for columns in tables if place < len(columns)]
        longest = max(_longest(column) for column in own)
        sheet.set_column(place, place, min(_WIDEST, max(_NARROWEST, longest + 2)))


def _longest(column: NumberColumn) -> int:
    header = max((len(word) for word in column.header.split()), default=0)
    return max([header, *(len(content) if isinstance(content, str) else 7 for content in column.contents)])


def _definitions(sheet: Any, document: Document, formats: dict[str, Any]) -> None:
    language = document.language
    sheet.write_string(0, 0, labels.DEFINITIONS.in_language(language), formats["title"])
    sheet.set_column(0, 0, _WIDEST)
    sheet.set_column(1, 1, 100)
    titles = tuple(definition.title for definition in document.definitions)
    words = tuple(definition.words for definition in document.definitions)
    columns = (
        NumberColumn(labels.INDICATOR.in_language(language), titles),
        NumberColumn(labels.DEFINITION.in_language(language), words),
    )
    sheet.freeze_panes(3, 1)
    _table(sheet, 2, columns, labels.DEFINITIONS.in_language(language), formats)
