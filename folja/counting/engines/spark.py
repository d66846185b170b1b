"""The Spark engine: the same query as DuckDB's, over the same files, for registrations past one computer.

FOLJA_SPARK_MASTER  the cluster's master, such as spark://server:7077; without it, Spark runs on this computer
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from folja.counting.basis import basis_of
from folja.counting.engines.sql import query, rolled_up
from folja.counting.exact_counts import ExactCounts, InstrumentCounts
from folja.counting.plan import Plan
from folja.counting.snapshot import MONTH_IN_NAME, Snapshot
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused, refuse

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ON_THIS_COMPUTER = "local[*]"
LOOPBACK = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
"""Alone, it is reached from nowhere else."""

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.eventLog.enabled": "false",
    "spark.io.encryption.enabled": "true",  # what is on its way between two steps are counts of people
    "spark.sql.shuffle.partitions": "8",  # units and months are few, however many registrations there are
    "spark.log.level": "ERROR",
}


def count(plans: Iterable[Plan], snapshot: Snapshot, period: Period) -> ExactCounts:
    """Count every plan's cells over the registrations of the period.

    Raises Refused where pyspark or Java is missing, Spark does not start, or nothing is at the snapshot's address.
    """
    with session() as spark:
        return ExactCounts(period, {plan.instrument.code: _count(spark, plan, snapshot, period) for plan in plans})


def missing() -> Refused | None:
    """What this computer lacks for Spark."""
    if find_spec("pyspark") is None:
        return refuse(
            "--engine spark",
            sv="Motorn spark behöver pyspark. Installera det med: python3 run.py setup --spark",
            en="the engine spark needs pyspark; install it with: python3 run.py setup --spark",
        )
    if not java(os.environ):
        return refuse(
            "--engine spark",
            sv="Motorn spark behöver Java 17 eller nyare. Installera det, eller ange dess mapp i JAVA_HOME.",
            en="the engine spark needs Java 17 or later; install it, or name its folder in JAVA_HOME",
        )
    return None


def java(environment: Mapping[str, str]) -> str:
    """The program, or nothing."""
    home = environment.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else environment.get("PATH")) or ""


@contextmanager
def session() -> Iterator["SparkSession"]:
    """The session that is open, which stays so; else one for as long as it is needed."""
    if lacking := missing():
        raise lacking
    with warnings.catch_warnings(action="ignore", category=FutureWarning):  # of pandas, which is not used with it
        from pyspark.sql import SparkSession

    if running := SparkSession.getActiveSession():
        yield running
        return
    with tempfile.TemporaryDirectory(prefix="spark-") as folder:
        started = _started(folder)
        try:
            yield started
        finally:
            started.stop()


def _started(folder: str) -> "SparkSession":
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    master = os.environ.get("FOLJA_SPARK_MASTER") or ON_THIS_COMPUTER
    builder = SparkSession.builder.master(master).appName("folja").config("spark.local.dir", folder)
    for name, value in (SETTINGS | (LOOPBACK if master == ON_THIS_COMPUTER else {})).items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Exception as error:
        if not isinstance(error, PySparkException) and "Py4J" not in type(error).__name__:
            raise
        raise refuse(
            "FOLJA_SPARK_MASTER",
            sv=f"Spark startar inte på {master}. Kontrollera adressen, att klustret är igång och att Java är minst 17.",
            en=f"Spark does not start at {master}; check the address, the cluster, and that Java is 17 or later",
        ) from None


def _count(spark: "SparkSession", plan: Plan, snapshot: Snapshot, period: Period) -> InstrumentCounts:
    files = _files(spark, plan, snapshot, period)
    if not files:
        return rolled_up(plan, [])
    from pyspark.sql import functions

    month = functions.regexp_extract("_metadata.file_name", MONTH_IN_NAME, 1)
    spark.read.parquet(*files).withColumn("month", month).createOrReplaceTempView("registrations")
    return rolled_up(plan, spark.sql(sql_of(plan)).collect())


def sql_of(plan: Plan) -> str:
    """The one query that counts a plan's basis over the view of its files."""
    return query(plan, exp.to_table("registrations"), basis_of(plan).counted).sql(dialect="spark", copy=False)


def _files(spark: "SparkSession", plan: Plan, snapshot: Snapshot, period: Period) -> list[str]:
    if isinstance(snapshot.place, Path):
        return [path.resolve().as_uri() for path in snapshot.files(plan.instrument, period)]
    names = [f"{plan.instrument.code}-{plan.instrument.version}-{month}.parquet" for month in period.months]
    # Spark in Python has no way of its own to see what is there.
    machine: Any = spark._jvm  # noqa: SLF001
    hadoop = machine.org.apache.hadoop.fs
    place = hadoop.Path(snapshot.place)
    system = place.getFileSystem(spark._jsc.hadoopConfiguration())  # noqa: SLF001
    if not system.exists(place):
        raise refuse(
            snapshot.place,
            sv="Där finns inga filer. Kontrollera adressen.",
            en="no files are there; check the address",
        )
    paths = [hadoop.Path(place, name) for name in names]
    return [path.toString() for path in paths if system.exists(path)]
