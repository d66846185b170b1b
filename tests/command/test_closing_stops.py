"""A closing that is stopped anywhere can be run again, and two at once freeze once."""

from pathlib import Path

import pytest

from tests.command import forked
from tests.command.conftest import City, environment
from tests.command.own_city import UNITS, spreadsheet, talks
from tests.databases import rows

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> City:
    """A city with 600 talks in 2021T1, not closed."""
    folder = tmp_path_factory.mktemp("open")
    city = City(folder / "home", talks(600))
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    (folder / "talks.csv").write_text(spreadsheet(city.talks), encoding="utf-8")
    assert city.folja("init", "--units", str(folder / "units.csv")).code == 0
    assert city.folja("import", "talk", str(folder / "talks.csv")).code == 0
    return city


@pytest.fixture
def open_city(imported: City, tmp_path: Path) -> City:
    """The same, for one test to close."""
    return imported.copied_to(tmp_path / "home")


def closing(city: City) -> forked.Process:
    """A closing that runs by itself."""
    return forked.running(("close", "2021T1", "--home", str(city.home)), environment("2021-12-01", city.home))


def kill_when_it_says(city: City, words: str) -> None:
    """Close, and kill the closing as soon as its messages hold the words."""
    with closing(city) as process:
        assert process.stderr is not None
        next((line for line in process.stderr if words in line), None)
        process.kill()


@pytest.mark.parametrize("stopped_at", ["Räknar", "Konsultation", "Tematräff", "Frågor efter träffen"])
def test_a_closing_that_is_killed_has_frozen_nothing_and_can_be_run_again(open_city: City, stopped_at: str) -> None:
    keys = rows(open_city.home, "SELECT key FROM registration ORDER BY key")
    kill_when_it_says(open_city, stopped_at)
    frozen = rows(open_city.home, "SELECT state FROM publication_closedtertial WHERE state = 'frozen'")
    kept = rows(open_city.home, "SELECT key FROM registration ORDER BY key") == keys
    # Frozen and rekeyed go together: the kill may come after the last step, never between its halves.
    assert bool(frozen) != kept
    if not frozen:
        [figure] = open_city.folja("figure", "men_share_talks", "--period", "2021T1").rows
        assert figure["reason"] == "open"
        assert open_city.folja("close", "2021T1").code == 0
    assert open_city.folja("audit").code == 0
    assert rows(open_city.home, "SELECT count(*) FROM registration") == [(600,)]
    assert not list(open_city.home.glob("closing-*")), "no snapshot is left behind"


def test_what_a_killed_closing_left_is_gone_before_the_files_are_copied(open_city: City) -> None:
    left = open_city.home / "closing-1"
    left.mkdir()
    (left / "talk-2-2021-01.parquet").write_bytes(b"PAR1")
    assert open_city.folja("clean").code == 0
    assert not left.exists()


def test_a_tertial_whose_closing_was_stopped_is_closed_before_the_next(open_city: City) -> None:
    kill_when_it_says(open_city, "Konsultation")
    said = open_city.folja("close", "2021T2")
    assert said.code == 1
    assert "Tertial 1 2021 är inte stängt och har registreringar. Stäng det först." in said.err


def test_of_two_closings_at_once_one_freezes_and_the_other_is_told(open_city: City) -> None:
    with closing(open_city) as one, closing(open_city) as other:
        ended = [(process.stderr.read() if process.stderr else "", process.wait()) for process in (one, other)]
    assert sorted(code for _, code in ended) == [0, 1]
    [loser] = [said for said, code in ended if code]
    assert "pågår redan" in loser or "redan stängt" in loser
    assert rows(open_city.home, "SELECT count(*) FROM registration") == [(600,)]
    assert len(rows(open_city.home, "SELECT period FROM publication_closedtertial")) == 1
