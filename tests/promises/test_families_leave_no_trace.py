"""What a family answers leaves one row among the registrations and nothing else, in the files of a served city."""

import re
from urllib.parse import urlencode

import pytest

from folja.web.collection.receipt import key_of
from tests.command.conftest import City
from tests.databases import Row, contents, everything, rows
from tests.promises.test_unlinkable import PASSWORD, TODAY, Browser, served, table

BO = "bo@farsta.example"
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
ANSWERS = {"first_visit": "yes", "right_things": "2", "helped": "4", "easy_to_reach": "3", "parent_gender": "woman"}


class Parent(Browser):
    """Somebody without an account and without scripts. Keeps every address that was opened."""

    def answer(self, code: str) -> str:
        """Answers one question after another; returns the receipt that the form carried."""
        address, page = f"/s/{code}/sv/fragor/", self.send(f"/s/{code}/")
        receipt = ""
        while 'name="version"' in page:
            fields = dict(FIELD.findall(page.partition("<template")[0]))  # what stands there is for scripts
            receipt = fields.get("receipt", "")
            here = fields.get("here", "")
            page = self.send_to(address, fields | ({here: ANSWERS[here]} if here else {}))
        assert "Dina svar är skickade" in page
        return receipt

    def send_to(self, path: str, fields: dict[str, str]) -> str:
        return self._read(path, urlencode(fields).encode())


def kept(city: City) -> dict[str, list[Row]]:
    """Every table but those of registrations and used receipts, row by row."""
    return everything(city.home, "registration", "used_key")


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[City, str, str]:
    """One parent has answered; the server has stopped. The code that was opened, and the receipt."""
    with served(tmp_path_factory.mktemp("families")) as (city, address):
        role = ("--role", "manages", "--unit", "farsta_stod", "--password", PASSWORD)
        assert city.folja("account", BO, *role, today=TODAY).code == 0
        bo = Browser(address)
        bo.send("/logga-in/", email=BO, password=PASSWORD)
        page = bo.send("/familjen/", unit="farsta_stod", instrument="talk_answers")
        code = re.search(r"/s/(\w{5})/", page)
        assert code is not None
        before = kept(city)
        parent = Parent(address)
        receipt = parent.answer(code[1])
        assert kept(city) == before, "an answer changed something else than the registrations"
        cookies = [one.cookiejar for one in vars(parent.opener)["handlers"] if hasattr(one, "cookiejar")]
        assert cookies
        assert all(not len(jar) for jar in cookies), "a cookie was set"
        city.let_a_round_pass()
    return city, code[1], receipt


def test_one_row_with_month_and_answers_is_all(answered: tuple[City, str, str]) -> None:
    city, _, _ = answered
    [(_, unit, month, instrument, version, answers, late)] = table(city)
    assert (unit, month, instrument, version, late) == ("farsta_stod", "2021-06", "talk_answers", 1, 0)
    assert answers == ('{"easy_to_reach":3,"first_visit":"yes","helped":4,"parent_gender":"woman","right_things":2}')


def test_the_receipt_is_used_up_and_fits_no_row(answered: tuple[City, str, str]) -> None:
    city, _, receipt = answered
    [(key, *_)] = table(city)
    assert rows(city.home, "SELECT key FROM used_key") == [(key_of(receipt),)]
    assert key != key_of(receipt)


def test_no_log_holds_an_answer_a_code_or_an_address(answered: tuple[City, str, str]) -> None:
    city, code, _ = answered
    log = (city.home.parent / "log").read_text(encoding="utf-8")
    for word in (code, "/s/", "familjen", "fragor", "helped", "woman", "127.0.0.1 -"):
        assert word not in log


def test_no_file_holds_the_receipt_or_the_parents_address(answered: tuple[City, str, str]) -> None:
    city, _, receipt = answered
    assert receipt
    for path, content in contents(city.home).items():
        assert receipt.encode() not in content
        assert b"127.0.0.1" not in content or path.name == "log", "where the server says that it answers"
