"""Engines: plan and snapshot in, exact integers out; all give the same integers."""

from collections.abc import Callable, Iterable

from folja.counting.engines import duckdb, reference, spark
from folja.counting.exact_counts import ExactCounts
from folja.counting.plan import Plan
from folja.counting.snapshot import Snapshot
from folja.vocabulary.period import Period
from folja.vocabulary.problem import refuse

Engine = Callable[[Iterable[Plan], Snapshot, Period], ExactCounts]

ENGINES: dict[str, Engine] = {"duckdb": duckdb.count, "reference": reference.count, "spark": spark.count}


def engine_called(name: str) -> Engine:
    """The engine of that name. Raises Refused for an unknown one."""
    if name not in ENGINES:
        raise refuse(
            "--engine",
            sv=f"Motorn {name} finns inte. Välj {' eller '.join(ENGINES)}.",
            en=f"no engine {name}; choose {' or '.join(ENGINES)}",
        )
    return ENGINES[name]
