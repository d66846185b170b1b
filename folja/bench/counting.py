"""Counting beside one scan of the same files, and beside pandas."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from folja.bench import by_pandas
from folja.bench.alone import alone, peak
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


@dataclass(frozen=True)
class Counting(Ratio):
    """`memory` is the most that a process which only counted had in megabytes; nothing where the system is silent."""

    memory: int | None


def against_one_scan(number: int, turns: int = 5) -> Counting:
    """All counts of so many registrations, against the bare queries with every count in them."""
    return _against(bare_scan, number, turns)


def against_pandas(number: int, turns: int = 3) -> Counting:
    """All counts of so many registrations, against the cells alone by pandas."""
    return _against(lambda plans, snapshot: lambda: by_pandas.count(plans, snapshot), number, turns)


def _against(
    yardstick: Callable[[tuple[Plan, ...], Snapshot], Callable[[], object]], number: int, turns: int
) -> Counting:
    with invented(number) as (plans, snapshot):
        other = yardstick(plans, snapshot)
        found = in_turns(lambda: seconds(lambda: _count(plans, snapshot)), lambda: seconds(other), turns)
        return Counting(**asdict(found), memory=alone(_memory, snapshot))


def _count(plans: Iterable[Plan], snapshot: Snapshot) -> None:
    engine_called("duckdb")(plans, snapshot, PERIOD)


def _memory(snapshot: Snapshot) -> int | None:
    _count(plans_for(shipped(), PERIOD), snapshot)
    return peak()


def bare_scan(plans: Iterable[Plan], snapshot: Snapshot) -> Callable[[], None]:
    """The queries and nothing around them: each cell a count_if of its own, as somebody would write them by hand."""
    bare = [sql_of(plan, plan.cells, list(snapshot.files(plan.instrument))) for plan in plans]

    def scan() -> None:
        with duckdb.connect(":memory:") as connection:
            for query in bare:
                connection.execute(query).fetchall()

    return scan


@contextmanager
def invented(number: int) -> Iterator[tuple[tuple[Plan, ...], Snapshot]]:
    """What is counted, and a snapshot of so many registrations, gone afterwards."""
    plans = plans_for(shipped(), PERIOD)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield plans, invent(plans, [leaf.code for leaf in city().leaves], PERIOD, number, Path(folder))
