"""Amina registers a talk between two meetings, on her phone."""

import pytest
from playwright.sync_api import Page, expect

from folja.vocabulary.period import Month
from folja.web.collection.models import StoredRegistration
from folja.web.organisation.actions import give_role
from folja.web.organisation.models import Account
from tests.journeys.conftest import Visit, breaches, sign_in
from tests.web.test_start import hold

pytestmark = pytest.mark.journey

TALK = "/registrera/talk/"


def save(page: Page) -> None:
    page.get_by_role("button", name="Spara samtalet").click()


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
    expect(today.get_by_role("button", name="Ångra: Råd- och stödsamtal, På plats, 14:32")).to_be_visible()
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
    page.get_by_role("button", name="Ångra: Råd- och stödsamtal").click()
    expect(month.get_by_role("row", name="Juni 2022 inget rapporterat")).to_be_visible()
    expect(month.get_by_role("img", name="maj 7, juni inget rapporterat")).to_be_visible()


def test_a_talk_without_any_answer_is_asked_about_first(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    save(page)
    question = page.get_by_role("dialog", name="Ingen fråga har svar")
    question.get_by_role("button", name="Nej, gå tillbaka").click()
    expect(page.get_by_role("button", name="Spara samtalet")).to_be_focused()
    assert not StoredRegistration.objects.exists()
    save(page)
    question.get_by_role("button", name="Spara det så").click()
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
    page.get_by_role("button", name="Sök upp").click()
    expect(page.get_by_role("heading", name="Samtalet är sparat")).to_be_visible()
    page.get_by_role("button", name="Rätta").click()
    expect(page.get_by_label("Kvinnor", exact=True)).to_have_value("1")


def test_a_correction_leaves_the_draft_of_another_talk(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    page.goto(TALK)
    page.locator("label.choice", has_text="Mamma").tap()
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
    expect(page.get_by_role("textbox", name="Vilket samtal i ordningen är det?")).to_be_visible()


def test_todays_list_and_drafts_follow_when_the_language_is_changed(amina: Account, visit: Visit) -> None:
    page = visit(amina, f"{TALK}?month=2022-05")
    page.locator("label.choice", has_text="På plats").tap()
    save(page)
    expect(page.get_by_role("listitem").filter(has_text="Råd- och stödsamtal")).to_contain_text("På plats, maj 2022")
    page.goto("/registrera/consultation/")
    page.locator(".question label.choice").first.tap()
    page.goto("/mer/")
    page.get_by_role("button", name="In English").click()
    page.goto("/")
    item = page.get_by_role("listitem").filter(has_text="Advice and support talk")
    expect(item).to_contain_text("On site, May 2022")
    expect(page.get_by_text("Continue: Consultation")).to_be_visible()
    page.get_by_role("button", name="Undo: Advice and support talk").click()
    expect(page.get_by_role("status")).to_contain_text("The talk is removed")


def test_what_must_be_mended_is_told_first_and_leads_there(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    page.locator("label.choice", has_text="Nej").first.tap()
    page.get_by_role("textbox", name="Vilket samtal i ordningen är det?").fill("1")
    save(page)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Ett svar behöver ändras")
    summary.get_by_role("link", name="Vilket samtal i ordningen är det?").click()
    expect(page.locator("#talk_order")).to_be_in_viewport()
    expect(page.locator("#talk_order")).to_contain_text("Du har skrivit 1. Skriv ett tal från 2 till 99")
    expect(page.get_by_role("radio", name="Nej").first).to_be_checked()
    page.get_by_role("textbox", name="Vilket samtal i ordningen är det?").fill("3")
    save(page)
    expect(page.get_by_role("status")).to_contain_text("Samtalet är sparat")


def test_only_questions_that_apply_are_asked_and_only_they_are_sent(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    order = page.locator("#talk_order")
    expect(order).to_be_hidden()
    page.locator("label.choice", has_text="Nej").first.tap()
    expect(order).to_be_visible()
    page.get_by_role("textbox", name="Vilket samtal i ordningen är det?").fill("4")
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
    question = page.get_by_role("dialog", name="Är det här ett till?")
    expect(question).to_be_visible()
    question.get_by_role("button", name="Ja, spara det också").click()
    expect(page.get_by_role("status")).to_contain_text("Samtalet är sparat")
    assert StoredRegistration.objects.count() == 2


def test_a_draft_waits_on_the_device_and_goes_when_it_is_saved(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    page.locator("label.choice", has_text="Mamma").tap()
    page.goto("/")
    page.get_by_role("link", name="Fortsätt: Råd- och stödsamtal").click()
    expect(page.get_by_role("checkbox", name="Mamma")).to_be_checked()
    save(page)
    expect(page.get_by_role("status")).to_contain_text("Samtalet är sparat")
    expect(page.get_by_role("link", name="Fortsätt: Råd- och stödsamtal")).to_have_count(0)


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


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("address", ["/", TALK, "/registrera/", "/kvitto/", "/mer/"])
def test_axe_finds_nothing(amina: Account, visit: Visit, address: str, dark: bool) -> None:
    # The policy would hide from axe the colours it has to see.
    page = visit(amina, address, dark=dark, bypass_csp=True)
    assert breaches(page) == ""


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_where_something_must_be_mended(amina: Account, visit: Visit, dark: bool) -> None:
    page = visit(amina, TALK, dark=dark, bypass_csp=True)
    page.locator("label.choice", has_text="Nej").first.tap()
    page.get_by_role("textbox", name="Vilket samtal i ordningen är det?").fill("1")
    save(page)
    expect(page.get_by_role("alert")).to_be_visible()
    assert breaches(page) == ""


def test_axe_finds_nothing_where_something_was_saved(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK, bypass_csp=True)
    saved_talk(page)
    assert breaches(page) == ""


def test_axe_finds_nothing_at_the_door(city: None, visit: Visit) -> None:
    assert breaches(visit(address="/logga-in/", bypass_csp=True)) == ""


@pytest.mark.parametrize("address", ["/", TALK, "/registrera/theme_meeting/", "/registrera/", "/kvitto/", "/mer/"])
def test_no_page_scrolls_sideways_on_the_narrowest_phone(amina: Account, visit: Visit, address: str) -> None:
    assert visit(amina, address, width=320).evaluate("document.documentElement.scrollWidth") == 320


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
    page.get_by_role("button", name="Sök upp").click()
    page.get_by_role("button", name="Ta tillbaka").click()
    expect(page.get_by_role("heading", name="Det är borttaget")).to_be_visible()
    assert not StoredRegistration.objects.exists()


def test_another_who_signs_in_on_the_device_finds_nothing(amina: Account, dan: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    saved_talk(page)
    page.context.clear_cookies()
    sign_in(page, dan)
    expect(page.get_by_text("Inget registrerat i dag.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_a_session_that_runs_out_loses_nothing(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    page.locator("label.choice", has_text="Mamma").tap()
    page.context.clear_cookies(name="sessionid")
    save(page)
    sign_in(page, amina)
    page.goto(TALK)
    page.get_by_role("button", name="Fortsätt det du hade påbörjat").click()
    expect(page.get_by_role("checkbox", name="Mamma")).to_be_checked()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("address", ["/", TALK])
def test_axe_finds_nothing_on_a_desk_either(amina: Account, visit: Visit, address: str, dark: bool) -> None:
    give_role(amina, "farsta_lykta", "registers")
    page = visit(amina, address, dark=dark, width=1280, bypass_csp=True)
    page.locator(".unit summary").click()
    assert breaches(page) == ""
