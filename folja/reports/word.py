"""A document as a Word file: real headings, header rows that repeat, pictures with words, counted page numbers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor

from folja.reports import labels
from folja.reports.charts import paper_svg
from folja.reports.document import Document, Heading
from folja.reports.drawing import PAPER, palette
from folja.reports.layout import Cell, Grid, Laid, Passage, Picture, Prose, laid_out
from folja.reports.plot import WIDE
from folja.reports.typesetting import png

_FONT = "Calibri"
_TEXT_WIDTH = Cm(17.2)
_MARGIN = Cm(1.9)
_LOGO = Cm(0.9)
_BOOKMARK = "definitions"
_REGIONS = {"sv": "sv-SE", "en": "en-GB"}

# Styles of our own, all based on Normal: size in points, colour, weight, points before and after, kept with the next.
_STYLES: dict[str, tuple[float, str, bool, float, float, bool]] = {
    "Report subtitle": (13, "ink", False, 0, 2, True),
    "Report sender": (12, "accent", True, 0, 6, True),
    "Report line": (10, "stone", False, 0, 2, True),
    "Report dates": (10, "stone", False, 0, 18, False),
    "Report lead": (12.5, "ink", False, 0, 10, False),
    "Report note": (9.5, "stone", False, 0, 8, False),
    "Report attention": (11, "ink", False, 2, 6, False),
    "Report draft": (11, "ink", False, 0, 0, False),
    "Report status": (11, "ink", False, 4, 6, True),
    "Report written label": (10.5, "ink", True, 8, 2, True),
    "Report draft label": (9, "accent", True, 8, 0, True),
    "Report caption": (10.5, "ink", True, 12, 3, True),
    "Report sentence": (12, "ink", True, 16, 1, True),
    "Report explanation": (10, "stone", False, 0, 6, True),
    "Report picture": (11, "ink", False, 0, 6, True),
    "Report cited": (11, "ink", False, 2, 8, False),
    "Report absent": (10.5, "stone", False, 6, 10, True),
    "Report withheld": (10, "stone", False, 0, 6, False),
    "Report cell": (9.5, "ink", False, 2, 2, False),
    "Report column": (9, "stone", True, 2, 2, True),
    "Report term": (10.5, "ink", True, 8, 1, True),
    "Report margin": (9, "stone", False, 0, 0, False),
}


def word(document: Document) -> bytes:
    """The report as a .docx file."""
    file = docx.Document()
    _properties(file, document)
    colors = palette(document.municipality.accent if document.municipality else "")
    _styles(file, document.language, colors)
    _page(file, document)
    _opening(file, document)
    blocks = laid_out(document)
    for place, block in enumerate(blocks):
        _block(file, block, document.language, colors)
        if isinstance(block, Passage) and _introduces(blocks[place + 1 : place + 3]):
            # What introduces a table, or the heading of one, is not left behind at the foot of a page.
            file.paragraphs[-1].paragraph_format.keep_with_next = True
    _end(file, document)
    written = BytesIO()
    file.save(written)
    return written.getvalue()


# -- what is about the file --------------------------------------------------------------------------------------


def _properties(file: Any, document: Document) -> None:
    about = file.core_properties
    about.title, about.subject, about.author = document.title, document.subtitle, labels.sender(document)
    about.language = _region(document.language)
    about.comments, about.keywords, about.last_modified_by = "", "", labels.PRODUCT
    about.created = about.modified = datetime.combine(document.made_on, time())


def _region(language: str) -> str:
    return _REGIONS.get(language, language)


def _styles(file: Any, language: str, colors: Mapping[str, str]) -> None:
    _lined(file.styles["Normal"], 11, colors["ink"], bold=False, before=0, after=8)
    for level, (size, before) in enumerate(((22.0, 0.0), (15.0, 22.0), (12.0, 14.0)), start=1):
        _lined(file.styles[f"Heading {level}"], size, colors["ink"], bold=True, before=before, after=6)
    for name, (size, color, bold, before, after, kept) in _STYLES.items():
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles["Normal"]
        _lined(style, size, colors[color], bold=bold, before=before, after=after)
        style.paragraph_format.keep_with_next = kept
    for name in ("Report draft label", "Report draft"):
        _border(file.styles[name], "left", size=18, space=8, color=colors["accent"])
    _border(file.styles["Report cited"], "left", size=12, space=10, color=colors["pebble"])
    for name in ("Report absent", "Report withheld"):
        for edge in ("top", "left", "bottom", "right"):
            _border(file.styles[name], edge, size=6, space=8, color=colors["pebble"], line="dashed")
    for spoken in file.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), _region(language))


def _lined(style: Any, size: float, color: str, *, bold: bool, before: float, after: float) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = _color(color)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # A theme's font would win over the one that is named.
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _color(written: str) -> RGBColor:
    return RGBColor.from_string(written.removeprefix("#").upper())


def _border(style: Any, edge: str, *, size: int, space: int, color: str, line: str = "single") -> None:
    properties = style.element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    borders.append(_element(f"w:{edge}", val=line, sz=size, space=space, color=str(_color(color))))


def _element(tag: str, **attributes: object) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


# -- margins -----------------------------------------------------------------------------------------------------


def _page(file: Any, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.6)
    invented = f"\t◇ {labels.INVENTED.in_language(document.language)}" if document.invented else ""
    head = _margin(section.header)
    if logo := labels.logo(document):
        shape = head.add_run().add_picture(BytesIO(logo), height=_LOGO)
        shape._inline.docPr.set("descr", labels.sender(document))  # noqa: SLF001
    else:
        head.add_run(labels.sender(document)).bold = True
    head.add_run(f"   {document.title}{invented}")
    foot = _margin(section.footer)
    foot.add_run(document.method)
    numbers = _paragraph(section.footer, "Report margin")
    numbers.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if document.definitions:
        _with_fields(numbers, labels.DEFINITIONS_ON.in_language(document.language), page=f"PAGEREF {_BOOKMARK}")
        numbers.add_run(" · ")
    _with_fields(numbers, labels.PAGE.in_language(document.language), page="PAGE", pages="NUMPAGES")


def _margin(part: Any) -> Any:
    paragraph = part.paragraphs[0]
    _styled(paragraph, "Report margin")
    paragraph.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def _with_fields(paragraph: Any, label: str, **fields: str) -> None:
    """A label whose {names} are fields that Word counts."""
    for part in label.replace("{", "}").split("}"):
        if part in fields:
            field = _element("w:fldSimple", instr=fields[part])
            run = OxmlElement("w:r")
            run.append(OxmlElement("w:t"))
            run[0].text = "1"
            field.append(run)
            paragraph._p.append(field)  # noqa: SLF001  python-docx has no fields of its own
        else:
            paragraph.add_run(part)


def _paragraph(into: Any, style: str, words: str = "") -> Any:
    paragraph = into.add_paragraph(words)
    _styled(paragraph, style)
    return paragraph


def _styled(paragraph: Any, style: str) -> None:
    # By its code in the file: python-docx looks through every style of the file for each paragraph that names one.
    paragraph._p.style = style.replace(" ", "")  # noqa: SLF001


# -- the report --------------------------------------------------------------------------------------------------


def _introduces(following: Sequence[Laid]) -> bool:
    """Whether a table or chart follows, or its heading, or a note of what was said.

    A heading of words keeps to these and not to what is above: many short answers would be one piece, longer than any
    page.
    """
    first, *after = following or (None,)
    if isinstance(first, Heading) and first.level > 2:
        first = after[0] if after else None
    return isinstance(first, Grid | Picture) or (isinstance(first, Passage) and first.style == "note")


def _opening(file: Any, document: Document) -> None:
    """What stands first: whose the report is, what it is of, and where its sender is found."""
    if document.municipality:
        _paragraph(file, "Report sender", document.municipality.name)
    _paragraph(file, "Heading 1", document.title)
    _paragraph(file, "Report subtitle", document.subtitle)
    beneath = [labels.dates(document), labels.diary(document)]
    contact = document.municipality.contact if document.municipality else ()
    lines = [line for line in beneath if line]
    for line in lines:
        _paragraph(file, "Report line" if line != lines[-1] or contact else "Report dates", line)
    if contact:
        paragraph = _paragraph(file, "Report dates")
        paragraph.paragraph_format.space_before = Pt(8)
        for place, line in enumerate(contact):
            run = paragraph.add_run(line)
            if place < len(contact) - 1:
                run.add_break()


def _block(file: Any, block: Laid, language: str, colors: Mapping[str, str]) -> None:
    match block:
        case Heading():
            _paragraph(file, f"Heading {block.level}", block.words)
        case Passage():
            _passage(file, block)
        case Grid():
            _grid(file, block)
        case Picture():
            _picture(file, block, language, colors["accent"])


_PASSAGES: dict[str, str] = {
    "plain": "Normal",
    "lead": "Report lead",
    "note": "Report note",
    "attention": "Report attention",
    "drafted": "Report draft",
    "withheld": "Report withheld",
    "cited": "Report cited",
    "written": "Normal",
}


def _passage(file: Any, passage: Passage) -> None:
    if passage.style in labels.STATUSES:
        _status(file, passage)
        return
    if passage.label:
        style = "Report written label" if passage.style == "written" else "Report draft label"
        _paragraph(file, style, passage.label)
    for prose in passage.paragraphs:
        paragraph = _paragraph(file, _PASSAGES[passage.style])
        if passage.style == "attention":
            paragraph.add_run(f"{labels.STATUS_SIGNS['not_met']} ").font.color.rgb = _color(PAPER["attention"])
        _prose(paragraph, prose)
    if passage.style in ("drafted", "withheld"):
        _paragraph(file, "Report margin")


def _status(file: Any, passage: Passage) -> None:
    paragraph = _paragraph(file, "Report status")
    paragraph.add_run(f"{labels.STATUS_SIGNS[passage.style]} {passage.label}. ").bold = True
    for prose in passage.paragraphs:
        _prose(paragraph, prose)


def _prose(paragraph: Any, prose: Prose) -> None:
    for run in prose:
        paragraph.add_run(run.words).bold = run.strong or None


def _picture(file: Any, picture: Picture, language: str, accent: str) -> None:
    _prose(_paragraph(file, "Report sentence"), picture.sentence)
    _paragraph(file, "Report explanation", picture.subtitle)
    if picture.absent:
        _words(_paragraph(file, "Report absent"), picture.absent)
    else:
        run = _paragraph(file, "Report picture").add_run()
        shape = run.add_picture(BytesIO(png(paper_svg(picture.chart, language, WIDE, accent))), width=_TEXT_WIDTH)
        shape._inline.docPr.set("descr", picture.chart.alt)  # noqa: SLF001  nor words for a picture
    _grid(file, picture.grid)


def _grid(file: Any, grid: Grid) -> None:
    if grid.caption_shown:
        _paragraph(file, "Report caption", grid.caption)
    table = file.add_table(rows=1 + len(grid.rows), cols=len(grid.headers))
    table.autofit = False
    _table_properties(table, grid)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
    table.rows[0]._tr.trPr.append(OxmlElement("w:tblHeader"))  # noqa: SLF001
    head, *rows = (row.cells for row in table.rows)
    widths = [Emu(int(_TEXT_WIDTH * width)) for width in grid.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for into in (head, *rows):
        for cell, width in zip(into, widths, strict=True):
            cell.width = width
    for header, cell in zip(grid.headers, head, strict=True):
        _cell(cell, header, "Report column")
    for into, cells in zip(rows, grid.rows, strict=True):
        _row(into, cells)
    _paragraph(file, "Report margin")


def _table_properties(table: Any, grid: Grid) -> None:
    properties = table._tbl.tblPr  # noqa: SLF001
    borders = OxmlElement("w:tblBorders")
    for edge in ("bottom", "insideH"):
        borders.append(_element(f"w:{edge}", val="single", sz=4, space=0, color=str(_color(PAPER["sand"]))))
    look = properties.find(qn("w:tblLook"))
    look.addprevious(borders)
    look.attrib.clear()
    for name, value in (("firstRow", 1), ("firstColumn", 1), ("noHBand", 1), ("noVBand", 1)):
        look.set(qn(f"w:{name}"), str(value))
    look.addnext(_element("w:tblCaption", val=grid.caption))


def _row(places: Sequence[Any], cells: tuple[Cell, ...]) -> None:
    place = 0
    for cell in cells:
        into = places[place]
        if cell.span > 1:
            into = into.merge(places[place + cell.span - 1])
        _cell(into, cell, "Report cell", bold=place == 0)
        place += cell.span


def _cell(into: Any, cell: Cell, style: str, *, bold: bool = False) -> None:
    paragraph = into.paragraphs[0]
    _styled(paragraph, style)
    if cell.numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _words(paragraph, cell, bold=bold)


def _words(paragraph: Any, cell: Cell, *, bold: bool = False) -> None:
    run = paragraph.add_run(cell.words)
    run.bold = bold or cell.strong or None
    if cell.absent:
        run.font.color.rgb = _color(PAPER["stone"])
    if cell.note:
        run.add_break()
        note = paragraph.add_run(cell.note)
        note.font.size, note.font.color.rgb = Pt(8.5), _color(PAPER["ink" if cell.absent else "stone"])


def _end(file: Any, document: Document) -> None:
    if document.definitions:
        heading = _paragraph(file, "Heading 2", labels.DEFINITIONS.in_language(document.language))
        heading._p.insert(1, _element("w:bookmarkStart", id=0, name=_BOOKMARK))  # noqa: SLF001
        heading._p.append(_element("w:bookmarkEnd", id=0))  # noqa: SLF001
    for definition in document.definitions:
        _paragraph(file, "Report term", definition.title)
        _paragraph(file, "Report note", definition.words)
    if document.provenance:
        _paragraph(file, "Heading 2", labels.PROVENANCE.in_language(document.language))
    for key, words in document.provenance.items():
        _paragraph(file, "Report note", f"{labels.provenance(key, document.language)}: {words}")
