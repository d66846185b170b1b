"""After any number of families no file tells which code, which answer and which comment belong together: read from the
files of a served city."""

import io
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.utils.crypto import salted_hmac
from pypdf import PdfReader

from folja.web.answers.code import CHARACTERS
from folja.web.answers.one_time import PURPOSE
from folja.web.collection.receipt import key_of, new_receipt
from tests.command.conftest import City
from tests.databases import columns, contents, rows
from tests.promises.test_families_leave_no_trace import BO, kept
from tests.promises.test_unlinkable import PASSWORD, TODAY, Browser, served, table

USED = 6
WORDS = ("varmt", "tryggt", "lugnt", "ovant", "enkelt")
TICKET = re.compile(r'name="receipt" value="(.+)">\s+<input type="hidden" name="stamp" value="(.+)">')


class Bo(Browser):
    """The manager, who makes a way in that takes codes and prints slips."""

    def makes_a_way_in(self) -> str:
        self.send("/logga-in/", email=BO, password=PASSWORD)
        sent = {"unit": "farsta_stod", "instrument": "talk_answers"}
        self.send("/familjen/", **sent)
        way = re.search(r"/s/(\w{5})/", self.send("/familjen/", **sent, one_time="on", sure="yes"))
        assert way is not None
        return way[1]

    def prints(self, way: str) -> list[str]:
        """The codes on a sheet of slips."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.send(f"/familjen/{way}/lappar/"))
        assert token is not None
        fields = urlencode({"pages": "1", "csrfmiddlewaretoken": token[1]}).encode()
        with self.opener.open(f"{self.address}/familjen/{way}/lappar/", fields, timeout=20) as answer:
            [page] = PdfReader(io.BytesIO(answer.read())).pages
        codes = re.findall(rf"^(?:[{CHARACTERS}] ?){{9}}$", page.extract_text(), re.MULTILINE)
        return [code.replace(" ", "") for code in codes]


@dataclass(frozen=True)
class Family:
    """All that one family sent: its code, the receipt of its answer, the ticket it got for that, and its comment."""

    code: str
    receipt: str
    ticket: str
    stamp: str
    words: str


@dataclass(frozen=True)
class Answered:
    """A city where some of the printed codes have been used. What stood in its files while it was still served."""

    city: City
    families: list[Family]
    way: str
    used: list[str]
    unused: list[str]
    files: dict[Path, bytes]
    sent_at_once: list[str]

    def digest(self, code: str) -> bytes:
        """How a code is kept, for somebody who has the whole server with its key."""
        key = (self.city.home / "secret_key").read_text(encoding="ascii")
        return salted_hmac(PURPOSE, f"{self.way} {code}", secret=key, algorithm="sha256").digest()


def send(address: str, way: str, code: str, receipt: str) -> str:
    """The last question's form, as a browser sends it; the page that comes back."""
    fields = {"version": "1", "here": "parent_gender", "move": "next", "helped": "4", "once": code, "receipt": receipt}
    return sent(f"{address}/s/{way}/sv/fragor/", fields)


def sent(address: str, fields: dict[str, str]) -> str:
    """The page that comes back for a form."""
    try:
        with urllib.request.urlopen(address, urlencode(fields).encode(), timeout=30) as page:
            return str(page.read().decode())
    except urllib.error.HTTPError as refused:
        return str(refused.read().decode())


