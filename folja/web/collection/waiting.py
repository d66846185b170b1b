"""A file between being looked through and being taken in: kept in the home folder, an hour at most."""

import re
import secrets
import time
from pathlib import Path

from django.conf import settings

LONGEST = 60 * 60  # seconds
NAME = re.compile(r"[A-Za-z0-9_-]{22}\.[a-z]{1,5}")


def keep(content: bytes, suffix: str) -> str:
    """Keep a file and give the name to take it by. Files that nobody took are removed."""
    _remove_old()
    name = f"{secrets.token_urlsafe(16)}.{re.sub('[^a-z]', '', suffix.lower())[:5] or 'txt'}"
    path = _folder() / name
    path.touch(mode=0o600)
    path.write_bytes(content)
    return name


def take(name: str) -> bytes | None:
    """The file of that name, which is then no longer kept; None when it has been taken or was too old."""
    _remove_old()
    path = _folder() / name
    if not NAME.fullmatch(name) or not path.exists():
        return None
    content = path.read_bytes()
    path.unlink()
    return content


def _folder() -> Path:
    folder = Path(settings.FOLJA_HOME) / "waiting"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def _remove_old() -> None:
    for path in _folder().iterdir():
        if path.stat().st_mtime < time.time() - LONGEST:
            path.unlink(missing_ok=True)
