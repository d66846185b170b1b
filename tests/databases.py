"""Where a city that is made by commands keeps its things, on the database that the tests run on, and what is there."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ADDRESS = os.environ.get("FOLJA_DATABASE", "")
ON_POSTGRESQL = bool(ADDRESS)
SERVER = ADDRESS.rpartition("/")[0]

Row = tuple[Any, ...]


def settings_for(home: Path) -> dict[str, str]:
    """What a command finds around it, to use that home folder's own database."""
    return {"FOLJA_DATABASE": address_of(home)} if ON_POSTGRESQL else {}


def address_of(home: Path) -> str:
    """The address of a city's database on the server, which is made where there is none."""
    return f"{SERVER}/{_made(home)}"


def copied(home: Path, to: Path) -> None:
    """Another city that has all that one has. Nobody may be using it just then."""
    shutil.copytree(home, to)
    if ON_POSTGRESQL:
        template = sql.SQL("TEMPLATE {}").format(sql.Identifier(_made(home)))
        _make(_name(to), template)


def rows(home: Path, statement: str) -> list[Row]:
    """What a statement finds in a city's database."""
    if ON_POSTGRESQL:
        with psycopg.connect(f"{SERVER}/{_name(home)}", autocommit=True) as database:
            return database.execute(statement).fetchall()  # type: ignore[arg-type]
    with sqlite3.connect(home / "folja.sqlite3") as database:
        return database.execute(statement).fetchall()


def tables(home: Path) -> list[str]:
    if ON_POSTGRESQL:
        found = rows(home, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    else:
        found = rows(home, "SELECT name FROM sqlite_master WHERE type = 'table'")
    return sorted(name for (name,) in found)


def columns(home: Path, table: str) -> list[str]:
    if ON_POSTGRESQL:
        found = rows(home, f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}'")
    else:
        found = rows(home, f"SELECT name FROM pragma_table_info('{table}')")
    return sorted(name for (name,) in found)


def everything(home: Path, *but: str) -> dict[str, list[Row]]:
    """Every table but those, row by row as the database has them."""
    return {name: rows(home, f'SELECT * FROM "{name}"') for name in tables(home) if name not in but}


def is_kept_by_key(home: Path, table: str) -> bool:
    """Whether nothing but the keys decides where a table's rows lie. On PostgreSQL once a round has been."""
    if ON_POSTGRESQL:
        [(said, first, last)] = rows(
            home,
            f"SELECT obj_description('{table}'::regclass, 'pg_class'), min(xmin::text), max(xmin::text) FROM {table}",
        )
        return f"in the order of their keys, of transaction {first} to {last}" in said and first == last
    [(made,)] = rows(home, f"SELECT sql FROM sqlite_master WHERE name = '{table}'")
    return "WITHOUT ROWID" in made


def contents(home: Path) -> dict[Path, bytes]:
    """All files of a city, with what the server of its database keeps for all databases, and what stands in them."""
    places = [home.parent]
    if ON_POSTGRESQL:
        server = Path(os.environ["FOLJA_DATABASE_FILES"])
        [(number,)] = rows(home, "SELECT oid FROM pg_database WHERE datname = current_database()")
        shared = [path for path in server.iterdir() if path.is_dir() and path.name != "base"]
        places += [*shared, server / "base" / str(number)]
    found = {}
    for path in (path for place in places for path in place.rglob("*") if path.is_file()):
        with suppress(FileNotFoundError):  # another test's, which has just ended
            found[path] = path.read_bytes()
    return found


def _name(home: Path) -> str:
    return f"city_{hashlib.sha256(str(home).encode()).hexdigest()[:16]}"


def _made(home: Path) -> str:
    name = _name(home)
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
    if not there:
        _make(name)
    return name


def _make(name: str, *how: sql.Composable) -> None:
    words = sql.SQL(" ").join([sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)), *how])
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        server.execute(words)
