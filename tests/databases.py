"""Where a city that is made by commands keeps its things, on the database that the tests run on, and what is there."""

import hashlib
import os
import shutil
import sqlite3
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
    return {"FOLJA_DATABASE": f"{SERVER}/{_made(home)}"} if ON_POSTGRESQL else {}


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


def files(home: Path) -> list[Path]:
    """All files that hold something of a city, its server's log too; those of the whole server on PostgreSQL."""
    of_server = Path(os.environ["FOLJA_DATABASE_FILES"]) if ON_POSTGRESQL else home
    found = {path for place in (home.parent, of_server) for path in place.rglob("*") if path.is_file()}
    return sorted(found)


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
