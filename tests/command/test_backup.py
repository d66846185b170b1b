"""Copies of all of an installation: consistent, sealed for a key that is elsewhere, taken back whole or not at all."""

import base64
from pathlib import Path

import pytest

from folja.web.backups.sealed import new_key, opened, write
from tests.command.conftest import City, folja
from tests.databases import ON_POSTGRESQL, everything, is_kept_by_key, rows, settings_for

BO = "bo@farsta.example"
REGISTRATIONS = "collection.StoredRegistration"


@pytest.fixture(scope="module")
def city(closed_city: City, tmp_path_factory: pytest.TempPathFactory) -> City:
    """The closed city, with somebody who can sign in and a key to seal copies for."""
    city = closed_city.copied_to(tmp_path_factory.mktemp("backed") / "home")
    account = ("account", BO, "--role", "manages", "--unit", "farsta_stod", "--password", "ett långt lösenord")
    assert city.folja(*account).code == 0
    assert city.folja("backup-key", "--out", str(city.home.parent / "key")).code == 0
    return city


@pytest.fixture(scope="module")
def copy(city: City) -> Path:
    """One of it."""
    file = city.home.parent / "copy.backup"
    assert city.folja("backup", "--out", str(file)).code == 0
    return file


def key_of(city: City) -> str:
    return str(city.home.parent / "key")


def test_what_is_taken_back_is_all_that_there_was_and_has_the_same_figures(
    city: City, copy: Path, tmp_path: Path
) -> None:
    back = City(tmp_path / "home", city.talks)
    assert back.folja("restore", str(copy), "--key", key_of(city)).code == 0
    written_since = ("organisation_auditentry", "django_session", "sqlite_sequence", "django_migrations")
    before = {table: set(rows) for table, rows in everything(city.home, *written_since).items()}
    assert {table: set(rows) for table, rows in everything(back.home, *written_since).items()} == before
    for words in (("figure", "men_share_talks", "--by", "unit"), ("cube", "all"), ("figure", "talks")):
        assert back.folja(*words).out == city.folja(*words).out
    assert back.folja("audit").code == 0
    for name in ("secret_key", "answers_key"):
        assert (back.home / name).read_bytes() == (city.home / name).read_bytes()
        assert (back.home / name).stat().st_mode & 0o077 == 0
    assert is_kept_by_key(back.home, "registration")
    # And it can be worked on with: the next number of each kind has not been given yet.
    assert back.folja("account", "ny@farsta.example", "--role", "registers", "--unit", "farsta_stod",
                      "--password", "ett långt lösenord").code == 0  # fmt: skip
    assert len(rows(back.home, "SELECT id FROM organisation_account")) == 2


def test_a_stolen_copy_without_the_key_says_nothing(city: City, copy: Path) -> None:
    stolen = copy.read_bytes()
    said = [BO, "farsta", "talk", "registration", "SQLite", "folja", "2021-02", "secret_key"]
    said += [(city.home / "secret_key").read_text(), (city.home / "answers_key").read_text()]
    assert not [word for word in said if word.encode() in stolen]
    opener = (city.home.parent / "key").read_bytes().strip()
    assert not [path for path in city.home.rglob("*") if path.is_file() and opener in path.read_bytes()]
    assert copy.stat().st_mode & 0o077 == 0


def test_a_copy_says_nothing_of_the_order_in_which_anything_came(city: City, copy: Path) -> None:
    with opened(copy, (city.home.parent / "key").read_text()) as lines:
        read = list(lines)
    begins = read.index(next(line for line in read if isinstance(line, dict) and line.get("table") == REGISTRATIONS))
    key = read[begins]["columns"].index("key")
    [(number,)] = rows(city.home, "SELECT count(*) FROM registration")
    keys = [base64.b64decode(row[key]) for row in read[begins + 1 : begins + 1 + number]]
    assert keys == sorted(keys)
    assert len(keys) == number > 1000


