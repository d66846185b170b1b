"""Every page, on phone and desk, light and dark, in Swedish and English: whole, readable and reachable by everybody.

With FOLJA_PICTURES=FOLDER each is also drawn there; `python3 run.py pictures` does that for docs/pictures.
"""

import os
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import get_resolver
from playwright.sync_api import Page

from folja.web.organisation.models import Account
from tests.journeys.conftest import Visit, breaches, unreadable
from tests.pages.every_page import IN_DOCUMENTS, NOT_PAGES, PAGES, Shown, nothing

pytestmark = pytest.mark.journey

SCREENS = {"phone": 390, "desk": 1280}
LIGHTS = tuple(product(SCREENS, ("light", "dark")))
# The same colours come in the dark wherever a page is wide or narrow: they are seen on a phone.
LOOKED_AT = tuple(one for one in LIGHTS if one != ("desk", "dark"))
NARROWEST, HEIGHT = 320, 844
# Families' pages are in the language of their address.
IN_ENGLISH = [one for one in PAGES if one.act is nothing and one.language == "sv" and not one.address.startswith("/s/")]
INVENTED = {"sv": "Påhittade uppgifter", "en": "Invented figures", "ar": "بيانات مخترَعة"}
PICTURES = os.environ.get("FOLJA_PICTURES")
DOCUMENTS = Path(settings.PROJECT).parent / "docs" / "pictures"


@pytest.fixture(autouse=True)
def invented(settings: Any) -> None:
    """Pictures leave the house, so they say that everything in them is made up."""
    settings.FOLJA_INVENTED = True


@pytest.fixture
def people(amina: Account, bo: Account, carin: Account) -> dict[str, Account]:
    return {"amina": amina, "bo": bo, "carin": carin}


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.name)
def test_a_page_is_whole_for_everybody(
    closed: None,
    people: dict[str, Account],
    visit: Visit,
    complaints: list[str],
    monkeypatch: pytest.MonkeyPatch,
    shown: Shown,
) -> None:
    monkeypatch.setenv("FOLJA_TODAY", shown.day)
    # The policy would hide from axe the colours it has to see; complaints are heard in the journeys.
    page = visit(people[shown.who] if shown.who else None, shown.address, bypass_csp=True)
    shown.act(page)
    if PICTURES:
        draw_all(page, shown.name)
    page.eval_on_selector_all("main details", "all => all.forEach(one => { one.open = true })")
    for place, scheme in LOOKED_AT:
        light(page, place, scheme)
        assert page.get_by_text(INVENTED[shown.language]).locator("visible=true").count() == 1
        assert (breaches if scheme == "light" else unreadable)(page) == "", (place, scheme)
    assert page.locator("html").get_attribute("lang") == shown.language
    page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
    fits(page)
    turn(page)
    fits(page)
    if shown in IN_ENGLISH:
        is_whole_in_english_too(page)


def is_whole_in_english_too(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.context.add_cookies([{"name": "language", "value": "en", "url": page.url}])
    page.reload()
    assert page.locator("html").get_attribute("lang") == "en"
    fits(page)


CUT_OFF = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), cut = [];
  while (texts.nextNode()) {
    const text = texts.currentNode, range = document.createRange();
    if (!text.data.trim() || text.parentElement.closest("script, style, .unseen, .skip, svg")) continue;
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      let left = 0, right = innerWidth, scrolls = false;
      for (let holder = text.parentElement; holder && !scrolls; holder = holder.parentElement) {
        const style = getComputedStyle(holder), edges = holder.getBoundingClientRect();
        scrolls = ["auto", "scroll"].includes(style.overflowX);
        if (["hidden", "clip"].includes(style.overflowX)) {
          left = Math.max(left, edges.left); right = Math.min(right, edges.right);
        }
      }
      if (!scrolls && box.width && (box.left < left - 1 || box.right > right + 1)) {
        cut.push(text.data.trim().slice(0, 60));
        break;
      }
    }
  }
  return cut;
}"""


def cut_off(page: Page) -> list[str]:
    """Words that stick out of the page, or of what hides them, and can't be scrolled to."""
    return page.evaluate(CUT_OFF)  # type: ignore[no-any-return]


def fits(page: Page) -> None:
    """Nothing makes the narrowest phone scroll sideways, and no words are cut."""
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST
    assert cut_off(page) == []


def turn(page: Page) -> None:
    """The page as it would lie in a language that is written the other way."""
    page.evaluate("document.documentElement.dir = document.documentElement.dir === 'rtl' ? 'ltr' : 'rtl'")


def light(page: Page, place: str, scheme: str) -> None:
    page.set_viewport_size({"width": SCREENS[place], "height": HEIGHT})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]


def draw_all(page: Page, name: str) -> None:
    for place, scheme in LIGHTS:
        light(page, place, scheme)
        draw(page, f"{name}-{place}{'-dark' if scheme == 'dark' else ''}")


def draw(page: Page, name: str) -> None:
    if name in IN_DOCUMENTS:
        page.screenshot(path=DOCUMENTS / f"{name}.png", animations="disabled")
    # As high as the page, so that what stays at the foot of a screen stands at the foot of the picture.
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})  # type: ignore[index]
    page.screenshot(path=Path(str(PICTURES)) / f"{name}.png", animations="disabled")


def test_every_address_is_a_page_that_is_looked_at_or_no_page() -> None:
    named = {pattern for pattern in get_resolver().reverse_dict if isinstance(pattern, str)}
    assert named == {page.address_name for page in PAGES if page.address_name} | set(NOT_PAGES)
