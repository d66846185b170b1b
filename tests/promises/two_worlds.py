"""What a city leaves behind, to be held against another one where others registered the same in another order.

Receipts are random, and the rows' keys with them. Here they are given, so that both cities have the same keys: then
whatever still differs tells who registered, or when.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from folja.closing import plans_for
from folja.counting.snapshot import write
from folja.instruments.loading import shipped
from folja.vocabulary.period import Period
from folja.web.backups.sealed import opened
from folja.web.collection.receipt import key_of
from tests.command.conftest import City
from tests.databases import ON_POSTGRESQL, contents, everything, rows

SIGNED_IN = "django_session"
NOTED = "organisation_auditentry"
"""The two tables that know an account and a time. They are compared without the time; see `Left.tables`."""


@dataclass(frozen=True)
class Left:
    """All that can be read afterwards by whoever has everything, after the round of the minute."""

    tables: Mapping[str, Any]  # every row, in the order that the database has them
    pages: Mapping[
        str, Any
    ]  # on SQLite the bytes; on PostgreSQL where each row lies, and how many transactions it tells
    files: frozenset[str]  # which there are, with those for the time being
    said: tuple[str, ...]  # by the server, on stdout and stderr
    snapshot: Mapping[str, bytes]  # the Parquet files that a closing counts
    copy: Mapping[str, Any]  # what a backup holds


def left_by(city: City, today: str, period: str) -> Left:
    """To be asked once the city is served no longer."""
    key, copy, snapshot = (city.home.parent / name for name in ("key", "copy", "snapshot"))
    assert city.folja("clean", today=today).code == 0
    found = _tables(city.home), _pages(city.home), _files(city.home), _said(city.home)
    written = _snapshot(city.home, snapshot, Period.parse(period))
    assert city.folja("backup-key", "--out", str(key), today=today).code == 0
    assert city.folja("backup", "--out", str(copy), today=today).code == 0
    return Left(*found, written, _copied(copy, key))


def differences(one: Left, other: Left) -> list[str]:
    """What tells the two apart, part by part."""
    found = []
    for field in fields(Left):
        here, there = getattr(one, field.name), getattr(other, field.name)
        if isinstance(here, Mapping):
            names = sorted(name for name in {*here, *there} if here.get(name) != there.get(name))
            found += [f"{field.name}: {name}" for name in names]
        elif here != there:
            found.append(f"{field.name}: {sorted({*here} ^ {*there}) or 'in another order'}")
    return found


def nowhere(city: City, receipts: Iterable[str], bits: Callable[[str], bytes]) -> list[str]:
    """The files in which a receipt stands, as it is read or in bits, and the logs with a row's key."""
    receipts = list(receipts)
    secrets = {one.encode() for one in receipts} | {bits(one) for one in receipts}
    keys = {key_of(one) for one in receipts}
    files = contents(city.home)
    assert all(any(key in content for content in files.values()) for key in keys), "the search finds what is there"
    logs = {path: content for path, content in files.items() if path.parent.name == "pg_wal" or path.suffix == "-wal"}
    return sorted(
        {str(path) for path, content in files.items() if any(one in content for one in secrets)}
        | {str(path) for path, content in logs.items() if any(key in content for key in keys)}
    )


def _tables(home: Path) -> dict[str, Any]:
    """Of sessions only how many there are: their keys are drawn. Of what is noted not when it was."""
    found: dict[str, Any] = {name: list(map(_readable, kept)) for name, kept in everything(home).items()}
    found[SIGNED_IN] = len(found[SIGNED_IN])
    found[NOTED] = sorted(rows(home, f"SELECT account_id, action, about FROM {NOTED}"), key=repr)
    return found


def _pages(home: Path) -> dict[str, Any]:
    if ON_POSTGRESQL:
        return {
            table: (
                list(map(_readable, rows(home, f"SELECT ctid::text, {key} FROM {table} ORDER BY ctid"))),
                rows(home, f"SELECT count(DISTINCT xmin::text), count(DISTINCT xmax::text) FROM {table}"),
            )
            for table, key in (("registration", "key"), ("used_key", "key"))
        }
    content = (home / "folja.sqlite3").read_bytes()
    with sqlite3.connect(home / "folja.sqlite3") as database:
        assert database.execute("PRAGMA freelist_count").fetchone() == (0,), "no page is left over from before"
        trees = database.execute("SELECT tbl_name, name FROM sqlite_master WHERE rootpage").fetchall()
        size = database.execute("PRAGMA page_size").fetchone()[0]
        of_trees: dict[str, list[bytes]] = {}
        for table, name in trees:
            if table not in (SIGNED_IN, NOTED):
                lie = database.execute("SELECT pageno FROM dbstat WHERE name = ? ORDER BY path", (name,)).fetchall()
                of_trees[name] = [content[(number - 1) * size : number * size] for (number,) in lie]
    return of_trees


def _files(home: Path) -> frozenset[str]:
    return frozenset(str(path.relative_to(home.parent)) for path in home.parent.rglob("*"))


def _said(home: Path) -> tuple[str, ...]:
    """Without the port, which is any that was free, and without where the home folder is."""
    log = (home.parent / "log").read_text(encoding="utf-8").replace(str(home), "HOME")
    return tuple(re.sub(r":\d{4,5}\b", ":PORT", log).splitlines())


def _snapshot(home: Path, folder: Path, period: Period) -> dict[str, bytes]:
    """As a closing writes it, of the rows as the table has them."""
    plans = plans_for(shipped(), period)
    versions = {(plan.instrument.code, plan.instrument.version): plan.instrument for plan in plans}
    write(rows(home, "SELECT instrument, version, unit, month, answers FROM registration"), versions, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _copied(copy: Path, key: Path) -> dict[str, Any]:
    """What a backup holds, row by row in its order, but for the keys of the home folder and what is noted."""
    found: dict[str, list[Any]] = {}
    with opened(copy, key.read_text(encoding="utf-8")) as lines:
        for line in lines:
            if isinstance(line, dict):
                about = str(line.get("table") or line.get("file") or "about")
                found[about] = []
            else:
                found[about].append(line)
    found["organisation.AuditEntry"] = sorted((row[:3] for row in found["organisation.AuditEntry"]), key=repr)
    return found


def _readable(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
