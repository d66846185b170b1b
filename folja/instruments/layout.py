"""Where things stand in a spreadsheet's rows: which column holds the unit, the month and each answer."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from folja.instruments.answer_spelling import reader
from folja.instruments.headings import (
    MONTH,
    UNIT,
    VERSION,
    Column,
    Meanings,
    columns,
    interpreted,
    letters,
)
from folja.instruments.instrument import Instrument
from folja.instruments.question import NoteQuestion
from folja.instruments.spelling import (
    EMPTY,
    Cell,
    Read,
    Reading,
    is_blank,
    month,
    not_known,
    remembered,
    version_reader,
    words,
)
from folja.instruments.table import Row
from folja.vocabulary.problem import Problem, problem
from folja.vocabulary.text import Text


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
        return self.read(row.cells[self.place]) if self.place < len(row.cells) else self.read(None)

    def problem(self, wrong: Text) -> Problem:
        """A problem in this column."""
        return Problem(f"kolumn {self.heading}", wrong)


@dataclass(frozen=True)
class Layout:
    """The columns under one row of headings; those with answers by the version of the instrument."""

    unit: Field
    month: Field
    version: Field | None
    answers: Mapping[int, tuple[Field, ...]]
    named: frozenset[int]
    free_text: frozenset[int]
    notes: tuple[Text, ...]

    def field_of(self, code: str, row: Row, version: int) -> Field:
        """The column to name in a problem: the first one about it with anything in it."""
        fields = (self.unit, self.month, *self.answers[version])
        found = [field for field in fields if field.question == code and field.reading(row) != EMPTY]
        return found[0]


def layout(
    known: Meanings, versions: Sequence[Instrument], unit: Read, headings: tuple[str, ...]
) -> Layout:
    """The layout under these headings. Raises Refused when one of them is wrong or missing."""
    found = columns(known, versions, headings)
    places = {path: (place, column) ...}
