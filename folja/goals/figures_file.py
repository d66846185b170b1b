"""Reads a spreadsheet of figures from outside, row by row: what can be entered, and what must be mended first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from folja.goals import measure, place
from folja.goals.columns import Columns, day, period, places, ranked
from folja.goals.measure import Measure, read_number
from folja.goals.outside import GENDERS, OutsideFigure
from folja.screening.fields import leading_to_somebody, too_long
from folja.spreadsheets.reading import RefusedRow, SkippedRow
from folja.spreadsheets.spelling import Cell, folded, is_blank, words
from folja.spreadsheets.table import Row, read_table
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused, problem
from folja.vocabulary.text import Text
from folja.vocabulary.unit import UnitTree

COLUMNS: Columns = {
    "measure": ("mått",),
    "unit": ("enhet", "stadsdel", "plats", "place"),
    "period": ("år", "year"),
    "value": ("värde", "siffra", "utfall"),
    "source": ("källa",),
    "dated": ("daterad", "datum", "date"),
    "woman": ("kvinnor", "women"),
    "man": ("män", "men"),
    "other": ("andra", "others"),
    "note": ("anmärkning", "varför ingen siffra"),
}
REQUIRED = ("measure", "unit", "period", "value", "source", "dated")
TEMPLATE: Mapping[str, tuple[str, ...]] = {
    "sv": ("Mått", "Enhet", "Period", "Värde", "Källa", "Daterad", "Kvinnor", "Män", "Andra", "Anmärkning"),
    "en": ("Measure", "Unit", "Period", "Value", "Source", "Dated", "Women", "Men", "Others", "Note"),
}
LONGEST_SOURCE, LONGEST_NOTE = 200, 300
_BLANK = Text.of(sv="Raden är tom.", en="The row is empty.")


@dataclass(frozen=True)
class TakenFigure:
    """A row that is a figure."""

    row: int
    figure: OutsideFigure


@dataclass(frozen=True)
class FiguresReport:
    """What became of each row below the headings, in order."""

    rows: tuple[TakenFigure | SkippedRow | RefusedRow, ...]

    @property
    def figures(self) -> tuple[OutsideFigure, ...]:
        return tuple(row.figure for row in self.rows if isinstance(row, TakenFigure))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for row in self.rows if isinstance(row, RefusedRow) for problem in row.problems)

    @property
    def skipped(self) -> int:
        return sum(isinstance(row, SkippedRow) for row in self.rows)


def read_figures(content: bytes | Path, filename: str, tree: UnitTree, today: date, entered_by: str) -> FiguresReport:
    """The figures in a file (.xlsx, .csv), read but not entered.

    Raises Refused for the file as a whole: it can't be read, or lacks a column.
    """
    table = read_table(content, filename, ranked(COLUMNS, REQUIRED))
    where = places(COLUMNS, table.headings)
    missing = [TEMPLATE["sv"][list(COLUMNS).index(code)] for code in REQUIRED if code not in where]
    if missing:
        raise Refused(
            problem(
                "rubrikerna",
                sv=f"Kolumnen {name} saknas. Den översta raden ska se ut som i det tomma kalkylbladet.",
                en=f"the column {name} is missing; write the headings as in the empty spreadsheet",
            )
            for name in missing
        )
    read = partial(_outcome, where=where, tree=tree, today=today, entered_by=entered_by)
    return FiguresReport(tuple(_twice(map(read, table.rows))))


def _twice(
    rows: Iterator[TakenFigure | SkippedRow | RefusedRow],
) -> Iterator[TakenFigure | SkippedRow | RefusedRow]:
    """Two rows of the same figure: the second is refused, since nobody can tell which is meant."""
    seen: dict[tuple[str, str, Period], int] = {}
    for row in rows:
        if isinstance(row, TakenFigure):
            key = (row.figure.measure.code, row.figure.unit, row.figure.period)
            first = seen.setdefault(key, row.row)
            if first != row.row:
                yield RefusedRow(row.row, (_said_before(row.row, first),))
                continue
        yield row


def _said_before(row: int, first: int) -> Problem:
    return problem(
        f"rad {row}",
        sv=f"Samma mått, enhet och period står redan på rad {first}. Ta bort en av raderna.",
        en=f"the same measure, unit and period stand on row {first}; remove one of the rows",
    )


def _outcome(
    row: Row, where: Mapping[str, int], tree: UnitTree, today: date, entered_by: str
) -> TakenFigure | SkippedRow | RefusedRow:
    if row.is_blank:
        return SkippedRow(row.number, _BLANK)
    try:
        return TakenFigure(row.number, _figure(row, where, tree, today, entered_by))
    except Refused as refused:
        placed = (
            Problem(", ".join(filter(None, (f"rad {row.number}", one.where))), one.text) for one in refused.problems
        )
        return RefusedRow(row.number, tuple(placed))


def _figure(row: Row, where: Mapping[str, int], tree: UnitTree, today: date, entered_by: str) -> OutsideFigure:
    """Raises Refused with all that must be mended; `where` of a problem is the column."""
    cells = {code: row.cells[place] for code, place in where.items() if place < len(row.cells)}
    problems: list[Problem] = []
    what, whose = _measure(cells.get("measure")), _whose(cells.get("unit"), tree)
    when, dated = period(cells.get("period")), day(cells.get("dated"))
    if what is None:
        problems.append(_in("Mått", "Måttet finns inte. Skriv dess namn som på sidan.", "there is no such measure"))
    if whose is None:
        problems.append(
            _in(
                "Enhet",
                "Enheten finns inte. Skriv dess namn eller kod, eller en plats som Riket.",
                "no such unit or place",
            )
        )
    if when is None:
        problems.append(_in("Period", "Skriv perioden som 2021 eller 2022T1.", "write the period as 2021 or 2022T1"))
    elif when.first.first_day > today:
        problems.append(_in("Period", "Perioden har inte börjat än.", "the period has not begun yet"))
    if dated is None or dated > today:
        problems.append(_in("Daterad", "Skriv dagen som 2022-01-14, senast i dag.", "write the day as 2022-01-14"))
    value, wrong = _number(cells.get("value"), "Värde")
    problems += wrong
    by_gender = {}
    for gender, name in zip(GENDERS, ("Kvinnor", "Män", "Andra"), strict=True):
        number, wrong = _number(cells.get(gender), name)
        problems += wrong
        if number is not None:
            by_gender[gender] = number
    source, note = (words(cells.get(code)) for code in ("source", "note"))
    texts = {"kolumn Källa": source, "kolumn Anmärkning": note}
    for (column, written), longest in zip(texts.items(), (LONGEST_SOURCE, LONGEST_NOTE), strict=True):
        problems += too_long({column: written}, longest)
    problems += leading_to_somebody(texts)
    if problems or what is None or whose is None or when is None or dated is None:
        raise Refused(problems)
    return OutsideFigure(what, whose, when, value, source, dated, entered_by, by_gender, note)


def _in(column: str, sv: str, en: str) -> Problem:
    return problem(f"kolumn {column}", sv=sv, en=en)


def _measure(cell: Cell) -> Measure | None:
    written = folded(words(cell))
    for one in measure.shipped().values():
        if written in {folded(one.code), folded(one.title.sv), folded(one.title.en)}:
            return one
    return None


def _whose(cell: Cell, tree: UnitTree) -> str | None:
    """One of our units, else a place of that name: a city that is ours is never taken for another."""
    written = folded(words(cell))
    found = [unit for unit in tree.units if written and written in {folded(unit.code), folded(unit.name)}]
    if found:
        return found[0].code if len(found) == 1 else None
    places = place.shipped().values()
    return next((one.whose for one in places if written in map(folded, (one.title.sv, one.title.en, one.code))), None)


def _number(cell: Cell, column: str) -> tuple[Decimal | None, list[Problem]]:
    written = words(cell).removesuffix("%")
    if is_blank(cell) or written in ("-", "–"):
        return None, []
    number = read_number(written)
    if number is None:
        return None, [_in(column, "Skriv ett tal, eller lämna rutan tom.", "write a number, or leave the cell empty")]
    return number, []
