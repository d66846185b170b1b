"""Who may write at the same time as whom.

SQLite lets one transaction write at a time, from its beginning. PostgreSQL lets many, so that who decides from what was
read has to say what nobody else may change meanwhile: here, by name. In which order stands in docs/decisions/0024. They
are let go when the transaction ends. A lock is in the server's memory only, under a keyed hash.
"""

from django.db import connection
from django.utils.crypto import salted_hmac

MONTHS = "months"
"""Held together by who writes something that belongs to an open month, alone by who closes months or sorts a batch."""

NIGHT = "night"
UNITS = "units"


def alone(*what: object) -> None:
    """Nobody else is here with these words until the transaction ends; who is already, is waited for."""
    _lock("pg_advisory_xact_lock", what)


def together(*what: object) -> None:
    """Nobody is here alone with these words until the transaction ends; others may be here together."""
    _lock("pg_advisory_xact_lock_shared", what)


def together_and_alone(shared: str, *what: object) -> None:
    """Both, in that order, asked for at once: saving waits for an answer of the server fewer."""
    assert connection.in_atomic_block, "a lock lasts as long as a transaction"
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        numbers = _number((shared,)), _number(what)
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s), pg_advisory_xact_lock(%s)", numbers)


def _lock(function: str, what: tuple[object, ...]) -> None:
    assert connection.in_atomic_block, "a lock lasts as long as a transaction"
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", (_number(what),))


def _number(what: tuple[object, ...]) -> int:
    """The name that the server knows it by, which whoever looks at its locks can't read anything from."""
    words = " ".join(map(str, what))
    hashed = salted_hmac("folja lock", words, algorithm="sha256").digest()
    return int.from_bytes(hashed[:8], signed=True)
