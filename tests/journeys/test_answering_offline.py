"""A family opens the questions, the net goes, and what they answer is stored exactly once; and nothing is left."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Playwright, Route, expect

from folja.vocabulary.period import Period
from folja.web.collection.actions import rekey
from folja.web.collection.models import StoredRegistration
from folja.web.publication.models import ClosedTertial
from folja.web.wordings import drafts
from folja.web.wordings.actions import approve
from folja.web.wordings.sources import all_sources
from tests.journeys.conftest import Visit, breaches

pytestmark = pytest.mark.journey

Opened = Callable[..., Page]

QUESTIONS = ("Är det första gången du träffar oss?", "Pratade vi om det som är viktigt för dig?")
HELPED, LAST = "Hjälpte samtalet dig som förälder?", "Vilket kön har du?"
STORED = (
    '{"easy_to_reach":4,"first_visit":"yes","helped":5,"right_things":4}',
    "farsta_stod",
    "2022-06",
    "talk_answers",
    1,
    False,
)
WRONG_CLOCK = "Date = class extends Date { constructor(...given) { super(...(given.length ? given : [0])); } }"
NO_CRYPTOGRAPHY = "Object.defineProperty(crypto, 'subtle', { value: undefined })"
ITS_TURN = "navigator.locks.request('folja-waiting', () => {})"  # it comes when all that is being sent has been
KEPT = "() => JSON.stringify({ ...localStorage })"
LEFT = """async () => JSON.stringify({
  local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie,
  databases: await indexedDB.databases(), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length, state: history.state,
})"""
NOTHING_LEFT = {"local": {}, "session": {}, "cookies": "", "databases": [], "caches": [], "workers": 0, "state": None}


def in_arabic(swedish: str) -> str:
    """The draft that comes with Följa, approved here; where there is none yet, something that can be told from it."""
    return drafts.shipped()["ar"].get(swedish, f"ع {swedish}")


def as_it_is(swedish: str) -> str:
    return swedish


@pytest.fixture
def opened(code: str, visit: Visit, playwright: Playwright) -> Opened:
    """The page that a code on a poster leads to, on a phone as phones are."""
    phone = dict(playwright.devices["Pixel 7"])
    given = {name: phone[name] for name in ("user_agent", "device_scale_factor", "is_mobile")}

    def opened(language: str = "sv", script: str = "", **more: object) -> Page:
        page = visit(None, "/s/", width=412, **given, **more)
        if script:
            page.add_init_script(script)
        page.goto(f"/s/{code}/{language}/")
        return page

    return opened


def rows() -> list[tuple[object, ...]]:
    fields = ("answers", "unit", "month", "instrument", "version", "late")
    return list(StoredRegistration.objects.values_list(*fields))


def sent(page: Page, rows_then: int = 1) -> None:
    """Nothing waits any more, and the store has what was sent."""
    page.wait_for_function("() => !localStorage.length")
    assert len(rows()) == rows_then


def answer_four(page: Page, words: Callable[[str], str] = as_it_is) -> None:
    """Four questions of the five, as the first visit has them; the last is skipped."""

    def one(question: str, answer: str) -> None:
        expect(page.get_by_role("heading", name=words(question))).to_be_visible()
        if answer:
            page.locator("label.choice").filter(has=page.get_by_role("radio", name=words(answer), exact=True)).tap()

    def go_on() -> None:
        page.locator(".onward .main").tap()

    page.locator("[data-first] button, form .onward .main").first.tap()
    given = (*zip(QUESTIONS, ("Ja", "Ja"), strict=True), (HELPED, "Ja, verkligen"))
    for question, answer in (*given, ("Var det lätt att få kontakt med oss?", "Ja"), (LAST, "")):
        one(question, answer)
        go_on()


def at(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


WAITS = "Dina svar väntar på den här telefonen och skickas när det finns nät."


@pytest.mark.parametrize(("language", "words"), [("ar", in_arabic), ("sv", as_it_is)])
def test_a_parent_opens_goes_offline_answers_four_comes_online_and_one_answer_is_stored(
    opened: Opened, complaints: list[str], language: str, words: Callable[[str], str]
) -> None:
    approve("ar", {text.sv: in_arabic(text.sv) for text in all_sources()}, None, by="Den som läst")
    page = opened(language, WRONG_CLOCK)
    assert page.evaluate("document.dir") == {"ar": "rtl", "sv": "ltr"}[language]
    assert breaches(page) == ""
    page.context.set_offline(True)
    answer_four(page, words)
    expect(page.get_by_text(words(WAITS))).to_be_visible()
    assert rows() == []
    waiting = page.evaluate(KEPT)
    assert list(json.loads(waiting)) == ["folja-waiting"]
    [sealed] = json.loads(waiting).values()
    # With its quotes, which what is sealed never has: "yes" alone comes by chance once in a hundred times.
    assert not any(word in sealed for word in ("helped", "first_visit", "receipt", '"yes"'))
    assert page.locator("input").count() == 0
    assert breaches(page) == ""

    page.context.set_offline(False)
    expect(page.get_by_text(words("Nu är dina svar skickade."))).to_be_visible()
    sent(page)
    assert rows() == [STORED]
    assert json.loads(page.evaluate(LEFT)) == NOTHING_LEFT
    assert complaints == []


def test_a_question_read_from_the_right_is_accessible(opened: Opened) -> None:
    approve("ar", {text.sv: in_arabic(text.sv) for text in all_sources()}, None, by="Den som läst")
    page = opened("ar")
    page.locator("[data-first] button").tap()
    at(page, in_arabic(QUESTIONS[0]))
    assert breaches(page) == ""


def test_the_same_is_stored_without_scripts(opened: Opened) -> None:
    page = opened(java_script_enabled=False)
    answer_four(page)
    at(page, "Tack!")
    assert rows() == [STORED]


def answer_one(page: Page) -> None:
    """The last question alone; where nothing is told of the first visit, one more is asked."""
    page.locator("[data-first] button").tap()
    while page.get_by_role("button", name="Nästa").is_visible():
        page.get_by_role("button", name="Nästa").tap()
    at(page, LAST)
    page.locator("label.choice").filter(has=page.get_by_role("radio", name="Kvinna", exact=True)).tap()
    page.get_by_role("button", name="Skicka svaren").tap()


@pytest.mark.parametrize("net", [True, False], ids=["at once", "sealed and later"])
def test_what_is_sent_is_as_long_whatever_was_answered(opened: Opened, net: bool) -> None:
    """Who runs the network sees lengths, though not the words."""
    lengths = []
    for answer in (answer_four, answer_one):
        page = opened()
        page.context.set_offline(not net)
        with page.expect_request(lambda request: request.method == "POST") as sent:
            answer(page)
            if not net:
                expect(page.get_by_text(WAITS)).to_be_visible()
                page.context.set_offline(False)
        lengths.append(len(sent.value.post_data or ""))
        expect(page.get_by_text("skickade").filter(visible=True)).to_be_visible()
    assert len(rows()) == 2
    assert lengths[0] == lengths[1] > 2000


def cut(page: Page) -> None:
    """The server takes the answers and the phone never learns it."""

    def cut(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
        route.abort()

    page.route("**/fragor/", cut)


def test_a_sending_that_is_cut_is_repeated_and_counted_once(opened: Opened) -> None:
    page = opened()
    cut(page)
    answer_four(page)
    expect(page.get_by_text(WAITS)).to_be_visible()
    assert rows() == [STORED]
    page.evaluate("dispatchEvent(new Event('online'))")
    sent(page)
    assert rows() == [STORED]


def test_a_sending_that_was_cut_is_counted_once_also_across_a_closing(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLJA_TODAY", "2022-04-20")
    page = opened()
    cut(page)
    answer_four(page)
    expect(page.get_by_text(WAITS)).to_be_visible()
    close("2022T1", monkeypatch)
    page.evaluate("dispatchEvent(new Event('online'))")
    sent(page)
    assert [row[2] for row in rows()] == ["2022-04"]


def close(tertial: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its numbers are frozen, its rows have keys that no receipt fits, and it is June."""
    rekey(Period.parse(tertial))
    ClosedTertial.objects.create(period=tertial, state=ClosedTertial.State.COUNTING)
    monkeypatch.setenv("FOLJA_TODAY", "2022-06-14")


