"""Every spec runs on every engine."""

from collections.abc import Callable
from pathlib import Path

import pytest

from folja.counting.engines import ENGINES
from tests.instruments import TINY
from tests.spec.tables import Counted, count

Counting = Callable[..., Counted]


@pytest.fixture(params=sorted(ENGINES))
def counted(request: pytest.FixtureRequest, tmp_path: Path) -> Counting:
    """counted(instrument, table): the table's registrations, counted over the first tertial of 2021."""

    def counting(code: str, table: str, period: str = "2021T1", version: int = 0) -> Counted:
        instrument = TINY.version(code, version) if version else TINY.latest(code)
        return count(request.param, instrument, table, period, tmp_path)

    return counting
