"""Leaves nothing behind of what has been deleted or given new keys, nor side by side of what came together."""

from django.db import connection


def empty_log(*, patience: int | None = None) -> bool:
    """SQLite's log of recent writes still holds what was there before, until it is folded in. To be run on commit.

    Others who read meanwhile are waited for, `patience` milliseconds or as long as always. False when it could not be
    done: ask again.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        [usual] = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {usual if patience is None else patience}")
        try:
            [busy, *_] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
    return not busy
