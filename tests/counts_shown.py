"""Every count about people that is shown, however it is shown: read out of a page, a file or a system's answer."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import docx
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.web.pages import rows, words

NUMBER = r"(\d{1,3}(?: \d{3})+|\d+)"
# "85 av 195", of which the 195 of a rate are acts; "Vet ej: 25"; "75 Avrundat till femtal".
IN_WORDS = re.compile(rf"{NUMBER} av (?=\d)|(?:Vet ej|Hoppade över): {NUMBER}|{NUMBER} Avrundat till femtal")
BASES = re.compile(rf"(?<!samtal )\b{NUMBER} av {NUMBER}, osäkerhet")
OF_PEOPLE = {"Antal", "Antal, av", "Vet ej", "Hoppade över", "Svar"}
Told = Iterator[tuple[str, int]]


def in_page(answer: Any) -> Told:
    """Of a page: in its words, and in its tables."""
    yield from in_words(words(answer))
    yield from in_tables(rows(answer))


def in_file(suffix: str, content: bytes) -> Told:
    """Of a report's file: all its text, and all its tables."""
    match suffix:
        case "pdf":
            pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
            for number, text in enumerate(pages, 1):
                yield from in_words(text.replace(f"{number} av {len(pages)}", ""))
        case "docx":
            file = docx.Document(io.BytesIO(content))
            yield from in_words(" ".join(paragraph.text for paragraph in file.paragraphs))
            for table in file.tables:
                yield from in_tables([cell.text for cell in row.cells] for row in table.rows)
        case "xlsx":
            for sheet in load_workbook(io.BytesIO(content)):
                yield from in_tables(sheet.iter_rows(values_only=True))


def in_words(text: str) -> Told:
    """Of running text."""
    text = re.sub(r"[\s\u00a0\u202f]+", " ", text)
    for pattern in (IN_WORDS, BASES):
        for found in pattern.finditer(text):
            yield from ((found[0], _whole(number)) for number in found.groups() if number)


def in_tables(lines: Iterable[Sequence[object]]) -> Told:
    """Of the columns that a row of headings says are about people. A count by itself stands where shares do."""
    headings: list[str] = []
    for line in lines:
        cells = ["" if cell is None else str(cell).replace("\u00a0", " ") for cell in line]
        if len([cell for cell in cells if cell]) > 1 and not any(re.search(r"\d", cell) for cell in cells[1:]):
            headings = cells  # a row of words, of the next table perhaps
            continue
        for heading, cell in zip(headings, cells, strict=False):
            if heading in OF_PEOPLE or (heading == "Utfall" and _stands_alone(headings, cells)):
                found = re.fullmatch(rf"{NUMBER}(?: av {NUMBER})?", cell)
                is_rate = heading == "Antal, av" and "per hundra" in cells[0]
                for number in found.groups() if found and not is_rate else ():
                    if number:
                        yield f"{cells[0]}, {heading}: {cell}", _whole(number)


def _stands_alone(headings: Sequence[str], cells: Sequence[str]) -> bool:
    return "Antal" in headings and not cells[headings.index("Antal")]


def _whole(number: str) -> int:
    return int(number.replace(" ", ""))
