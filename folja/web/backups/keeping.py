"""Takes copies of an opened installation, and keeps as many as asked."""

import os
from pathlib import Path

from folja.vocabulary.clock import today
from folja.vocabulary.problem import refuse
from folja.web.backups import sealed
from folja.web.backups.contents import lines
from folja.web.organisation.actions import note

PUBLIC = "backup_key"
"""In the home folder: what copies are sealed for. It opens none. FOLJA_BACKUP_KEY is used instead where it is set."""


def make_key(home: Path, out: Path) -> str:
    """Write a new key to a file that is not there yet. Returns the words that copies are sealed for from now on."""
    key, sealed_for = sealed.new_key()
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(f"{key}\n")
    (home / PUBLIC).write_text(f"{sealed_for}\n", encoding="ascii")
    note(None, "backup key made")
    return sealed_for


def back_up(home: Path, out: Path, keep: int | None) -> tuple[Path, int]:
    """The file that was written, and how many older ones were removed. Raises Refused where there is no key."""
    sealed_for = os.environ.get("FOLJA_BACKUP_KEY", "") or _kept(home)
    file = out / f"folja-{today()}.backup" if out.is_dir() else out
    if out.is_dir():
        _drafts_removed(out)
    sealed.write(file, lines(home), sealed_for.strip())
    note(None, "backup taken", file.name)
    return file, _older_removed(out, keep) if keep else 0


def _kept(home: Path) -> str:
    try:
        return (home / PUBLIC).read_text(encoding="ascii")
    except FileNotFoundError:
        raise refuse(
            "backup",
            sv="Det finns ingen nyckel att låsa kopian med. Gör en med backup-key, en gång.",
            en="there is no key to seal the copy with; make one with backup-key, once",
        ) from None


def _older_removed(folder: Path, keep: int) -> int:
    older = sorted(folder.glob("folja-????-??-??.backup"))[:-keep]
    for file in older:
        file.unlink()
    return len(older)


def _drafts_removed(folder: Path) -> None:
    """Of copies that were stopped halfway."""
    for draft in folder.glob(".folja-????-??-??.backup.part"):
        draft.unlink()
