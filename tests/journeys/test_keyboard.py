"""Amina registers without a mouse: nothing is out of reach, covered or lost, and Enter does what she expects."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from folja.web.collection.models import StoredRegistration
from folja.web.organisation.models import Account
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey

TALK = "/registrera/talk/"
FOUR_TIMES = {"width": 320, "height": 256}  # a screen of 1280 x 1024 enlarged four times

# Where the focus is: what holds it (the card of a choice, since its own mark is not seen), whether something shows
# that, and what lies in front of it.
FOCUS = """() => {
  const focused = document.activeElement, shown = focused.closest("label.choice") ?? focused;
  const { left, right, top, bottom } = shown.getBoundingClientRect(), style = getComputedStyle(shown);
  const inside = (x, y) => shown.contains(document.elementFromPoint(x, y)) || shown === document.elementFromPoint(x, y);
  return {
    name: focused.id || focused.name || focused.textContent.trim().slice(0, 40),
    tag: focused.tagName,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    whole: top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth,
    free: inside((left + right) / 2, top + 2) && inside((left + right) / 2, bottom - 2),
  };
}"""


def stops(page: Page) -> Iterator[dict[str, object]]:
    """Each place that Tab comes to on the page, from the first to the last."""
    page.evaluate("document.activeElement.blur()")
    for _ in range(150):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "BODY":
            return
        yield stop
    pytest.fail("Tab never comes to the end")


@pytest.mark.parametrize("size", [FOUR_TIMES, {"width": 390, "height": 844}, {"width": 1280, "height": 844}])
def test_the_focus_is_seen_and_never_covered(amina: Account, visit: Visit, size: dict[str, int]) -> None:
    page = visit(amina, TALK)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.locator("#first_talk label.choice", has_text="Nej").click()
    for offline in (False, True):  # where there is no network the end is higher
        page.context.set_offline(offline)
        expect(page.locator("[data-no-net]")).to_be_visible(visible=offline)
        found = list(stops(page))
        assert len(found) > 30
        assert [stop for stop in found if not (stop["ring"] and stop["whole"] and stop["free"])] == []


def test_tab_goes_through_the_questions_in_their_order_and_each_number_is_one_stop(
    amina: Account, visit: Visit
) -> None:
    page = visit(amina, TALK)
    fields = [str(stop["name"]) for stop in stops(page) if stop["tag"] == "INPUT"]
    assert fields[:4] == ["adults.women", "adults.men", "adults.other_gender", "roles"]
    assert list(dict.fromkeys(fields))[3:] == [
        "roles", "first_talk", "child_ages", "lives_in", "meeting_way", "talk_language", "topics", "next_step",
    ]  # fmt: skip


def test_arrows_count_and_digits_are_typed(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    women, men = page.get_by_label("Kvinnor", exact=True), page.get_by_label("Män", exact=True)
    women.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(women).to_have_value("2")
    expect(women).to_have_role("spinbutton")
    expect(women).to_have_attribute("aria-valuenow", "2")
    page.keyboard.press("ArrowDown")
    expect(women).to_have_value("1")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    expect(men).to_have_value("3")


def test_enter_goes_on_and_saves_nothing_and_control_enter_saves(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    expect(page.get_by_role("heading", name="Råd- och stödsamtal")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Kvinnor", exact=True)).to_be_focused()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Mamma")).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Spara samtalet")).to_be_focused()
    assert not StoredRegistration.objects.exists()
    expect(page.get_by_text("Enter nästa fråga, ↑ ↓ räknar, Ctrl Enter sparar")).to_be_attached()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("Samtalet är sparat")
    assert StoredRegistration.objects.count() == 1


def test_the_month_is_chosen_with_arrows_and_enter(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    page.locator("[data-month] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("summary", has_text="Maj 2022")).to_be_focused()
    assert not StoredRegistration.objects.exists()


def test_the_toast_can_be_undone_from_stays_and_gives_way(amina: Account, visit: Visit) -> None:
    page = saved_by_keyboard(visit(amina, TALK))
    toast = page.locator(".toast")
    page.keyboard.press("Tab")
    expect(toast.get_by_role("button", name="Ångra")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Rätta: Råd- och stödsamtal")).to_be_focused()
    expect(toast).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    expect(toast).to_be_hidden()
    expect(page.get_by_role("heading", name="I dag på den här")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(toast).to_contain_text("Samtalet är borttaget")
    expect(toast).to_be_focused()
    assert not StoredRegistration.objects.exists()


def test_the_focus_is_never_lost(amina: Account, visit: Visit) -> None:
    """Through opening, choosing, a mistake, saving, correcting, undoing and turning back."""
    page = visit(amina)
    link = page.get_by_role("link", name="Råd- och stödsamtal")
    link.focus()
    page.keyboard.press("Enter")
    holds(page, "h1")
    page.keyboard.press("Enter")
    page.keyboard.type("1")
    page.locator("#first_talk label.choice", has_text="Nej").click()
    page.get_by_role("spinbutton", name="Vilket samtal i ordningen är det?").fill("1")
    page.locator("#roles [data-rest]").click()
    holds(page, "#roles [data-rest]")
    page.keyboard.press("Control+Enter")
    holds(page, "[role=alert]")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    holds(page, "#talk_order")
    page.get_by_role("spinbutton", name="Vilket samtal i ordningen är det?").fill("3")
    page.keyboard.press("Control+Enter")
    holds(page, ".toast")
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").focus()
    page.keyboard.press("Enter")
    holds(page, "h1")
    page.keyboard.press("Control+Enter")
    holds(page, ".toast")
    page.get_by_role("button", name="Ta bort: Råd- och stödsamtal").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("borttaget")
    holds(page, ".toast")
    link.focus()
    page.keyboard.press("Enter")
    holds(page, "h1")
    page.get_by_role("link", name="Stäng utan att spara").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Vad har du gjort?")).to_be_focused()


def test_the_focus_stays_in_the_list_when_the_network_comes_back(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    page.get_by_label("Kvinnor", exact=True).fill("1")
    page.route("**/registrera/talk/", lambda route: route.abort() if route.request.method == "POST" else None)
    page.keyboard.press("Control+Enter")
    undo = page.get_by_role("button", name="Ta bort: Råd- och stödsamtal")
    undo.focus()
    page.unroute("**/registrera/talk/")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-waiting]")).to_be_hidden()
    expect(undo).to_be_focused()


def saved_by_keyboard(page: Page) -> Page:
    page.get_by_label("Kvinnor", exact=True).fill("1")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toast")).to_be_focused()
    return page


def holds(page: Page, selector: str) -> None:
    expect(page.locator(selector)).to_be_focused()
    assert page.evaluate("document.activeElement !== document.body")
