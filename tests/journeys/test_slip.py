"""A slip is scanned in one step or typed, works once, and leaves the address; a message is copied on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from folja.vocabulary.clock import this_month
from folja.web.answers.actions import make_way_in
from folja.web.answers.models import OneTimeCode
from folja.web.answers.once import in_groups, new_once, read_once
from folja.web.answers.one_time import make_codes
from folja.web.comments.models import WaitingComment
from folja.web.organisation.models import Account
from tests.journeys.conftest import Visit
from tests.journeys.test_answering import SAVED, answer_the_rest, answer_two, at, go_on, stored

pytestmark = pytest.mark.journey


@pytest.fixture
def once(way: str) -> str:
    [code] = make_codes(way, this_month(), 1)
    return code


def wrong(once: str) -> str:
    """The code with its last character mistaken for another."""
    return once[:-1] + ("2" if once[-1] != "2" else "3")


def leaves_nothing(page: Page) -> None:
    """Neither a cookie nor anything in the browser's storage, and no code in the address."""
    assert page.context.cookies() == []
    assert page.context.storage_state()["origins"] == []
    assert "#" not in page.url


def field(page: Page):  # type: ignore[no-untyped-def]
    return page.get_by_label("Koden på din lapp")


def test_a_scanned_slip_needs_no_typing_and_leaves_the_address(
    way: str, once: str, visit: Visit, complaints: list[str]
) -> None:
    page = visit(None, f"/s/{way}/#{once}")
    expect(field(page)).to_be_hidden()
    expect(page).to_have_url(re.compile(f"/s/{way}/$"))
    page.get_by_role("link", name="English").tap()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    expect(page.get_by_label("The code on your slip")).to_be_hidden()
    page.get_by_role("link", name="Svenska").tap()
    answer_two(page)
    page.go_back()
    at(page, "Pratade vi om det som är viktigt för dig?")
    go_on(page)
    at(page, "Hjälpte samtalet dig som förälder?")
    answer_the_rest(page)
    assert stored() == [SAVED]
    assert not OneTimeCode.objects.exists()
    leaves_nothing(page)
    page.get_by_role("button", name="Skriv en kommentar").tap()
    expect(page).to_have_url(re.compile("/kommentar/$"))
    page.get_by_role("textbox").fill("Bra att ni finns.")
    go_on(page, "Skicka")
    expect(page).to_have_url(re.compile("/skickad/$"))
    assert list(WaitingComment.objects.values_list("words", "verified")) == [("Bra att ni finns.", True)]
    assert complaints == []


def history_of(page: Page) -> str:
    """Where the tab can go back and on to, and what this page has left there. (What was scanned a browser knows.)"""
    session = page.context.new_cdp_session(page)
    entries = session.send("Page.getNavigationHistory")["entries"]
    addresses = [entry["url"] for entry in entries]
    return repr(addresses) + str(page.evaluate("JSON.stringify(history.state)"))


def test_after_sending_the_tab_remembers_no_code_and_a_finger_that_goes_back_finds_no_answers(
    way: str, once: str, visit: Visit
) -> None:
    page = visit(None, "/s/")
    page.goto(f"/s/{way}/#{once}")
    expect(field(page)).to_be_hidden()
    assert once in history_of(page), "the search finds what is there"
    answer_two(page)
    answer_the_rest(page)
    page.wait_for_function("() => !history.state")
    assert once not in history_of(page)
    page.go_back()
    at(page, "Skriv koden")
    for _ in range(5):
        page.go_forward()
        assert page.locator("input:checked:not([value=''])").count() == 0
        assert once not in history_of(page)
    assert stored() == [SAVED]


