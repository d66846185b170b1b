"""The device remembers how Amina usually works, shows it without choosing it, and shows it to nobody else."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from folja.web.collection.models import StoredRegistration
from folja.web.organisation.models import Account
from tests.journeys.conftest import Visit, session_of, sign_in

pytestmark = pytest.mark.journey

TALK = "/registrera/talk/"


def save_talks(page: Page, *ways: str) -> None:
    for way in ways:
        page.goto(TALK)
        page.locator("#meeting_way label.choice", has_text=way).click()
        page.get_by_role("button", name="Spara samtalet").click()
        again = page.get_by_role("dialog", name="Spara en gång till?").get_by_role("button", name="Ja")
        expect(again.or_(page.locator(".toast"))).to_be_visible()
        if again.is_visible():
            again.click()
        expect(page.locator(".toast")).to_be_visible()


def usual(page: Page) -> Locator:
    """What is marked as usual on the form of a talk, once the form is there."""
    page.goto(TALK)
    expect(page.get_by_role("heading", name="Råd- och stödsamtal")).to_be_focused()
    page.evaluate("() => crypto.subtle.digest('SHA-256', new Uint8Array())")
    return page.locator(".choice.usual")


def kept(page: Page) -> str:
    return str(page.evaluate("localStorage.getItem('folja-habits') ?? ''"))


def test_after_three_alike_the_usual_way_is_marked_and_nothing_is_chosen(amina: Account, visit: Visit) -> None:
    page = visit(amina)
    save_talks(page, "Video", "Video")
    expect(usual(page)).to_have_count(0)
    save_talks(page, "Video")
    expect(usual(page)).to_have_text("Video som oftast")
    expect(page.get_by_role("radio", name="Video som oftast")).not_to_be_checked()
    expect(page.locator("#meeting_way").get_by_role("radio", name="Vet ej")).to_be_checked()
    page.get_by_role("button", name="En till, Kvinnor").click()
    page.get_by_role("button", name="Spara samtalet").click()
    expect(page.locator(".toast")).to_be_visible()
    assert sum("meeting_way" in answers for (answers,) in StoredRegistration.objects.values_list("answers")) == 3


def test_one_tap_takes_what_is_usual_and_one_tap_takes_another(amina: Account, visit: Visit) -> None:
    page = visit(amina)
    save_talks(page, "Video", "Video", "Video")
    usual(page).click()
    expect(page.get_by_role("radio", name="Video")).to_be_checked()
    page.locator("#meeting_way label.choice", has_text="Telefon").click()
    expect(page.get_by_role("radio", name="Telefon")).to_be_checked()
    expect(page.get_by_text("som oftast")).to_be_hidden()


def test_a_mixed_way_of_working_has_nothing_usual_and_a_new_one_takes_over(amina: Account, visit: Visit) -> None:
    page = visit(amina)
    save_talks(page, "Video", "Telefon", "Video", "Telefon")
    expect(usual(page)).to_have_count(0)
    save_talks(page, "Telefon", "Telefon", "Telefon")
    expect(usual(page)).to_have_text("Telefon som oftast")


def test_an_option_of_a_long_list_becomes_one_tap(amina: Account, visit: Visit) -> None:
    page = visit(amina)
    for _ in range(3):
        page.goto("/registrera/consultation/")
        asked_by = page.locator("#asked_by")
        if asked_by.locator(".usual").count() == 0:
            asked_by.get_by_role("combobox").select_option("library")
        page.get_by_role("button", name="Spara konsultationen").click()
        again = page.get_by_role("dialog", name="Spara en gång till?").get_by_role("button", name="Ja")
        expect(again.or_(page.locator(".toast"))).to_be_visible()
        if again.is_visible():
            again.click()
        expect(page.locator(".toast")).to_be_visible()
    page.goto("/registrera/consultation/")
    page.locator("#asked_by .usual").click()
    expect(page.get_by_role("radio", name="Bibliotek")).to_be_checked()
    page.get_by_role("button", name="Spara konsultationen").click()
    page.get_by_role("dialog", name="Spara en gång till?").get_by_role("button", name="Ja").click()
    expect(page.locator(".toast")).to_be_visible()
    answers = {answers for (answers,) in StoredRegistration.objects.values_list("answers")}
    assert answers == {'{"asked_by":"library"}'}


def test_a_colleague_on_the_same_device_sees_nothing_and_can_read_nothing(
    amina: Account, dan: Account, visit: Visit
) -> None:
    page = visit(amina)
    save_talks(page, "Video", "Video", "Video")
    page.wait_for_load_state("networkidle")  # what is fetched for later would bring the old ones back
    page.context.clear_cookies()
    page.context.add_cookies([session_of(dan, page.url)])
    expect(usual(page)).to_have_count(0)
    [entry] = json.loads(kept(page)).values()
    assert set(entry) == {"month", "sealed"}
    assert not any(word in kept(page) for word in ("talk", "video", "meeting"))


def test_it_outlives_the_day_and_signing_out_and_goes_when_it_is_not_used(amina: Account, visit: Visit) -> None:
    page = visit(amina)
    page.clock.install(time="2022-06-14T10:00:00")
    save_talks(page, "Video", "Video", "Video")
    page.goto("/mer/")
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    page.clock.set_system_time("2022-08-31T10:00:00")
    sign_in(page, amina)
    expect(usual(page)).to_have_text("Video som oftast")
    page.clock.set_system_time("2022-09-01T10:00:00")
    expect(usual(page)).to_have_count(0)
    assert kept(page) == ""


def test_it_can_be_forgotten_and_turned_off(amina: Account, visit: Visit) -> None:
    page = visit(amina)
    save_talks(page, "Video", "Video", "Video")
    page.goto("/mer/")
    page.get_by_role("button", name="Glöm vad jag brukar svara").click()
    expect(page.get_by_text("Glömt.")).to_be_visible()
    assert kept(page) == ""
    expect(usual(page)).to_have_count(0)

    page.goto("/mer/")
    page.locator("label.choice", has_text="Visa vad jag oftast svarar").click()
    save_talks(page, "Video", "Video", "Video")
    expect(usual(page)).to_have_count(0)
    assert kept(page) == "off"
    page.goto("/mer/")
    expect(page.get_by_role("checkbox", name="Visa vad jag oftast svarar")).not_to_be_checked()
    page.locator("label.choice", has_text="Visa vad jag oftast svarar").click()
    save_talks(page, "Video", "Video", "Video")
    expect(usual(page)).to_have_text("Video som oftast")


def test_only_questions_about_the_work_are_remembered(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    for question, answer in (("roles", "Mamma"), ("talk_language", "Svenska"), ("lives_in", "I vår stadsdel")):
        page.locator(f"#{question} label.choice", has_text=answer).click()
    page.get_by_role("button", name="Spara samtalet").click()
    expect(page.locator(".toast")).to_be_visible()
    assert kept(page) == ""
