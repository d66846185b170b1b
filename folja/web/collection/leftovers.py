"""Leaves nothing behind of what has been deleted or given new keys."""

from django.db import connection


def empty_log() -> None:
    """SQLite's log of recent writes still holds what was there before, until it is folded in. To be run on commit."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
