"""The report as a Word file, as Word itself will read it."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from folja.reports.document import Heading, Name, Paragraph
from folja.reports.offers import not_shown
from folja.reports.word import word
from tests.unit.reports import sample


@pytest.fixture(scope="module")
def file() -> Any:
    return docx.Document(BytesIO(word(sample.document)))


def headings(file: Any) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in file.paragraphs if p.style.name.startswith("Heading")]


def test_its_headings_are_headings(file: Any) -> None:
    assert headings(file)[:4] == [
        ("Heading 1", "Tertialrapport 1 2022"),
        ("Heading 2", "Det viktigaste"),
        ("Heading 2", "Råd- och stödsamtal"),
        ("Heading 3", "Utvecklingen"),
    ]


def test_every_table_has_a_header_row_that_repeats_and_rows_that_hold_together(file: Any) -> None:
    assert len(file.tables) == len(sample.TABLES)
    for table in file.tables:
        assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [
            True,
            *(False for _ in table.rows[1:]),
        ]
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_a_table_says_that_its_first_row_and_column_are_headers(file: Any) -> None:
    look = file.tables[0]._tbl.tblPr.find(qn("w:tblLook"))
    assert look.get(qn("w:firstRow")) == look.get(qn("w:firstColumn")) == "1"


def test_numbers_stand_to_the_right_and_in_swedish(file: Any) -> None:
    cells = file.tables[0].rows[2].cells
    assert [cell.text for cell in cells[1:5]] == ["47\u00a0%", "40 av 85", "5", "34–60\u00a0%"]
    assert all("RIGHT" in str(cell.paragraphs[0].alignment) for cell in cells[1:5])


def test_a_hidden_figure_says_why_and_what_is_offered(file: Any) -> None:
    hidden = file.tables[0].rows[4].cells
    assert (
        hidden[1].text == "Visas inte: färre än 40 svar\nI stället: 89\u00a0% i Farsta stadsdelsförvaltning (80 av 90)"
    )
    assert all(cell.text == hidden[1].text for cell in hidden[1:])


def test_every_chart_is_a_picture_with_words(file: Any) -> None:
    told = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    assert told == [chart.alt for chart in sample.CHARTS]


def test_it_is_in_swedish_and_says_what_it_is(file: Any) -> None:
    about = file.core_properties
    assert (about.title, about.author, about.language) == ("Tertialrapport 1 2022", "Följa", "sv-SE")
    assert about.comments == ""
    assert {spoken.get(qn("w:val")) for spoken in file.styles.element.iter(qn("w:lang"))} == {"sv-SE"}


def test_the_margins_say_invented_method_and_page(file: Any) -> None:
    section = file.sections[0]
    assert "Påhittade uppgifter" in section.header.paragraphs[0].text
    assert section.footer.paragraphs[0].text == sample.document.method
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGEREF definitions", "PAGE", "NUMPAGES"]


def test_a_real_report_never_says_invented() -> None:
    real = docx.Document(BytesIO(word(replace(sample.document, invented=False))))
    assert "Påhittade" not in real.sections[0].header.paragraphs[0].text


def test_the_definitions_can_be_referred_to(file: Any) -> None:
    marks = [mark.get(qn("w:name")) for mark in file.element.iter(qn("w:bookmarkStart"))]
    assert marks == ["definitions"]
    assert any(p.text.startswith("Samtal där minst en vuxen var man") for p in file.paragraphs)


def test_a_report_without_definitions_refers_to_none() -> None:
    bare = docx.Document(BytesIO(word(replace(sample.document, definitions=(), provenance={}))))
    fields = [field.get(qn("w:instr")) for field in bare.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_value_in_prose_is_strong(file: Any) -> None:
    lead = next(p for p in file.paragraphs if p.text.startswith("Enheten höll"))
    assert [run.text for run in lead.runs if run.bold] == ["187", "40\u00a0%", "1\u00a0040"]


def test_no_table_is_wider_than_the_page(file: Any) -> None:
    width = file.sections[0].page_width - file.sections[0].left_margin - file.sections[0].right_margin
    for table in file.tables:
        assert sum(column.width for column in table.columns) <= width


def test_what_cannot_be_shown_stands_in_a_frame() -> None:
    told = not_shown([sample.topics], "sv")
    file = docx.Document(BytesIO(word(replace(sample.document, blocks=(told,)))))
    framed = [paragraph.text for paragraph in file.paragraphs if paragraph.style.name == "Report withheld"]
    assert len(framed) == 1
    assert framed[0].startswith("Visas inte: färre än 40 svar. I stället i Farsta stadsdelsförvaltning: ")


def test_what_introduces_a_part_is_kept_with_it() -> None:
    """Else a heading and its line would stand alone at the foot of a page."""
    introduced = replace(
        sample.document,
        blocks=(
            Heading(2, "Samtal"),
            Paragraph((Name("Om samtalen."),)),
            Heading(3, "Det här gjorde vi"),
            sample.TABLES[0],
        ),
    )
    written = docx.Document(BytesIO(word(introduced)))
    (intro,) = [paragraph for paragraph in written.paragraphs if paragraph.text == "Om samtalen."]
    assert intro.paragraph_format.keep_with_next
    alone = replace(sample.document, blocks=(Heading(2, "Samtal"), Paragraph((Name("Om samtalen."),))))
    (last,) = [one for one in docx.Document(BytesIO(word(alone))).paragraphs if one.text == "Om samtalen."]
    assert not last.paragraph_format.keep_with_next


def test_every_style_that_is_named_is_in_the_file(file: Any) -> None:
    named = {one.get(qn("w:val")) for one in file.element.iter(qn("w:pStyle"))}
    assert named
    assert named <= {style.style_id for style in file.styles}


def test_every_row_of_a_table_is_as_wide_as_the_others_also_where_cells_are_joined(file: Any) -> None:
    for table in file.tables:
        widths = {sum(int(cell.get(qn("w:w"))) for cell in row.iter(qn("w:tcW"))) for row in table._tbl.tr_lst}
        assert max(widths) - min(widths) <= len(table.columns)
