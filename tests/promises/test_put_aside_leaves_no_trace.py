"""What a flood leaves in the files of a served city: rows without who, when and from where; once removed, nothing."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from folja.web.answers.flood import FROM_ONE_CONNECTION, UP_TO
from folja.web.collection.receipt import new_receipt
from tests.command.conftest import City
from tests.databases import contents, everything
from tests.load.served_city import send
from tests.promises.test_unlinkable import PASSWORD, TODAY, Browser, served

BO = "bo@farsta.example"
MOST_TAKEN = FROM_ONE_CONNECTION + UP_TO - 1
RECEIPTS = [new_receipt() for _ in range(MOST_TAKEN + 20)]
FIRST, THEN = {"helped": "5"}, {"first_visit": "yes", "helped": "1", "right_things": "1", "easy_to_reach": "1"}
PUT_ASIDE = b'{"easy_to_reach":1,"first_visit":"yes","helped":1,"right_things":1}'


@dataclass(frozen=True)
class Moment:
    """What there is in a city's folder: every table but that of registrations, row by row, and every file."""

    tables: dict[str, list[tuple[object, ...]]]
    files: dict[Path, bytes]

    @classmethod
    def of(cls, city: City) -> "Moment":
        city.let_a_round_pass()
        return cls(everything(city.home, "registration"), contents(city.home))

    def changed_since(self, earlier: "Moment") -> set[str]:
        return {name for name, rows in self.tables.items() if rows != earlier.tables[name]}

    def holding(self, words: bytes) -> list[str]:
        return [path.name for path, content in self.files.items() if words in content]


@pytest.fixture(scope="module")
def flooded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Moment, Moment, Moment]:
    """One phone sends more than is taken, a closing is tried, and Bo removes the rest: before, between and after."""
    with served(tmp_path_factory.mktemp("flood")) as (city, address):
        role = ("--role", "manages", "--unit", "farsta_stod", "--password", PASSWORD)
        assert city.folja("account", BO, *role, today=TODAY).code == 0
        bo = Browser(address)
        bo.send("/logga-in/", email=BO, password=PASSWORD)
        code = re.search(r"/s/(\w{5})/", bo.send("/familjen/", unit="farsta_stod", instrument="talk_answers"))
        assert code is not None
        before = Moment.of(city)
        for place, receipt in enumerate(RECEIPTS):
            answers = FIRST if place < MOST_TAKEN else THEN
            port = int(address.rpartition(":")[2])
            assert send(port, code[1], "10.9.9.9", receipt, time.monotonic(), answers).status == 302
        between = Moment.of(city)
        [(batch, *_)] = between.tables["batch"]
        assert "åt sidan" not in bo.send("/familjen/"), "it gathers unseen"
        assert city.folja("close", "2021T2", today="2021-09-16").code == 1  # which shows what there is to decide about
        assert "Svaren är borttagna." in bo.send(f"/familjen/lagt-at-sidan/{batch}/", choice="remove", sure="yes")
        return before, between, Moment.of(city)


def test_only_what_is_put_aside_and_its_batch_are_new(flooded: tuple[Moment, Moment, Moment]) -> None:
    before, between, _ = flooded
    assert between.changed_since(before) == {"batch", "put_aside", "used_key"}


def test_no_file_holds_an_address_or_a_receipt(flooded: tuple[Moment, Moment, Moment]) -> None:
    for moment in flooded:
        assert moment.holding(b"10.9.9.9") == []
        assert moment.holding(b"127.0.0.1") == ["log"], "where the server says that it answers"
        assert all(moment.holding(receipt.encode()) == [] for receipt in RECEIPTS)


def test_what_is_removed_is_in_no_file_any_more(flooded: tuple[Moment, Moment, Moment]) -> None:
    _, between, after = flooded
    assert between.holding(PUT_ASIDE)
    assert after.holding(PUT_ASIDE) == []


def test_what_is_left_is_that_keys_are_used_and_who_decided(flooded: tuple[Moment, Moment, Moment]) -> None:
    before, _, after = flooded
    assert after.changed_since(before) <= {"used_key", "organisation_auditentry", "django_session", "sqlite_sequence"}
    [entry] = [row for row in after.tables["organisation_auditentry"] if "put aside removed" in row]
    assert any(str(part).startswith("farsta_stod talk_answers 2021-06 one_connection ") for part in entry)
