"""The DuckDB engine: one pass over an instrument's Parquet files gives all its counts."""

from collections.abc import Iterable
from pathlib import Path

import duckdb
from sqlglot import exp

from folja.counting.engines.sql import query, rolled_up
from folja.counting.exact_counts import ExactCounts, InstrumentCounts
from folja.counting.plan import Plan
from folja.counting.snapshot import MONTH_IN_NAME, Snapshot
from folja.vocabulary.period import Period


def count(plans: Iterable[Plan], snapshot: Snapshot, period: Period) -> ExactCounts:
    """Count every plan's cells over the registrations of the period."""
    with duckdb.connect(":memory:") as connection:
        return ExactCounts(period, {plan.instrument.code: _count(connection, plan, snapshot, period) for plan in plans})


def _count(connection: duckdb.DuckDBPyConnection, plan: Plan, snapshot: Snapshot, period: Period) -> InstrumentCounts:
    files = list(snapshot.files(plan.instrument, period))
    return rolled_up(plan, connection.execute(sql_of(plan, files)).fetchall() if files else [])


def sql_of(plan: Plan, files: list[Path]) -> str:
    """The one query that counts all of a plan over the files."""
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
    return query(plan, source).sql(dialect="duckdb", copy=False)
