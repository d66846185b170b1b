"""Nothing that is kept tells who registered what, or in which order: read from the files of a served city."""

import atexit
import base64
import http.cookiejar
import random
import re
import shutil
import socket
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from tests.command import forked
from tests.command.conftest import City, environment
from tests.command.own_city import UNITS
from tests.databases import columns, contents, copied, everything, is_kept_by_key, rows
from tests.promises.two_worlds import differences, left_by

TODAY = "2021-06-15"
PASSWORD = "ett långt lösenord"
STAFF = ("amina@farsta.example", "dan@farsta.example")
NUMBER = 20
BITS = tuple(random.Random(number).randbytes(16) for number in range(NUMBER))
RECEIPTS = tuple(base64.b32encode(bits).decode().rstrip("=") for bits in BITS)
SHEETS = tuple(
    {"adults.women": str(1 + number % 3), "adults.men": str(number // 3), "receipt": receipt}
    for number, receipt in enumerate(RECEIPTS)
)


@dataclass
class Browser:
    """Somebody at a browser without scripts: cookies, forms, and nothing else."""

    address: str
    opener: urllib.request.OpenerDirector = field(init=False)

    def __post_init__(self) -> None:
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def send(self, path: str, **fields: str) -> str:
        """Open a page, and fill in its form when fields are given."""
        page = self._read(path)
        if not fields:
            return page
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        return self._read(path, urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token[1]}).encode())

    def _read(self, path: str, body: bytes | None = None) -> str:
        with self.opener.open(self.address + path, body, timeout=20) as answer:
            return str(answer.read().decode())


@cache
def new_city() -> City:
    """A city with two who register at the same unit, made by the commands as people make one."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    city = City(folder / "home", [])
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    assert city.folja("init", "--units", str(folder / "units.csv"), today=TODAY).code == 0
    for person in STAFF:
        role = ("--role", "registers", "--unit", "farsta_stod", "--password", PASSWORD)
        assert city.folja("account", person, *role, today=TODAY).code == 0
    return city


@contextmanager
def served(folder: Path, base: City | None = None) -> Iterator[tuple[City, str]]:
    """A copy of a city, the new one if no other, answering on a port of its own; its words are logged."""
    city = (base or new_city()).copied_to(folder / "home")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ("serve", "--home", str(city.home), "--port", str(port))
    with forked.running(words, environment(TODAY, city.home), folder / "log") as server:
        try:
            wait_until_it_answers(port)
            yield city, f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_until_it_answers(port: int) -> None:
    """Ask again until the server listens, for half a minute at most."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("the server does not answer")


def register(address: str, who_saves_what: list[tuple[str, int]]) -> None:
    """Each signs in, and they save sheets in this order."""
    browsers = {person: Browser(address) for person in STAFF}
    for person, browser in browsers.items():
        browser.send("/logga-in/", email=person, password=PASSWORD)
    for person, number in who_saves_what:
        sheet = SHEETS[number] | {"month": "2021-06", "unit": "farsta_stod", "version": "2"}
        browsers[person].send("/registrera/talk/", **sheet)


def table(city: City) -> list[tuple[object, ...]]:
    """The registrations in the order that the database keeps them in."""
    return rows(city.home, "SELECT * FROM registration")


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> City:
    """Twenty sheets saved by two colleagues; the server has stopped."""
    with served(tmp_path_factory.mktemp("one")) as (city, address):
        register(address, [(STAFF[number % 2], number) for number in range(NUMBER)])
        city.let_a_round_pass()
    assert len(table(city)) == NUMBER
    return city


def test_other_colleagues_in_another_order_leave_the_same(registered: City, tmp_path: Path) -> None:
    """In tables, bytes, files and logs, in a snapshot and a backup. Two hundred by a real browser: run with --long."""
    with served(tmp_path / "two") as (city, address):
        otherwise = [(STAFF[1 - number % 2], number) for number in range(NUMBER)]
        register(address, random.Random(7).sample(otherwise, NUMBER))
    before = City(tmp_path / "one" / "home", [])
    copied(registered.home, before.home)
    shutil.copy(registered.home.parent / "log", before.home.parent)
    assert differences(left_by(before, TODAY, "2021T2"), left_by(city, TODAY, "2021T2")) == []


def test_no_file_and_no_log_holds_a_receipt(registered: City) -> None:
    files = contents(registered.home)
    keys = [bytes(key) for (key, *_) in table(registered)]
    assert all(any(key in content for content in files.values()) for key in keys), "the search finds what is there"
    for content in files.values():
        for bits, receipt in zip(BITS, RECEIPTS, strict=True):
            assert receipt.encode() not in content
            assert bits not in content


def test_the_log_names_nobody_and_no_sheet(registered: City) -> None:
    log = (registered.home.parent / "log").read_text(encoding="utf-8")
    for person in STAFF:
        assert person not in log
    assert "registrera" not in log


def test_a_registration_has_no_column_for_who_or_when(registered: City) -> None:
    kept = ["answers", "instrument", "key", "late", "month", "unit", "version"]
    assert columns(registered.home, "registration") == kept
    assert is_kept_by_key(registered.home, "registration")


def test_no_table_joins_an_account_to_a_registration(registered: City) -> None:
    """Sessions, the audit log and all the rest: what was saved changes no row that knows an account."""
    actions = {action for (action,) in rows(registered.home, "SELECT action FROM organisation_auditentry")}
    sessions = rows(registered.home, "SELECT count(*) FROM django_session")
    keys = [bytes(key) for (key, *_) in table(registered)]
    kept = repr(everything(registered.home, "registration", "used_key"))
    assert not any(repr(key) in kept or key.hex() in kept for key in keys)
    assert actions == {"units loaded", "account created", "role given", "signed in"}
    assert sessions == [(2,)]


def test_a_saved_sheet_does_not_touch_the_session(tmp_path: Path) -> None:
    def kept(city: City) -> list[tuple[object, ...]]:
        return rows(city.home, "SELECT * FROM django_session ORDER BY session_key")

    with served(tmp_path / "three") as (city, address):
        browser = Browser(address)
        browser.send("/logga-in/", email=STAFF[0], password=PASSWORD)
        before = kept(city)
        sheet = SHEETS[0] | {"month": "2021-06", "unit": "farsta_stod", "version": "2"}
        assert "sparat" in browser.send("/registrera/talk/", **sheet)
        assert kept(city) == before
