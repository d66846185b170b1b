"""Spark counts the same integers as the reference: on this computer, at an address, and on a cluster."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from folja.bench.registrations import invent
from folja.closing import plans_for
from folja.counting.engines import ENGINES, spark
from folja.counting.exact_counts import ExactCounts
from folja.counting.plan import Plan, plan_for
from folja.counting.snapshot import Snapshot, write
from folja.instruments.loading import shipped
from folja.instruments.registration import kept
from folja.vocabulary.period import Period, tertial
from folja.vocabulary.problem import Refused
from tests.generative.test_engines import registrations
from tests.instruments import TINY

PERIOD = tertial(2021, 1)
EVERY_FEATURE = [TINY.latest(code) for code in TINY]


def integers(counts: ExactCounts) -> dict[str, object]:
    return {code: (found.cells, found.volumes) for code, found in counts.instruments.items()}


def counted(engine: str, plans: list[Plan], snapshot: Snapshot, period: Period = PERIOD) -> dict[str, object]:
    return integers(ENGINES[engine](plans, snapshot, period))


@pytest.mark.slow
@pytest.mark.spark
@settings(max_examples=2, suppress_health_check=[*HealthCheck], deadline=None)
@given(data=st.data())
def test_every_feature_of_content_is_counted_as_the_reference_does(
    spark_session: None, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    sheets = [kept(one) for instrument in EVERY_FEATURE for one in data.draw(registrations(instrument))]
    versions = {(instrument.code, instrument.version): instrument for instrument in EVERY_FEATURE}
    snapshot = write(sheets, versions, tmp_path_factory.mktemp("drawn"))
    plans = [plan_for(instrument) for instrument in EVERY_FEATURE]
    expected = counted("reference", plans, snapshot)
    assert counted("duckdb", plans, snapshot) == expected
    assert counted("spark", plans, snapshot) == expected


@pytest.mark.long
@pytest.mark.spark
def test_all_that_is_shipped_is_counted_alike_in_a_folder_and_at_an_address(
    spark_session: None, tmp_path: Path
) -> None:
    plans = list(plans_for(shipped(), PERIOD))
    snapshot = invent(plans, ["farsta", "hokaran"], PERIOD, 20_000, tmp_path)
    expected = counted("duckdb", plans, snapshot)
    assert counted("spark", plans, snapshot) == expected
    assert counted("spark", plans, Snapshot(tmp_path.as_uri())) == expected
    with pytest.raises(Refused, match="no files are there"):
        counted("spark", plans, Snapshot((tmp_path / "elsewhere").as_uri()))


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def running(folder: Path, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """One of Spark's own programs, on this computer only."""
    import pyspark

    home = Path(pyspark.__file__).parent
    command = [str(home / "bin" / "spark-class"), *words]
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder),
        "SPARK_WORKER_DIR": str(folder),
    }
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A master and two workers. Its address."""
    port, page = free_port(), free_port()
    address = f"spark://127.0.0.1:{port}"
    at = ("--host", "127.0.0.1", "--port", str(port), "--webui-port", str(page))
    with ExitStack() as programs:
        programs.enter_context(running(folder, "org.apache.spark.deploy.master.Master", *at))
        for _ in range(2):
            own = ("--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", str(free_port()))
            programs.enter_context(running(folder, "org.apache.spark.deploy.worker.Worker", *own, address))
        until = time.monotonic() + 120
        while (folder / "log").read_text(errors="replace").count("Successfully registered with master") < 2:
            assert time.monotonic() < until, (folder / "log").read_text(errors="replace")
            time.sleep(0.5)
        yield address


COUNT = """
import json, sys
from pathlib import Path
from folja.closing import plans_for
from folja.counting.engines import ENGINES
from folja.counting.engines.spark import session
from folja.counting.snapshot import Snapshot
from folja.instruments.loading import shipped
from folja.vocabulary.period import tertial

period = tertial(2021, 1)
plans = plans_for(shipped(), period)
with session() as spark:
    counts = ENGINES["spark"](plans, Snapshot(Path(sys.argv[1])), period)
    workers = spark._jsc.sc().statusTracker().getExecutorInfos()
    months = {
        code: {unit: {str(month): n for month, n in by.items()} for unit, by in found.volumes.items()}
        for code, found in counts.instruments.items()
    }
    cells = {code: dict(found.cells) for code, found in counts.instruments.items()}
    print(json.dumps([len(workers) - 1, cells, months]))
"""


@pytest.mark.long
@pytest.mark.spark
def test_a_cluster_of_two_workers_counts_the_same(tmp_path: Path) -> None:
    (files := tmp_path / "files").mkdir()
    (own := tmp_path / "own").mkdir()
    plans = list(plans_for(shipped(), PERIOD))
    snapshot = invent(plans, ["farsta", "hokaran"], PERIOD, 20_000, files)
    counts = ENGINES["duckdb"](plans, snapshot, PERIOD)
    with cluster(own) as address:
        environment = os.environ | {"FOLJA_SPARK_MASTER": address, "SPARK_LOCAL_IP": "127.0.0.1"}
        command = [sys.executable, "-c", COUNT, str(files)]
        said = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400, check=False)
    assert said.returncode == 0, said.stderr[-3000:]
    workers, cells, months = json.loads(said.stdout.splitlines()[-1])
    assert workers == 2
    assert cells == {code: found.cells for code, found in counts.instruments.items()}
    assert months == {
        code: {unit: {str(month): n for month, n in by.items()} for unit, by in found.volumes.items()}
        for code, found in counts.instruments.items()
    }


def test_only_spark_counts_at_an_address() -> None:
    for engine in ("reference", "duckdb"):
        with pytest.raises(Refused, match="only the engine spark counts files at an address"):
            counted(engine, [plan_for(EVERY_FEATURE[0])], Snapshot("s3a://bucket/closing"))


def test_without_java_or_pyspark_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with monkeypatch.context() as here:
        here.setattr(spark, "find_spec", lambda _: None)
        with pytest.raises(Refused, match=r"needs pyspark; install it with: python3 run\.py setup --spark"):
            counted("spark", [], Snapshot(tmp_path))
    monkeypatch.setattr(spark, "find_spec", lambda _: object())
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(Refused, match="needs Java 17 or later"):
        counted("spark", [], Snapshot(tmp_path))
