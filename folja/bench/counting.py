"""Counting beside one scan of the same files, and beside ten times as many registrations."""

import tempfile
from pathlib import Path

import duckdb

from folja.bench.ratio import Ratio, in_turns, seconds
from folja.bench.registrations import invent
from folja.closing import plans_for
from folja.counting.engines import engine_called
from folja.counting.engines.duckdb import sql_of
from folja.demo.city import city
from folja.instruments.loading import shipped
from folja.vocabulary.period import Period, tertial

PERIOD: Period = tertial(2022, 1)


def against_one_scan(number: int, turns: int = 5) -> Ratio:
    """All counts of so many registrations, against the bare queries with every count in them."""
    plans = plans_for(shipped(), PERIOD)
    units = [leaf.code for leaf in city().leaves]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        snapshot = invent(plans, units, PERIOD, number, Path(folder))
        bare = [sql_of(plan, list(snapshot.files(plan.instrument))) for plan in plans]

        def scan() -> None:
            with duckdb.connect(":memory:") as connection:
                for query in bare:
                    connection.execute(query).fetchall()

        count = engine_called("duckdb")
        return in_turns(lambda: seconds(lambda: count(plans, snapshot, PERIOD)), lambda: seconds(scan), turns)
