"""Amina registers a talk between two meetings, on her phone."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from folja.vocabulary.period import Month
from folja.web.collection.models import StoredRegistration
from folja.web.organisation.actions import give_role
from folja.web.organisation.models import Account
from folja.web.publication.models import ClosedTertial
from tests.journeys.conftest import Visit, breaches, sign_in, unreadable
from tests.journeys.test_offline import SENT, hold_sent
from tests.web.test_start import hold

pytestmark = pytest.mark.journey

TALK = "/registrera/talk/"

# What reaches beyond the inside of its card, and words that reach into the button beside them.
STICKS_OUT = """() => {
  const found = [];
  for (const card of document.querySelectorAll(".question:not(:disabled)")) {
    const edge = card.getBoundingClientRect().right - parseFloat(getComputedStyle(card).paddingRight);
    for (const inside of card.querySelectorAll(".step, .input, .choice, label"))
      if (inside.getBoundingClientRect().right > edge + 1) found.push(`${card.id} ${inside.className}`);
    for (const label of card.querySelectorAll(".count > label")) {
      if (label.scrollWidth > label.clientWidth) found.push(`${card.id} ${label.textContent}`);
    }
  }
  return found;
}"""


def save(page: Page) -> None:
    page.get_by_role("button", name="Spara samtalet").click()


def choose(page: Page, answer: str) -> None:
    """By a tap, which the browser makes a choice of a moment later."""
    page.locator("label.choice", has_text=answer).tap()
    expect(page.get_by_role("checkbox", name=answer)).to_be_checked()


def saved_talk(page: Page) -> None:
    """The shortest talk there is, saved from the form that is open."""
    page.get_by_role("button", name="En till, Kvinnor").click()
    save(page)
    expect(page.get_by_text("Samtalet är sparat")).to_be_visible()


def test_a_saved_talk_stands_in_todays_list_with_the_clock_of_this_device(
    amina: Account, visit: Visit, complaints: list[str]
) -> None:
    page = visit()
    sign_in(page, amina)
    page.clock.install(time="2022-06-14T14:32:00")
    page.goto(TALK)
    page.locator("label.choice", has_text="På plats").tap()
    with page.expect_request(lambda request: request.method == "POST") as sending:
        save(page)
    assert "14:32" not in (sending.value.post_data or "")
    expect(page.get_by_role("status")).to_contain_text("Samtalet är sparat")
    expect(page.get_by_role("status")).to_contain_text("Räknas i juni 2022")
    expect(page.get_by_role("status")).to_be_focused()
    today = page.get_by_role("region", name="I dag på den här")
    expect(today.get_by_role("listitem")).to_have_count(1)
    expect(today.get_by_role("listitem")).to_contain_text("Råd- och stödsamtal På plats, 14:32")
    expect(today.get_by_role("button", name="Ta bort: Råd- och stödsamtal, På plats, 14:32")).to_be_visible()
    assert complaints == []


def test_the_months_number_grows_wherever_it_is_told(amina: Account, visit: Visit) -> None:
    hold("talk", "farsta_stod", Month(2022, 5), 7)
    page = visit(amina)
    month = page.get_by_role("region", name="Enhetens månad")
    month.get_by_text("Visa som tabell").click()
    expect(month).to_contain_text("Juni: inget rapporterat än")
    expect(month.get_by_role("row", name="Juni 2022 inget rapporterat")).to_be_visible()
    page.goto(TALK)
    saved_talk(page)
    month.get_by_text("Visa som tabell").click()
    expect(month).to_contain_text("1 samtal")
    expect(month.get_by_text("Juni: inget rapporterat än")).to_be_hidden()
    expect(month.get_by_role("row", name="Juni 2022 1")).to_be_visible()
    expect(month.get_by_role("img", name="maj 7, juni 1")).to_be_visible()
    page.get_by_role("button", name="Ta bort: Råd- och stödsamtal").click()
    expect(month.get_by_role("row", name="Juni 2022 inget rapporterat")).to_be_visible()
    expect(month.get_by_role("img", name="maj 7, juni inget rapporterat")).to_be_visible()


def test_the_months_number_grows_only_by_what_was_done_there(amina: Account, visit: Visit) -> None:
    give_role(amina, "hasselby_stod", "registers")
    page = visit(amina, TALK, width=1280)
    saved_talk(page)
    month = page.get_by_role("region", name="månad")
    expect(month).to_contain_text("Härifrån i dag: 1.")
    page.locator(".unit summary").click()
    page.locator(".unit button:not([aria-current])").first.click()
    expect(month).to_contain_text("inget rapporterat än")
    expect(month.locator("[data-own]")).to_be_hidden()


def test_a_talk_without_any_answer_is_asked_about_first(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    save(page)
    question = page.get_by_role("dialog", name="Du har inte svarat på någon fråga")
    question.get_by_role("button", name="Nej, gå tillbaka").click()
    expect(page.get_by_role("button", name="Spara samtalet")).to_be_focused()
    assert not StoredRegistration.objects.exists()
    save(page)
    question.get_by_role("button", name="Spara ändå").click()
    expect(page.get_by_role("status")).to_contain_text("Samtalet är sparat")
    assert StoredRegistration.objects.get().answers == "{}"


def test_a_number_taken_back_by_hand_is_not_known_again(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    women, men = page.get_by_label("Kvinnor", exact=True), page.get_by_label("Män", exact=True)
    women.press("2")
    expect(men).to_have_value("0")
    women.press("Backspace")
    women.press("Tab")
    expect(men).to_have_value("")
    expect(page.get_by_text("0 av 9")).to_be_visible()


def test_undo_takes_it_back(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    page.get_by_role("status").get_by_role("button", name="Ångra").click()
    expect(page.get_by_role("status")).to_contain_text("Samtalet är borttaget")
    expect(page.get_by_text("Inget registrerat i dag.")).to_be_visible()
    assert not StoredRegistration.objects.exists()


def test_what_is_taken_away_from_the_list_can_be_put_back(amina: Account, visit: Visit) -> None:
    page = visit(amina, f"{TALK}?month=2022-05")
    saved_talk(page)
    before = StoredRegistration.objects.values_list("month", "unit", "answers").get()
    page.get_by_role("button", name="Ta bort: Råd- och stödsamtal").click()
    expect(page.locator(".toast")).to_contain_text("Samtalet är borttaget")
    assert not StoredRegistration.objects.exists()
    page.locator(".toast").get_by_role("button", name="Ångra").click()
    expect(page.locator(".toast")).to_contain_text("Samtalet är sparat Räknas i maj 2022")
    expect(page.get_by_role("link", name="Rätta: Råd- och stödsamtal")).to_have_count(1)
    assert StoredRegistration.objects.values_list("month", "unit", "answers").get() == before


def test_what_a_closed_month_counts_stays_in_the_list_with_why(amina: Account, visit: Visit) -> None:
    page = visit(amina, f"{TALK}?month=2022-04")
    saved_talk(page)
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.COUNTING)
    page.get_by_role("button", name="Ta bort: Råd- och stödsamtal").click()
    said = "Kunde inte tas bort. April 2022 är stängd och siffrorna är fastställda. Det räknas fortfarande."
    expect(page.locator(".toast")).to_contain_text(said)
    expect(page.get_by_role("region", name="I dag på den här").get_by_role("listitem")).to_contain_text(said)
    assert StoredRegistration.objects.count() == 1


def test_undo_of_a_correction_brings_back_the_answers_before_it(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    before = StoredRegistration.objects.get().answers
    corrected_talk(page)
    assert StoredRegistration.objects.get().answers != before
    page.locator(".toast").get_by_role("button", name="Ångra").click()
    expect(page.locator(".toast")).to_contain_text("Svaren är som de var före ändringen")
    assert StoredRegistration.objects.get().answers == before
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").click()
    expect(page.get_by_label("Män", exact=True)).to_have_value("0")


def test_a_correction_is_sent_though_the_session_had_ended(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").click()
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="En till, Män").click()
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.get_by_role("button", name="Logga in")).to_be_visible()
    sign_in(page, amina)
    page.goto("/")
    page.evaluate(SENT)
    assert '"men":1' in StoredRegistration.objects.get().answers


def test_correcting_opens_the_one_that_was_chosen_though_another_came_since(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    first = page.get_by_role("link", name="Rätta: Råd- och stödsamtal").get_attribute("href") or ""
    page.goto(TALK)
    page.get_by_role("button", name="En till, Män").click()
    save(page)
    expect(page.locator(".toast")).to_be_focused()
    page.goto(first)
    expect(page.get_by_label("Kvinnor", exact=True)).to_have_value("1")
    expect(page.get_by_label("Män", exact=True)).to_have_value("0")


def test_while_it_is_being_saved_nothing_can_be_changed_or_saved_again(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    page.get_by_label("Kvinnor", exact=True).fill("1")
    held: list[Route] = []
    page.route("**/registrera/talk/", lambda route: hold_sent(route, held))
    with page.expect_request(lambda request: request.method == "POST"):
        page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("7")
    form = page.locator("form.sheet")
    expect(form).to_have_attribute("aria-busy", "true")
    expect(form.locator(".sheet-end .main")).to_have_text("Sparar …")
    expect(page.locator("[data-said]")).to_have_text("Sparar …")
    assert len(held) == 1
    held[0].fallback()
    expect(page.locator(".toast")).to_be_focused()
    assert '"women":1' in StoredRegistration.objects.get().answers


def test_enter_held_down_is_pressed_once(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    page.keyboard.down("Enter")
    page.keyboard.down("Enter")
    page.keyboard.down("Enter")
    expect(page.get_by_label("Kvinnor", exact=True)).to_be_focused()


def corrected_talk(page: Page) -> None:
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").click()
    page.get_by_role("button", name="En till, Män").click()
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.locator(".toast")).to_contain_text("Samtalet är rättat")


def test_correcting_opens_the_sheet_as_it_was_and_counts_once(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").click()
    expect(page.get_by_label("Kvinnor", exact=True)).to_have_value("1")
    page.get_by_role("button", name="En till, Män").click()
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.get_by_role("status")).to_contain_text("Samtalet är rättat")
    expect(page.get_by_role("region", name="I dag på den här").get_by_role("listitem")).to_have_count(1)
    assert '"men":1' in StoredRegistration.objects.get().answers


def test_the_receipt_is_there_for_who_may_need_to_correct_another_day(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").click()
    page.get_by_text("Visa kvittot").click()
    code = page.locator("form.sheet .code").inner_text()
    page.evaluate("localStorage.clear()")  # as midnight does
    page.goto("/kvitto/")
    page.get_by_label("Koden på kvittot").fill(code.lower())
    page.get_by_role("button", name="Hämta").click()
    expect(page.get_by_role("heading", name="Samtalet är sparat")).to_be_visible()
    page.get_by_role("button", name="Rätta").click()
    expect(page.get_by_label("Kvinnor", exact=True)).to_have_value("1")


def test_a_correction_leaves_the_draft_of_another_talk(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    page.goto(TALK)
    choose(page, "Mamma")
    page.goto("/")
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").click()
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.get_by_role("status")).to_contain_text("Samtalet är rättat")
    expect(page.get_by_role("link", name="Fortsätt: Råd- och stödsamtal")).to_be_visible()


def test_a_correction_asks_what_its_new_answers_lead_to(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    page.get_by_role("link", name="Rätta: Råd- och stödsamtal").click()
    page.locator("#first_talk label.choice", has_text="Nej").click()
    expect(page.get_by_role("spinbutton", name="Vilket samtal i ordningen är det?")).to_be_visible()


def test_todays_list_and_drafts_follow_when_the_language_is_changed(amina: Account, visit: Visit) -> None:
    page = visit(amina, f"{TALK}?month=2022-05")
    page.locator("label.choice", has_text="På plats").tap()
    save(page)
    expect(page.get_by_role("listitem").filter(has_text="Råd- och stödsamtal")).to_contain_text("På plats, maj 2022")
    page.goto("/registrera/consultation/")
    page.locator(".question label.choice").first.tap()
    expect(page.locator(".question label.choice input").first).to_be_checked()
    page.goto("/mer/")
    page.get_by_role("button", name="In English").click()
    page.goto("/")
    item = page.get_by_role("listitem").filter(has_text="Advice and support talk")
    expect(item).to_contain_text("On site, May 2022")
    expect(page.get_by_text("Continue: Consultation")).to_be_visible()
    page.get_by_role("button", name="Remove: Advice and support talk").click()
    expect(page.get_by_role("status")).to_contain_text("The talk is removed")


def test_what_must_be_mended_is_told_first_and_leads_there(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    page.locator("label.choice", has_text="Nej").first.tap()
    page.get_by_role("spinbutton", name="Vilket samtal i ordningen är det?").fill("1")
    save(page)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Ett svar behöver ändras")
    summary.get_by_role("link", name="Vilket samtal i ordningen är det?").click()
    expect(page.locator("#talk_order")).to_be_in_viewport()
    expect(page.locator("#talk_order")).to_contain_text("Du har skrivit 1. Skriv ett tal från 2 till 99")
    expect(page.get_by_role("radio", name="Nej").first).to_be_checked()
    page.get_by_role("spinbutton", name="Vilket samtal i ordningen är det?").fill("3")
    save(page)
    expect(page.get_by_role("status")).to_contain_text("Samtalet är sparat")


def test_only_questions_that_apply_are_asked_and_only_they_are_sent(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    order = page.locator("#talk_order")
    expect(order).to_be_hidden()
    page.locator("label.choice", has_text="Nej").first.tap()
    expect(order).to_be_visible()
    page.get_by_role("spinbutton", name="Vilket samtal i ordningen är det?").fill("4")
    page.locator("label.choice", has_text="Ja, första").tap()
    expect(order).to_be_hidden()
    expect(page.get_by_text("1 av 11")).to_be_visible()
    save(page)
    expect(page.get_by_role("status")).to_contain_text("Samtalet är sparat")
    assert StoredRegistration.objects.get().answers == '{"first_talk":"yes"}'


def test_not_known_is_one_tap_away(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    adults = page.locator("#adults")
    adults.get_by_role("button", name="En till, Kvinnor").tap()
    expect(adults.get_by_label("Män", exact=True)).to_have_value("0")
    adults.get_by_role("button", name="Vet ej").tap()
    expect(adults.get_by_label("Kvinnor", exact=True)).to_have_value("")
    expect(adults.get_by_role("button", name="Vet ej")).to_have_attribute("aria-pressed", "true")


def test_taking_back_the_only_tap_is_to_know_nothing_again(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    page.get_by_role("button", name="En till, Kvinnor").tap()
    page.get_by_role("button", name="En färre, Kvinnor").tap()
    expect(page.get_by_label("Kvinnor", exact=True)).to_have_value("")
    expect(page.get_by_label("Män", exact=True)).to_have_value("")


def test_plus_five_counts_a_full_room(amina: Account, visit: Visit) -> None:
    page = visit(amina, "/registrera/theme_meeting/")
    for _ in range(4):
        page.get_by_role("button", name="Fem till, Kvinnor").tap()
    page.get_by_role("button", name="En färre, Kvinnor").tap()
    expect(page.get_by_label("Kvinnor", exact=True)).to_have_value("19")


def test_the_same_sheet_twice_is_asked_about_first(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    page.goto(TALK)
    page.get_by_role("button", name="En till, Kvinnor").click()
    save(page)
    question = page.get_by_role("dialog", name="Spara en gång till?")
    expect(question).to_be_visible()
    question.get_by_role("button", name="Ja, spara").click()
    expect(page.get_by_role("status")).to_contain_text("Samtalet är sparat")
    assert StoredRegistration.objects.count() == 2


def test_a_draft_waits_on_the_device_and_goes_when_it_is_saved(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    choose(page, "Mamma")
    page.goto("/")
    page.get_by_role("link", name="Fortsätt: Råd- och stödsamtal").click()
    expect(page.get_by_role("checkbox", name="Mamma")).to_be_checked()
    save(page)
    expect(page.get_by_role("status")).to_contain_text("Samtalet är sparat")
    expect(page.get_by_role("link", name="Fortsätt: Råd- och stödsamtal")).to_have_count(0)


def test_a_draft_is_left_alone_by_the_next_one(amina: Account, visit: Visit) -> None:
    page = visit(amina, f"{TALK}?month=2022-05")
    choose(page, "Mamma")
    page.goto("/")
    page.get_by_role("link", name="Råd- och stödsamtal", exact=True).click()
    choose(page, "Pappa")
    page.reload()
    expect(page.get_by_role("checkbox", name="Pappa")).to_be_checked()
    page.goto("/")
    drafts = page.get_by_role("link", name="Fortsätt: Råd- och stödsamtal")
    expect(drafts).to_have_count(2)
    drafts.last.click()
    expect(page.get_by_role("checkbox", name="Mamma")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Pappa")).not_to_be_checked()
    save(page)
    expect(page.locator(".toast")).to_contain_text("Räknas i maj 2022")
    expect(drafts).to_have_count(1)


def test_on_the_form_it_is_said_that_there_is_no_network(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    said = page.get_by_text("Inget nät just nu. Det du sparar väntar här och skickas sedan.")
    expect(said).to_be_hidden()
    page.context.set_offline(True)
    expect(said).to_be_visible()
    page.context.set_offline(False)
    expect(said).to_be_hidden()


def test_nothing_stays_on_the_device_after_signing_out(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    page.goto("/mer/")
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_at_midnight_the_list_is_gone(amina: Account, visit: Visit) -> None:
    page = visit(amina)
    page.clock.install(time="2022-06-14T20:00:00")
    page.goto(TALK)
    saved_talk(page)
    page.clock.fast_forward("05:00:00")
    expect(page.get_by_text("Inget registrerat i dag.")).to_be_visible()


def test_another_month_is_two_taps(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    page.locator("summary", has_text="Juni 2022").tap()
    page.locator("label.choice", has_text="Maj 2022").tap()
    expect(page.locator("summary", has_text="Maj 2022")).to_be_focused()
    page.get_by_role("button", name="En till, Kvinnor").click()
    save(page)
    expect(page.get_by_role("status")).to_contain_text("Räknas i maj 2022")
    assert StoredRegistration.objects.get().month == "2022-05"


def test_without_scripts_it_can_be_done_too(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK, java_script_enabled=False)
    page.get_by_label("Kvinnor", exact=True).fill("1")
    page.get_by_role("radio", name="Nej").first.check()
    page.get_by_role("textbox", name="Vilket samtal i ordningen är det?").fill("2")
    save(page)
    expect(page.get_by_role("heading", name="Samtalet är sparat")).to_be_visible()
    code = page.locator(".code").inner_text()
    page.goto("/kvitto/")
    page.get_by_label("Koden på kvittot").fill(code)
    page.get_by_role("button", name="Hämta").click()
    page.get_by_role("button", name="Ta bort").click()
    expect(page.get_by_role("heading", name="Det är borttaget")).to_be_visible()
    assert not StoredRegistration.objects.exists()


@pytest.mark.parametrize("missing", ["stepper", "unsent"])
def test_it_can_be_done_too_where_one_of_the_scripts_does_not_come(amina: Account, visit: Visit, missing: str) -> None:
    page = visit(amina, service_workers="block")
    page.route(re.compile(rf"/{missing}\b[^/]*\.js"), lambda route: route.abort())
    page.goto(TALK)
    expect(page.locator("#talk_order")).to_be_visible()
    page.get_by_label("Kvinnor", exact=True).fill("1")
    page.get_by_role("radio", name="Nej").first.check()
    page.get_by_role("textbox", name="Vilket samtal i ordningen är det?").fill("2")
    save(page)
    expect(page.get_by_role("heading", name="Samtalet är sparat")).to_be_visible()


def test_an_old_script_beside_a_new_one_leaves_a_form_that_can_be_filled_in(amina: Account, visit: Visit) -> None:
    page = visit(amina, service_workers="block")
    page.route(
        re.compile(r"/stepper\b[^/]*\.js"),
        lambda route: route.fulfill(body="export const old = 1;", content_type="text/javascript"),
    )
    page.goto(TALK)
    expect(page.locator("#talk_order")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_in_the_form_sticks_out_of_its_card_or_lies_over_another(
    amina: Account, visit: Visit, width: int
) -> None:
    page = visit(amina, TALK, width=width)
    page.locator("#first_talk label.choice", has_text="Nej").click()
    assert page.evaluate(STICKS_OUT) == []


def test_another_who_signs_in_on_the_device_finds_nothing(amina: Account, dan: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    page.wait_for_load_state("networkidle")  # what is fetched for later would bring the old ones back
    page.context.clear_cookies()
    sign_in(page, dan)
    expect(page.get_by_text("Inget registrerat i dag.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_a_session_that_runs_out_loses_nothing(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    choose(page, "Mamma")
    page.context.clear_cookies(name="sessionid")
    save(page)
    expect(page.get_by_role("button", name="Logga in")).to_be_visible()
    sign_in(page, amina)
    page.goto("/")
    page.evaluate(SENT)
    assert StoredRegistration.objects.get().answers == '{"roles":["mother"]}'


def test_what_was_begun_can_be_continued_from_the_form(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    choose(page, "Mamma")
    page.goto("/")
    page.goto(TALK)
    page.get_by_role("button", name="Fortsätt det du hade påbörjat").click()
    expect(page.get_by_role("checkbox", name="Mamma")).to_be_checked()


@pytest.mark.parametrize("address", ["/", TALK])
def test_axe_finds_nothing_on_a_desk_where_the_choice_of_unit_is_open(
    amina: Account, visit: Visit, address: str
) -> None:
    give_role(amina, "farsta_lykta", "registers")
    page = visit(amina, address, width=1280, bypass_csp=True)  # the policy would hide from axe the colours
    page.locator(".unit summary").click()
    assert breaches(page) == ""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # no colour on its way to another
    assert unreadable(page) == ""
