"""One device that every page is looked at on, in one window of it, as good as new each time: nothing of the page before
is left there.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from folja.web.organisation.models import Account
from tests.journeys.conftest import PHONE, Visit, of_a_phone, session_of, watched

__all__ = ["visit"]

Device = Callable[..., Page]


@pytest.fixture(scope="session")
def device(browser: Browser, live_server: object) -> Iterator[Device]:
    """The window of a device as it is asked for. It has fetched the styles and scripts once for all pages."""
    had: dict[tuple[tuple[str, object], ...], Page] = {}

    def device(**given: object) -> Page:
        asked = tuple(sorted(given.items()))
        if asked not in had:
            context = browser.new_context(**of_a_phone(live_server), **given)  # type: ignore[arg-type]
            had[asked] = watched(context.new_page(), [])
        return had[asked]

    yield device
    for page in had.values():
        page.context.close()


@pytest.fixture
def visit(device: Device, transactional_db: None, live_server: object) -> Iterator[Visit]:
    """Opens a page on the device, as wide as a phone or as asked; with `account` signed in there."""
    used = []

    def visit(account: Account | None = None, address: str = "/", width: int = PHONE["width"], **given: object) -> Page:
        page = device(**given)
        used.append(page)
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        if account:
            page.context.add_cookies([session_of(account, str(live_server))])
        page.goto(address)
        return page

    yield visit
    for page in used:
        forget(page, str(live_server))


def forget(page: Page, origin: str) -> None:
    """Leave the page, take away all that was kept for it, look at it in no other way, and have a network again."""
    page.evaluate("sessionStorage.clear()")
    page.goto("about:blank")
    page.emulate_media(color_scheme="null", reduced_motion="null")
    page.context.set_offline(False)
    page.context.clear_cookies()
    kept = {"origin": origin, "storageTypes": "local_storage,indexeddb,service_workers,cache_storage"}
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", kept)
    session.detach()
