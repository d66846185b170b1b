"""In whose name and look a report is, in every format: logo, name, colour, contact and number in the diary."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from folja.reports import html
from folja.reports.document import Document, Municipality
from folja.reports.excel import excel
from folja.reports.frozen import FrozenReport, hash_of
from folja.reports.logo import checked_logo
from folja.reports.pdf import pdf
from folja.reports.word import word
from tests.unit.reports import sample
from tests.unit.reports.test_logo import SVG
from tests.whole_files import assert_whole_excel, assert_whole_pdf, assert_whole_word

CONTACT = ("Stadsledningskontoret", "foljning@staden.example")
LOGO = checked_logo(SVG, "logga.svg")


@pytest.fixture(scope="module")
def dressed() -> Document:
    of = Municipality("Exempelstaden", CONTACT, base64.b64encode(LOGO).decode(), "#1a5632")
    blocks = (*sample.document.blocks[:4], sample.months)
    return replace(sample.document, blocks=blocks, municipality=of, diary_number="EXS 2022/118-1.5")


def test_the_pdf_has_all_of_it_on_its_first_page_and_the_logo_on_every(dressed: Document) -> None:
    reader = assert_whole_pdf(pdf(dressed), dressed.title)
    first = " ".join(reader.pages[0].extract_text().split())
    for said in ("Exempelstaden", *CONTACT, "Diarienummer EXS 2022/118-1.5"):
        assert said in first, said
    assert all(len(page.images) for page in reader.pages)
    assert reader.metadata is not None
    assert reader.metadata.author == "Exempelstaden"
    assert b"0.101" in b"".join(map(_drawing, _page_contents(reader)))  # 1a of ff: the colour's red


def _page_contents(reader: PdfReader) -> Iterator[Any]:
    yield reader.pages[0].get_contents()


def _drawing(content: Any) -> bytes:
    data = content.get_data()
    assert isinstance(data, bytes)
    return data


def test_word_has_all_of_it_and_the_logo_in_its_head(dressed: Document) -> None:
    file = assert_whole_word(word(dressed), dressed.title)
    texts = [paragraph.text for paragraph in file.paragraphs]
    assert texts[:2] == ["Exempelstaden", dressed.title]
    assert "Diarienummer EXS 2022/118-1.5" in texts
    assert "\n".join(CONTACT) in texts
    (logo,) = file.sections[0].header._element.iter(qn("wp:docPr"))
    assert logo.get("descr") == "Exempelstaden"
    assert str(file.styles["Report draft label"].font.color.rgb) == "1A5632"


def test_the_first_sheet_has_all_of_it(dressed: Document) -> None:
    book = assert_whole_excel(excel(dressed), dressed.title)
    said = [cell.value for row in book["Rapporten"].iter_rows() for cell in row if cell.value]
    assert said[:2] == ["Exempelstaden", dressed.title]
    assert {"Diarienummer EXS 2022/118-1.5", ", ".join(CONTACT)} <= set(said)
    (logo,) = book["Rapporten"]._images
    assert logo.ref


def test_a_page_shows_the_logo_at_its_address_and_a_file_has_it_inside(dressed: Document) -> None:
    page = html.sender(dressed, "/kommunen/logotyp/abc.png")
    assert '<img class="report-logo" src="/kommunen/logotyp/abc.png" alt="">' in page
    assert 'fill="#1a5632"' in page
    assert "style=" not in page
    whole = html.page(dressed)
    assert "img-src data:;" in whole
    assert f"data:image/png;base64,{base64.b64encode(LOGO).decode()}" in whole
    assert "Diarienummer EXS 2022/118-1.5" in whole


def test_a_report_in_nobodys_name_is_as_before() -> None:
    assert html.sender(sample.document) == ""
    assert "img-src" not in html.page(sample.document)
    assert docx.Document(BytesIO(word(sample.document))).paragraphs[0].text == sample.document.title
    assert load_workbook(BytesIO(excel(sample.document)))["Rapporten"]["A1"].value == sample.document.title


def test_names_cannot_write_into_a_page(dressed: Document) -> None:
    sly = replace(dressed, municipality=Municipality("<script>", ("<b>",)), diary_number="<i>")
    assert "<script>" not in html.page(sly)
    assert "<b>" not in html.page(sly)
    assert "<i>" not in html.page(sly)


def test_a_report_is_kept_with_the_look_it_had_and_one_without_any_is_still_read(dressed: Document) -> None:
    for document in (dressed, sample.document):
        text = FrozenReport(document, {}, "content", "policy", "version").to_json()
        assert FrozenReport.from_json(text, expected_hash=hash_of(text)).document == document
    kept = FrozenReport(sample.document, {}, "content", "policy", "version").to_json()
    before = kept.replace(',"municipality":null', "").replace('"diary_number":"",', "")
    assert "municipality" not in before
    assert FrozenReport.from_json(before, expected_hash=hash_of(before)).document == sample.document
