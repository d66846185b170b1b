"""One document, four formats, the same words in all of them."""

import re
from io import BytesIO

import docx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from folja.reports.rendering import FORMATS, render
from folja.reports.words import percent
from folja.vocabulary.problem import Refused
from tests.unit.reports import sample

STARTS = {".pdf": b"%PDF-1.7", ".docx": b"PK", ".xlsx": b"PK", ".html": b"<!doctype html>"}


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_files_ending_decides_the_format(suffix: str) -> None:
    assert render(sample.document, suffix).startswith(STARTS[suffix])
    assert render(sample.document, suffix.upper()).startswith(STARTS[suffix])


@pytest.mark.parametrize("suffix", [".odt", "", ".pdf.exe", "pdf"])
def test_another_ending_is_refused_with_what_to_do(suffix: str) -> None:
    with pytest.raises(Refused) as refusal:
        render(sample.document, suffix)
    assert refusal.value.problems[0].text.sv.endswith("Låt filnamnet sluta på något av .pdf, .docx, .xlsx, .html.")


def test_every_format_words_a_half_per_cent_alike() -> None:
    """A spreadsheet rounds halves upwards, so everything does: 25 of 200 is 13 %, also where it is text."""
    assert [percent(share) for share in (25 / 200, 57 / 200, 0.265)] == ["13\u00a0%", "29\u00a0%", "27\u00a0%"]


def test_the_same_words_stand_in_every_format_that_is_read() -> None:
    said = {
        ".pdf": " ".join(page.extract_text() for page in PdfReader(BytesIO(render(sample.document, ".pdf"))).pages),
        ".docx": _word_text(render(sample.document, ".docx")),
        ".html": render(sample.document, ".html").decode(),
    }
    for words in (
        "47 %",
        "70 av 175",
        "färre än 5",
        "Visas inte: färre än 40 svar",
        "Utkast, inte godkänt: så såg det ut 16 juni 2022.",
    ):
        assert all(words in re.sub(r"\s+", " ", text) for text in said.values())


def test_numbers_and_definitions_come_along_to_excel() -> None:
    book = load_workbook(BytesIO(render(sample.document, ".xlsx")))
    found = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {0.4, 175, 1040, "färre än 5", *(definition.words for definition in sample.document.definitions)} <= found


def _word_text(file: bytes) -> str:
    opened = docx.Document(BytesIO(file))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])
