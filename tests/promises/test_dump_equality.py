"""Two hundred registrations by two people through a real browser, in two orders and with the two swapped: whoever then
has the database, its log, all files, a snapshot, a backup and the administrators' pages can't tell the two apart."""

import base64
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.command.conftest import City
from tests.databases import rows
from tests.promises.test_unlinkable import PASSWORD, STAFF, Browser, new_city, served
from tests.promises.two_worlds import Left, differences, left_by, nowhere

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import Page

pytestmark = [pytest.mark.long, pytest.mark.journey]

NUMBER = 200
TODAY, AFTERWARDS, TERTIAL = "2021-06-15", "2021-10-01", "2021T2"
CARIN = "carin@staden.example"
ADMINISTRATORS = ("/logg/", "/konton/", "/konton/1/", "/konton/2/", "/konton/3/", "/mer/")
AGES = ("0–6 år", "7–12 år", "13–17 år")
DRAWN = re.compile(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"')
"""What is drawn anew for every page."""


@dataclass(frozen=True)
class Talk:
    """One of the two hundred, with the receipt that its device made."""

    number: int

    @property
    def receipt(self) -> str:
        return base64.b32encode(random.Random(self.number).randbytes(16)).decode().rstrip("=")

    def fill_in(self, page: "Page") -> None:
        page.goto("/registrera/talk/")
        page.locator("form.sheet[data-ready], form.sheet").wait_for()
        page.wait_for_function("document.querySelector('form.sheet').elements.receipt.value.length === 26")
        page.evaluate("made => { document.querySelector('form.sheet').elements.receipt.value = made }", self.receipt)
        page.get_by_label("Kvinnor", exact=True).fill(str(1 + self.number % 20))
        page.get_by_label("Män", exact=True).fill(str(self.number // 20))
        page.locator("#child_ages label.choice", has_text=AGES[self.number % 3]).click()
        page.get_by_role("button", name="Spara samtalet").click()
        page.get_by_text("Samtalet är sparat").wait_for()


TALKS = tuple(map(Talk, range(NUMBER)))


@dataclass(frozen=True)
class World:
    """A city after all has been registered in it, what it left, and what Carin read there."""

    city: City
    left: Left
    pages: dict[str, str]


def bits(receipt: str) -> bytes:
    return base64.b32decode(receipt + "=" * (-len(receipt) % 8))


def registered(chromium: "Chromium", base: City, folder: Path, who_saves_what: list[tuple[int, Talk]]) -> World:
    """Both sign in, and each saves theirs, one after the other in this order."""
    with served(folder, base) as (city, address):
        with colleagues(chromium, address) as pages:
            for person, talk in who_saves_what:
                talk.fill_in(pages[person])
        carin = Browser(address)
        carin.send("/logga-in/", email=CARIN, password=PASSWORD)
        read = {path: DRAWN.sub(r'\1=""', carin.send(path)) for path in ADMINISTRATORS}
    return World(city, left_by(city, TODAY, TERTIAL), read)


@contextmanager
def colleagues(chromium: "Chromium", address: str) -> "Iterator[list[Page]]":
    contexts = [chromium.new_context(base_url=address, locale="sv-SE") for _ in STAFF]
    pages = [context.new_page() for context in contexts]
    for page, person in zip(pages, STAFF, strict=True):
        page.goto("/logga-in/")
        page.get_by_label("E-post").fill(person)
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.get_by_role("button", name="Logga in").click()
        page.get_by_role("link", name="Mer").wait_for()
    yield pages
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def worlds(
    browser: "Chromium", tmp_path_factory: pytest.TempPathFactory, monkeypatch_of_module: pytest.MonkeyPatch
) -> tuple[World, World]:
    """A hundred each. In the other world the two are swapped, and all comes in another order."""
    base = new_city().copied_to(tmp_path_factory.mktemp("base") / "home")
    for role in ("administers", "manages"):
        words = ("account", CARIN, "--role", role, "--unit", "stad", "--password", PASSWORD)
        assert base.folja(*words, today=TODAY).code == 0
    as_they_came = [(talk.number % 2, talk) for talk in TALKS]
    otherwise = random.Random(7).sample([(1 - person, talk) for person, talk in as_they_came], NUMBER)
    made = []
    for name, who_saves_what in (("one", as_they_came), ("two", otherwise)):
        folder = tmp_path_factory.mktemp(name)
        (folder / "for_a_while").mkdir()
        monkeypatch_of_module.setenv("TMPDIR", str(folder / "for_a_while"))
        made.append(registered(browser, base, folder, who_saves_what))
    return made[0], made[1]


@pytest.fixture(scope="module")
def monkeypatch_of_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def test_nothing_that_is_left_tells_who_registered_what_or_in_which_order(worlds: tuple[World, World]) -> None:
    one, other = worlds
    assert len(one.left.tables["registration"]) == NUMBER, "all of it is there"
    assert differences(one.left, other.left) == []


def test_administrators_read_the_same_in_both(worlds: tuple[World, World]) -> None:
    one, other = worlds
    assert [path for path in ADMINISTRATORS if one.pages[path] != other.pages[path]] == []
    assert STAFF[0] in one.pages["/konton/"], "she reads what there is to read"


def test_no_file_holds_a_receipt(worlds: tuple[World, World]) -> None:
    assert nowhere(worlds[0].city, [talk.receipt for talk in TALKS], bits) == []


def test_after_the_closing_the_rows_are_the_same_under_other_keys(worlds: tuple[World, World]) -> None:
    for world in worlds:
        closed = world.city.folja("close", TERTIAL, today=AFTERWARDS)
        assert closed.code == 0, closed.err
    kept = [rows(world.city.home, "SELECT unit, month, instrument, answers FROM registration") for world in worlds]
    assert kept[0] != kept[1], "the keys, and so the order, are drawn anew"
    assert sorted(kept[0]) == sorted(kept[1])
    spent = [rows(world.city.home, "SELECT key FROM used_key") for world in worlds]
    assert spent[0] == spent[1]
    for world in worlds:
        keys = set(rows(world.city.home, "SELECT key FROM registration"))
        assert len(keys) == NUMBER
        assert not keys & set(spent[0])
