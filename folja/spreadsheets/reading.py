"""Reads a spreadsheet of filled-in sheets, row by row: what was taken, how it was understood, what must be mended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from folja.instruments.instrument import Instrument, in_force
from folja.instruments.loading import Instruments
from folja.instruments.registration import Registration
from folja.instruments.validation import month_problems, registration
from folja.spreadsheets.answer_spelling import combined
from folja.spreadsheets.headings import MONTH, UNIT, VERSION, meanings, rank
from folja.spreadsheets.layout import Field, Layout, layout
from folja.spreadsheets.spelling import EMPTY, Reading, repeated
from folja.spreadsheets.table import Row, read_table
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Problem, Refused, refuse
from folja.vocabulary.text import Text
from folja.vocabulary.unit import Unit, UnitTree


@dataclass(frozen=True)
class TakenRow:
    """A row that became a registration, and how what was written in it was understood."""

    row: int
    registration: Registration
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class SkippedRow:
    """A row that is no registration and was passed over."""

    row: int
    why: Text


@dataclass(frozen=True)
class RefusedRow:
    """A row that must be mended first; a problem's `where` is "rad 12, kolumn Kvinnor"."""

    row: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class ImportReport:
    """What became of each row below the headings, in order, and what to know about the whole file."""

    rows: tuple[TakenRow | SkippedRow | RefusedRow, ...]
    notes: tuple[Text, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is something to save and nothing to mend."""
        return bool(self.taken) and not self.refused

    @property
    def taken(self) -> tuple[TakenRow, ...]:
        return tuple(row for row in self.rows if isinstance(row, TakenRow))

    @property
    def skipped(self) -> tuple[SkippedRow, ...]:
        return tuple(row for row in self.rows if isinstance(row, SkippedRow))

    @property
    def refused(self) -> tuple[RefusedRow, ...]:
        return tuple(row for row in self.rows if isinstance(row, RefusedRow))

    @property
    def registrations(self) -> tuple[Registration, ...]:
        return tuple(row.registration for row in self.taken)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for row in self.refused for problem in row.problems)


def read_sheet(
    source: Path | bytes, filename: str, instruments: Instruments, code: str, tree: UnitTree, today: date
) -> ImportReport:
    """The registrations of one instrument in a file (.xlsx, .csv, .jsonl), read but not saved.

    Raises Refused for the file as a whole: it can't be read, has no headings, or one of them is unknown.
    """
    versions = _versions(instruments, code)
    known = meanings(versions)
    table = read_table(source, filename, partial(rank, known))
    under = layout(known, versions, tree, table.headings)
    rows = tuple(_outcome(row, under, versions, today) for row in table.rows)
    return ImportReport(rows, (*table.notes, *under.notes))


def _versions(instruments: Instruments, code: str) -> tuple[Instrument, ...]:
    if code not in instruments:
        raise refuse(
            "",
            sv=f"Det finns inget som heter{repeated(code)}. Välj ett av {', '.join(instruments.versions)}.",
            en=f"there is nothing called{repeated(code)}; choose one of {', '.join(instruments.versions)}",
        )
    return instruments.of(code)


_BLANK = Text.of(sv="Raden är tom.", en="The row is empty.")
_TOTAL = Text.of(sv="Raden är en summa av andra rader.", en="The row is a sum of other rows.")


def _outcome(
    row: Row, under: Layout, versions: tuple[Instrument, ...], today: date
) -> TakenRow | SkippedRow | RefusedRow:
    if row.is_blank:
        return SkippedRow(row.number, _BLANK)
    if under.is_total(row):
        return SkippedRow(row.number, _TOTAL)
    try:
        return _taken(row, under, versions, today)
    except Refused as refused:
        placed = (Problem(f"rad {row.number}, {found.where}", found.text) for found in refused.problems)
        return RefusedRow(row.number, tuple(placed))


def _taken(row: Row, under: Layout, versions: tuple[Instrument, ...], today: date) -> TakenRow:
    """Raises Refused with all that must be mended in the row; `where` is the column."""
    said = {path: column.reading(row) for path, column in under.shared.items()}
    problems = [*under.stray(row), *_wrong(row, under.shared.values())]
    instrument = in_force(versions, said[MONTH].value) if said[MONTH].value else None
    problems += _misplaced(said, under, instrument or versions[0], today)
    if instrument is None:
        raise Refused(problems)
    columns = under.answers[instrument.version]
    answers = _answers(row, columns, instrument)
    problems += [*_wrong(row, columns), *_wrong_together(row, columns, answers)]
    if problems:
        raise Refused(problems)
    made = _registration(row, columns, instrument, said, answers, today)
    readings = [*said.values(), *(column.reading(row) for column in columns), *answers.values()]
    return TakenRow(row.number, made, tuple(dict.fromkeys(reading.note for reading in readings if reading.note)))


def _wrong(row: Row, columns: Iterable[Field]) -> Iterator[Problem]:
    for column in columns:
        if wrong := column.reading(row).wrong:
            yield column.problem(wrong)


def _misplaced(said: Mapping[str, Reading], under: Layout, instrument: Instrument, today: date) -> Iterator[Problem]:
    """Problems with the month, and with the version or the unit in that month."""
    month: Month | None = said[MONTH].value
    unit: Unit | None = said[UNIT].value
    version = said.get(VERSION, EMPTY).value
    if month is None:
        return
    for found in month_problems(instrument, month, today=today):
        yield under.shared[MONTH].problem(found.text)
    if version not in (None, instrument.version):
        yield under.shared[VERSION].problem(_other_version(instrument.version, month))
    if unit and not unit.exists_in(Period(month, month)):
        yield under.shared[UNIT].problem(_no_unit_then(unit, month))


def _other_version(version: int, month: Month) -> Text:
    return Text.of(
        sv=f"I {month.name()} gäller version {version}. Skriv {version} och svara på dess frågor.",
        en=f"version {version} holds in {month.name('en')}; write {version} and answer its questions",
    )


def _no_unit_then(unit: Unit, month: Month) -> Text:
    return Text.of(
        sv=f"{unit.name} fanns inte i {month.name()}. Skriv enheten som fanns då, eller rätta månaden.",
        en=f"{unit.name} did not exist in {month.name('en')}; write the unit of that time, or mend the month",
    )


def _answers(row: Row, columns: Iterable[Field], instrument: Instrument) -> Mapping[str, Reading]:
    """The answer to each question that has a column, from the cells that can be read."""
    by_part: dict[str, dict[str, Reading]] = {}
    for column in columns:
        reading = column.reading(row)
        if column.question and not reading.wrong:
            by_part.setdefault(column.question, {})[column.part] = reading
    return {code: combined(instrument.by_code[code], parts) for code, parts in by_part.items()}


def _wrong_together(row: Row, columns: Sequence[Field], answers: Mapping[str, Reading]) -> Iterator[Problem]:
    for code, answer in answers.items():
        if answer.wrong:
            yield _telling(row, columns, code).problem(answer.wrong)


def _telling(row: Row, columns: Sequence[Field], code: str) -> Field:
    """The column to name in a problem with a question: the first about it that says anything in the row."""
    return next(column for column in columns if column.question == code and column.reading(row) != EMPTY)


def _registration(
    row: Row,
    columns: Sequence[Field],
    instrument: Instrument,
    said: Mapping[str, Reading],
    answers: Mapping[str, Reading],
    today: date,
) -> Registration:
    given = {code: answer.value for code, answer in answers.items()}
    try:
        return registration(instrument, said[UNIT].value.code, said[MONTH].value, given, today=today)
    except Refused as refused:
        placed = (_telling(row, columns, found.where).problem(found.text) for found in refused.problems)
        raise Refused(placed) from refused
