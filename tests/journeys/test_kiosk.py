"""A unit's tablet asks one family after another: it wipes itself, leads nowhere, and staff leave it with a code."""

import json

import pytest
from playwright.sync_api import Page, expect

from folja.web.answers import flood, kiosk_views
from folja.web.answers.actions import make_leave_code, make_way_in
from folja.web.answers.flood import Flood
from folja.web.answers.models import LeaveCode
from folja.web.answers.tries import MOST
from folja.web.collection.models import StoredRegistration
from folja.web.organisation.models import Account
from tests.journeys.conftest import Visit, breaches
from tests.web.test_waited import change

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("untried")]

TABLET = 820
# One family after another, as fast as the tablet goes. Says what a family could see of the one before.
SERVE = """async (families) => {
  const until = async (there) => { while (!there()) await new Promise(requestAnimationFrame); };
  const one = (selector) => document.querySelector(`main ${selector}, body > dialog ${selector}`);
  const seen = [];
  for (let family = 0; family < families; family += 1) {
    if (document.querySelector("main input, main :checked") || !one("[data-start]")) seen.push(family);
    one("[data-to]").click();
    one("[data-first] button").click();
    if (document.querySelector("main :checked")) seen.push(family);
    while (!one("[data-done]")) {
      const card = one("[data-question]:not([hidden])");
      const choices = card.querySelectorAll("input");
      choices[family % choices.length].checked = true;
      const last = !one("[data-send]").hidden;
      one(".onward .main").click();
      if (last) await until(() => one("[data-done]"));
    }
    one("[data-done]").click();
  }
  return seen;
}"""
LEFT = "() => JSON.stringify({ ...localStorage, ...sessionStorage, cookies: document.cookie, state: history.state })"
WAITING = "() => JSON.parse(localStorage.getItem('folja-waiting') ?? '[]').length"


@pytest.fixture
def kiosk(code: str, visit: Visit) -> Page:
    page = visit(None, f"/s/{code}/sv/platta/", width=TABLET)
    ready(page)
    return page


def ready(page: Page) -> None:
    """All languages have been fetched."""
    expect(page.locator("html[data-ready]")).to_be_attached()


def at_rest(page: Page) -> None:
    expect(page.get_by_role("heading", name="Välj språk")).to_be_visible()
    expect(page.locator("main input")).to_have_count(0)


def begin(page: Page) -> None:
    page.get_by_role("button", name="Svenska").tap()
    page.get_by_role("button", name="Börja").tap()
    page.locator("label.choice", has_text="Ja").first.tap()
    expect(page.get_by_role("radio", name="Ja", exact=True)).to_be_checked()


@pytest.mark.slow
def test_two_hundred_families_in_a_row_and_none_sees_the_one_before(
    kiosk: Page, monkeypatch: pytest.MonkeyPatch, complaints: list[str]
) -> None:
    monkeypatch.setattr(flood, "FROM_ONE_CONNECTION", 1000)
    monkeypatch.setattr(flood, "A_DAY", 1000)
    monkeypatch.setattr(flood, "answers", Flood())
    pages_behind = kiosk.evaluate("history.length")
    kiosk.evaluate("globalThis.sameAsAtTheStart = true")
    assert kiosk.evaluate(SERVE, 90) == []
    kiosk.context.set_offline(True)
    assert kiosk.evaluate(SERVE, 20) == []
    assert kiosk.evaluate(WAITING) > 0
    kiosk.context.set_offline(False)
    assert kiosk.evaluate(SERVE, 90) == []
    kiosk.wait_for_function("() => !localStorage.length")

    assert kiosk.evaluate("globalThis.sameAsAtTheStart")
    assert kiosk.evaluate("history.length") == pages_behind
    assert json.loads(kiosk.evaluate(LEFT)) == {"cookies": "", "state": None}
    # One in six skips every question: their choice is the last of each, and each question has another number of them.
    assert StoredRegistration.objects.count() == 200 - skipped(90) - skipped(20) - skipped(90)
    assert complaints == []
    at_rest(kiosk)