def test_what_was_answered_in_a_tertial_that_has_closed_is_counted_in_the_open_one(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLJA_TODAY", "2022-04-20")
    page = opened()
    page.context.set_offline(True)
    answer_four(page)
    expect(page.get_by_text(WAITS)).to_be_visible()
    close("2022T1", monkeypatch)
    page.context.set_offline(False)
    sent(page)
    assert rows() == [(*STORED[:5], True)]


def test_what_waits_is_sent_the_next_time_any_of_these_pages_is_opened_and_by_one_of_them(opened: Opened) -> None:
    page = opened()
    page.context.set_offline(True)
    answer_four(page)
    expect(page.get_by_text(WAITS)).to_be_visible()
    context = page.context
    page.close()
    context.set_offline(False)
    pages = [context.new_page() for _ in range(3)]
    for one in pages:
        one.goto("/s/")
    sent(pages[0])
    assert rows() == [STORED]


def test_what_another_key_sealed_is_tried_once_each_time_a_page_is_opened(opened: Opened) -> None:
    page = opened()
    page.context.set_offline(True)
    answer_four(page)
    expect(page.get_by_text(WAITS)).to_be_visible()
    tries = []

    def no_such_key(route: Route) -> None:
        tries.append(route.request)
        route.fulfill(json={"became": "other_key", "said": ""})

    page.context.route("**/vantande/*", no_such_key)
    with page.expect_response("**/vantande/*"):
        page.context.set_offline(False)
    for _ in range(25):
        page.evaluate("dispatchEvent(new Event('online'))")
    page.evaluate(ITS_TURN)
    for _ in range(2):
        with page.expect_response("**/vantande/*"):
            page.goto("/s/")
    assert len(tries) == 3
    page.context.unroute("**/vantande/*")
    page.goto("/s/")
    sent(page)
    assert rows() == [STORED]


WITH_A_BAD_ONE = """(good) => {
  localStorage.setItem("folja-waiting", JSON.stringify([{ sealed: "bad", tries: 0 }, ...JSON.parse(good)]));
}"""


@pytest.mark.parametrize(("status", "tried"), [(500, 2), (503, 1)])
def test_only_a_server_that_is_not_there_stops_those_behind_one_that_it_can_not_take(
    opened: Opened, status: int, tried: int
) -> None:
    page = opened()
    page.context.set_offline(True)
    answer_four(page)
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.evaluate(WITH_A_BAD_ONE, page.evaluate("localStorage.getItem('folja-waiting')"))
    came = []

    def fail_on_the_bad(route: Route) -> None:
        came.append(route.request.post_data)
        if came[-1] == "sealed=bad":
            route.fulfill(status=status, body="<h1>Error</h1>")
        else:
            route.continue_()

    page.context.route("**/vantande/*", fail_on_the_bad)
    with page.expect_response("**/vantande/*"):
        page.context.set_offline(False)
    page.evaluate(ITS_TURN)
    assert len(came) == tried
    waiting = json.loads(page.evaluate("localStorage.getItem('folja-waiting')"))
    assert (waiting[0], len(waiting)) == ({"sealed": "bad", "tries": 0}, 3 - tried)
    assert rows() == [STORED][: tried - 1]


def test_whoever_answered_can_take_it_back_from_the_phone(opened: Opened) -> None:
    page = opened()
    page.context.set_offline(True)
    answer_four(page)
    page.get_by_role("button", name="Ta bort svaren från telefonen").tap()
    expect(page.get_by_text("Svaren är borttagna från telefonen.")).to_be_visible()
    assert page.evaluate(KEPT) == "{}"
    page.context.set_offline(False)
    page.reload()
    assert rows() == []


def test_where_nothing_can_be_sealed_nothing_is_kept_and_the_page_says_that_it_must_stay_open(opened: Opened) -> None:
    page = opened(script=NO_CRYPTOGRAPHY)
    page.context.set_offline(True)
    answer_four(page)
    expect(page.get_by_role("alert")).to_contain_text("Låt sidan vara öppen")
    assert page.evaluate(KEPT) == "{}"
    page.context.set_offline(False)
    at(page, "Tack!")
    assert rows() == [STORED]


def test_the_language_can_not_be_changed_without_a_network_and_nothing_is_lost(opened: Opened) -> None:
    page = opened()
    page.context.set_offline(True)
    page.get_by_role("link", name="English").tap()
    expect(page.get_by_role("alert")).to_contain_text("Inget nät just nu")
    answer_four(page)
    expect(page.get_by_text(WAITS)).to_be_visible()


@pytest.mark.parametrize("status", [429, 503])
def test_when_the_server_can_not_take_it_just_now_it_waits(opened: Opened, status: int) -> None:
    page = opened()
    page.route("**/fragor/", lambda route: route.fulfill(status=status, body="<p>Not now</p>"))
    answer_four(page)
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.evaluate("dispatchEvent(new Event('online'))")
    sent(page)
    assert rows() == [STORED]


def test_a_network_with_pages_of_its_own_is_no_network(opened: Opened) -> None:
    page = opened()
    page.route("**/fragor/", lambda route: route.fulfill(content_type="text/html", body="<h1>Log in to the net</h1>"))
    answer_four(page)
    expect(page.get_by_text(WAITS)).to_be_visible()
