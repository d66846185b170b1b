"""The key that signs sessions and forms: made once, on the first start, readable by its owner only."""

import os
import secrets
import tempfile
from pathlib import Path

LENGTH = 50


def secret_key(home: Path) -> str:
    """The key kept in the home folder, made there if there is none."""
    path = home / "secret_key"
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp gives mode 600, and a link either puts the whole key in place or finds another's there.
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(LENGTH))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
