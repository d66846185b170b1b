"""An ordinary talk is noted in half a minute: by thumb, by keyboard alone, and where there is no network."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from folja.web.collection.models import StoredRegistration
from folja.web.organisation.models import Account
from tests.journeys.conftest import Visit
from tests.journeys.pace import Person
from tests.journeys.test_offline import KEPT, WAITING, WAITS

pytestmark = pytest.mark.journey

MOST_TAPS, MOST_SWIPES, MOST_SECONDS = 12, 5, 30

ANSWERS = {
    "roles": '["mother"]',
    "first_talk": '"no"',
    "first_this_year": '"no"',
    "child_ages": '["age_0_6"]',
    "lives_in": '"this_district"',
    "meeting_way": '"on_site"',
    "talk_language": '"sv"',
    "topics": '["everyday_life"]',
    "next_step": '"new_talk"',
}
TAPPED = {
    "roles": "Mamma",
    "first_talk": "Nej",
    "first_this_year": "Nej",
    "child_ages": "0–6 år",
    "lives_in": "I vår stadsdel",
    "meeting_way": "På plats",
    "talk_language": "Svenska",
    "topics": "Mat, sömn och rutiner",
    "next_step": "Nytt samtal",
}
# The number, then on with Enter. Where nothing is known yet the focus stands on "Vet ej", the last of the group.
KEYS = {
    "adults": ("1",),
    "roles": ("Space",),
    "first_talk": ("ArrowUp",),
    "talk_order": (),
    "first_this_year": ("ArrowUp",),
    "child_ages": ("Tab", "Space"),
    "lives_in": ("ArrowDown",),
    "meeting_way": ("ArrowDown",),
    "talk_language": ("ArrowDown",),
    "topics": ("Tab", "Space"),
    "next_step": ("ArrowDown",),
}


def choice(page: Page, question: str) -> Locator:
    return page.locator(f"#{question} label.choice", has_text=TAPPED[question]).first


def tap_a_talk(page: Page) -> Person:
    """From the start page, by thumb, until it is saved."""
    person = Person(page)
    with person.waiting_for_the_machine():
        person.tap(page.get_by_role("link", name="Råd- och stödsamtal").first)
        page.get_by_role("button", name="Spara samtalet").wait_for()
    person.tap(page.get_by_role("button", name="En till, Kvinnor"))
    for question in TAPPED:
        person.tap(choice(page, question))
    with person.waiting_for_the_machine():
        person.tap(page.get_by_role("button", name="Spara samtalet"), thought=False)
        expect(page.locator(".toast")).to_be_focused()
    return person


def type_a_talk(page: Page) -> Person:
    """From the start page, by keyboard alone, until it is saved."""
    person = Person(page)
    person.think()
    person.press("Tab", "Enter", "Tab")
    with person.waiting_for_the_machine():
        person.press("Enter")
        expect(page.get_by_role("heading", name="Råd- och stödsamtal")).to_be_focused()
    for question, keys in KEYS.items():
        person.think()
        person.press("Enter")
        assert page.evaluate("document.activeElement.closest('[data-question]').id") == question
        person.press(*keys)
    with person.waiting_for_the_machine():
        person.press("Control+Enter")
        expect(page.locator(".toast")).to_be_focused()
    return person


def assert_all_is_noted() -> None:
    answers = StoredRegistration.objects.get().answers
    assert '"adults":{"men":0,"other_gender":0,"women":1}' in answers
    for question, answer in ANSWERS.items():
        assert f'"{question}":{answer}' in answers


def test_by_thumb(amina: Account, visit: Visit) -> None:
    person = tap_a_talk(visit(amina))
    assert person.acts["tap"] <= MOST_TAPS, str(person)
    assert person.acts["swipe"] <= MOST_SWIPES, str(person)
    assert person.seconds <= MOST_SECONDS, str(person)
    assert_all_is_noted()


def test_by_keyboard_alone(amina: Account, visit: Visit) -> None:
    person = type_a_talk(visit(amina, width=1280))
    assert person.seconds <= MOST_SECONDS, str(person)
    assert_all_is_noted()


@pytest.mark.parametrize(("way", "width"), [(tap_a_talk, 390), (type_a_talk, 1280)])
def test_without_a_network_and_it_is_sent_exactly_once(
    amina: Account, visit: Visit, way: Callable[[Page], Person], width: int
) -> None:
    page = visit(amina, width=width)
    page.evaluate(KEPT)
    page.reload()
    page.context.set_offline(True)
    person = way(page)
    assert person.acts["tap"] <= MOST_TAPS, str(person)
    assert person.seconds <= MOST_SECONDS, str(person)
    expect(page.get_by_text(f"1 {WAITS}")).to_be_visible()
    assert not StoredRegistration.objects.exists()

    page.context.set_offline(False)
    expect(page.locator(WAITING)).to_be_hidden()
    page.reload()
    expect(page.get_by_role("link", name="Rätta: Råd- och stödsamtal")).to_have_count(1)
    assert_all_is_noted()
