"""Whether a report's file is whole and can be read by everybody: what the tools for each format find in it."""

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

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
    return reader


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
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in file.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert all(one.get("descr") for one in file.element.iter(qn("wp:docPr")))
    return file


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
