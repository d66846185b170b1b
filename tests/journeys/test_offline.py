"""Amina registers where there is no network: nothing is lost, and all of it is sent once when the network is back."""

import pytest
from playwright.sync_api import Page, Route, expect

from folja.web.collection.models import StoredRegistration
from folja.web.organisation.actions import give_role
from folja.web.organisation.models import Account
from folja.web.publication.models import ClosedTertial
from tests.journeys.conftest import Visit, sign_in

pytestmark = pytest.mark.journey

KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const all = async () => { // of whoever is signed in now: another's pages are gone, and hers have come, this one last
    const [name, ...others] = (await caches.keys()).filter((one) => one.startsWith("folja-pages"));
    return name && !others.length && (await (await caches.open(name)).match("/registrera/single_home_visit/"));
  };
  while (!navigator.serviceWorker.controller || !(await all())) await new Promise(requestAnimationFrame);
}"""
SENT = """async () => {
  while (localStorage.getItem("folja-unsent")) await new Promise(requestAnimationFrame);
}"""
FIRST_TAKEN = """() => {
  const [, ...left] = JSON.parse(localStorage.getItem("folja-unsent"));
  localStorage.setItem("folja-unsent", JSON.stringify(left));
}"""
FILLED = """() => {
  let words = "";
  for (let length = 2 ** 23; length >= 1; length /= 2) {
    try {
      localStorage.setItem("something else", words + "x".repeat(length));
      words += "x".repeat(length);
    } catch {}
  }
}"""
WAITING, REFUSED = "[data-unsent] [data-waiting]", "[data-unsent] [data-refused]"
WAITS = "väntar på nät och skickas sedan"
ANOTHERS = "skickas när den som sparade loggar in här igen."


@pytest.fixture
def page(amina: Account, visit: Visit, complaints: list[str]) -> Page:
    """Amina's start page, once her phone has kept what it needs."""
    page = visit(amina)
    page.evaluate(KEPT)
    return page


def register(page: Page, *choices: str) -> None:
    page.get_by_role("link", name="Råd- och stödsamtal").first.click()
    page.get_by_role("button", name="En till, Kvinnor").click()
    for choice in choices:
        page.locator("label.choice", has_text=choice).locator("visible=true").first.click()
    page.get_by_role("button", name="Spara samtalet").click()


def test_without_a_network_a_talk_is_opened_saved_and_sent_later_exactly_once(
    page: Page, complaints: list[str]
) -> None:
    page.context.set_offline(True)
    register(page, "Mamma")
    expect(page.get_by_text(f"1 {WAITS}")).to_be_visible()
    expect(page.get_by_role("region", name="I dag på den här")).to_contain_text("Väntar på nät, skickas sedan")
    assert not StoredRegistration.objects.exists()

    page.context.set_offline(False)
    expect(page.locator(WAITING)).to_be_hidden()
    assert StoredRegistration.objects.count() == 1
    page.reload()
    expect(page.get_by_role("region", name="I dag på den här").get_by_role("listitem")).to_have_count(1)
    assert StoredRegistration.objects.count() == 1
    assert complaints == []


def test_several_wait_and_go_in_turn(page: Page) -> None:
    page.context.set_offline(True)
    register(page, "Mamma")
    register(page, "Pappa")
    expect(page.get_by_text(f"2 {WAITS}")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator(WAITING)).to_be_hidden()
    assert StoredRegistration.objects.count() == 2


def test_what_waits_can_be_corrected_and_is_counted_once(page: Page) -> None:
    page.context.set_offline(True)
    register(page)
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").click()
    page.get_by_role("button", name="En till, Män").click()
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator(WAITING)).to_be_hidden()
    assert '"men":1' in StoredRegistration.objects.get().answers


def test_what_waits_can_be_undone(page: Page) -> None:
    page.context.set_offline(True)
    register(page)
    page.get_by_role("status").get_by_role("button", name="Ångra").click()
    expect(page.get_by_text("Tas bort när nätet är tillbaka")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator(WAITING)).to_be_hidden()
    assert not StoredRegistration.objects.exists()