def skipped(families: int) -> int:
    """How many choose "skip" everywhere: the third of first_visit's three, the sixth of six, the fourth of four."""
    return sum(family % 3 == 2 and family % 6 == 5 and family % 4 == 3 for family in range(families))


def test_a_family_that_leaves_in_the_middle_is_asked_for_and_then_wiped(code: str, visit: Visit) -> None:
    page = visit(None, "/s/", width=TABLET)
    page.clock.install()
    page.goto(f"/s/{code}/sv/platta/")
    ready(page)
    assert breaches(page) == ""
    begin(page)
    page.clock.fast_forward(61_000)
    there = page.get_by_role("dialog", name="Är du kvar?")
    expect(there).to_be_visible()
    assert breaches(page) == ""
    page.get_by_role("button", name="Ja, jag är kvar").tap()
    expect(page.locator("dialog[data-there]")).to_have_count(0)  # closed, and the tablet has taken notice
    expect(page.locator("input:checked")).to_have_count(1)

    page.clock.fast_forward(61_000)
    expect(there).to_be_visible()
    page.clock.fast_forward(21_000)
    at_rest(page)
    begin(page)
    expect(page.locator("input:checked")).to_have_count(1)
    assert StoredRegistration.objects.count() == 0


def test_the_thanks_go_by_themselves_and_lead_nowhere(code: str, visit: Visit) -> None:
    page = visit(None, "/s/", width=TABLET)
    page.clock.install()
    page.goto(f"/s/{code}/sv/platta/")
    ready(page)
    begin(page)
    for _ in range(5):
        page.locator(".onward .main").tap()
    expect(page.get_by_role("heading", name="Tack!")).to_be_visible()
    assert breaches(page) == ""
    expect(page.get_by_text("112")).to_be_visible()
    assert page.locator("a").count() == 0
    page.clock.fast_forward(21_000)
    at_rest(page)
    assert StoredRegistration.objects.count() == 1


def test_no_page_of_it_has_a_way_out_and_back_shows_the_first_page(kiosk: Page) -> None:
    begin(kiosk)
    assert kiosk.locator("a").count() == 0
    kiosk.goto("/s/")
    kiosk.go_back()
    at_rest(kiosk)
    assert all(
        'autocomplete="off"' in form
        for form in kiosk.evaluate(
            "[...document.querySelectorAll('template')].flatMap((one) =>"
            " [...one.content.querySelectorAll('form[data-code]')].map((form) => form.outerHTML))"
        )
    )


def test_when_the_code_has_been_replaced_no_second_family_is_asked_in_vain(code: str, kiosk: Page) -> None:
    begin(kiosk)
    make_way_in("farsta_stod", "talk_answers", None, replaces=code)
    for _ in range(5):
        kiosk.locator(".onward .main").tap()
    expect(kiosk.get_by_role("heading", name="Den här koden används inte längre")).to_be_visible()
    kiosk.get_by_role("button", name="Klar").tap()
    expect(kiosk.get_by_role("button", name="Svenska")).to_have_count(0)
    expect(kiosk.get_by_role("heading", name="Den här koden används inte längre")).to_be_visible()
    ready(kiosk)
    assert breaches(kiosk) == ""
    assert kiosk.locator("a, main input").count() == 0
    kiosk.get_by_role("button", name="Personal").click()
    expect(kiosk.get_by_role("dialog")).to_be_visible()


