"""Units that are moved and staff who come and go change nothing that is closed, and tell nothing about it."""

import shutil
from pathlib import Path

import pytest

from tests.command.conftest import City
from tests.command.own_city import UNITS

NOW = (
    UNITS.replace("farsta_lykta;Familjecentralen Lyktan;unit;farsta;4", "farsta_lykta;Nya Lyktan;unit;hasselby;2")
    .replace("farsta_liten;Öppna insatser Farsta;unit;farsta;2", "farsta_liten;Öppna insatser Farsta;unit;farsta;9")
)  # fmt: skip


@pytest.fixture
def moved(closed_city: City, tmp_path: Path) -> City:
    """The closed city, with a unit moved, renamed and smaller, and one that has grown."""
    city = City(tmp_path / "home", closed_city.talks)
    shutil.copytree(closed_city.home, city.home)
    (tmp_path / "units.csv").write_text(NOW, encoding="utf-8")
    assert city.folja("init", "--units", str(tmp_path / "units.csv")).code == 0
    return city


@pytest.mark.parametrize(
    "words",
    [
        ("cube", "all"),
        ("figure", "talks", "--by", "unit"),
        ("figure", "talks", "--by", "unit", "--unit", "farsta"),
        ("figure", "talks", "--by", "unit", "--unit", "hasselby"),
        ("figure", "men_share_talks", "--by", "unit", "--unit", "farsta"),
    ],
)
def test_what_is_closed_is_read_as_before(closed_city: City, moved: City, words: tuple[str, ...]) -> None:
    before = closed_city.folja(*words, "--period", "2021T1").rows
    assert before
    assert moved.folja(*words, "--period", "2021T1").rows == before


def test_the_audit_knows_the_units_as_they_were(moved: City) -> None:
    assert moved.folja("audit").code == 0


def test_open_months_are_read_in_todays_units(moved: City) -> None:
    rows = moved.folja("figure", "talks", "--by", "unit", "--unit", "farsta", "--period", "2021T2").rows
    assert [row["unit"] for row in rows] == ["farsta_stod", "farsta_liten"]
