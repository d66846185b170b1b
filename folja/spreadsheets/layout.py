"""Where things stand in a spreadsheet's rows: which column holds the unit, the month and each answer."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from folja.instruments.instrument import Instrument
from folja.instruments.question import NoteQuestion
from folja.spreadsheets.answer_spelling import reader
from folja.spreadsheets.headings import (
    MONTH,
    SHARED,
    UNIT,
    VERSION,
    Column,
    Meanings,
    columns,
    interpreted,
    letters,
    uncounted,
)
from folja.spreadsheets.spelling import (
    EMPTY,
    Cell,
    Read,
    Reading,
    is_blank,
    month,
    not_known,
    remembered,
    unit_reader,
    version_reader,
    words,
)
from folja.spreadsheets.table import Row
from folja.vocabulary.problem import Problem
from folja.vocabulary.text import Text
from folja.vocabulary.unit import UnitTree


@dataclass(frozen=True)
class Field:
    """One column: where it stands, how to read it, and which question, or which part of one, it answers."""

    place: int
    heading: str
    read: Read
    question: str
    part: str = ""

    def reading(self, row: Row) -> Reading:
        """What the row says in this column."""
        return self.read(row.cells[self.place] if self.place < len(row.cells) else None)

    def problem(self, wrong: Text) -> Problem:
        """A problem in this column."""
        return Problem(f"kolumn {self.heading}", wrong)


@dataclass(frozen=True)
class Layout:
    """The columns of a file: `shared` by unit, month and version, those with answers by the instrument's version."""

    shared: Mapping[str, Field]
    answers: Mapping[int, tuple[Field, ...]]
    named: frozenset[int]
    free_text: frozenset[int]
    notes: tuple[Text, ...]

    def stray(self, row: Row) -> Iterator[Problem]:
        """Cells with something in them and no heading over them."""
        for place, cell in enumerate(row.cells):
            if place not in self.named and not is_blank(cell):
                yield Problem(f"kolumn {letters(place)}", _NO_HEADING)

    def is_total(self, row: Row) -> bool:
        """Whether the row sums up others: it lacks its unit or its month, and some cell says so."""
        if all(self.shared[path].reading(row).value for path in (UNIT, MONTH)):
            return False
        return any(
            (_TOTAL_ALONE if place in self.free_text else _TOTAL).match(words(cell))
            for place, cell in enumerate(row.cells)
        )


_TOTAL = re.compile(r"(del|total)?summa\b|total(t|er|s)?\b|totala |(grand |sub)total\b|sum\b|s:a\b", re.IGNORECASE)
_TOTAL_ALONE = re.compile(rf"({_TOTAL.pattern}) ?:?$", re.IGNORECASE)

_NO_HEADING = Text.of(
    sv="Här står något, men kolumnen har ingen rubrik. Skriv en rubrik ur det tomma kalkylbladet, eller töm rutan.",
    en="something is written here but the column has no heading; "
    "write one from the empty spreadsheet, or empty the cell",
)
_NO_UNIT = Text.of(sv="Enheten saknas. Skriv dess namn eller kod.", en="the unit is missing; write its name or code")
_NO_MONTH = Text.of(sv="Månaden saknas. Skriv den som 2021-03.", en="the month is missing; write it as 2021-03")


def layout(known: Meanings, versions: Sequence[Instrument], tree: UnitTree, headings: Sequence[str]) -> Layout:
    """The layout under these headings. Raises Refused with every heading that is wrong or missing."""
    found = columns(known, versions, headings)
    readers: Mapping[str, Read] = {
        UNIT: partial(_required, unit_reader(tree), _NO_UNIT),
        MONTH: partial(_required, remembered(month), _NO_MONTH),
        VERSION: version_reader([instrument.version for instrument in versions]),
    }
    shared = {column.path: column for column in found if column.path in SHARED}
    rest = [column for column in found if column.path not in SHARED]
    return Layout(
        shared={path: _field(column, path, readers[path]) for path, column in shared.items()},
        answers={version.version: tuple(_answer(version, column) for column in rest) for version in versions},
        named=frozenset(column.place for column in found),
        free_text=frozenset(column.place for column in rest if _is_free_text(column, versions)),
        notes=(*interpreted(found), *uncounted(found, versions)),
    )


def _field(column: Column, path: str, read: Read) -> Field:
    question, _, part = path.partition(".")
    return Field(column.place, column.heading, read, question, part)


def _answer(instrument: Instrument, column: Column) -> Field:
    path = column.paths.get(instrument.version, "")
    question, _, part = path.partition(".")
    read = reader(instrument.by_code[question], part) if path else partial(_not_asked, instrument)
    return _field(column, path, read)


def _is_free_text(column: Column, versions: Sequence[Instrument]) -> bool:
    asked = (version.by_code.get(column.paths.get(version.version, "")) for version in versions)
    return any(isinstance(question, NoteQuestion) for question in asked)


def _required(read: Read, missing: Text, cell: Cell) -> Reading:
    reading = read(cell)
    return Reading(wrong=missing) if reading.value is None and reading.wrong is None else reading


def _not_asked(instrument: Instrument, cell: Cell) -> Reading:
    return EMPTY if not_known(cell, "") else Reading(wrong=_not_in(instrument.version))


def _not_in(version: int) -> Text:
    return Text.of(
        sv=f"Frågan finns inte i version {version}, som gäller den månaden. Töm rutan.",
        en=f"the question is not in version {version}, which holds that month; empty the cell",
    )
