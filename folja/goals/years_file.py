"""Reads a plan over several years from a spreadsheet as it is printed: lines, years, and the sums that stand there."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from folja.goals.budget import Row as Line
from folja.goals.budget import SeveralYears
from folja.goals.measure import MOST_DECIMALS, decimals_of, read_number
from folja.screening.fields import leading_to_somebody, too_long
from folja.spreadsheets.spelling import Cell, folded, is_blank, words
from folja.spreadsheets.table import Row, read_table
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.vocabulary.text import Text

_YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_NAME = 120
_SUMS = {folded(word) for word in ("Summa", "Totalt", "Total", "Sum", "Summan")}


def read_years(content: bytes | Path, filename: str) -> SeveralYears:
    """The plan in a file (.xlsx, .csv): a line's name first, a column for each year, and perhaps a sum.

    A row that is called Summa or Totalt holds the years' printed sums. Nothing is corrected: the plan's problems
    name what does not hold. Raises Refused with every cell that is no number,
    and every name that leads to somebody.
    """
    table = read_table(content, filename, _rank)
    years = {place: int(heading) for place, heading in enumerate(table.headings) if _YEAR.fullmatch(heading)}
    if not years or 0 in years:
        raise refuse(
            "översta raden",
            sv="Skriv ett år över varje kolumn, till exempel 2023, och vad pengarna går till i den första.",
            en="write a year above each column, and the lines' names in the first",
        )
    total = next((place for place, heading in enumerate(table.headings) if folded(heading) in _SUMS), None)
    problems: list[Problem] = []
    lines: list[Line] = []
    printed: tuple[Decimal | None, ...] = ()
    printed_total = None
    for row in (row for row in table.rows if not row.is_blank):
        name = words(_at(row, 0))
        values = tuple(_number(row, place, table.headings, problems) for place in years)
        sum_ = None if total is None else _number(row, total, table.headings, problems)
        if folded(name) in _SUMS:
            printed, printed_total = values, sum_
        elif name:
            problems += about_name(name, f"rad {row.number}")
            lines.append(Line(Text.of(sv=name, en=name), values, sum_))
    if problems:
        raise Refused(problems)
    return SeveralYears(tuple(years.values()), tuple(lines), printed, printed_total)


def about_name(name: str, where: str) -> Iterator[Problem]:
    """What is wrong with what a line or the plan itself is called: it is read by many."""
    yield from too_long({where: name}, LONGEST_NAME)
    yield from leading_to_somebody({where: name})


def _rank(cells: Sequence[str]) -> tuple[int, int]:
    years = sum(bool(_YEAR.fullmatch(cell)) for cell in cells)
    return years, years + sum(folded(cell) in _SUMS for cell in cells) + 1


def _at(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None


def _number(row: Row, place: int, headings: Sequence[str], problems: list[Problem]) -> Decimal | None:
    cell = _at(row, place)
    if is_blank(cell) or words(cell) in ("-", "–"):
        return None
    number = read_number(words(cell))
    if number is None:
        problems.append(
            problem(
                f"rad {row.number}, kolumn {headings[place]}",
                sv="Skriv ett tal, eller lämna rutan tom.",
                en="write a number, or leave the cell empty",
            )
        )
    elif decimals_of(number) > MOST_DECIMALS:
        problems.append(
            problem(
                f"rad {row.number}, kolumn {headings[place]}",
                sv="Talet har fler än två decimaler. Skriv det som det är tryckt.",
                en="the number has more than two decimals; write it as it is printed",
            )
        )
    return number
