"""A document as an Excel file: figures as numbers to go on counting with, a sheet for each table and what it draws."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from io import BytesIO
from itertools import groupby
from textwrap import shorten, wrap
from typing import Any

from xlsxwriter import Workbook

from folja.goals.measure import MOST_DECIMALS
from folja.reports import labels, words
from folja.reports.document import Chart, Citations, Document, Heading, NotShown, Paragraph, Table, Verdict, Written
from folja.reports.drawing import PAPER, palette
from folja.reports.logo import png_size
from folja.reports.native import Native, native_charts
from folja.reports.native_drawing import Behind
from folja.reports.numbers import Content, Exact, NumberColumn, number_columns

_NAME_LENGTH = 31
# In characters, and in points: a row of so many lines is set so high, as not every program finds that out by itself.
_WIDEST, _WIDEST_NUMBERS, _NARROWEST = 46, 20, 10
_LINE, _AIR = 15, 5
_LOGO_HEIGHT = 48  # pixels
_NARROWEST_NAMES, _LINE_LENGTH, _WIDEST_BESIDE = 24, 90, 130

_BASIC = {"font_name": "Calibri", "font_size": 11, "font_color": PAPER["ink"], "valign": "vcenter"}
_HEADER = {"bold": True, "font_color": PAPER["stone"], "text_wrap": True, "bottom": 1, "valign": "bottom"}
_FORMATS: dict[str, dict[str, object]] = {
    "words": {"text_wrap": True, "align": "left", "indent": 1},
    "first": {"text_wrap": True, "bold": True},
    "name": {},
    "share": {"num_format": "0 %"},
    "number": {"num_format": "#,##0"},
    **{f"percent with {n}": {"num_format": f"0{'.' if n else ''}{'0' * n} %"} for n in range(MOST_DECIMALS + 1)},
    **{f"number with {n}": {"num_format": f"#,##0{'.' if n else ''}{'0' * n}"} for n in range(MOST_DECIMALS + 1)},
    "instead of number": {"text_wrap": True, "font_color": PAPER["stone"], "align": "right"},
    "title": {"bold": True, "font_size": 18},
    "caption": {"bold": True, "font_size": 12},
    "small": {"font_color": PAPER["stone"]},
    "note": {"font_color": PAPER["stone"], "text_wrap": True, "valign": "top"},
    "link": {"font_color": "accent", "underline": 1},
    "header": _HEADER,
    "header of words": _HEADER | {"align": "left", "indent": 1},
    "header of numbers": _HEADER | {"align": "right"},
}


@dataclass
class Sheet:
    """A table by itself: under which main heading, what is drawn of it, and what stands below it."""

    name: str
    heading: str
    table: Table
    chart: Chart | None = None
    notes: list[str] = field(default_factory=list)


def excel(document: Document) -> bytes:
    """The report as an .xlsx file: what it is, a sheet for each table with its chart, and its definitions."""
    written = BytesIO()
    language = document.language
    with Workbook(written, {"in_memory": True}) as book:
        book.set_properties(_properties(document))
        colors = palette(document.municipality.accent if document.municipality else "")
        formats = {name: book.add_format(_BASIC | _colored(look, colors)) for name, look in _FORMATS.items()}
        sheets = _sheets(document)
        charts = [native_charts(sheet.chart, language) if sheet.chart else () for sheet in sheets]
        first, drawn, last = (one.in_language(language) for one in (labels.REPORT, labels.DRAWN, labels.DEFINITIONS))
        _about(_sheet(book, first, document), document, sheets, [drawn, last] if any(charts) else [last], formats)
        pages = [_sheet(book, sheet.name, document) for sheet in sheets]
        behind = Behind(book, _sheet(book, drawn, document), drawn, document, formats, colors) if any(charts) else None
        for page, sheet, of_it in zip(pages, sheets, charts, strict=True):
            _table_sheet(page, sheet, document, of_it, behind, formats)
        _definitions(_sheet(book, last, document), document, formats)
    return written.getvalue()


def _colored(look: Mapping[str, object], colors: Mapping[str, str]) -> dict[str, object]:
    """A look with the report's accent where it asks for it."""
    return {key: colors["accent"] if value == "accent" else value for key, value in look.items()}


def _properties(document: Document) -> dict[str, object]:
    made = datetime.combine(document.made_on, time(), UTC)
    return {
        "title": document.title,
        "subject": document.subtitle,
        "author": labels.sender(document),
        "created": made.replace(tzinfo=None),
    }


def _sheets(document: Document) -> list[Sheet]:
    """A sheet for each table, numbered by the main headings that have any: 2.1, 2.2, 3.1."""
    sheets: list[Sheet] = []
    heading, number, place = document.title, 0, 0
    for block in document.blocks:
        match block:
            case Heading(2, title):
                heading, place = title, 0
            case Paragraph(style="note"):
                if place:
                    sheets[-1].notes.append("".join(words.quoted(piece, document.language) for piece in block.pieces))
            case Heading() | Paragraph() | Verdict() | Written():
                pass
            case Table() | NotShown() | Citations():
                number, place = number + (place == 0), place + 1
                table = block if isinstance(block, Table) else block.table
                sheets.append(Sheet(_sheet_name(number, place, table.caption), heading, table))
            case _:
                number, place = number + (place == 0), place + 1
                told = "".join(words.quoted(piece, document.language) for piece in block.sentence.pieces)
                notes = [told, block.subtitle, *(one.why for one in getattr(block, "breaks", ()))]
                name = _sheet_name(number, place, block.table.caption)
                sheets.append(Sheet(name, heading, block.table, block, notes))
    return sheets


