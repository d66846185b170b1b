"""Names the state of all static files, so that their addresses change when they do and may be kept for ever."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def static_version(folders: Iterable[Path]) -> str:
    """Twelve characters that differ when any file under the folders differs."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
