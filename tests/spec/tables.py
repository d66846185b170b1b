"""Small tables in, small tables out: registrations written as a table, counted by an engine, compared with a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from folja.counting.engines import engine_called
from folja.counting.exact_counts import InstrumentCounts
from folja.counting.plan import plan_for
from folja.counting.snapshot import write
from folja.instruments.instrument import Instrument
from folja.instruments.question import HeadcountQuestion, ManyQuestion, NumberQuestion, Question, ScaleQuestion
from folja.instruments.registration import Registration, kept
from folja.instruments.validation import registration
from folja.vocabulary.period import Month, Period

Row = dict[str, str]
TODAY = date(2022, 6, 14)


@dataclass(frozen=True)
class Counted:
    """What an engine counted of one instrument in one period."""

    counts: InstrumentCounts

    def shows(self, table: str) -> None:
        """The cells in the table's first column have the numbers in the columns of the units, and no others."""
        expected = {row["cell"]: _numbers(row, "cell") for row in rows(table)}
        found = {cell: {unit: self.counts.cells[unit][cell] for unit in numbers} for cell, numbers in expected.items()}
        assert found == expected

    def shows_volumes(self, table: str) -> None:
        """The table is every volume there is: unit, month and the measures."""
        expected = {(row["unit"], row["month"]): _numbers(row, "unit", "month") for row in rows(table)}
        found = {
            (unit, str(month)): dict(numbers)
            for unit, months in self.counts.volumes.items()
            for month, numbers in months.items()
        }
        assert found == expected


def rows(table: str) -> list[Row]:
    """A table of |-separated columns with a header, as one mapping per row."""
    header, *lines = [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(header, line, strict=True)) for line in lines]


def registrations(instrument: Instrument, table: str) -> list[Registration]:
    """One registration per row. A dash is not known; an instrument's question or question.kind is a column."""
    return [
        registration(instrument, row["unit"], Month.parse(row["month"]), _answers(instrument, row), today=TODAY)
        for row in rows(table)
    ]


def count(engine: str, instrument: Instrument, table: str, period: str, folder: Path) -> Counted:
    """The registrations of a table, written as a snapshot and counted by an engine."""
    found = registrations(instrument, table)
    snapshot = write(map(kept, found), {(instrument.code, instrument.version): instrument}, folder)
    counts = engine_called(engine)([plan_for(instrument)], snapshot, Period.parse(period))
    return Counted(counts.instruments[instrument.code])


def _numbers(row: Row, *named: str) -> dict[str, int]:
    return {column: int(number) for column, number in row.items() if column not in named}


def _answers(instrument: Instrument, row: Row) -> Mapping[str, Any]:
    return {question.code: _answer(question, row) for question in instrument.questions}


def _answer(question: Question, row: Row) -> Any:
    if isinstance(question, HeadcountQuestion):
        return {kind: _number(row.get(f"{question.code}.{kind}", "-")) for kind in question.kind_codes}
    written = row.get(question.code, "-")
    if isinstance(question, ScaleQuestion | NumberQuestion):
        return _number(written)
    if written == "-":
        return None
    return [part.strip() for part in written.split(",")] if isinstance(question, ManyQuestion) else written


def _number(written: str) -> int | None:
    return None if written == "-" else int(written)