def _sheet_name(number: int, place: int, caption: str) -> str:
    """A name that Excel allows: short and without some signs. Its number makes it the only one."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", caption)
    return shorten(f"{number}.{place} {plain}", _NAME_LENGTH, placeholder="")


def _sheet(book: Any, name: str, document: Document) -> Any:
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    invented = f"&R{labels.INVENTED.in_language(document.language)}" if document.invented else ""
    sheet.set_header(f"&L{_printed(labels.sender(document))}   {_printed(document.title)}{invented}")
    page = labels.PAGE.in_language(document.language).format(page="&P", pages="&N")
    sheet.set_footer(f"&L{_printed(document.subtitle)[:180]}&R{page}")
    return sheet


def _printed(words: str) -> str:
    """Words in a printed margin, where & begins a code."""
    return words.replace("&", "&&")


def _about(
    sheet: Any, document: Document, sheets: Sequence[Sheet], last: Sequence[str], formats: dict[str, Any]
) -> None:
    language = document.language
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 76)
    row = _sender(sheet, document, formats)
    sheet.write_string(row, 0, document.title, formats["title"])
    sheet.set_row(row, 28)
    lines: list[tuple[str, str]] = [(document.subtitle, "caption"), (labels.dates(document), "small")]
    if number := labels.diary(document):
        lines.append((number, "small"))
    if document.invented:
        lines.append((f"◇ {labels.INVENTED.in_language(language)}", "caption"))
    for said, look in lines:
        row += 1
        sheet.write_string(row, 0, said, formats[look])
    row += 2
    contact = document.municipality.contact if document.municipality else ()
    facts = {labels.CONTACT.in_language(language): ", ".join(contact)} if contact else {}
    facts |= {labels.METHOD.in_language(language): document.method} | {
        labels.provenance(key, language): said for key, said in document.provenance.items()
    }
    for label, said in facts.items():
        sheet.write_string(row, 0, label, formats["first"])
        sheet.write_string(row, 1, said, formats["words"])
        sheet.set_row(row, _lines(said, 76) * _LINE + _AIR)
        row += 1
    sheet.write_string(row + 1, 0, labels.SHEETS.in_language(language), formats["caption"])
    _contents(sheet, row + 2, sheets, last, formats)


def _sender(sheet: Any, document: Document, formats: dict[str, Any]) -> int:
    """The municipality's logo and name above all else; the row after them."""
    if document.municipality is None:
        return 0
    row = 0
    if logo := labels.logo(document):
        name = document.municipality.name
        scale = _LOGO_HEIGHT / png_size(logo)[1]
        options = {"image_data": BytesIO(logo), "description": name, "x_scale": scale, "y_scale": scale}
        sheet.insert_image(0, 0, "logo.png", options | {"x_offset": 4, "y_offset": 4})
        sheet.set_row(0, 42)
        row = 1
    sheet.write_string(row, 0, document.municipality.name, formats["caption"])
    return row + 1


def _contents(sheet: Any, row: int, sheets: Sequence[Sheet], last: Sequence[str], formats: dict[str, Any]) -> None:
    """Links to every sheet, by the main heading that its table stands under."""
    for heading, own in groupby(sheets, key=lambda one: (one.name.partition(".")[0], one.heading)):
        sheet.write_string(row, 0, heading[1], formats["first"])
        for one in own:
            number = one.name.partition(" ")[0]
            sheet.write_url(row, 1, _link(one.name), formats["link"], f"{number} {one.table.caption}"[:250])
            row += 1
    for name in last:
        sheet.write_url(row, 1, _link(name), formats["link"], name)
        row += 1


def _link(sheet: str) -> str:
    return f"internal:'{sheet.replace(chr(39), chr(39) * 2)}'!A1"


def _title(sheet: Any, words: str, formats: dict[str, Any]) -> None:
    sheet.write_string(0, 0, words, formats["title"])
    sheet.set_row(0, 28)


_HEADER_ROW = 4


def _table_sheet(
    sheet: Any,
    one: Sheet,
    document: Document,
    charts: Sequence[Native],
    behind: Behind | None,
    formats: dict[str, Any],
) -> None:
    """The table under its names, its chart to the right of it or below a wide one, and what is said of it beneath."""
    _title(sheet, one.heading, formats)
    sheet.write_string(1, 0, one.table.caption, formats["caption"])
    sheet.write_string(2, 0, f"{document.subtitle}. {labels.dates(document)}", formats["small"])
    columns = number_columns(one.table, document.language)
    widths = [_width(column) for column in columns]
    widths[0] = max(widths[0], _NARROWEST_NAMES)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(_HEADER_ROW + 1, 1)
    row = _table(sheet, _HEADER_ROW, columns, one.table.caption, widths, formats) + 1
    for said in one.notes:
        # One cell across, so that it can be read in lines of a good length.
        across = max(widths[0], min(sum(widths), _LINE_LENGTH))
        last = next(place for place in range(len(widths)) if sum(widths[: place + 1]) >= across)
        if last:
            sheet.merge_range(row, 0, row, last, said, formats["note"])
        else:
            sheet.write_string(row, 0, said, formats["note"])
        sheet.set_row(row, _lines(said, sum(widths[: last + 1])) * _LINE + _AIR)
        row += 1
    is_wide = sum(widths) > _WIDEST_BESIDE
    if behind and charts:
        behind.draw(sheet, charts, (row + 1, 0) if is_wide else (_HEADER_ROW, len(columns) + 1))


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