def made_other(copy: Path, key: Path, file: Path, change: str) -> None:
    """A copy that is not as it was made."""
    content = bytearray(copy.read_bytes())
    if change == "cut off":
        content = content[: len(content) // 2]
    elif change == "changed":
        content[-100] ^= 1
    elif change == "something else":
        content = bytearray(b"code;name\n")
    file.write_bytes(content)
    if change in ("newer", "without an end", "of a newer database"):
        with opened(copy, key.read_text()) as lines:
            read = list(lines)
        if change == "newer":
            read[0]["folja"] = 2
        elif change == "without an end":
            read = read[:-1]
        else:
            read[0]["migrations"].append(["organisation", "9999_of_tomorrow"])
        file.unlink()
        another, sealed_for = new_key()
        write(file, read, sealed_for)
        key.write_text(another)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("cut off", "Kopian är skadad eller avkortad. Ingenting har lästs in."),
        ("changed", "Kopian är skadad eller avkortad. Ingenting har lästs in."),
        ("something else", "Filen är ingen säkerhetskopia från Följa"),
        ("newer", "Kopian är gjord av en nyare version av Följa."),
        ("of a newer database", "Kopian är gjord av en nyare version av Följa."),
        ("without an end", "Kopian är skadad eller avkortad. Ingenting har lästs in."),
    ],
)
def test_what_is_not_a_whole_copy_leaves_nothing_behind(
    city: City, copy: Path, tmp_path: Path, change: str, told: str
) -> None:
    key = tmp_path / "key"
    key.write_text(Path(key_of(city)).read_text())
    made_other(copy, key, tmp_path / "other.backup", change)
    refused = folja("restore", str(tmp_path / "other.backup"), "--key", str(key), "--home", str(tmp_path / "home"))
    assert refused.code == 1
    assert f"other.backup: {told}" in refused.err
    assert "Traceback" not in refused.err
    assert not list((tmp_path / "home").glob("*"))
    if ON_POSTGRESQL:
        assert not everything(tmp_path / "home")


def test_the_wrong_key_is_told_from_what_is_no_key(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "another").write_text(new_key()[0])
    (tmp_path / "none").write_text("hemligt")
    home = ("--home", str(tmp_path / "home"))
    wrong = folja("restore", str(copy), "--key", str(tmp_path / "another"), *home)
    assert (wrong.code, "Nyckeln öppnar inte den här kopian" in wrong.err) == (1, True)
    none = folja("restore", str(copy), "--key", str(tmp_path / "none"), *home)
    assert (none.code, "ingen nyckel till säkerhetskopior" in none.err) == (1, True)
    assert "hemligt" not in none.err


def test_an_installation_is_never_overwritten(city: City, copy: Path) -> None:
    refused = city.folja("restore", str(copy), "--key", key_of(city))
    assert refused.code == 1
    assert "Här finns redan en installation. Den är orörd." in refused.err
    assert city.folja("audit").code == 0


def test_a_folder_gets_a_copy_a_day_and_keeps_as_many_as_asked(city: City, tmp_path: Path) -> None:
    for day in ("2021-12-01", "2021-12-02", "2021-12-03"):
        assert city.folja("backup", "--out", str(tmp_path), "--keep", "2", today=day).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folja-2021-12-02.backup", "folja-2021-12-03.backup"]
    again = city.folja("backup", "--out", str(tmp_path), today="2021-12-03")
    assert again.code == 1
    assert "filen finns redan" in again.err


def test_without_a_key_there_is_no_copy(closed_city: City, tmp_path: Path) -> None:
    refused = closed_city.folja("backup", "--out", str(tmp_path / "copy"))
    assert refused.code == 1
    assert "Gör en med backup-key" in refused.err
    assert not (tmp_path / "copy").exists()


@pytest.mark.postgresql
def test_a_copy_of_a_file_can_be_taken_back_into_a_server(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("code;name;kind;parent;staff\nstad;Staden;city;;\n", encoding="utf-8")
    home = ("--home", str(tmp_path / "file"))
    no_server = {"FOLJA_DATABASE": ""}
    assert folja("init", "--units", str(tmp_path / "units.csv"), *home, **no_server).code == 0
    assert folja("backup-key", "--out", str(tmp_path / "key"), *home, **no_server).code == 0
    assert folja("backup", "--out", str(tmp_path / "copy"), *home, **no_server).code == 0
    back = ("restore", str(tmp_path / "copy"), "--key", str(tmp_path / "key"), "--home", str(tmp_path / "home"))
    assert folja(*back).code == 0
    assert settings_for(tmp_path / "home")
    assert rows(tmp_path / "home", "SELECT code FROM organisation_storedunit") == [("stad",)]
