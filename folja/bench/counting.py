"""Counting beside one scan of the same files, and beside pandas."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from folja.bench import by_pandas
from folja.bench.ratio import Ratio, in_turns, seconds
from folja.bench.registrations import invent
from folja.closing import plans_for
from folja.counting.engines import engine_called
from folja.counting.engines.duckdb import sql_of
from folja.counting.plan import Plan
from folja.counting.snapshot import Snapshot
from folja.demo.city import city
from folja.instruments.loading import shipped
from folja.vocabulary.period import Period, tertial

PERIOD: Period = tertial(2022, 1)


def against_one_scan(number: int, turns: int = 5) -> Ratio:
    """All counts of so many registrations, against the bare queries with every count in them."""
    with invented(number) as (plans, snapshot):
        count = engine_called("duckdb")
        return in_turns(
            lambda: seconds(lambda: count(plans, snapshot, PERIOD)), lambda: seconds(bare_scan(plans, snapshot)), turns
        )


def bare_scan(plans: Iterable[Plan], snapshot: Snapshot) -> Callable[[], None]:
    """The queries and nothing around them."""
    bare = [sql_of(plan, list(snapshot.files(plan.instrument))) for plan in plans]

    def scan() -> None:
        with duckdb.connect(":memory:") as connection:
            for query in bare:
                connection.execute(query).fetchall()

    return scan


def against_pandas(number: int, turns: int = 3) -> Ratio:
    """All counts of so many registrations, against the cells alone by pandas."""
    with invented(number) as (plans, snapshot):
        count = engine_called("duckdb")
        return in_turns(
            lambda: seconds(lambda: count(plans, snapshot, PERIOD)),
            lambda: seconds(lambda: by_pandas.count(plans, snapshot)),
            turns,
        )


@contextmanager
def invented(number: int) -> Iterator[tuple[tuple[Plan, ...], Snapshot]]:
    """What is counted, and a snapshot of so many registrations, gone afterwards."""
    plans = plans_for(shipped(), PERIOD)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield plans, invent(plans, [leaf.code for leaf in city().leaves], PERIOD, number, Path(folder))
