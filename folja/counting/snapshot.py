"""A snapshot: the registrations of a period as typed Parquet, one file per instrument version and month.

Columns: unit, then for each question one column (a code or a number), or one column per option of
a many-choice question (true or false) or per kind of a headcount (a number), named question.part.
Null is not known, or not asked. Rows are sorted by their content, so their order says nothing.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from folja.counting.kept_answers import WRONG, typed
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
from folja.instruments.registration import Kept, Registration
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused, problem, refuse

MONTH_IN_NAME = r"(\d{4}-\d{2})\.parquet$"
READ_AT_A_TIME = 10_000
KEPT_IN = ("instrument", "version", "unit", "month", "answers")
ROWS_AT_A_TIME = 200_000
"""So many that planning a query for each instrument of a batch costs little beside."""

MEMORY = "256MB"
"""For sorting; what does not fit is put on disk meanwhile."""

MEND_SV = "Databasen är ändrad utanför Följa: läs tillbaka en säkerhetskopia, eller ta bort det som är fel."
MEND_EN = "the database was changed outside Följa: restore a backup, or remove what is wrong"


@dataclass(frozen=True)
class Snapshot:
    """Parquet files named instrument-version-month.parquet: in a folder, or at an address that Spark can read."""

    place: Path | str

    def files(self, instrument: Instrument, period: Period | None = None) -> tuple[Path, ...]:
        """The files of one instrument version, of a period or all, by month. Raises Refused when they lie elsewhere."""
        if isinstance(self.place, str):
            raise refuse(
                self.place,
                sv="Bara motorn spark räknar filer på en adress. Välj den, eller hämta filerna till en mapp.",
                en="only the engine spark counts files at an address; choose it, or fetch the files into a folder",
            )
        found = sorted(self.place.glob(f"{instrument.code}-{instrument.version}-*.parquet"))
        return tuple(path for path in found if period is None or month_of(path) in period)

    def registrations(self, instrument: Instrument) -> Iterator[Registration]:
        """The registrations of one instrument version, read back."""
        for path in self.files(instrument):
            month = month_of(path)
            for batch in pq.ParquetFile(path).iter_batches(READ_AT_A_TIME):
                for row in batch.to_pylist():
                    yield Registration(
                        instrument.code, instrument.version, row["unit"], month, _answers(instrument, row)
                    )


def month_of(path: Path) -> Month:
    """The month that a file of a snapshot is about."""
    return Month.parse(path.stem.split("-", 2)[2])


def write(rows: Iterable[Kept], instruments: Mapping[tuple[str, int], Instrument], folder: Path) -> Snapshot:
    """Write registrations, in any order, as a snapshot. `instruments` is keyed by code and version.

    However many there are, memory holds a fixed number of them: the rest waits in the folder, sorted bit by bit.
    Raises Refused for what could not have been registered, and when the disk is full.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows, tables = iter(rows), dict[tuple[str, int], str]()
    with _sorting(folder) as connection, ThreadPoolExecutor(1) as beside:
        taken: Future[None] | None = None  # while one batch is taken in, the next is read
        while (batch := _next_batch(rows)).num_rows:
            if taken:
                taken.result()
            taken = beside.submit(_take, connection, batch, instruments, tables)
        if taken:
            taken.result()
        for version, table in tables.items():
            _refuse_what_is_wrong(connection, table, instruments[version])
        for version, table in tables.items():
            _sort(connection, table, version, folder)
    return Snapshot(folder)


@contextmanager
def _sorting(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory. What has no room there waits beside the files, and is gone with it."""
    with tempfile.TemporaryDirectory(dir=folder, prefix="unsorted-") as aside:
        try:
            with duckdb.connect(":memory:", config={"memory_limit": MEMORY, "temp_directory": aside}) as connection:
                yield connection
        except (duckdb.IOException, duckdb.OutOfMemoryException):
            raise refuse(
                "",
                sv="Det finns inte plats att räkna: disken är full. Frigör utrymme i datamappen och försök igen.",
                en="there is no room for counting, the disk is full: free space in the home folder and try again",
            ) from None


def _next_batch(rows: Iterator[Kept]) -> pa.Table:
    found = list(islice(rows, ROWS_AT_A_TIME))
    # By column: turned by zip(*found), every row is an iterator more for the collector of garbage to look at.
    return pa.table({name: pa.array(map(itemgetter(place), found)) for place, name in enumerate(KEPT_IN)})


def _take(
    connection: duckdb.DuckDBPyConnection,
    batch: pa.Table,
    instruments: Mapping[tuple[str, int], Instrument],
    tables: dict[tuple[str, int], str],
) -> None:
    connection.register("batch", batch)
    found = connection.execute("select distinct instrument, version from batch order by all").fetchall()
    for code, version in found:
        instrument = instruments.get((code, version))
        if instrument is None:
            raise _not_asked(code, version)
        own = f"select * from batch where instrument = '{code}' and version = {version}"  # noqa: S608  content's codes
        rows = typed(instrument, own)
        if (code, version) in tables:
            connection.execute(f"insert into {tables[code, version]} {rows}")
        else:
            tables[code, version] = f"sheets{len(tables)}"
            connection.execute(f"create table {tables[code, version]} as {rows}")
    connection.unregister("batch")


def _sort(connection: duckdb.DuckDBPyConnection, table: str, version: tuple[str, int], folder: Path) -> None:
    code, number = version
    for (month,) in connection.execute(f"select distinct month from {table}").fetchall():  # noqa: S608
        path = str(folder / f"{code}-{number}-{month}.parquet")
        rows = f'select * exclude (month, "{WRONG}") from {table} where month = $month order by all'  # noqa: S608
        connection.execute(f"copy ({rows}) to $path (format parquet)", {"month": month, "path": path})
    connection.execute(f"drop table {table}")


def _not_asked(code: str, version: int) -> Refused:
    return refuse(
        code,
        sv=f"Det finns registreringar i version {version}, som inte används då. {MEND_SV}",
        en=f"there are registrations of version {version}, which is not in force then; {MEND_EN}",
    )


def _refuse_what_is_wrong(connection: duckdb.DuckDBPyConnection, table: str, instrument: Instrument) -> None:
    """Says what is wrong by month and question, never the answer or at which unit."""
    query = f'select distinct month, "{WRONG}" from {table} where "{WRONG}" is not null order by all'  # noqa: S608
    problems = [
        problem(
            ", ".join(filter(None, (instrument.title.in_language("sv"), Month.parse(month).name(), question))),
            sv=f"Det finns svar som inte kan ha registrerats. {MEND_SV}",
            en=f"there are answers that can't have been registered; {MEND_EN}",
        )
        for month, question in connection.execute(query).fetchall()
    ]
    if problems:
        raise Refused(problems)


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