def test_an_undo_of_what_is_on_its_way_takes_it_back(page: Page) -> None:
    page.context.set_offline(True)
    register(page, "Mamma")
    on_its_way: list[Route] = []
    page.route("**/registrera/talk/", lambda route: hold_sent(route, on_its_way))
    with page.expect_request(lambda request: request.method == "POST"):
        page.context.set_offline(False)
    page.get_by_role("button", name="Ta bort: Råd- och stödsamtal").click()
    on_its_way[0].fallback()
    expect(page.locator(".toast")).to_contain_text("Samtalet är borttaget")
    expect(page.locator(WAITING)).to_be_hidden()
    assert not StoredRegistration.objects.exists()


def hold_sent(route: Route, held: list[Route]) -> None:
    if route.request.method == "POST":
        held.append(route)
    else:
        route.fallback()


def test_an_undo_that_there_is_no_room_for_is_told_and_not_made(page: Page) -> None:
    register(page, "Mamma")
    expect(page.locator(".toast")).to_be_focused()
    page.evaluate(FILLED)
    page.get_by_role("button", name="Ta bort: Råd- och stödsamtal").click()
    expect(page.locator(".toast")).to_contain_text("Webbläsaren har inte plats för mer.")
    expect(page.get_by_role("link", name="Rätta: Råd- och stödsamtal")).to_be_visible()


def test_what_another_window_has_sent_takes_nothing_with_it(page: Page) -> None:
    """A browser without locks: both windows send the first one, and the other is done with it first."""
    page.context.set_offline(True)
    register(page, "Mamma")
    register(page, "Pappa")
    other = page.context.new_page()
    other.goto("/")

    def sent_by_another(route: Route) -> None:
        if route.request.method == "POST":
            other.evaluate(FIRST_TAKEN)
            page.unroute("**/registrera/talk/")
        route.fallback()

    page.route("**/registrera/talk/", sent_by_another)
    page.context.set_offline(False)
    expect(page.locator(WAITING)).to_be_hidden()
    assert StoredRegistration.objects.count() == 2


def test_two_windows_send_each_one_once(page: Page) -> None:
    page.context.set_offline(True)
    register(page, "Mamma")
    register(page, "Pappa")
    other = page.context.new_page()
    other.goto("/")
    sent: list[str] = []
    page.context.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.context.set_offline(False)
    for window in (page, other):
        expect(window.locator(WAITING)).to_be_hidden()
    assert len(sent) == StoredRegistration.objects.count() == 2


def test_a_network_that_breaks_after_the_server_took_it_makes_no_second(page: Page) -> None:
    taken: list[int] = []

    def take_and_break(route: Route) -> None:
        if route.request.method == "POST" and not taken:
            taken.append(route.fetch().status)
            route.abort("connectionreset")
        else:
            route.fallback()

    page.route("**/registrera/talk/", take_and_break)
    register(page)
    expect(page.get_by_role("region", name="I dag på den här").get_by_role("listitem")).to_have_count(1)
    assert taken == [200]
    page.reload()
    expect(page.locator(WAITING)).to_be_hidden()
    assert StoredRegistration.objects.count() == 1


def test_what_waits_stays_through_signing_out_and_goes_after_signing_in(page: Page, amina: Account) -> None:
    page.context.set_offline(True)
    register(page)
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    sign_in(page, amina)
    page.goto("/")
    expect(page.locator(WAITING)).to_be_hidden()
    assert StoredRegistration.objects.count() == 1


def test_a_page_that_was_not_kept_says_that_there_is_no_network(page: Page) -> None:
    page.context.set_offline(True)
    page.goto("/siffror/farsta_stod/2022T2/")
    expect(page.get_by_role("heading", name="Inget nät just nu")).to_be_visible()
    page.get_by_role("link", name="Till startsidan").click()
    expect(page.get_by_role("heading", name="Vad har du gjort?")).to_be_visible()


def test_signing_out_leaves_no_page_behind(page: Page) -> None:
    page.goto("/mer/")
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    assert page.evaluate("async () => Boolean(await caches.match('/registrera/talk/'))") is False


@pytest.fixture
def refused(page: Page) -> Page:
    """A talk of April was saved without a network, and April was closed before there was one again."""
    page.context.set_offline(True)
    page.goto("/registrera/talk/")
    page.locator("summary", has_text="Juni 2022").click()
    page.locator("label.choice", has_text="April 2022").click()
    page.locator("label.choice", has_text="Mamma").click()
    page.get_by_role("button", name="Spara samtalet").click()
    expect(page.get_by_text(f"1 {WAITS}")).to_be_visible()
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.COUNTING)
    return page


