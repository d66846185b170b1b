"""What a family writes leaves its words in one row and nothing else, in the files of a served city."""

import re
import sqlite3
from pathlib import Path

import pytest

from tests.command.conftest import City
from tests.promises.test_families_leave_no_trace import BO, FIELD, Parent
from tests.promises.test_unlinkable import PASSWORD, TODAY, Browser, served

TABLES = {
    "waiting_comment": ["key", "tertial", "unit", "verified", "words"],
    "comment": ["is_read", "key", "tertial", "theme", "unit", "words"],
    "citation": ["key", "tertial", "unit", "words"],
    "wish": ["key", "unit", "words"],
}
WRITTEN = ("Vi kom igen för att det var bra", "Rummet var kallt", "Mer tid för frågor", "Tack för lugnet")
WISH = "Vi vill gärna byta tid"


def kept(city: City, *but: str) -> dict[str, list[tuple[object, ...]]]:
    """Every table but those, row by row as the file has them."""
    with sqlite3.connect(city.home / "folja.sqlite3") as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in names if name not in but}


def write(parent: Parent, address: str, words: str) -> str:
    """Write in the form there, and send it twice. Returns its receipt."""
    fields = dict(FIELD.findall(parent.send(address)))
    for _ in range(2):
        assert "<textarea" not in parent.send_to(address, fields | {"words": words, "move": "send"})
    return fields["receipt"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[City, str, list[str]]:
    """Families have written four comments and a wish; the server has stopped. The code, and the receipts."""
    with served(tmp_path_factory.mktemp("comments")) as (city, address):
        role = ("--role", "manages", "--unit", "farsta_stod", "--password", PASSWORD)
        assert city.folja("account", BO, *role, today=TODAY).code == 0
        bo = Browser(address)
        bo.send("/logga-in/", email=BO, password=PASSWORD)
        found = re.search(r"/s/(\w{5})/", bo.send("/familjen/", unit="farsta_stod", instrument="talk_answers"))
        assert found is not None
        code, before = found[1], kept(city, *TABLES, "used_key")
        receipts = [write(Parent(address), f"/s/{code}/sv/kommentar/", words) for words in WRITTEN]
        receipts.append(write(Parent(address), f"/s/{code}/sv/be-oss/", WISH))
        assert kept(city, *TABLES, "used_key") == before, "something else changed than what families wrote"
    return city, code, receipts


def test_each_is_one_row_and_says_unit_and_tertial_only(written: tuple[City, str, list[str]]) -> None:
    city, _, receipts = written
    tables = kept(city)
    assert {row[1:] for row in tables["waiting_comment"]} == {("farsta_stod", "2021T2", words, 0) for words in WRITTEN}
    assert [row[1:] for row in tables["wish"]] == [("farsta_stod", WISH)]
    assert len(tables["used_key"]) == len(receipts)


def test_the_file_keeps_them_in_the_order_of_their_random_keys(written: tuple[City, str, list[str]]) -> None:
    city, _, _ = written
    with sqlite3.connect(city.home / "folja.sqlite3") as database:
        for name, columns in TABLES.items():
            [(made,)] = database.execute(f"SELECT sql FROM sqlite_master WHERE name = '{name}'").fetchall()
            assert "WITHOUT ROWID" in made
            assert sorted(row[1] for row in database.execute(f"PRAGMA table_info({name})")) == columns
    keys = [row[0] for row in kept(city)["waiting_comment"]]
    assert keys == sorted(keys)
    assert not {row[0] for row in kept(city)["used_key"]} & set(keys)


def test_no_log_holds_a_word_and_no_file_a_receipt_or_an_address(written: tuple[City, str, list[str]]) -> None:
    city, code, receipts = written
    log = (city.home.parent / "log").read_text(encoding="utf-8")
    for words in (*WRITTEN, WISH, code, "kommentar", "be-oss"):
        assert words not in log
    for path in filter(Path.is_file, city.home.rglob("*")):
        content = path.read_bytes()
        assert b"127.0.0.1" not in content
        assert not any(receipt.encode() in content for receipt in receipts)
