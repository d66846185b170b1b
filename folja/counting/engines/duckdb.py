"""The DuckDB engine: one pass over an instrument's Parquet files gives all its counts."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
from sqlglot import exp

from folja.counting.basis import basis_of
from folja.counting.cell import Cell
from folja.counting.engines.sql import query, rolled_up
from folja.counting.exact_counts import ExactCounts, InstrumentCounts
from folja.counting.plan import Plan
from folja.counting.snapshot import MONTH_IN_NAME, Snapshot
from folja.vocabulary.period import Period

AT_ONCE = 2
"""So many instruments: while the last rows of one are read, the next has begun. Each query uses all cores by itself."""


def count(plans: Iterable[Plan], snapshot: Snapshot, period: Period) -> ExactCounts:
    """Count every plan's cells over the registrations of the period."""
    with duckdb.connect(":memory:") as connection, ThreadPoolExecutor(AT_ONCE) as beside:
        found = {
            plan.instrument.code: beside.submit(_count, connection.cursor(), plan, snapshot, period) for plan in plans
        }
        return ExactCounts(period, {code: counts.result() for code, counts in found.items()})


def _count(connection: duckdb.DuckDBPyConnection, plan: Plan, snapshot: Snapshot, period: Period) -> InstrumentCounts:
    files = list(snapshot.files(plan.instrument, period))
    query = sql_of(plan, basis_of(plan).counted, files)
    return rolled_up(plan, connection.execute(query).fetchall() if files else [])


def sql_of(plan: Plan, cells: Iterable[Cell], files: list[Path]) -> str:
    """The one query that counts cells of a plan over the files."""
    read = exp.func(
        "read_parquet",
        exp.Array(expressions=[exp.Literal.string(str(path)) for path in files]),
        exp.EQ(this=exp.column("filename"), expression=exp.true()),
    )
    month = exp.Anonymous(
        this="regexp_extract",
        expressions=[exp.column("filename"), exp.Literal.string(MONTH_IN_NAME), exp.Literal.number(1)],
    )
    source = exp.select("*", exp.alias_(month, "month")).from_(read).subquery("registrations")
    return query(plan, source, cells).sql(dialect="duckdb", copy=False)
