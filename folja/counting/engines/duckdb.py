"""The DuckDB engine: one pass over an instrument's Parquet files gives all its counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import duckdb
from sqlglot import exp

from folja.counting.engines.sql import query
from folja.counting.exact_counts import ExactCounts, InstrumentCounts
from folja.counting.plan import Plan
from folja.counting.snapshot import Snapshot
from folja.instruments.question import NumberQuestion
from folja.vocabulary.period import Month, Period


def count(plans: Iterable[Plan], snapshot: Snapshot, period: Period) -> ExactCounts:
    """Count every plan's cells over the registrations of the period."""
    with duckdb.connect(":memory:") as connection:
        return ExactCounts(period, {plan.instrument.code: _count(connection, plan, snapshot, period) for plan in plans})


def _count(connection: duckdb.DuckDBPyConnection, plan: Plan, snapshot: Snapshot, period: Period) -> InstrumentCounts:
    files = [path for path in snapshot.files(plan.instrument) if _month(path) in period]
    if not files:
        return InstrumentCounts(plan.instrument.version, {}, {})
    about_act = [q.code for q in plan.instrument.questions if isinstance(q, NumberQuestion) and q.about_act]
    cells: dict[str, Counter[str]] = defaultdict(Counter)
    volumes: dict[str, dict[Month, dict[str, int]]] = defaultdict(dict)
    # The base group-by is by month for the volumes; the tertial is rolled up from its few rows.
    for unit, month, acts, *numbers in connection.execute(sql_of(plan, files)).fetchall():
        sums = dict(zip(about_act, map(int, numbers), strict=False))
        volumes[unit][Month.parse(month)] = {"acts": acts, **sums}
        for cell, number in zip(plan.cells, numbers[len(about_act) :], strict=True):
            cells[unit][cell.code] += int(number)
    return InstrumentCounts(
        plan.instrument.version, {unit: dict(found) for unit, found in cells.items()}, dict(volumes)
    )


def _month(path: Path) -> Month:
    return Month.parse(path.stem.split("-", 2)[2])


def sql_of(plan: Plan, files: list[Path]) -> str:
    """The one query that counts all of a plan over the files."""
    read = exp.func(
        "read_parquet",
        exp.Array(expressions=[exp.Literal.string(str(path)) for path in files]),
        exp.EQ(this=exp.column("filename"), expression=exp.true()),
    )
    month = exp.Anonymous(
        this="regexp_extract",
        expressions=[
            exp.column("filename"),
            exp.Literal.string(r"(\d{4}-\d{2})\.parquet$"),
            exp.Literal.number(1),
        ],
    )
    source = exp.select("*", exp.alias_(month, "month")).from_(read).subquery("registrations")
    return query(plan, source).sql(dialect="duckdb", copy=False)
