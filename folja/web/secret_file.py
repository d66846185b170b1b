"""A secret in a file of the home folder, made once and readable by its owner only."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def kept(path: Path, make: Callable[[], str]) -> str:
    """What the file holds, made now if it is not there: of two who make it at once, one is too late."""
    if not path.exists():
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
