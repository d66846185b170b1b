"""Leaves nothing behind of what has been deleted or given new keys, nor side by side or in order of what came so."""

from contextlib import suppress
from time import monotonic, sleep

from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper

from folja.web.rewriting import rewrite_tables

PATIENCE = 500
"""Milliseconds that a reader may go on; what it keeps in the log is emptied by the next round, within a minute."""

A_TRY, A_PAUSE = 50, 0.05
"""Milliseconds that a try to empty the log holds up all who write, and seconds that they then have to themselves."""


def empty_log(*, patience: int | None = None) -> bool:
    """SQLite's log of recent writes still holds what was there before, until it is folded in. To be run on commit.

    Others who read meanwhile are waited for, `patience` milliseconds or as long as always. That holds up nobody who
    writes, however long a copy takes to be read. False when it could not be done: ask again. PostgreSQL's log is let
    go of with the next rewriting: see docs/decisions/0024.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        [usual] = cursor.execute("PRAGMA busy_timeout").fetchone()
        ends = monotonic() + (usual if patience is None else patience) / 1000
        cursor.execute(f"PRAGMA busy_timeout = {A_TRY}")
        try:
            while not (emptied := _emptied(cursor)) and monotonic() < ends:
                sleep(A_PAUSE)
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
    return emptied


def _emptied(cursor: CursorWrapper) -> bool:
    [busy, *_] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def rewrite() -> bool:
    """Write what is in the order of keys anew, so that no byte of it lies where it does because of when it was written.

    SQLite keeps a page's rows in the order of their keys by pointers only: each new row's bytes are put below those
    of the row that came before it. False when it could not be done, as when the disk is full: ask again.
    """
    if connection.in_atomic_block:
        return False
    if connection.vendor == "postgresql":
        return rewrite_tables()
    with suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute("VACUUM")
        return True
    return False


def writings() -> int:
    """Another number after others have written; the same where nobody but this thread has, and seldom else."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        else:
            cursor.execute("PRAGMA data_version")
        [number] = cursor.fetchone()
    return int(number)
