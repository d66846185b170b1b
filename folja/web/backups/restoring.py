"""Takes a copy back into a home folder, and a database, where nothing is yet: all of it or nothing."""

import base64
import os
from collections.abc import Iterator
from pathlib import Path

from folja.vocabulary.problem import Refused, refuse
from folja.web import starting
from folja.web.backups import sealed
from folja.web.backups.sealed import Line

FORMAT = 1
FILES = ("secret_key", "answers_key", "sign_in.toml", "invented")
"""Of the home folder, those that are there. Without the keys, codes and what waits on phones can't be read."""


def restore(copy: Path, key: str, home: Path) -> int:
    """Make an installation of a copy, and return how many rows it has.

    Raises Refused for a home folder or a database that is in use, a copy of a newer version, and as sealed.opened.
    """
    if any((home / name).exists() for name in ("folja.sqlite3", *FILES)):
        raise refuse(
            str(home),
            sv="Här finns redan en installation. Den är orörd. Välj en mapp som är tom med --home.",
            en="there is an installation here already, left as it is; choose an empty folder with --home",
        )
    try:
        with sealed.opened(copy, key) as lines:
            rows = _taken_in(lines, home, copy.name)
    except BaseException:
        for made in (*(home / name for name in FILES), *home.glob("folja.sqlite3*")):
            made.unlink(missing_ok=True)
        raise
    starting.bring_up_to_date()
    return rows


def _taken_in(lines: Iterator[Line], home: Path, name: str) -> int:
    """Write the files, then all rows, which stay only when every line, to the last, is whole."""
    about = next(lines, None)
    if not isinstance(about, dict) or about.get("folja") != FORMAT:
        raise newer(name)
    line = _files_written(lines, home)
    starting.open_home(home)
    from folja.web.backups.tables import taken_in  # models can be named only now

    return taken_in(about, line, lines, name)


def _files_written(lines: Iterator[Line], home: Path) -> Line:
    """The first line that is no file any more."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for line in lines:
        if not (isinstance(line, dict) and line.get("file") in FILES):
            return line
        path = home / str(line["file"])
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(base64.b64decode(line["content"]))
    return None


def newer(name: str) -> Refused:
    return refuse(
        name,
        sv="Kopian är gjord av en nyare version av Följa. Installera den versionen.",
        en="the copy was made by a newer version of Följa; install that version",
    )
