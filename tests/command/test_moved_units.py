"""Units that are moved and staff who come and go change nothing that is closed, and tell nothing about it."""

from pathlib import Path

import pytest

from tests.command.conftest import City
from tests.command.own_city import UNITS

NOW = (
    UNITS.replace("farsta_lykta;Familjecentralen Lyktan;unit;farsta;4", "farsta_lykta;Nya Lyktan;unit;hasselby;2")
    .replace("farsta_liten;Öppna insatser Farsta;unit;farsta;2", "farsta_liten;Öppna insatser Farsta;unit;farsta;9")
)  # fmt: skip


@pytest.fixture(scope="module")
def moved_once(closed_city: City, tmp_path_factory: pytest.TempPathFactory) -> City:
    """The closed city, with a unit moved, renamed and smaller, and one that has grown."""
    folder = tmp_path_factory.mktemp("moved")
    city = closed_city.copied_to(folder / "home")
    (folder / "units.csv").write_text(NOW, encoding="utf-8")
    assert city.folja("init", "--units", str(folder / "units.csv")).code == 0
    return city


@pytest.fixture
def moved(moved_once: City, tmp_path: Path) -> City:
    """The same, for one test to change."""
    return moved_once.copied_to(tmp_path / "home")


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


@pytest.mark.parametrize(
    ("period", "today", "units"),
    [
        ("2021T2", "2021-12-01", ["farsta_stod", "farsta_lykta", "farsta_liten"]),
        ("2021T3", "2022-01-02", ["farsta_stod", "farsta_lykta", "farsta_liten"]),
        ("2022T1", "2022-01-02", ["farsta_stod", "farsta_liten"]),
    ],
)
def test_a_move_takes_effect_with_the_next_tertial(moved: City, period: str, today: str, units: list[str]) -> None:
    rows = moved.folja("figure", "talks", "--by", "unit", "--unit", "farsta", "--period", period, today=today).rows
    assert [row["unit"] for row in rows] == units


def test_a_new_unit_is_there_at_once(moved: City, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text(NOW + "farsta_ny;Nya enheten;unit;farsta;5\n", encoding="utf-8")
    assert moved.folja("init", "--units", str(tmp_path / "more.csv")).code == 0
    rows = moved.folja("figure", "talks", "--by", "unit", "--unit", "farsta", "--period", "2021T3").rows
    assert [row["unit"] for row in rows] == ["farsta_stod", "farsta_lykta", "farsta_liten", "farsta_ny"]


def test_init_says_from_when_the_changes_are(moved: City, tmp_path: Path) -> None:
    (tmp_path / "again.csv").write_text(NOW, encoding="utf-8")
    said = moved.folja("init", "--units", str(tmp_path / "again.csv"))
    assert "ändrat antal medarbetare gäller från tertial 1 2022, nya enheter genast." in said.err


def test_a_unit_that_has_figures_keeps_its_kind(moved: City, tmp_path: Path) -> None:
    (tmp_path / "kind.csv").write_text(
        NOW.replace("Föräldrastöd Farsta;unit", "Föräldrastöd Farsta;group"), encoding="utf-8"
    )
    said = moved.folja("init", "--units", str(tmp_path / "kind.csv"))
    assert said.code == 1
    assert "farsta_stod: Enheten är av slaget unit och har siffror." in said.err


def test_what_is_loaded_since_is_registered_as_the_tertial_is_counted(moved: City, tmp_path: Path) -> None:
    """A small unit founded in an open tertial begins with the next month; rows from before it did are refused."""
    (tmp_path / "small.csv").write_text(NOW + "farsta_ny;Nya enheten;unit;hasselby;2\n", encoding="utf-8")
    assert moved.folja("init", "--units", str(tmp_path / "small.csv")).code == 0
    row = "Enhet;Månad;Kvinnor\nfarsta_ny;2021-12;1\n"
    (tmp_path / "row.csv").write_text(row, encoding="utf-8")
    said = moved.folja("import", "talk", str(tmp_path / "row.csv"), "--dry-run")
    assert said.code == 1
    assert "Nya enheten fanns inte i december 2021" in said.err


def test_a_dry_run_refuses_what_saving_would_refuse(moved: City, tmp_path: Path) -> None:
    (tmp_path / "row.csv").write_text("Enhet;Månad;Kvinnor\nfarsta_stod;2021-02;1\n", encoding="utf-8")
    said = moved.folja("import", "talk", str(tmp_path / "row.csv"), "--dry-run")
    assert said.code == 1
    assert "Filen har rader från februari 2021 eller tidigare" in said.err


def reorganised(successor: str, last: str = "2021-12") -> str:
    """Föräldrastöd Farsta and Lyktan end, and Familjehuset begins when they have."""
    ends = f";;{last};{successor}"
    return (
        UNITS.replace("parent;staff", "parent;staff;valid_from;valid_to;successor")
        .replace("Föräldrastöd Farsta;unit;farsta;6", f"Föräldrastöd Farsta;unit;farsta;6{ends}")
        .replace("Familjecentralen Lyktan;unit;farsta;4", f"Familjecentralen Lyktan;unit;farsta;4{ends}")
        + "farsta_hus;Familjehuset;unit;farsta;10;2022-01;;\nfarsta_ung;Farsta ung;unit;farsta;4;2022-01;;\n"
    )


def test_a_merger_and_a_split_leave_what_is_closed_as_it_was_and_the_audit_clean(
    closed_city: City, tmp_path: Path
) -> None:
    city = closed_city.copied_to(tmp_path / "home")
    (tmp_path / "units.csv").write_text(reorganised("farsta_hus|farsta_ung"), encoding="utf-8")
    assert city.folja("init", "--units", str(tmp_path / "units.csv")).code == 0
    words = ("figure", "men_share_talks", "--by", "unit", "--unit", "farsta", "--period", "2021T1")
    assert city.folja(*words).rows == closed_city.folja(*words).rows
    assert city.folja("audit").code == 0


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (reorganised("farsta_huset"), "rad 5, farsta_stod: Efterträdaren farsta_huset finns inte."),
        (reorganised("farsta_hus", "2021-10"), "Efterträdaren farsta_hus börjar först i januari 2022"),
        (reorganised("", "2021-02"), "farsta_stod: Enheten kan inte upphöra i februari 2021: tertialet är stängt."),
    ],
    ids=["unknown", "begins later", "closed"],
)
def test_units_that_can_not_follow_each_other_are_refused(
    closed_city: City, tmp_path: Path, content: str, what: str
) -> None:
    city = closed_city.copied_to(tmp_path / "home")
    (tmp_path / "units.csv").write_text(content, encoding="utf-8")
    said = city.folja("init", "--units", str(tmp_path / "units.csv"))
    assert said.code == 1
    assert what in said.err
