"""The report as an Excel file: real numbers to go on counting with, and words where there are none."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from folja.reports.document import Definition, Heading, Name
from folja.reports.excel import excel
from folja.reports.offers import not_shown
from tests.unit.reports import sample


def read(document: Any) -> Any:
    return load_workbook(BytesIO(excel(document)))


@pytest.fixture(scope="module")
def book() -> Any:
    return read(sample.document)


def row_of(sheet: Any, name: str) -> list[Any]:
    return next([*row] for row in sheet.iter_rows() if row[0].value == name)


def values(cells: list[Any]) -> list[Any]:
    return [cell.value for cell in cells]


def test_it_opens_with_what_the_report_is_and_ends_with_its_definitions(book: Any) -> None:
    assert book.sheetnames == [
        "Rapporten",
        "1.1 Förväntade resultat",
        "1.2 Andel samtal där en man",
        "1.3 Samtal per månad",
        "1.4 Så hittade föräldrarna hit",
        "1.5 Vuxna som deltog",
        "1.6 Så hittade föräldrarna hit",
        "2.1 Så svarade de",
        "3.1 Utvecklingen enhet för",
        "3.2 Stadsdelarna",
        "3.3 Råd- och stödsamtal månad",
        "3.4 Kvinnor och män",
        "3.5 Utvecklingen Pappor nås",
        "4.1 Kan inte visas här",
        "4.2 Samma siffror i kort form",
        "5.1 Enheterna i stadsdelen",
        "Underlag till diagram",
        "Definitioner",
    ]
    first = [cell.value for row in book["Rapporten"].iter_rows() for cell in row if cell.value]
    assert first[:4] == [
        "Tertialrapport 1 2022",
        "Föräldrastöd Farsta, Farsta stadsdelsförvaltning",
        "Januari–april 2022. Siffrorna fastställdes 16 maj 2022. Utkast, inte godkänt: så såg det ut 16 juni 2022.",
        "◇ Påhittade uppgifter",
    ]
    assert row_of(book["Definitioner"], sample.MAN.sv)[1].value.startswith("Samtal där minst en vuxen var man")


def test_figures_are_numbers_and_shares_are_shown_as_whole_per_cent(book: Any) -> None:
    cells = row_of(book["1.1 Förväntade resultat"], "Samtal där en man deltog")
    assert values(cells)[1:7] == [0.4, 70, 175, 10, 0.30, 0.51]
    assert [cell.number_format for cell in cells[1:7]] == ["0 %", "#,##0", "#,##0", "#,##0", "0 %", "0 %"]


def test_the_columns_say_which_number_is_which(book: Any) -> None:
    assert values(row_of(book["1.1 Förväntade resultat"], "Nyckeltal")) == [
        "Nyckeltal", "Utfall", "Antal", "Antal, av", "Vet ej", "Osäkerhet, lägst", "Osäkerhet, högst",
        "Jämfört med året före",
    ]  # fmt: skip


def test_a_hidden_figure_is_words_and_no_number(book: Any) -> None:
    hidden = values(row_of(book["1.1 Förväntade resultat"], "Vi pratade om rätt saker vid hembesöken"))
    assert hidden[1] == "Visas inte: färre än 40 svar. I stället: 89\u00a0% i Farsta stadsdelsförvaltning (80 av 90)"
    assert hidden[2:] == [None] * 6


def test_a_published_nothing_is_fewer_than_five_and_never_nought(book: Any) -> None:
    assert values(row_of(book["1.4 Så hittade föräldrarna hit"], "En vän eller släkting"))[1:4] == [
        "färre än 5",
        "färre än 5",
        150,
    ]
    for sheet in book:
        assert all(cell.value != 0 for row in sheet.iter_rows() for cell in row)


def test_a_share_without_a_column_for_its_base_brings_it_along(book: Any) -> None:
    assert values(row_of(book["4.2 Samma siffror i kort form"], "Samtal där en man deltog")) == [
        "Samtal där en man deltog", 0.4, 70, 175, pytest.approx(70 / 155),
    ]  # fmt: skip


def test_the_header_row_stays_in_sight(book: Any) -> None:
    assert book["5.1 Enheterna i stadsdelen"].freeze_panes == "B6"
    assert book["5.1 Enheterna i stadsdelen"]["A5"].value == "Enhet"


def test_every_table_has_a_sheet_of_its_own_and_is_one_that_excel_knows(book: Any) -> None:
    assert max(len(sheet.tables) for sheet in book) == 1
    tables = [table for sheet in book for table in sheet.tables.values()]
    assert len(tables) == len(sample.TABLES) + len(("Definitioner",))
    assert all(table.headerRowCount in (1, None) for table in tables)


def test_every_printed_page_says_that_the_data_is_invented(book: Any) -> None:
    assert all(sheet.oddHeader.right.text == "Påhittade uppgifter" for sheet in book)
    real = read(replace(sample.document, invented=False))
    assert all(not sheet.oddHeader.right.text for sheet in real)


def test_words_never_become_a_formula() -> None:
    sly = replace(sample.short, rows=((Name("=1+1"), "=2+2", "@SUM(A1)"),))
    written = read(replace(sample.document, blocks=(sly,), definitions=(Definition("=A1", "=B1"),)))
    assert all(cell.data_type != "f" for sheet in written for row in sheet.iter_rows() for cell in row)
    assert values(row_of(written.worksheets[1], "=1+1")) == ["=1+1", "=2+2", "@SUM(A1)"]


def test_captions_that_excel_does_not_take_as_names_are_made_into_such() -> None:
    sly = replace(sample.short, caption="Samverkan [BVC/BMM]: hur det går i hela stadsdelen")
    blocks = (Heading(2, "Samverkan"), sly, sly, Heading(2, "Rapporten"), replace(sly, caption="'Rapporten'"))
    assert read(replace(sample.document, blocks=blocks)).sheetnames == [
        "Rapporten",
        "1.1 Samverkan BVC BMM hur det",
        "1.2 Samverkan BVC BMM hur det",
        "2.1 Rapporten",
        "Definitioner",
    ]


def test_the_first_sheet_leads_to_every_other(book: Any) -> None:
    leads_to = [cell.hyperlink.location for row in book["Rapporten"].iter_rows() for cell in row if cell.hyperlink]
    assert leads_to == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_what_stands_below_a_table_in_the_report_stands_below_it_here(book: Any) -> None:
    below = [row[0].value for row in book["5.1 Enheterna i stadsdelen"].iter_rows() if row[0].value]
    assert below[-1] == "Enheter med färre än tre medarbetare visas bara inom sin stadsdel."
    told = [row[0].value for row in book["1.2 Andel samtal där en man"].iter_rows() if row[0].value]
    assert told[-3:] == [
        "Män deltar i 40\u00a0% av samtalen, som året före.",
        "Andel samtal där en man deltog, per tertial. Bandet visar osäkerheten.",
        "Ny fråga 2021, går inte att jämföra",
    ]


def test_a_report_without_definitions_can_be_opened() -> None:
    assert read(replace(sample.document, definitions=(), provenance={})).sheetnames[-1] == "Definitioner"


def test_a_reason_and_what_is_offered_keep_their_own_columns(book: Any) -> None:
    assert values(row_of(book["4.1 Kan inte visas här"], "Vi pratade om rätt saker vid hembesöken"))[1:3] == [
        "Visas inte: färre än 40 svar",
        "89\u00a0% i Farsta stadsdelsförvaltning",
    ]


def test_a_row_begins_with_a_capital_as_in_every_format(book: Any) -> None:
    assert values(row_of(book["1.2 Andel samtal där en man"], "Tertial 1 2022"))[1:4] == [0.4, 70, 175]


def test_what_cannot_be_shown_has_a_row_for_each_figure() -> None:
    told = not_shown([sample.topics, replace(sample.topics, title=sample.MAN)], "sv")
    book = read(replace(sample.document, blocks=(told,)))
    rows = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    reasons = [row[1] for row in rows if row[0] in (sample.TOPICS.sv, sample.MAN.sv)]
    assert reasons == ["Visas inte: färre än 40 svar"] * 2
