"""The bytes of the database's file lie as the random keys say, and not as they came."""

import os
import random
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from folja.instruments.sheet import Sheet
from folja.vocabulary.period import Month
from folja.web import leftovers
from folja.web.answers.models import OneTimeCode
from folja.web.answers.one_time import make_codes
from folja.web.collection.actions import record_unlinked
from folja.web.collection.models import StoredRegistration
from folja.web.collection.receipt import new_receipt
from folja.web.comments.actions import receive
from folja.web.comments.models import WaitingComment

JUNE = Month(2022, 6)
ANSWERS = {"right_things": 5, "helped": 4}


def pages(keys: set[bytes]) -> Iterator[list[bytes]]:
    """The keys of each page of the file, in the order that their bytes lie in."""
    leftovers.empty_log()
    content = Path(connection.settings_dict["NAME"]).read_bytes()
    for start in range(0, len(content), 4096):
        page = content[start : start + 4096]
        found = sorted((page.find(key), key) for key in keys if key in page)
        if len(found) > 1:
            yield [key for _, key in found]


def lies_by_key(keys: set[bytes]) -> bool:
    """Whether the rows of every page lie one way or the other in the order of their keys."""
    return all(page in (sorted(page), sorted(page, reverse=True)) for page in pages(keys))


def keys_of(model: type[StoredRegistration | WaitingComment]) -> set[bytes]:
    return {bytes(key) for key in model.objects.values_list("key", flat=True)}


@pytest.fixture
def filled(transactional_db: None, city: None) -> None:
    for number in range(24):
        record_unlinked(new_receipt(), Sheet("talk_answers", 1, "farsta_stod", JUNE, ANSWERS))
        receive(new_receipt(), "farsta_stod", JUNE, f"Det var bra, tack {'!' * number}")


@pytest.mark.sqlite
def test_after_the_round_of_the_minute_rows_lie_by_their_keys(filled: None) -> None:
    answers, comments = keys_of(StoredRegistration), keys_of(WaitingComment)
    assert not lies_by_key(answers), "else this test says nothing"
    assert leftovers.rewrite()
    assert lies_by_key(answers)
    assert lies_by_key(comments)


@pytest.mark.sqlite
def test_only_what_others_write_asks_for_another_round(transactional_db: None, city: None) -> None:
    before = leftovers.writings()
    leftovers.rewrite()
    leftovers.empty_log()
    assert leftovers.writings() == before
    with sqlite3.connect(connection.settings_dict["NAME"]) as other:
        other.execute("UPDATE organisation_storedunit SET name = name || '!'")
    assert leftovers.writings() != before


@pytest.mark.sqlite
def test_who_writes_is_not_held_up_while_the_log_waits_for_a_reader(
    transactional_db: None, city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = connection.settings_dict["NAME"]
    reader, writer = (sqlite3.connect(file, timeout=0, isolation_level=None) for _ in range(2))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM organisation_storedunit").fetchone()
    rename = "UPDATE organisation_storedunit SET name = name || '!'"
    writer.execute(rename)

    def meanwhile(_: float) -> None:
        writer.execute(rename)
        if reader.in_transaction:
            reader.execute("COMMIT")

    monkeypatch.setattr(leftovers, "sleep", meanwhile)
    assert not leftovers.empty_log(patience=0)
    assert leftovers.empty_log()
    assert not reader.in_transaction
    assert not Path(f"{file}-wal").stat().st_size
    reader.close()
    writer.close()


@pytest.mark.sqlite
def test_the_pile_of_slips_is_in_no_order(transactional_db: None, city: None, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = [f"{number:09}" for number in random.Random(7).sample(range(10**6), 24)]
    left = iter(drawn)
    monkeypatch.setattr("folja.web.answers.one_time.new_once", lambda: next(left))
    assert list(make_codes("7KQ2M", JUNE, 24)) == drawn
    hashes = {bytes(key) for key in OneTimeCode.objects.values_list("digest", flat=True)}
    assert lies_by_key(hashes)


@pytest.fixture
def rights() -> Iterator[None]:
    """What this process makes is made as before, afterwards."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_nobody_else_on_the_computer_reads_the_home_folder(tmp_path: Path, rights: None) -> None:
    from folja.web.starting import _make_private

    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    database = home / "folja.sqlite3"
    database.touch(mode=0o644)
    _make_private(home)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
