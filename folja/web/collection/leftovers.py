"""SQLite's log of recent writes: it holds rows as they were, and side by side what came together."""

from django.db import connection

PATIENCE = 500  # milliseconds that others may go on reading
USUAL = "PRAGMA busy_timeout"


def empty_log(*, patience: int = PATIENCE) -> bool:
    """Fold the log into the database and leave nothing in it.

    False when it could not be done, because somebody was reading all the while or within a transaction: ask again.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        [usual] = cursor.execute(USUAL).fetchone()
        cursor.execute(f"{USUAL} = {patience}")
        try:
            [busy, *_] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            cursor.execute(f"{USUAL} = {usual}")
    return not busy
