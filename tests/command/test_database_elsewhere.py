"""A database on a server: what is wrong with its address or the server is told, without a password, before all else."""

import os
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from folja.demo.city import city_today
from folja.web.starting import has_database_elsewhere, mark_as_invented
from tests.command.conftest import folja
from tests.command.own_city import UNITS
from tests.databases import SERVER
from tests.postgresql import EXE, copied

PASSWORD = "hemligt-lösen"
NOWHERE = f"postgresql://folja:{PASSWORD}@127.0.0.1:1/folja"


@pytest.mark.parametrize(
    "address",
    [
        f"folja:{PASSWORD}@server/folja",
        f"mysql://folja:{PASSWORD}@server/folja",
        f"postgresql://folja:{PASSWORD}@server",
        f"postgresql://folja:{PASSWORD}@server:port/folja",
        f"postgresql://folja:12/{PASSWORD}@server/folja",
    ],
)
def test_what_is_no_address_is_told_and_never_repeated(address: str) -> None:
    said = folja("check", FOLJA_DATABASE=address)
    assert said.code == 1
    assert "FOLJA_DATABASE ska se ut så här: postgresql://användare:lösenord@värd/databas" in said.err
    assert PASSWORD not in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("words", [("check",), ("serve",), ("init", "--units", "units.csv")])
def test_a_server_that_does_not_answer_is_told_with_what_to_look_at(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "secret_key").write_text("hemlig", encoding="ascii")
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    words = tuple(str(tmp_path / word) if word.endswith(".csv") else word for word in words)
    place = () if words == ("check",) else ("--home", str(tmp_path / "home"))
    said = folja(*words, *place, FOLJA_DATABASE=NOWHERE)
    assert said.code == 1
    assert "FOLJA_DATABASE: Databasen går inte att nå. Kontrollera adressen, kontot och" in said.err
    assert PASSWORD not in said.err
    assert "Traceback" not in said.err


def test_a_demo_has_its_own_file_whatever_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLJA_DATABASE", NOWHERE)
    assert has_database_elsewhere(tmp_path)
    mark_as_invented(tmp_path, city_today())
    assert not has_database_elsewhere(tmp_path)


@pytest.fixture
def unprepared() -> Iterator[str]:
    """A database whose owner is nobody special, as a server makes them that nobody has prepared."""
    name = f"unprepared_{secrets.token_hex(4)}"
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        server.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))
        for setting, usual in (("log_statement", "all"), ("log_min_error_statement", "error")):
            made = sql.SQL("ALTER ROLE {} SET {} = {}")
            server.execute(made.format(sql.Identifier(name), sql.Identifier(setting), usual))
        server.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*[sql.Identifier(name)] * 2))
        yield SERVER.replace("//folja@", f"//{name}@") + f"/{name}"
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


@pytest.mark.postgresql
def test_an_unprepared_server_is_refused_with_the_lines_that_prepare_it(unprepared: str, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    init = ("init", "--home", str(tmp_path / "home"), "--units", str(tmp_path / "units.csv"))
    said = folja("check", FOLJA_DATABASE=unprepared)
    assert said.code == 1
    assert folja(*init, FOLJA_DATABASE=unprepared).code == 1
    lines = [line.partition("i Följas databas: ")[2] for line in said.err.splitlines() if "i Följas databas: " in line]
    assert [line.split()[0] for line in lines] == ["ALTER", "ALTER", "GRANT", "GRANT"]
    of_administrator = f"{SERVER}/{unprepared.rpartition('/')[2]}"
    with psycopg.connect(of_administrator, autocommit=True) as database:
        for line in lines:
            database.execute(line)  # type: ignore[arg-type]
    assert folja("check", FOLJA_DATABASE=unprepared).code == 0
    assert folja(*init, FOLJA_DATABASE=unprepared).code == 0
    clean = ("clean", "--home", str(tmp_path / "home"))
    # The server tidies by itself now and then, and is then somebody else: one is told to try again.
    assert any(folja(*clean, FOLJA_DATABASE=unprepared).code == 0 for _ in range(10))


@pytest.mark.postgresql
def test_the_servers_programs_run_where_they_are_copied_to_out_of_a_folder_of_roots(tmp_path: Path) -> None:
    programs = copied(Path(os.environ["FOLJA_POSTGRESQL"]), tmp_path)
    assert subprocess.run([programs / f"initdb{EXE}", "--version"], capture_output=True, check=False).returncode == 0
