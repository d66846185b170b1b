"""One device that every page is looked at on, as good as new each time: nothing of the page before is left on it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from folja.web.organisation.models import Account
from tests.journeys.conftest import PHONE, Visit, complaints, of_a_phone, session_of, watched

__all__ = ["complaints", "visit"]

Device = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def device(browser: Browser, live_server: object) -> Iterator[Device]:
    """A device as it is asked for. It has fetched the styles and scripts once for all pages."""
    had: dict[tuple[tuple[str, object], ...], BrowserContext] = {}

    def device(**given: object) -> BrowserContext:
        asked = tuple(sorted(given.items()))
        if asked not in had:
            had[asked] = browser.new_context(**of_a_phone(live_server), **given)  # type: ignore[arg-type]
            had[asked].new_page()  # stays blank, and is left when the others are closed
        return had[asked]

    yield device
    for context in had.values():
        context.close()


@pytest.fixture
def visit(device: Device, transactional_db: None, live_server: object, complaints: list[str]) -> Iterator[Visit]:
    """Opens a page on the device, as wide as a phone or as asked; with `account` signed in there."""
    used = []

    def visit(account: Account | None = None, address: str = "/", width: int = PHONE["width"], **given: object) -> Page:
        context = device(**given)
        used.append(context)
        page = watched(context.new_page(), complaints)
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        if account:
            context.add_cookies([session_of(account, str(live_server))])
        page.goto(address)
        return page

    yield visit
    for context in used:
        forget(context, str(live_server))


def forget(context: BrowserContext, origin: str) -> None:
    """Close every page, take away all that was kept for them, and have a network again."""
    blank, *pages = context.pages
    for page in pages:
        page.close()
    context.set_offline(False)
    context.clear_cookies()
    kept = {"origin": origin, "storageTypes": "local_storage,indexeddb,service_workers,cache_storage"}
    context.new_cdp_session(blank).send("Storage.clearDataForOrigin", kept)
