"""PostgreSQL keeps where and in which transaction a row came, samples of what is there, a log of all that is written,
and one of what went wrong. After a round none of it tells order, time or words."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from folja.instruments.sheet import Sheet
from folja.vocabulary.period import Month
from folja.web import leftovers
from folja.web.collection.actions import record_unlinked
from folja.web.collection.key_order import TABLES
from folja.web.collection.models import StoredRegistration
from folja.web.collection.receipt import new_receipt, random_key
from folja.web.comments.actions import receive, remove
from folja.web.comments.models import Comment, WaitingComment
from tests.command.conftest import City
from tests.databases import address_of
from tests.promises.test_unlinkable import STAFF, register, served

pytestmark = pytest.mark.postgresql

JUNE = Month(2022, 6)
WORDS = "Ovanligt vänligt bemötande i rummet med fönster"


def lies(table: str) -> tuple[list[bytes], set[str]]:
    """The keys of a table in the order that its rows lie in, and the transactions they tell."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {TABLES[table]}, xmin::text FROM {table} ORDER BY ctid")
        found = cursor.fetchall()
    return [bytes(key) for key, _ in found], {transaction for _, transaction in found}


def stands_in_files(words: bytes) -> set[str]:
    """The folders of the server's files where the words stand, and its log, when all is written that waits to be."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        [number] = cursor.fetchone()
    server = Path(os.environ["FOLJA_DATABASE_FILES"])
    places = {"base": server / "base" / str(number), "pg_wal": server / "pg_wal", "log": server.parent / "log"}
    return {
        name
        for name, place in places.items()
        for path in ([place] if place.is_file() else place.iterdir())
        if path.is_file() and words in path.read_bytes()
    }


@contextmanager
def somebody_elses() -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """Another who uses the same database."""
    settings = connection.settings_dict
    place = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"], "dbname": settings["NAME"]}
    with psycopg.connect(**place) as other:
        yield other


@pytest.fixture
def filled(transactional_db: None, city: None) -> None:
    for number in range(24):
        record_unlinked(new_receipt(), Sheet("talk_answers", 1, "farsta_stod", JUNE, {"helped": 1 + number % 5}))
        receive(new_receipt(), "farsta_stod", JUNE, f"{WORDS} {'!' * number}")


def test_after_the_round_rows_lie_by_their_keys_and_tell_one_transaction(filled: None) -> None:
    for table in ("registration", "used_key", "waiting_comment"):
        keys, transactions = lies(table)
        assert keys != sorted(keys), "else this test says nothing"
        assert len(transactions) >= 24
    assert leftovers.rewrite()
    for table in ("registration", "used_key", "waiting_comment"):
        keys, transactions = lies(table)
        assert keys == sorted(keys)
        assert len(transactions) == 1
    assert StoredRegistration.objects.count() == WaitingComment.objects.count() == 24


def test_what_has_not_changed_is_left_where_it_lies(filled: None) -> None:
    leftovers.rewrite()
    before = lies("registration")
    receive(new_receipt(), "farsta_stod", JUNE, WORDS)
    leftovers.rewrite()
    assert lies("registration") == before
    record_unlinked(new_receipt(), Sheet("talk_answers", 1, "farsta_stod", JUNE, {"helped": 1}))
    leftovers.rewrite()
    assert lies("registration") != before


def test_what_is_removed_is_in_no_file_after_the_round(filled: None) -> None:
    only = "Ingen annan skrev något om den gula dörren"
    Comment.objects.create(key=random_key(), unit="farsta_stod", tertial="2022T1", words=only)
    leftovers.rewrite()
    assert stands_in_files(only.encode()) == {"base"}, "the search finds what is there, and the log is let go of"
    remove(Comment.objects.get(), None)
    assert stands_in_files(only.encode()) == {"base"}, "deleted, it lies there still"
    assert leftovers.rewrite()
    assert stands_in_files(only.encode()) == set()


def test_no_samples_are_kept_of_what_is_written(filled: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(
            "SELECT attname FROM pg_stats WHERE tablename IN ('registration', 'waiting_comment', 'used_key')"
        )
        sampled = {name for (name,) in cursor.fetchall()}
    assert "unit" in sampled
    assert sampled.isdisjoint({"key", "answers", "words"})


def test_who_copies_the_database_meanwhile_has_every_row_and_what_they_see_is_removed_later(filled: None) -> None:
    with somebody_elses() as other:
        other.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        other.execute("SELECT 1")  # what pg_dump does first: from here on it sees what is there now
        assert not leftovers.rewrite(), "the old rows are still there for the other"
        assert other.execute("SELECT count(*) FROM registration").fetchone() == (24,)
    assert leftovers.rewrite()


def test_a_table_that_somebody_holds_is_left_for_the_next_round(filled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("folja.web.rewriting.PATIENCE", "50ms")
    with somebody_elses() as other:
        other.execute("LOCK TABLE registration IN ACCESS SHARE MODE")
        assert not leftovers.rewrite()
    assert leftovers.rewrite()


def test_what_goes_wrong_is_logged_without_the_row(filled: None) -> None:
    taken = WaitingComment.objects.all()[0].key
    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingComment.objects.create(key=taken, unit="farsta_stod", tertial="2022T2", words=WORDS, verified=False)
    log = (Path(os.environ["FOLJA_DATABASE_FILES"]).parent / "log").read_text(encoding="utf-8")
    assert "duplicate key value violates unique constraint" in log
    for word in ("vänligt", "INSERT", "DETAIL", bytes(taken).hex()):
        assert word not in log


def test_cities_that_were_filled_in_other_orders_by_others_are_copied_alike(tmp_path: Path) -> None:
    orders = [[(STAFF[0], 0), (STAFF[1], 1), (STAFF[0], 2)], [(STAFF[0], 2), (STAFF[0], 1), (STAFF[1], 0)]]
    copies = []
    for number, order in enumerate(orders):
        with served(tmp_path / str(number)) as (city, address):
            register(address, order)
            city.let_a_round_pass()
        copies.append(copy_of(city))
    assert copies[0] == copies[1]
    assert copies[0].count("\tfarsta_stod\t2021-06\ttalk\t") == 3


def copy_of(city: City) -> str:
    """What pg_dump makes of the tables in key order, but for its own random mark, and for the transactions' numbers."""
    program = Path(os.environ["FOLJA_POSTGRESQL"]) / "pg_dump"
    named = [word for table in TABLES for word in ("--table", table)]
    done = subprocess.run([program, *named, address_of(city.home)], capture_output=True, text=True, check=True)
    return re.sub(r"^\\(un)?restrict .*|of transaction \d+ to \d+", "", done.stdout, flags=re.MULTILINE)
