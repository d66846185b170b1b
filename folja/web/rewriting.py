"""Writes PostgreSQL's tables anew in the order of their random keys, and lets go of the log that knows how they came.

A row in PostgreSQL tells more than its columns: where it lies (ctid) and in which transaction it came (xmin), and what
was deleted stays where it was. Neither VACUUM nor CLUSTER changes a transaction's number, so all rows of a table are
first written anew, in one transaction and by key, and then laid in a new file by CLUSTER, which leaves out what is
gone. Who copies the database meanwhile sees all rows all the time. See docs/decisions/0024.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper

from folja.web.collection.key_order import TABLES

TRIES = 3  # others' views of the database last a moment
WAIT, WAITS = 0.05, 40  # seconds, and how often

PATIENCE = "2s"
"""How long others may be in the way of a table, while all who come after them wait. It is tried again a round later."""


def rewrite_tables() -> bool:
    """Rewrite what has changed since the last time. False when something was in the way: ask again."""
    with connection.cursor() as cursor, _impatient(cursor):
        changed = [table for table in TABLES if _mark(cursor, table) != _said(cursor, table)]
        done = [_rewrite(cursor, table) for table in changed]
        if changed:
            _let_go_of_the_log(cursor)
    return all(done)


def _rewrite(cursor: CursorWrapper, table: str) -> bool:
    """Whether a table now lies by its keys, tells of one transaction, and holds nothing that is gone."""
    try:
        number, mark = _written_anew(cursor, table)
        if not any(_laid_without_what_is_gone(cursor, table, number) for _ in range(TRIES)):
            return False  # somebody looks at the database for longer
        cursor.execute(f"COMMENT ON TABLE {table} IS '{mark}'")
    except OperationalError:
        return False
    return True


def _written_anew(cursor: CursorWrapper, table: str) -> tuple[str, str]:
    """The number of the one transaction that all rows are of, and the mark they then leave."""
    with transaction.atomic():
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(
            f"WITH gone AS (DELETE FROM {table} RETURNING *) "  # noqa: S608  names of our own
            f"INSERT INTO {table} SELECT * FROM gone ORDER BY {TABLES[table]}"
        )
        cursor.execute("SELECT pg_current_xact_id()::xid::text")
        [number] = cursor.fetchone()
        return number, _mark(cursor, table)


def _laid_without_what_is_gone(cursor: CursorWrapper, table: str, number: str) -> bool:
    """Lay the rows in a new file. Not without what is gone while somebody may still see it: whose view of the database
    is older than the transaction of that number. How far back views reach is what CLUSTER writes beside the table."""
    _wait_for_writers(cursor, number)
    cursor.execute(f"CLUSTER {table} USING {table}_pkey")
    cursor.execute(
        "SELECT age(relfrozenxid) < age(%s::text::xid) FROM pg_class WHERE oid = %s::text::regclass", (number, table)
    )
    return bool(cursor.fetchone()[0])


def _wait_for_writers(cursor: CursorWrapper, number: str) -> None:
    """Who began to write before that transaction, in any database of the server, ends soon, and is waited for."""
    for _ in range(WAITS):
        cursor.execute(
            "SELECT age(pg_snapshot_xmin(pg_current_snapshot())::xid) < age(%s::text::xid)",
            (number,),
        )
        if cursor.fetchone()[0]:
            return
        time.sleep(WAIT)


def _mark(cursor: CursorWrapper, table: str) -> str:
    """Changes with whatever is written in the table: so many rows, and the first and last transaction they came in."""
    cursor.execute(f"SELECT count(*), min(xmin::text::bigint), max(xmin::text::bigint) FROM {table}")  # noqa: S608
    return "{} rows in the order of their keys, of transaction {} to {}".format(*cursor.fetchone())


def _said(cursor: CursorWrapper, table: str) -> object:
    """The mark that the last rewriting left."""
    cursor.execute("SELECT obj_description(%s::regclass, 'pg_class')", (table,))
    return cursor.fetchone()[0]


def _let_go_of_the_log(cursor: CursorWrapper) -> None:
    """What was written until now is in files that are removed: see demands.CLUSTER."""
    cursor.execute("SELECT pg_switch_wal()")
    cursor.execute("CHECKPOINT")


@contextmanager
def _impatient(cursor: CursorWrapper) -> Iterator[None]:
    cursor.execute(f"SET lock_timeout = '{PATIENCE}'")
    try:
        yield
    finally:
        cursor.execute("RESET lock_timeout")
