"""A real browser at a real server, for walking through the product as its people do."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from folja.web.organisation.models import Account
from tests.conftest import PASSWORD

expect.set_options(timeout=15_000)  # on a computer that does much else at the same time
PHONE = {"width": 390, "height": 844}
BREACHES = "options => axe.run(options).then(({ violations }) => ({ violations }))"

Visit = Callable[..., Page]


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of: broken scripts and what the security policy stopped."""
    return []


@pytest.fixture
def visit(browser: Browser, transactional_db: None, live_server: object, complaints: list[str]) -> Iterator[Visit]:
    """Opens a page on a phone, or as wide as asked; with `account` signed in there."""
    opened = []

    def visit(account: Account | None = None, address: str = "/", **given: object) -> Page:
        viewport = PHONE | {"width": int(str(given.pop("width", PHONE["width"])))}
        context = browser.new_context(**of_a_phone(live_server) | {"viewport": viewport} | given)
        opened.append(context)
        page = watched(context.new_page(), complaints)
        if account:
            context.add_cookies([session_of(account, str(live_server))])
        page.goto(address)
        return page

    yield visit
    for context in opened:
        context.close()


def of_a_phone(server: object) -> dict[str, Any]:
    """What a browser is told of the phone it is on, and of where the product is."""
    return {"viewport": PHONE, "base_url": str(server), "has_touch": True, "locale": "sv-SE"}


def watched(page: Page, complaints: list[str]) -> Page:
    """The page, with its complaints noted, and as much time as it needs on a busy computer."""
    page.set_default_timeout(20_000)
    page.set_default_navigation_timeout(30_000)  # the first page of all waits for everything to be loaded
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
    return page


def session_of(account: Account, address: str) -> Any:
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(account)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}


def sign_in(page: Page, account: Account) -> None:
    page.goto("/logga-in/")
    page.get_by_label("E-post").fill(account.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("link", name="Mer")).to_be_visible()


def breaches(page: Page) -> str:
    """What axe finds against WCAG 2.2 AA and good practice; nothing when all is well."""
    # Of what a page loads, only sound and film have a rule here: styles need not be fetched once more.
    loaded = {"preload": {"assets": ["media"]}}
    return _found(page, {"rules": {"target-size": {"enabled": True}}} | loaded)


def unreadable(page: Page) -> str:
    """What axe finds against its rules about colours, which are all that differs between light and dark."""
    return _found(page, {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}})


def _found(page: Page, options: dict[str, Any]) -> str:
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE_SCRIPT)
    # Told of breaches only: to describe everything that is well takes axe twice as long as finding what is not.
    found = AxeResults(page.evaluate(BREACHES, options | {"resultTypes": ["violations"]}))
    return str(found.generate_report()) if found.violations_count else ""