def test_a_mistyped_code_is_told_by_the_phone_itself_before_the_questions(
    way: str, once: str, visit: Visit, complaints: list[str]
) -> None:
    page = visit(None, f"/s/{way}/")
    page.context.set_offline(True)
    go_on(page, "Börja")
    expect(page.get_by_role("alert")).to_have_text("Skriv koden som står på lappen.")
    expect(field(page)).to_be_focused()
    field(page).press_sequentially(wrong(once)[:-1])
    expect(page.get_by_role("alert")).to_be_hidden()
    field(page).press_sequentially(wrong(once)[-1])
    expect(page.get_by_role("alert")).to_have_text("Koden är felskriven. Läs på lappen och skriv den igen.")
    go_on(page, "Börja")
    expect(page.get_by_role("button", name="Börja")).to_be_visible()
    field(page).fill(once)
    expect(page.get_by_role("alert")).to_be_hidden()
    answer_two(page)
    assert complaints == []


def test_a_mistyped_code_in_the_address_is_shown_to_be_mended(way: str, once: str, visit: Visit) -> None:
    page = visit(None, f"/s/{way}/#{wrong(once)}")
    expect(field(page)).to_have_value(wrong(once))
    expect(page.get_by_text("Koden är felskriven.")).to_be_visible()
    page.get_by_role("link", name="English").tap()
    expect(page.get_by_label("The code on your slip")).to_have_value(wrong(once))


def test_the_phone_and_the_server_agree_on_what_is_misspelled(way: str, visit: Visit) -> None:
    page = visit(None, f"/s/{way}/")
    right = [new_once() for _ in range(50)]
    written = [*right, *map(wrong, right), *map(in_groups, right), *(one.lower().replace("2", "z") for one in right)]
    written += ["", "234", f"{right[0]}2", "OOOOOOOOO", "åäöåäöåäö"]
    judged = page.evaluate(
        "async ([script, written]) => written.map((await import(script)).isSpelledRight)",
        [page.locator("script[src*='once']").get_attribute("src"), written],
    )
    assert judged == [bool(read_once(one)) for one in written]
    assert sum(judged) == 150


def test_without_scripts_the_code_is_typed(way: str, once: str, visit: Visit) -> None:
    page = visit(None, f"/s/{way}/#{once}", java_script_enabled=False)
    field(page).fill(in_groups(once).lower())
    answer_two(page)
    answer_the_rest(page)
    assert stored() == [SAVED]


def test_a_used_slip_is_told_and_another_one_sends_what_was_answered(
    way: str, once: str, visit: Visit, complaints: list[str]
) -> None:
    page = visit(None, f"/s/{way}/#{once}")
    answer_two(page)
    OneTimeCode.objects.all().delete()  # meanwhile, with the same slip on another phone
    page.locator("label.choice").filter(has=page.get_by_role("radio", name="Ja", exact=True)).tap()
    go_on(page)
    go_on(page)
    at(page, "Vilket kön har du?")
    go_on(page, "Skicka svaren")
    expect(page.get_by_text("redan använd, eller gäller inte längre")).to_be_visible()
    assert stored() == []
    go_on(page, "Tillbaka till svaren")
    at(page, "Vilket kön har du?")
    go_on(page, "Tillbaka")
    go_on(page, "Tillbaka")
    at(page, "Hjälpte samtalet dig som förälder?")
    expect(page.get_by_role("radio", name="Ja", exact=True)).to_be_checked()
    for question in ("Var det lätt att få kontakt med oss?", "Vilket kön har du?"):
        go_on(page)
        at(page, question)
    go_on(page, "Skicka svaren")
    expect(page.get_by_text("redan använd, eller gäller inte längre")).to_be_visible()
    [another] = make_codes(way, this_month(), 1)
    field(page).fill(in_groups(another))
    go_on(page, "Skicka svaren")
    at(page, "Tack!")
    assert stored() == [SAVED]
    assert all("409" in one for one in complaints)


def test_amina_copies_a_message_to_send_with_her_own_phone(amina: Account, visit: Visit, complaints: list[str]) -> None:
    code = make_way_in("farsta_stod", "talk_answers", None).code
    page = visit(amina, "/familjen/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="Länk i ett sms").tap()
    page.get_by_role("button", name="Kopiera").tap()
    expect(page.get_by_text("Kopierat.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Meddelandet").input_value()
    assert copied.endswith(f"/s/{code}/")
    assert complaints == []
