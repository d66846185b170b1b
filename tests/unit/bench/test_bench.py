"""What is measured is what Följa counts: invented registrations are valid, and two things are timed in turn."""

from pathlib import Path

import pytest

from folja.bench import by_pandas
from folja.bench.ratio import in_turns
from folja.bench.registrations import invent
from folja.bench.report_page import against_few
from folja.closing import plans_for
from folja.counting.engines import engine_called
from folja.instruments.loading import shipped
from folja.instruments.validation import registration
from folja.vocabulary.period import tertial

PERIOD = tertial(2022, 1)
PLANS = plans_for(shipped(), PERIOD)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("invented")


def test_invented_registrations_could_have_been_registered_and_are_counted_as_the_reference_counts(
    folder: Path,
) -> None:
    snapshot = invent(PLANS, ["one", "two"], PERIOD, 1_000, folder)
    sheets = [sheet for plan in PLANS for sheet in snapshot.registrations(plan.instrument)]
    assert len(sheets) >= 1_000
    for sheet in sheets[::7]:
        instrument = shipped().in_force(sheet.instrument, sheet.month)
        assert instrument
        today = sheet.month.last_day
        assert registration(instrument, sheet.unit, sheet.month, sheet.answers, today=today) == sheet
    counted, right = (engine_called(name)(PLANS, snapshot, PERIOD) for name in ("duckdb", "reference"))
    assert {code: (c.cells, c.volumes) for code, c in counted.instruments.items()} == {
        code: (c.cells, c.volumes) for code, c in right.instruments.items()
    }
    assert all(any(counts.cells.values()) for counts in right.instruments.values())
    assert by_pandas.count(PLANS, snapshot) == {code: counts.cells for code, counts in right.instruments.items()}


def test_two_things_are_timed_in_turn_each_first_every_other_time() -> None:
    called: list[str] = []

    def takes(name: str, seconds: float) -> float:
        called.append(name)
        return seconds

    found = in_turns(lambda: takes("measured", 3.0), lambda: takes("yardstick", 2.0), turns=4)
    assert (found.measured, found.yardstick, found.ratio, found.turns) == (3.0, 2.0, 1.5, 4)
    assert (found.quickest, found.yardstick_quickest, found.quickest_ratio) == (3.0, 2.0, 1.5)
    assert called == ["yardstick", "measured", "measured", "yardstick"] * 2


@pytest.mark.long
def test_the_page_that_is_measured_has_a_plan_and_a_year_to_be_set_beside() -> None:
    # The page itself refuses to be measured without every goal.
    found = against_few(10_000, 10_000, turns=1)
    assert found.turns == 1
    assert found.measured > 0
