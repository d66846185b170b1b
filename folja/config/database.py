"""Which database an installation has: a file in its home folder, or PostgreSQL by an address in FOLJA_DATABASE."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import settings
from environs import EnvError

PATIENCE = 20
"""Seconds that a writer waits for others, before it is told that the database is busy."""

WRITTEN = "postgresql://användare:lösenord@värd/databas"

LIMITS = {
    "lock_timeout": f"{PATIENCE}s",
    "statement_timeout": "5min",  # no statement of a page takes seconds; a new layout of a large table may take minutes
    "idle_in_transaction_session_timeout": "10min",  # of a process that hangs; else it would hold back others for ever
}


def database(address: str, home: Path) -> dict[str, Any]:
    """Django's settings of the database. Raises EnvError for an address that is none, without repeating it."""
    return _postgresql(address) if address else _sqlite(home)


def only_the_database(address: str) -> None:
    """Let Django ask the database about itself, without a home folder: none is made. Raises EnvError as `database`."""
    found = database(address, Path())
    if not settings.configured:
        settings.configure(DATABASES={"default": found})


def _sqlite(home: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "folja.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A writer that waits from the start never has to give up halfway.
            "transaction_mode": "IMMEDIATE",
            "timeout": PATIENCE,
            # What is withdrawn is overwritten, not only forgotten.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;",
        },
        "TEST": {"NAME": home / "test.sqlite3"},
    }


def _postgresql(address: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(address))
    except (ValueError, KeyError):
        raise _not_an_address() from None
    name = str(found.get("NAME") or "")
    if found.get("ENGINE") != "django.db.backends.postgresql" or not name or "/" in name or "@" in name:
        raise _not_an_address()  # also a password with a / in it, the rest of which would be taken for the database
    ours = {
        # Values travel beside the statement and not in it: what errors and activity views tell holds none of them.
        "server_side_binding": True,
        "connect_timeout": 10,
        "application_name": "folja",
        "options": " ".join(f"-c {name}={value}" for name, value in LIMITS.items()),
    }
    return found | {
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": ours | found.get("OPTIONS", {}),
    }


def _not_an_address() -> EnvError:
    return EnvError(f"FOLJA_DATABASE ska se ut så här: {WRITTEN}. Tecken som @ : / # i lösenordet skrivs som %40 osv.")
