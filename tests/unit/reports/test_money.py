"""Budgets in a report: as printed with one decimal, numbers in Excel, and every sum that does not hold named once."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from folja.demo.goals import demo_budgets
from folja.goals.budget import Account, Year
from folja.reports import money, words
from folja.reports.document import Block, Paragraph, Table
from folja.reports.manuscript import Manuscript
from folja.reports.rendering import render
from tests.unit.reports.sample import document


def told(blocks: list[Block]) -> list[str]:
    said = ["".join(map(words.quoted, block.pieces)) for block in blocks if isinstance(block, Paragraph)]
    return [words_.replace(words.NO_BREAK, " ") for words_ in said]


def printed(blocks: list[Block]) -> list[list[str]]:
    tables = [block for block in blocks if isinstance(block, Table)]
    return [
        [words.quoted(piece).replace(words.NO_BREAK, " ") for piece in row] for table in tables for row in table.rows
    ]


def test_a_year_stands_beside_those_before_it() -> None:
    blocks = list(money.blocks(Manuscript(budgets=demo_budgets().years), 2020))
    assert printed(blocks) == [
        ["Kostnader", "25,6", "23,0", ""],
        ["Intäkter", "−5,3", "−5,7", ""],
        ["Netto", "20,3", "17,3", "3,0"],
        ["2019", "20,3", "17,8", "2,5"],
        ["2020", "20,3", "17,3", "3,0"],
    ]
    assert told(blocks) == ["Miljoner kronor."]


def test_what_does_not_add_up_is_named_in_the_report() -> None:
    account = Account(Decimal("32.3"), Decimal("-9.9"), Decimal("22.5"))
    blocks = list(money.blocks(Manuscript(budgets=(Year(2021, account, account, Decimal(0)),)), 2021))
    assert told(blocks)[1] == (
        "Siffrorna står som de är tryckta. Allt går inte ihop: "
        "2021, budget: Budgetens netto står som 22,5 men blir 22,4. "
        "2021, utfall: Utfallets netto står som 22,5 men blir 22,4."
    )


def test_a_plan_over_years_is_in_the_reports_of_its_years_only() -> None:
    money_ = demo_budgets()
    manuscript = Manuscript(several_years=((money_.plan_name, money_.plan),))
    assert list(money.blocks(manuscript, 2021)) == []
    blocks = list(money.blocks(manuscript, 2020))
    assert printed(blocks)[-1] == ["Summa", "9 595", "10 083", "10 474", "10 991", "41 423"]
    assert told(blocks)[0].count("70 mindre än") == 4
    assert "280 mindre än 41 423" in told(blocks)[0]


def test_a_whole_number_of_millions_has_its_decimal_in_excel_too() -> None:
    blocks = tuple(money.blocks(Manuscript(budgets=demo_budgets().years), 2020))
    book = load_workbook(BytesIO(render(replace(document, blocks=blocks), ".xlsx")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value == 3]
    assert cells
    assert {cell.number_format for cell in cells} == {"#,##0.0"}