def family(address: str, way: str, code: str, words: str) -> Family:
    """Answers with a code, and then writes a comment."""
    receipt = new_receipt()
    thanks = send(address, way, code, receipt)
    assert "Tack!" in thanks
    [(ticket, stamp)] = TICKET.findall(thanks)
    fields = {"receipt": ticket, "stamp": stamp, "words": words, "move": "send"}
    assert "<textarea" not in sent(f"{address}/s/{way}/sv/kommentar/", fields)
    return Family(code, receipt, ticket, stamp, words)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answered]:
    """Six parents answer with a code each. The first is sent eight times at once, each time as another answer; the
    others write something too."""
    with served(tmp_path_factory.mktemp("once")) as (city, address):
        role = ("--role", "manages", "--unit", "farsta_stod", "--password", PASSWORD)
        assert city.folja("account", BO, *role, today=TODAY).code == 0
        bo = Bo(address)
        way = bo.makes_a_way_in()
        codes = bo.prints(way)
        used, unused = codes[:USED], codes[USED:]
        with ThreadPoolExecutor(8) as crowd:
            at_once = list(crowd.map(lambda _: send(address, way, used[0], new_receipt()), range(8)))
        families = [family(address, way, code, f"Det var {word}") for code, word in zip(used[1:], WORDS, strict=True)]
        city.let_a_round_pass()
        files = {path: found for path, found in contents(city.home).items() if path.name != "log"}
        yield Answered(city, families, way, used, unused, files, at_once)


def test_a_code_sent_many_times_at_the_same_second_gives_one_answer(answered: Answered) -> None:
    assert sum("Tack!" in page for page in answered.sent_at_once) == 1
    assert sum("redan använd" in page for page in answered.sent_at_once) == 7
    assert len(table(answered.city)) == USED


def test_no_file_knows_a_used_code_while_the_server_still_runs(answered: Answered) -> None:
    logs = {path: found for path, found in answered.files.items() if path.name == "folja.sqlite3-wal"}
    assert not any(logs.values()), "what was written together still lies together in the log"
    everything = b"".join(answered.files.values())
    assert all(answered.digest(code) in everything for code in answered.unused), "the search finds what is there"
    for code in answered.used:
        assert answered.digest(code) not in everything
        assert answered.digest(code).hex().encode() not in everything
    for code in answered.used + answered.unused:
        assert code.encode() not in everything


def test_an_answer_changes_nothing_but_the_registrations_and_the_codes_left(answered: Answered) -> None:
    home = answered.city.home
    codes = rows(home, "SELECT way_in, last_month FROM one_time_code")
    assert codes == [(answered.way, "2021-08")] * len(answered.unused)
    assert columns(home, "registration") == ["answers", "instrument", "key", "late", "month", "unit", "version"]
    others = repr({name: rows for name, rows in kept(answered.city).items() if name != "one_time_code"})
    assert not any(repr(answered.digest(code)) in others for code in answered.used + answered.unused)


def test_a_code_an_answer_and_a_comment_of_one_family_have_nothing_in_common(answered: Answered) -> None:
    comments = rows(answered.city.home, "SELECT key, unit, tertial, verified, words FROM waiting_comment")
    used_keys = rows(answered.city.home, "SELECT * FROM used_key")
    assert sorted(words for *_, words in comments) == sorted(family.words for family in answered.families)
    assert {tuple(row[1:4]) for row in comments} == {("farsta_stod", "2021T2", 1)}, "but for the words all are alike"
    receipts = {key_of(receipt) for family in answered.families for receipt in (family.receipt, family.ticket)}
    assert receipts < {key for (key,) in used_keys}, "all that was sent is used up"
    answers = table(answered.city)
    assert not {key for (key, *_) in (*answers, *comments)} & {key for (key,) in used_keys}, "and fits no row"
    for ordered in (answers, comments, used_keys):
        keys = [row[0] for row in ordered]
        assert keys == sorted(keys), "kept in the order of random keys, not in which they came"


def test_no_file_and_no_log_holds_a_receipt_or_a_ticket(answered: Answered) -> None:
    log = (answered.city.home.parent / "log").read_bytes()
    everything = log + b"".join(answered.files.values())
    for family in answered.families:
        assert family.words.encode() in everything, "the search finds what is there"
        for secret in (family.receipt, family.ticket, family.stamp):
            assert secret.encode() not in everything


def test_no_log_knows_a_code(answered: Answered) -> None:
    log = (answered.city.home.parent / "log").read_text(encoding="utf-8")
    assert not any(code in log for code in (answered.way, *answered.used, *answered.unused))
