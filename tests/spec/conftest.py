"""Every spec runs on every engine; on Spark only by --long."""

from collections.abc import Callable
from pathlib import Path

import pytest

from folja.counting.engines import ENGINES
from tests.instruments import TINY
from tests.spec.tables import Counted, count

Counting = Callable[..., Counted]


SLOW = {"spark": (pytest.mark.spark, pytest.mark.long)}


@pytest.fixture(params=[pytest.param(name, marks=SLOW.get(name, ())) for name in sorted(ENGINES)])
def counted(request: pytest.FixtureRequest, tmp_path: Path) -> Counting:
    """counted(instrument, table): the table's registrations, counted over the first tertial of 2021."""

    if request.param == "spark":
        request.getfixturevalue("spark_session")

    def counting(code: str, table: str, period: str = "2021T1", version: int = 0) -> Counted:
        instrument = TINY.version(code, version) if version else TINY.latest(code)
        return count(request.param, instrument, table, period, tmp_path)

    return counting
