"""A snapshot: the registrations of a period as typed Parquet, one file per instrument version and month.

Columns: unit, then for each question one column (a code or a number), or one column per option of
a many-choice question (true or false) or per kind of a headcount (a number), named question.part.
Null is not known, or not asked. Rows are sorted by their content, so their order says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from folja.instruments.instrument import Instrument
from folja.instruments.question import (
    HeadcountQuestion,
    ManyQuestion,
    NoteQuestion,
    NumberQuestion,
    OneQuestion,
    Question,
    ScaleQuestion,
)
from folja.instruments.registration import Registration
from folja.vocabulary.period import Month

ROWS_AT_A_TIME = 50_000


@dataclass(frozen=True)
class Snapshot:
    """A folder of Parquet files, named instrument-version-month.parquet."""

    folder: Path

    def files(self, instrument: Instrument) -> tuple[Path, ...]:
        """The files of one instrument version, by month."""
        return tuple(sorted(self.folder.glob(f"{instrument.code}-{instrument.version}-*.parquet")))

    def registrations(self, instrument: Instrument) -> Iterator[Registration]:
        """The registrations of one instrument version, read back."""
        for path in self.files(instrument):
            month = Month.parse(path.stem.split("-", 2)[2])
            for batch in pq.ParquetFile(path).iter_batches(ROWS_AT_A_TIME):
                for row in batch.to_pylist():
                    yield Registration(
                        instrument.code, instrument.version, row["unit"], month, _answers(instrument, row)
                    )


def write(
    registrations: Iterable[Registration], instruments: Mapping[tuple[str, int], Instrument], folder: Path
) -> Snapshot:
    """Write registrations, in any order, as a snapshot. `instruments` is keyed by code and version."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[tuple[str, int, Month], list[dict[str, Any]]] = {}
    for registration in registrations:
        key = (registration.instrument, registration.version, registration.month)
        instrument = instruments[key[:2]]
        rows.setdefault(key, []).append({"unit": registration.unit, **_columns(instrument, registration.answers)})
    for (code, version, month), found in rows.items():
        schema = _schema(instruments[code, version])
        found.sort(key=lambda row: [(row.get(name) is not None, row.get(name)) for name in schema.names])
        pq.write_table(pa.Table.from_pylist(found, schema=schema), folder / f"{code}-{version}-{month}.parquet")
    return Snapshot(folder)


def columns(question: Question) -> list[tuple[str, pa.DataType]]:
    """The Parquet columns of a question."""
    match question:
        case ScaleQuestion():
            return [(question.code, pa.int8())]
        case OneQuestion():
            return [(question.code, pa.string())]
        case ManyQuestion():
            return [(f"{question.code}.{option}", pa.bool_()) for option in question.option_codes]
        case HeadcountQuestion():
            return [(f"{question.code}.{kind}", pa.int32()) for kind in question.kind_codes]
        case NumberQuestion():
            return [(question.code, pa.int32())]
        case NoteQuestion():
            return []  # Free text is never counted, so it never leaves the database.


def _schema(instrument: Instrument) -> pa.Schema:
    fields = [column for question in instrument.questions for column in columns(question)]
    return pa.schema([("unit", pa.string()), *fields])


def _columns(instrument: Instrument, answers: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for code, answer in answers.items():
        question = instrument.by_code[code]
        match question:
            case ManyQuestion():
                row |= {f"{code}.{option}": option in answer for option in question.option_codes}
            case HeadcountQuestion():
                row |= {f"{code}.{kind}": answer[kind] for kind in question.kind_codes}
            case NoteQuestion():
                pass
            case _:
                row[code] = answer
    return row


def _answers(instrument: Instrument, row: Mapping[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for question in instrument.questions:
        code = question.code
        match question:
            case ManyQuestion():
                if row[f"{code}.{question.option_codes[0]}"] is not None:
                    answers[code] = [option for option in question.option_codes if row[f"{code}.{option}"]]
            case HeadcountQuestion():
                if row[f"{code}.{question.kind_codes[0]}"] is not None:
                    answers[code] = {kind: row[f"{code}.{kind}"] for kind in question.kind_codes}
            case NoteQuestion():
                pass
            case _:
                if row[code] is not None:
                    answers[code] = row[code]
    return answers
