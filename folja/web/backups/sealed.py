"""A sealed file: lines of JSON, packed, and encrypted with age for whoever holds the key.

https://age-encryption.org/v1: what is cut off or changed is noticed, and the programs age and rage open it too.
"""

import gzip
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

import pyrage

from folja.vocabulary.problem import Refused, refuse

Line = Any
"""What JSON can hold."""


def new_key() -> tuple[str, str]:
    """A key that opens, and the words that files are sealed for: only the key opens them."""
    key = pyrage.x25519.Identity.generate()
    return str(key), str(key.to_public())


def write(path: Path, lines: Iterable[Line], sealed_for: str) -> None:
    """Write a new file, whole or not at all. Raises Refused for words that are no key, FileExistsError."""
    try:
        recipient = pyrage.x25519.Recipient.from_str(sealed_for)
    except pyrage.RecipientError:
        raise refuse(
            "FOLJA_BACKUP_KEY",
            sv="Det är ingen nyckel att låsa säkerhetskopior med. Den börjar med age1: se backup-key.",
            en="this is no key to seal backups with; it begins with age1: see backup-key",
        ) from None
    if path.exists():
        raise FileExistsError(17, "filen finns redan", str(path))
    draft = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with _beside(lambda pipe: pyrage.encrypt_io(pipe, file, [recipient]), "rb") as (pipe, _):
                _pack(lines, pipe)
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _pack(lines: Iterable[Line], pipe: IO[bytes]) -> None:
    with gzip.open(pipe, "wt", compresslevel=5, encoding="utf-8") as packed:
        for line in lines:
            packed.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")))
            packed.write("\n")


@contextmanager
def opened(path: Path, key: str) -> Iterator[Iterator[Line]]:
    """The lines of a file, one at a time. Only when it has been left without an error was all of it whole.

    Raises Refused for a key that does not open it, for a file that is none of ours, and for one that is damaged.
    """
    try:
        identity = pyrage.x25519.Identity.from_str(key.strip())
    except pyrage.IdentityError:
        raise refuse(
            "--key",
            sv="Filen är ingen nyckel till säkerhetskopior. Den börjar med AGE-SECRET-KEY-1.",
            en="the file is no key to backups; one begins with AGE-SECRET-KEY-1",
        ) from None
    with _refused(path), path.open("rb") as file, _decrypted(file, identity) as (pipe, ended):
        yield _unpacked(pipe, ended)
        while pipe.read(1 << 20):  # what is after the end has to be whole too
            pass


def _decrypted(file: IO[bytes], identity: Any) -> AbstractContextManager[tuple[IO[bytes], Callable[[], None]]]:
    return _beside(lambda pipe: pyrage.decrypt_io(file, pipe, [identity]), "wb")


def _unpacked(pipe: IO[bytes], ended: Callable[[], None]) -> Iterator[Line]:
    """Where what is opened ends too early, why it did is told, and not what came of it."""
    try:
        with gzip.open(pipe, "rt", encoding="utf-8") as packed:
            for line in packed:
                yield json.loads(line)
    except (EOFError, ValueError):
        ended()
        raise
    ended()


@contextmanager
def _refused(path: Path) -> Iterator[None]:
    try:
        yield
    except pyrage.DecryptError as error:
        other = "No matching keys" in str(error)
        raise refuse(
            path.name,
            sv="Nyckeln öppnar inte den här kopian: den är låst för en annan."
            if other
            else "Filen är ingen säkerhetskopia från Följa, eller så är den skadad. Ta en annan kopia.",
            en="the key does not open this copy: it is sealed for another"
            if other
            else "the file is no backup of Följa, or it is damaged; take another copy",
        ) from None
    except (EOFError, gzip.BadGzipFile, UnicodeDecodeError, json.JSONDecodeError):
        raise damaged(path.name) from None
    except OSError as error:
        if error.errno is not None:
            raise
        raise damaged(path.name) from None  # age's way to say that a part is not as it was sealed


def damaged(name: str) -> Refused:
    return refuse(
        name,
        sv="Kopian är skadad eller avkortad. Ingenting har lästs in. Ta en annan kopia.",
        en="the copy is damaged or cut off; nothing has been taken in; take another copy",
    )


@contextmanager
def _beside(work: Callable[[IO[bytes]], None], end: str) -> Iterator[tuple[IO[bytes], Callable[[], None]]]:
    """The other end of a pipe that a thread works at, which opens its own as `end` says; and a way to wait for it.

    Its error is raised where it is waited for, at last when the pipe is left.
    """
    reading, writing = os.pipe()
    theirs, ours = (reading, writing) if end == "rb" else (writing, reading)
    failed: list[BaseException] = []

    def worked() -> None:
        with suppress(BrokenPipeError), os.fdopen(theirs, end) as pipe:
            try:
                work(pipe)
            except BaseException as error:  # noqa: BLE001 - raised where it is waited for
                failed.append(error)

    def ended() -> None:
        thread.join()
        if failed:
            raise failed[0]

    thread = Thread(target=worked)
    thread.start()
    try:
        with os.fdopen(ours, "wb" if end == "rb" else "rb") as pipe:
            yield pipe, ended
    except BrokenPipeError:
        ended()
        raise
    ended()