def test_what_could_not_be_saved_says_why_stays_and_can_be_mended(refused: Page) -> None:
    page = refused
    page.context.set_offline(False)
    expect(page.locator(REFUSED).locator("visible=true")).to_contain_text("1 kunde inte sparas.")
    today = page.get_by_role("region", name="I dag på den här")
    expect(today).to_contain_text("Kunde inte sparas. April 2022 är stängd")
    assert not StoredRegistration.objects.exists()

    page.reload()
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").click()
    expect(page.get_by_role("checkbox", name="Mamma")).to_be_checked()
    page.get_by_role("button", name="Spara samtalet").click()
    expect(page.get_by_role("status").filter(has_text="Samtalet är sparat")).to_be_visible()
    expect(page.locator(REFUSED)).to_be_hidden()
    expect(today.get_by_role("listitem")).to_have_count(1)
    assert StoredRegistration.objects.get().answers == '{"roles":["mother"]}'


def test_what_could_not_be_saved_is_told_on_the_next_day_too(refused: Page) -> None:
    page = refused
    page.evaluate("localStorage.removeItem('folja')")  # as at midnight
    page.context.set_offline(False)
    expect(page.locator(REFUSED).locator("visible=true")).to_contain_text("1 kunde inte sparas.")
    page.get_by_role("button", name="Ta bort: Råd- och stödsamtal").click()
    expect(page.locator(REFUSED)).to_be_hidden()
    expect(page.get_by_text("Inget registrerat i dag.")).to_be_visible()


def test_what_could_not_be_saved_and_was_corrected_meanwhile_can_be_mended(refused: Page) -> None:
    page = refused
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").click()
    page.locator("label.choice", has_text="Pappa").click()
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.get_by_text(f"1 {WAITS}")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator(REFUSED).locator("visible=true")).to_contain_text("1 kunde inte sparas.")
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").click()
    expect(page.get_by_role("checkbox", name="Pappa")).to_be_checked()
    page.get_by_role("button", name="Spara samtalet").click()
    expect(page.locator(".toast")).to_contain_text("Samtalet är sparat")
    expect(page.locator(REFUSED)).to_be_hidden()
    assert StoredRegistration.objects.get().answers == '{"roles":["mother","father"]}'


def test_what_could_not_be_saved_is_its_owners_only_and_stays_through_signing_out(
    refused: Page, amina: Account, dan: Account
) -> None:
    page = refused
    page.context.set_offline(False)
    address = page.get_by_role("link", name="Rätta: Råd- och stödsamtal").get_attribute("href") or ""
    expect(page.locator(REFUSED).locator("visible=true")).to_be_visible()
    page.goto("/mer/")
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    give_role(dan, "hasselby_stod", "registers")
    sign_in(page, dan)
    expect(page.get_by_text(f"1 {ANOTHERS}")).to_be_visible()
    expect(page.get_by_text("Inget registrerat i dag.")).to_be_visible()
    expect(page.locator(REFUSED)).to_be_hidden()
    page.goto(address)
    expect(page.get_by_role("checkbox", name="Mamma")).not_to_be_checked()

    page.context.clear_cookies(name="sessionid")
    sign_in(page, amina)
    expect(page.locator(REFUSED).locator("visible=true")).to_contain_text("1 kunde inte sparas.")
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").click()
    expect(page.get_by_role("checkbox", name="Mamma")).to_be_checked()


def test_what_only_a_colleague_may_send_waits_for_her_and_holds_up_nobody(
    page: Page, amina: Account, dan: Account
) -> None:
    page.context.set_offline(True)
    register(page, "Mamma")
    expect(page.get_by_text(f"1 {WAITS}")).to_be_visible()
    give_role(dan, "hasselby_stod", "registers")
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    sign_in(page, dan)
    expect(page.get_by_text(f"1 {ANOTHERS}")).to_be_visible()
    assert not StoredRegistration.objects.exists()
    page.evaluate(KEPT)
    page.context.set_offline(True)
    register(page, "Pappa")
    expect(page.get_by_text(f"1 {WAITS}")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator(WAITING)).to_be_hidden()
    expect(page.get_by_text(f"1 {ANOTHERS}")).to_be_visible()
    assert StoredRegistration.objects.get().unit == "hasselby_stod"

    page.context.clear_cookies(name="sessionid")
    sign_in(page, amina)
    page.evaluate(SENT)
    expect(page.get_by_text(ANOTHERS)).to_be_hidden()
    assert StoredRegistration.objects.count() == 2
