"""A file between being looked through and being taken in: kept in the home folder, an hour at most.

What is too old is removed when the server starts, every minute while it runs, and whenever a file is
kept or taken, so that none outlives its hour for want of a next visitor. While the server is off
nothing is removed; the first thing it does is to make up for that.
"""

import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

EVERY = 60  # seconds between two rounds
LONGEST = 60 * 60 - EVERY  # with the wait for the next round it is an hour
NAME = re.compile(r"[A-Za-z0-9_-]{22}\.[a-z]{1,5}")


def keep(content: bytes, suffix: str) -> str:
    """Keep a file and give the name to take it by. Files that nobody took are removed."""
    remove_old()
    name = f"{secrets.token_urlsafe(16)}.{re.sub('[^a-z]', '', suffix.lower())[:5] or 'txt'}"
    path = _folder() / name
    path.touch(mode=0o600)
    path.write_bytes(content)
    return name


def take(name: str) -> bytes | None:
    """The file of that name, which is then no longer kept; None when it has been taken or was too old."""
    remove_old()
    if not NAME.fullmatch(name):
        return None
    path = _folder() / name
    try:
        content = path.read_bytes()
        path.unlink()
    except FileNotFoundError:
        return None
    return content


def remove_old() -> None:
    """Remove the files that are too old."""
    for path in _folder().iterdir():
        # It may be taken at this very moment; what can't be removed now is removed in a minute.
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - LONGEST:
                path.unlink()


def _folder() -> Path:
    folder = Path(settings.FOLJA_HOME) / "uploads"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder
