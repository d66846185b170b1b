"""A municipality shares what it has closed, and a nation takes it, by command; of three its numbers are the sums."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.command.conftest import City
from tests.command.own_city import spreadsheet, talks
from tests.pooled import MUNICIPALITIES, NATION_FILE, SEA, SMALL

CODES = list(MUNICIPALITIES)
Sums = Counter[tuple[str, str]]  # cube, category


def made(folder: Path, units: str, *, seed: int, places: dict[str, str]) -> City:
    """A municipality of its own that has closed 2021T1; `places` says where the talks of the own city are held."""
    folder.mkdir()
    rows = talks(160, seed=seed)
    city = City(folder / "home", rows)
    content = spreadsheet(rows)
    for ours, theirs in places.items():
        content = content.replace(f"\n{ours};", f"\n{theirs};")
    (folder / "units.csv").write_text(units, encoding="utf-8")
    (folder / "talks.csv").write_text(content, encoding="utf-8")
    for words in (
        ("init", "--units", folder / "units.csv"),
        ("import", "talk", folder / "talks.csv"),
        ("close", "2021T1"),
    ):
        assert city.folja(*map(str, words)).code == 0
    return city


def sums_of(city: City, top: str) -> Sums:
    """What stands at the top of every cube."""
    rows = city.folja("cube", "all", "--period", "2021T1").rows
    return Counter({(c["cube"], c["category"]): c["value"] for c in rows if c["leaf"] is None and c["unit"] == top})


def new_nation(folder: Path) -> City:
    nation = City(folder / "nation", [])
    (folder / "nation.csv").write_text(NATION_FILE, encoding="utf-8")
    assert nation.folja("init", "--units", str(folder / "nation.csv")).code == 0
    return nation


def shared_with(nation: City, city: City, code: str) -> Path:
    """The file of a municipality that the nation trusts from now on."""
    file = nation.home.parent / f"{code}.folja"
    printed = city.folja("pool", "key", code)
    trusted = nation.folja("pool", "trust", printed.out.strip(), MUNICIPALITIES[code][0])
    fingerprint = printed.err.partition("Fingeravtryck: ")[2].partition("\n")[0]
    assert fingerprint in trusted.err
    assert city.folja("pool", "share", "2021T1", "--out", str(file)).code == 0
    return file


def test_a_file_holds_no_registration_and_no_hidden_volume_and_is_taken(closed_city: City, tmp_path: Path) -> None:
    city, nation = closed_city.copied_to(tmp_path / "home"), new_nation(tmp_path)
    file = shared_with(nation, city, CODES[0])
    shared = json.loads(json.loads(file.read_text(encoding="utf-8"))["signed"])
    assert set(shared) == {"municipality", "period", "invented", "definitions", "publication", "hash"}
    hidden = {"farsta_liten", "farsta_lykta"}
    assert set(shared["publication"]["hidden"]) >= hidden
    assert len(hidden & set(shared["publication"]["volumes"]["talk"])) == 1
    assert (city.home / "pool_key").stat().st_mode & 0o077 == 0
    said = nation.folja("pool", "take", str(file))
    assert (said.code, said.err) == (0, "Storstaden: tertial 1 2021 är inläst.\n")


@pytest.mark.long
def test_the_nations_numbers_are_the_sums_and_nothing_can_be_proved(closed_city: City, tmp_path: Path) -> None:
    own = ("farsta_stod", "farsta_lykta", "farsta_liten", "hasselby_stod", "hasselby_liten")
    small = dict(zip(own, ("centrum", "centrum", "landet", "centrum", "landet"), strict=True))
    sea = dict(zip(own, ("norr_1", "norr_2", "norr_2", "soder_1", "soder_1"), strict=True))
    cities = [
        closed_city.copied_to(tmp_path / "home"),
        made(tmp_path / "small", SMALL, seed=11, places=small),
        made(tmp_path / "sea", SEA, seed=12, places=sea),
    ]
    nation = new_nation(tmp_path)
    files = [str(shared_with(nation, city, code)) for city, code in zip(cities, CODES, strict=True)]
    assert nation.folja("pool", "take", *files).code == 0
    parts = [sums_of(city, top) for city, top in zip(cities, ("stad", "kommunen", "stad"), strict=True)]
    total = sum(parts, Counter())
    assert len(total) > 20
    assert +sums_of(nation, "riket") == total
    by_unit = nation.folja("figure", "talks", "--by", "unit").rows
    assert {row["unit"]: row["value"] for row in by_unit} == dict(zip(CODES, (1000, 160, 160), strict=True))
    for indicator in ("new_contacts", "families_this_year"):
        there = [city.folja("figure", indicator, "--period", "2021T1").rows[0]["value"] or 0 for city in cities]
        assert nation.folja("figure", indicator, "--period", "2021T1").rows[0]["value"] == sum(there)
    assert nation.folja("audit").code == 0
    report = ("report", "nation", "--unit", "riket", "--period", "2021T1", "--out", str(tmp_path / "report.html"))
    assert nation.folja(*report).code == 0
    assert "Siffrorna är från Storstaden, Lillköping och Havsstaden." in (tmp_path / "report.html").read_text("utf-8")
    assert [one["taken"] for one in nation.folja("pool", "list").rows] == [["2021T1"]] * 3
