"""The report as PDF: tagged, readable by those who listen, and saying the same numbers as everywhere."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from folja.reports.document import Document, Heading, Name, Paragraph, Quote
from folja.reports.offers import not_shown
from folja.reports.pdf import pdf
from tests.unit.reports import sample


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return PdfReader(BytesIO(pdf(sample.document)))


def texts(document: Document) -> list[str]:
    """What each page of it says."""
    pages = PdfReader(BytesIO(pdf(document))).pages
    return [re.sub(r"[\s ]+", " ", page.extract_text()) for page in pages]


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return texts(sample.document)


def elements(reader: PdfReader) -> Iterator[Any]:
    """Every structure element, in the order they are read aloud."""
    yield from _below(reader.trailer["/Root"]["/StructTreeRoot"])


def _below(element: Any) -> Iterator[Any]:
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        child = child.get_object() if isinstance(child, IndirectObject) else child
        if isinstance(child, dict) and "/S" in child:
            yield child
            yield from _below(child)


def count(reader: PdfReader, tag: str) -> int:
    return sum(element["/S"] == tag for element in elements(reader))


def test_it_is_tagged_and_declares_pdf_ua_1(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_it_is_in_swedish_and_shows_its_title(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "sv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Tertialrapport 1 2022"


def test_its_headings_are_headings(reader: PdfReader) -> None:
    assert count(reader, "/H1") == 1
    assert count(reader, "/H2") == 6 + len(("Definitioner", "Ursprung"))
    assert count(reader, "/H3") == 1


def test_every_table_has_header_cells_for_its_columns(reader: PdfReader) -> None:
    tables = [element for element in elements(reader) if element["/S"] == "/Table"]
    headers = [sum(cell["/S"] == "/TH" for cell in _below(table)) for table in tables]
    assert len(tables) == len(sample.TABLES)
    assert headers[0] == len(sample.results.columns)
    assert all(headers)


def test_every_chart_has_words_for_those_who_cannot_see_it(reader: PdfReader) -> None:
    told = [element["/Alt"] for element in elements(reader) if "/Alt" in element]
    assert told == [chart.alt for chart in sample.CHARTS]


def test_the_only_font_is_embedded(reader: PdfReader) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert all("+SourceSans3" in font for font in fonts)


@pytest.mark.parametrize("words", ["1 040", "färre än 5", "47 %", "70 av 175", "30–51 %", "16 procentenheter"])
def test_numbers_are_written_as_in_swedish(pages: list[str], words: str) -> None:
    assert words in " ".join(pages)


def test_a_hidden_figure_says_why_and_what_is_offered(pages: list[str]) -> None:
    assert "Visas inte: färre än 40 svar I stället: 89 % i Farsta stadsdelsförvaltning (80 av 90)" in pages[0]


def test_every_page_says_that_the_data_is_invented(pages: list[str]) -> None:
    assert len(pages) > 3
    assert all("Påhittade uppgifter" in page for page in pages)


def test_a_real_report_never_says_invented() -> None:
    real = PdfReader(BytesIO(pdf(replace(sample.document, invented=False))))
    assert not any("Påhittade" in page.extract_text() for page in real.pages)


def test_every_page_has_its_number_its_method_and_where_the_definitions_are(pages: list[str]) -> None:
    last = len(pages)
    assert "Samtal där minst en vuxen var man" in pages[last - 1]
    for number, page in enumerate(pages, start=1):
        assert f"Sida {number} av {last}" in page
        assert f"Definitioner på sidan {last}" in page
        assert "Antal samtal är exakta." in page


def test_a_table_that_goes_on_repeats_its_header() -> None:
    long = replace(sample.document, blocks=(replace(sample.units, rows=sample.units.rows * 2),))
    goes_on = [page for page in texts(long) if "Öppna förskolan" in page]
    assert len(goes_on) == 2
    assert all("Enhet Samtal En man deltog" in page for page in goes_on)


def test_no_heading_is_left_alone_at_the_foot_of_a_page(pages: list[str]) -> None:
    for heading in ("Enheterna i stadsdelen", "Utvecklingen", "Det som inte kan visas"):
        page = next(page for page in pages if heading in page)
        after = page.split(heading)[-1].split("Antal samtal är exakta.")[0]
        assert len(after.split()) > 10


def test_a_unit_name_longer_than_its_column_is_divided_not_drawn_over_the_next(pages: list[str]) -> None:
    text = " ".join(pages)
    assert "Donaudampf" in text
    assert "Donaudampfschifffahrtsföräldrastödsverksamheten" not in text


def test_no_row_is_split_between_two_pages() -> None:
    name = Name("Begynnelsen " + "och så vidare till nästa rad " * 8 + "slutordet")
    rows = tuple((name, *row[1:]) for row in sample.units.rows * 3)
    long = replace(sample.document, blocks=(replace(sample.units, rows=rows),))
    texts = [page.extract_text() for page in PdfReader(BytesIO(pdf(long))).pages]
    assert sum(text.count("Begynnelsen") for text in texts) == len(rows)
    assert all(text.count("Begynnelsen") == text.count("slutordet") for text in texts)


def test_the_same_document_is_the_same_bytes() -> None:
    assert pdf(sample.document) == pdf(sample.document)


def test_a_report_with_nothing_in_it_is_still_a_report() -> None:
    empty = replace(sample.document, blocks=(), definitions=(), provenance={}, frozen_on=None, invented=False)
    text = PdfReader(BytesIO(pdf(empty))).pages[0].extract_text()
    assert "Siffrorna är inte fastställda än." in text
    assert "Definitioner" not in text


def test_it_speaks_english_too() -> None:
    text = PdfReader(BytesIO(pdf(replace(sample.document, language="en")))).pages[0].extract_text()
    assert "Invented data" in text
    assert "Page 1 of" in text
    assert "The figures were frozen on 16 May 2022." in text


def test_the_checksums_stand_after_the_definitions_and_not_on_a_page_of_their_own() -> None:
    checksum = "0123456789abcdef" * 4
    for copies in (1, 5, 9, 13, 20):
        last = texts(
            replace(
                sample.document,
                blocks=(),
                definitions=sample.document.definitions * copies,
                provenance={"closing": checksum, "content": checksum},
            )
        )[-1]
        assert last.replace(" ", "").count(checksum) == 2
        assert any(definition.title in last for definition in sample.document.definitions)


def test_a_parts_heading_and_introduction_are_never_parted_from_its_table() -> None:
    before = Paragraph(("Ord som fyller sidan. " * 12,))
    part = (Heading(2, "Delen"), Paragraph(("Det här handlar delen om.",)), Heading(3, "Siffrorna"), sample.results)
    for lines in range(6, 18):
        pages = texts(replace(sample.document, blocks=(*[before] * lines, *part)))
        page = next(page for page in pages if "Det här handlar delen om." in page)
        assert "Delen" in page
        assert sample.SOON.sv in page


def test_what_cannot_be_shown_is_told_in_a_frame_of_words() -> None:
    block = not_shown([sample.topics, replace(sample.topics, title=sample.MAN)], "sv")
    (page,) = texts(replace(sample.document, blocks=(block,), definitions=(), provenance={}))
    assert (
        "Visas inte: färre än 40 svar. I stället i Farsta stadsdelsförvaltning: vi pratade om rätt saker vid "
        "hembesöken 89 % (80 av 90); samtal där en man deltog 89 % (80 av 90)." in page
    )


def test_the_table_of_a_chart_with_more_months_than_a_page_holds_goes_on_on_the_next() -> None:
    months = tuple(sample.month(10 + n % 7, of=(2016 + n // 12, n % 12 + 1)) for n in range(72))
    rows = tuple((month.period, Quote(month)) for month in months)
    long = replace(sample.run, figures=months, table=replace(sample.run.table, rows=rows), marked=None)
    said = " ".join(texts(replace(sample.document, blocks=(long,))))
    assert all(month.period.first.name().capitalize() in said for month in months)
