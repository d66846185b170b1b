"""Reads a spreadsheet of filled-in sheets, row by row: what was taken, how it was understood, what must be mended."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from folja.instruments import headings
from folja.instruments.headings import MONTH, UNIT, VERSION, Column
from folja.instruments.instrument import Instrument, in_force
from folja.instruments.loading import Instruments
from folja.instruments.question import HeadcountQuestion, NoteQuestion, Question
from folja.instruments.registration import Registration
from folja.instruments.spelling import (
    EMPTY,
    Cell,
    Read,
    Reading,
    arrow,
    folded,
    is_blank,
    month,
    not_known,
    reader,
    remembered,
    repeated,
    words,
)
from folja.instruments.table import Row, read_table
from folja.instruments.validation import month_problems, registration
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.vocabulary.text import Text, listed
from folja.vocabulary.unit import Unit, UnitTree


@dataclass(frozen=True)
class Taken:
    """A row that became a registration, and how what was written in it was understood."""

    row: int
    registration: Registration
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Skipped:
    """A row that is no registration and was passed over."""

    row: int
    why: Text


@dataclass(frozen=True)
class Returned:
    """A row that must be mended first; a problem's `where` is "rad 12, kolumn Kvinnor"."""

    row: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class ImportReport:
    """What became of each row below the headings, in order, and what to know about the whole file."""

    rows: tuple[Taken | Skipped | Returned, ...]
    notes: tuple[Text, ...] = ()

    @property
    def taken(self) -> tuple[Taken, ...]:
        return tuple(row for row in self.rows if isinstance(row, Taken))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        return tuple(row for row in self.rows if isinstance(row, Skipped))

    @property
    def returned(self) -> tuple[Returned, ...]:
        return tuple(row for row in self.rows if isinstance(row, Returned))

    @property
    def registrations(self) -> tuple[Registration, ...]:
        return tuple(row.registration for row in self.taken)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for row in self.returned for problem in row.problems)

    @property
    def ok(self) -> bool:
        """Whether there is something to save and nothing to mend."""
        return bool(self.taken) and not self.returned


def read_sheet(
    source: Path | bytes, filename: str, instruments: Instruments, code: str, tree: UnitTree, today: date
) -> ImportReport:
    """The registrations of one instrument in a file (.xlsx, .csv, .jsonl), read but not saved.

    Raises Refused for the file as a whole: it can't be read, has no headings, or one of them is unknown.
    """
    versions = _versions(instruments, code)
    known = headings.meanings(versions)
    table = read_table(source, filename, partial(headings.rank, known))
    desk = _Desk(versions, known, _unit_reader(tree), today)
    if table.one_heading_row:
        desk.layout(table.rows[0].headings)
    rows = tuple(desk.read(row) for row in table.rows)
    understood = dict.fromkeys(note for layout in desk.layouts.values() for note in layout.notes)
    return ImportReport(rows, (*table.notes, *understood))


def _versions(instruments: Instruments, code: str) -> tuple[Instrument, ...]:
    if code not in instruments:
        raise refuse(
            "",
            sv=f"Det finns inget som heter{repeated(code)}. Välj ett av {', '.join(instruments.versions)}.",
            en=f"there is nothing called{repeated(code)}; choose one of {', '.join(instruments.versions)}",
        )
    return instruments.of(code)


# Where things stand in a row


@dataclass(frozen=True)
class _Field:
    """One column: where it stands, how to read it, and which question it answers, or which part of one."""

    place: int
    heading: str
    read: Read
    question: str
    part: str = ""

    def cell(self, row: Row) -> Cell:
        return row.cells[self.place] if self.place < len(row.cells) else None


@dataclass(frozen=True)
class _Layout:
    """The columns under one row of headings; those with answers by the version of the instrument."""

    unit: _Field
    month: _Field
    version: _Field | None
    answers: Mapping[int, tuple[_Field, ...]]
    unnamed: frozenset[int]
    free_text: frozenset[int]
    notes: tuple[Text, ...]

    def heading(self, row: Row, code: str, version: int) -> str:
        """The heading to name in a problem about a question: of its first column with anything in it."""
        fields = (self.unit, self.month, self.version, *self.answers.get(version, ()))
        found = [f for f in fields if f and f.question == code and not is_blank(f.cell(row))]
        return found[0].heading if found else code


@dataclass(frozen=True)
class _Desk:
    """What the rows of one file are read by."""

    versions: tuple[Instrument, ...]
    known: headings.Meanings
    unit: Read
    today: date
    layouts: dict[tuple[str, ...], _Layout] = field(default_factory=dict)