def test_when_the_questions_have_changed_what_is_the_same_is_saved_and_the_next_family_is_asked_the_new(
    kiosk: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(kiosk)
    change(monkeypatch)
    for _ in range(5):
        kiosk.locator(".onward .main").tap()
    expect(kiosk.get_by_text("Svaren på de frågor som är likadana är skickade.")).to_be_visible()
    assert list(StoredRegistration.objects.values_list("answers", "version")) == [('{"first_visit":"yes"}', 2)]
    kiosk.get_by_role("button", name="Klar").tap()
    ready(kiosk)
    begin(kiosk)
    expect(kiosk.locator("input[name='version'][value='2']")).to_have_count(1)


def test_the_language_is_changed_without_a_network(kiosk: Page) -> None:
    kiosk.context.set_offline(True)
    begin(kiosk)
    kiosk.get_by_role("button", name="English").tap()
    expect(kiosk.get_by_role("heading", name="Is this the first time you have met us?")).to_be_visible()
    expect(kiosk.get_by_role("radio", name="Yes", exact=True)).to_be_checked()


def test_bo_starts_it_and_is_signed_out_and_leaves_it_with_the_units_code(bo: Account, code: str, visit: Visit) -> None:
    page = visit(bo, "/familjen/", width=TABLET)
    page.get_by_role("button", name="Gör en kod som avslutar frågorna").click()
    made = LeaveCode.objects.get(unit="farsta_stod").code
    expect(page.get_by_text(made, exact=True)).to_be_in_viewport()
    expect(page.get_by_text("Koden är gjord.")).to_be_in_viewport()
    page.get_by_role("link", name="Starta på den här plattan").click()
    page.get_by_role("button", name="Ja, starta").click()
    ready(page)
    assert page.url.endswith(f"/s/{code}/sv/platta/")
    assert "sessionid" not in {cookie.get("name") for cookie in page.context.cookies()}
    assert made not in page.content()

    page.get_by_role("button", name="Personal").click()
    page.get_by_label("Koden", exact=True).fill("1234" if made != "1234" else "4321")
    page.get_by_role("button", name="Avsluta frågorna").click()
    expect(page.get_by_role("alert")).to_contain_text("Det är inte enhetens kod")
    assert breaches(page) == ""
    page.context.set_offline(True)
    page.get_by_label("Koden", exact=True).fill(made)
    page.get_by_role("button", name="Avsluta frågorna").click()
    expect(page.get_by_role("alert")).to_contain_text("Inget nät")
    page.context.set_offline(False)
    page.get_by_label("Koden", exact=True).fill(made)
    page.get_by_role("button", name="Avsluta frågorna").click()
    expect(page.get_by_label("E-post")).to_be_visible()


HERS = """async () => {
  const now = new Date(), day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].join("-");
  await caches.open(`folja-pages ${day} hers`);
  localStorage.setItem("folja", "hers");
}"""
LEFT_OF_HER = """async () => [
  localStorage.getItem("folja"), ...(await caches.keys()).filter((name) => name.startsWith("folja-pages"))
]"""


def test_whichever_questions_are_started_the_device_has_forgotten_who_started_them(
    bo: Account, code: str, visit: Visit
) -> None:
    make_way_in("farsta_stod", "child_answers", None)
    make_leave_code("farsta_stod", None)
    page = visit(bo, "/familjen/", width=TABLET)
    page.evaluate(HERS)
    page.get_by_role("link", name="Starta på den här plattan").click()
    page.locator("label.choice").last.click()
    page.get_by_role("button", name="Ja, starta").click()
    ready(page)
    assert page.evaluate(LEFT_OF_HER) == [None]


def test_without_scripts_it_says_that_it_needs_them(code: str, visit: Visit) -> None:
    page = visit(None, f"/s/{code}/sv/platta/", width=TABLET, java_script_enabled=False)
    expect(page.get_by_text("skript är påslagna")).to_be_visible()


def test_a_code_that_is_tried_too_often_is_tried_no_more(kiosk: Page) -> None:
    made = make_leave_code("farsta_stod", None)
    kiosk.get_by_role("button", name="Personal").click()
    for _ in range(MOST):
        kiosk_views.tries.failed("127.0.0.1", "farsta_stod")
    kiosk.get_by_label("Koden", exact=True).fill(made)
    kiosk.get_by_role("button", name="Avsluta frågorna").click()
    expect(kiosk.get_by_role("alert")).to_contain_text("Vänta tio minuter")
