"""A slip is scanned in one step or typed, works once, and leaves the address; a message is copied on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from folja.vocabulary.clock import this_month
from folja.web.answers.actions import ask_for_one_time_codes, make_way_in
from folja.web.answers.models import OneTimeCode
from folja.web.answers.once import in_groups
from folja.web.answers.one_time import make_codes
from folja.web.comments.models import WaitingComment
from folja.web.organisation.models import Account
from tests.journeys.conftest import Visit
from tests.journeys.test_answering import SAVED, answer_the_rest, answer_two, at, go_on, stored

pytestmark = pytest.mark.journey


@pytest.fixture
def way(city: None) -> str:
    """A way in where every answer takes a code."""
    code = make_way_in("farsta_stod", "talk_answers", None).code
    ask_for_one_time_codes(code, None, ask=True)
    return code


@pytest.fixture
def once(way: str) -> str:
    [code] = make_codes(way, this_month(), 1)
    return code


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
    page.get_by_role("link", name="Skriv en kommentar").tap()
    expect(page).to_have_url(re.compile("/kommentar/$"))
    page.get_by_role("textbox").fill("Bra att ni finns.")
    go_on(page, "Skicka")
    expect(page).to_have_url(re.compile("/skickad/$"))
    assert list(WaitingComment.objects.values_list("words", "verified")) == [("Bra att ni finns.", True)]
    assert complaints == []


def test_a_finger_that_goes_back_after_sending_finds_no_answers(way: str, once: str, visit: Visit) -> None:
    page = visit(None, f"/s/{way}/#{once}")
    answer_two(page)
    answer_the_rest(page)
    page.go_back()
    expect(page.get_by_role("button", name="Börja")).to_be_visible()
    assert stored() == [SAVED]


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
