"""Whether a file of a document, a report or a method, is whole and can be read by everybody: what the tools for each
format find in it. One place for all that Följa hands out, so that what is asked of one is asked of the others.
"""

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

from folja.reports.document import Document, Heading

MOST_KEPT = 8  # paragraphs in a row that are held together: of more a program breaks the page where it likes
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def assert_whole_pdf(content: bytes, title: str, language: str = "sv") -> PdfReader:
    """Tagged, in a language, with a title that is shown, bookmarks, every font inside, and PDF/UA-1 declared."""
    reader = PdfReader(BytesIO(content), strict=True)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert [one.title for one in reader.outline if not isinstance(one, list)][:1] == [title]
    for page in reader.pages:
        assert page["/Tabs"] == "/S"
        assert all(_is_embedded(font.get_object()) for font in page["/Resources"].get("/Font", {}).values())
    told = list(_elements(root["/StructTreeRoot"]))
    _assert_no_step_left_out([int(one["/S"][2]) for one in told if re.fullmatch(r"/H[1-6]", one["/S"])])
    assert all(one.get("/Alt") for one in told if one["/S"] == "/Figure")
    for table in (one for one in told if one["/S"] == "/Table"):
        rows = [one for one in _elements(table) if one["/S"] == "/TR"]
        assert {one["/S"] for one in _elements(rows[0])} >= {"/TH"}
        assert "/TD" not in {one["/S"] for one in _elements(rows[0])}
    return reader


def assert_no_heading_alone(reader: PdfReader, document: Document) -> None:
    """No heading is the last thing on a page, and every page says what all do."""
    pages = [_in_one_line(page.extract_text()) for page in reader.pages]
    foot = _in_one_line(document.method)
    assert all(foot in page for page in pages)
    for heading in {_in_one_line(one.words) for one in document.blocks if isinstance(one, Heading)}:
        for above, _, after in (page.split(foot)[0].rpartition(heading) for page in pages if heading in page):
            assert after.strip() or not above, heading


def _elements(element: Any) -> Iterator[Any]:
    """Every structure element below, in the order they are read aloud."""
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        below = child.get_object()
        if isinstance(below, dict) and "/S" in below:
            yield below
            yield from _elements(below)


def _assert_no_step_left_out(levels: list[int]) -> None:
    """One heading for the whole, first, and each of the others at most a step below the one before it."""
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def _in_one_line(words: str) -> str:
    return " ".join(words.split())


def _is_embedded(font: Any) -> bool:
    inner = [one.get_object() for one in font.get("/DescendantFonts", [font])]
    return all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one["/FontDescriptor"].get_object()) for one in inner)


def assert_whole_word(content: bytes, title: str, language: str = "sv-SE") -> Any:
    """Real headings without a step left out, header rows, words for every picture, a language and a title."""
    assert_whole_package(content)
    file = docx.Document(BytesIO(content))
    assert (file.core_properties.title, file.core_properties.language) == (title, language)
    assert {one.get(qn("w:val")) for one in file.styles.element.iter(qn("w:lang"))} == {language}
    levels = [int(p.style.name[-1]) for p in file.paragraphs if p.style.name.startswith("Heading")]
    _assert_no_step_left_out(levels)
    page = file.sections[0]
    for table in file.tables:
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert sum(column.width for column in table.columns) <= page.page_width - page.left_margin - page.right_margin
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert all(one.get("descr") for one in file.element.iter(qn("wp:docPr")))
    kept = [_is_kept(one) for one in file.paragraphs]
    assert not kept[-1]
    assert max((len(list(run)) for is_kept, run in groupby(kept) if is_kept), default=0) <= MOST_KEPT
    return file


def _is_kept(paragraph: Any) -> bool:
    """Whether it has to stand on the page of what follows, as it says itself or its style does."""
    own = paragraph.paragraph_format.keep_with_next
    return bool(paragraph.style.paragraph_format.keep_with_next if own is None else own)


def assert_whole_excel(content: bytes, title: str) -> Any:
    """Tables with header rows and captions, charts with words, and a title."""
    assert_whole_package(content)
    book = load_workbook(BytesIO(content))
    assert book.properties.title == title
    assert all(table.headerRowCount in (1, None) for sheet in book for table in sheet.tables.values())
    names = [table.name for sheet in book for table in sheet.tables.values()]
    assert len(set(names)) == len(names)
    with ZipFile(BytesIO(content)) as parts:
        drawings = [etree.fromstring(parts.read(name)) for name in parts.namelist() if "drawings/drawing" in name]
    told = [one.get("descr") for drawing in drawings for one in drawing.iter("{*}cNvPr")]
    assert all(told)
    return book


def assert_whole_package(content: bytes) -> None:
    """A file that asks for no repair: every part is XML or a picture, has a type, and leads to what is there."""
    with ZipFile(BytesIO(content)) as parts:
        names = set(parts.namelist())
        assert len(names) == len(parts.namelist())
        assert parts.testzip() is None
        xml = {name: etree.fromstring(parts.read(name)) for name in names if re.search(r"\.(xml|rels)$", name)}
    types = xml["[Content_Types].xml"]
    by_ending = {one.get("Extension").lower() for one in types.iter(f"{_TYPES}Default")}
    by_part = {one.get("PartName").lstrip("/") for one in types.iter(f"{_TYPES}Override")}
    assert by_part <= names
    for name in names - {"[Content_Types].xml"}:
        assert name in by_part or name.rpartition(".")[2].lower() in by_ending, name
    assert [one for part in names if part.endswith(".rels") for one in _leads_nowhere(part, xml[part], names)] == []


def _leads_nowhere(part: str, links: Any, names: set[str]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(part))
    for link in links:
        if link.get("TargetMode") != "External" and not link.get("Target").startswith("#"):
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target"))).lstrip("/")
            if target not in names:
                yield f"{part}: {target}"
