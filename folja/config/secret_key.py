"""What only the server knows, made once, on the first start, and readable by its owner only."""

import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

LENGTH = 50

# The order of the curve P-256: a private key is a whole number below it.
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def secret_key(home: Path) -> str:
    """The key that signs sessions and forms, kept in the home folder."""
    return _kept(home / "secret_key", lambda: secrets.token_urlsafe(LENGTH))


def answers_key(home: Path) -> str:
    """The private key that opens what families' phones have sealed, kept in the home folder as a hexadecimal number."""
    return _kept(home / "answers_key", lambda: f"{secrets.randbelow(P256_ORDER - 1) + 1:064x}")


def pool_key(home: Path, make: Callable[[], str] | None) -> str:
    """What a municipality signs its publications with, after its code; empty while there is none and none is made."""
    path = home / "pool_key"
    return _kept(path, make) if make or path.exists() else ""


def _kept(path: Path, make: Callable[[], str] | None) -> str:
    if make and not path.exists():
        _write(path, make())
    return path.read_text(encoding="utf-8")


def _write(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp gives mode 600, and a link either puts the whole key in place or finds another's there.
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(words)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
