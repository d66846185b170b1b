"""What a family writes leaves its words in one row and nothing else, in the files of a served city."""

import re

import pytest

from tests.command.conftest import City
from tests.databases import columns, contents, everything, is_kept_by_key, rows
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
        code, before = found[1], everything(city.home, *TABLES, "used_key")
        receipts = [write(Parent(address), f"/s/{code}/sv/kommentar/", words) for words in WRITTEN]
        receipts.append(write(Parent(address), f"/s/{code}/sv/be-oss/", WISH))
        after = everything(city.home, *TABLES, "used_key")
        assert after == before, "something else changed than what families wrote"
        city.let_a_round_pass()
    return city, code, receipts


def test_each_is_one_row_and_says_unit_and_tertial_only(written: tuple[City, str, list[str]]) -> None:
    city, _, receipts = written
    tables = everything(city.home)
    assert {row[1:] for row in tables["waiting_comment"]} == {("farsta_stod", "2021T2", words, 0) for words in WRITTEN}
    assert [row[1:] for row in tables["wish"]] == [("farsta_stod", WISH)]
    assert len(tables["used_key"]) == len(receipts)


def test_the_file_keeps_them_in_the_order_of_their_random_keys(written: tuple[City, str, list[str]]) -> None:
    city, _, _ = written
    for name, expected in TABLES.items():
        assert is_kept_by_key(city.home, name)
        assert columns(city.home, name) == expected
    keys = [key for (key,) in rows(city.home, "SELECT key FROM waiting_comment")]
    assert keys == sorted(keys)
    assert not {key for (key,) in rows(city.home, "SELECT key FROM used_key")} & set(keys)


def test_no_log_holds_a_word_and_no_file_a_receipt_or_an_address(written: tuple[City, str, list[str]]) -> None:
    city, code, receipts = written
    log = (city.home.parent / "log").read_text(encoding="utf-8")
    for words in (*WRITTEN, WISH, code, "kommentar", "be-oss"):
        assert words not in log
    for path, content in contents(city.home).items():
        assert b"127.0.0.1" not in content or path.name == "log", "where the server says that it answers"
        assert not any(receipt.encode() in content for receipt in receipts)
