"""A parent answers on a phone: by touch, without scripts, with the phone's own back button, and when the net goes."""

import pytest
from playwright.sync_api import Page, expect

from folja.web.answers.actions import make_way_in
from folja.web.collection.models import StoredRegistration
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey

SAVED = '{"first_visit":"yes","helped":4,"right_things":5}'


@pytest.fixture
def way(city: None) -> str:
    """The address that Amina shows."""
    code = make_way_in("farsta_stod", "talk_answers", None).code
    return f"/s/{code}/sv/"


def stored() -> list[str]:
    return list(StoredRegistration.objects.values_list("answers", flat=True))


def at(page: Page, question: str) -> None:
    expect(page.get_by_role("heading", name=question)).to_be_visible()


def tap(page: Page, answer: str) -> None:
    page.locator("label.choice").filter(has=page.get_by_role("radio", name=answer, exact=True)).tap()


def go_on(page: Page, button: str = "Nästa") -> None:
    page.get_by_role("button", name=button).tap()


def answer_two(page: Page) -> None:
    go_on(page, "Börja")
    at(page, "Är det första gången du träffar oss?")
    tap(page, "Ja")
    go_on(page)
    at(page, "Pratade vi om det som är viktigt för dig?")
    tap(page, "Ja, verkligen")
    go_on(page)
    at(page, "Hjälpte samtalet dig som förälder?")


def answer_the_rest(page: Page) -> None:
    tap(page, "Ja")
    go_on(page)
    at(page, "Var det lätt att få kontakt med oss?")
    tap(page, "Hoppa över")
    go_on(page)
    at(page, "Vilket kön har du?")
    go_on(page, "Skicka svaren")
    at(page, "Tack!")


def leaves_nothing(page: Page) -> None:
    """Neither a cookie nor anything in the browser's storage, and no answer in the address."""
    assert page.context.cookies() == []
    assert page.context.storage_state()["origins"] == []
    assert page.url.endswith("/sv/tack/")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_parent_answers_by_thumb(way: str, visit: Visit, complaints: list[str], scripts: bool) -> None:
    page = visit(None, way, java_script_enabled=scripts)
    answer_two(page)
    go_on(page, "Tillbaka")
    at(page, "Pratade vi om det som är viktigt för dig?")
    expect(page.get_by_role("radio", name="Ja, verkligen")).to_be_checked()
    go_on(page)
    at(page, "Hjälpte samtalet dig som förälder?")
    answer_the_rest(page)
    assert stored() == [SAVED]
    leaves_nothing(page)
    assert complaints == []


def test_the_phones_own_back_button_goes_one_question_back_and_loses_nothing(way: str, visit: Visit) -> None:
    page = visit(None, way)
    answer_two(page)
    tap(page, "Ja")
    page.go_back()
    at(page, "Pratade vi om det som är viktigt för dig?")
    page.go_back()
    at(page, "Är det första gången du träffar oss?")
    expect(page.get_by_role("radio", name="Ja", exact=True)).to_be_checked()
    page.go_forward()
    at(page, "Pratade vi om det som är viktigt för dig?")
    go_on(page)
    expect(page.get_by_role("radio", name="Ja", exact=True)).to_be_checked()
    answer_the_rest(page)
    assert stored() == [SAVED]


def test_back_from_the_thanks_shows_no_answers_and_sends_nothing_again(way: str, visit: Visit) -> None:
    page = visit(None, "/s/")
    page.goto(way)
    answer_two(page)
    answer_the_rest(page)
    page.go_back()
    at(page, "Skriv koden")
    page.go_forward()
    at(page, "Tack!")
    for _ in range(2):
        page.go_forward()
        assert page.get_by_role("radio").count() == 0
    assert stored() == [SAVED]


def test_the_next_family_finds_an_empty_form(way: str, visit: Visit) -> None:
    page = visit(None, way)
    answer_two(page)
    answer_the_rest(page)
    page.get_by_role("link", name="Är ni två? Låt den andra svara för sig").tap()
    go_on(page, "Börja")
    at(page, "Är det första gången du träffar oss?")
    assert page.locator("input:checked").count() == 0
    assert page.locator("input[type=hidden][name=helped]").count() == 0


def test_a_double_tap_on_send_saves_one_answer(way: str, visit: Visit) -> None:
    page = visit(None, way, java_script_enabled=False)
    answer_two(page)
    tap(page, "Ja")
    go_on(page)
    at(page, "Var det lätt att få kontakt med oss?")
    go_on(page)
    at(page, "Vilket kön har du?")
    page.get_by_role("button", name="Skicka svaren").dblclick()
    at(page, "Tack!")
    assert stored() == [SAVED]


def test_back_from_a_notice_leads_to_no_questions(way: str, visit: Visit) -> None:
    page = visit(None, "/s/")
    page.goto(way)
    answer_two(page)
    make_way_in("farsta_stod", "talk_answers", None, replaces=way.split("/")[2])
    go_on(page)
    at(page, "Var det lätt att få kontakt med oss?")
    go_on(page)
    at(page, "Vilket kön har du?")
    go_on(page, "Skicka svaren")
    at(page, "Den här koden används inte längre")
    page.wait_for_function("() => !history.state")
    page.go_back()
    at(page, "Skriv koden")
    page.go_forward()
    at(page, "Den här koden används inte längre")
    assert page.get_by_role("radio").count() == 0
    assert stored() == []


def test_the_language_is_changed_in_the_middle_and_the_answers_stay(way: str, visit: Visit) -> None:
    page = visit(None, way)
    answer_two(page)
    page.get_by_role("button", name="English").tap()
    at(page, "Did the talk help you as a parent?")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("button", name="Svenska").tap()
    at(page, "Hjälpte samtalet dig som förälder?")
    answer_the_rest(page)
    assert stored() == [SAVED]


def test_who_skips_everything_is_thanked_and_nothing_is_sent(way: str, visit: Visit) -> None:
    page = visit(None, way)
    go_on(page, "Börja")
    for place in range(1, 5):
        expect(page.locator("[data-told]")).to_have_text(f"Fråga {place} av 4")
        go_on(page, "Skicka svaren" if place == 4 else "Nästa")
    at(page, "Tack för att du tittade")
    assert stored() == []


def test_who_is_faster_than_the_scripts_can_still_answer_without_a_network(way: str, visit: Visit) -> None:
    page = visit(None, way)
    with page.expect_navigation():
        page.evaluate("document.querySelector('[data-first]').submit()")  # as when no script listens yet
    expect(page.locator("[data-told]")).to_have_text("Fråga 1 av 4")
    assert page.url.endswith("/sv/")
    page.context.set_offline(True)
    tap(page, "Ja")
    go_on(page)
    at(page, "Pratade vi om det som är viktigt för dig?")
    page.go_back()
    expect(page.get_by_role("radio", name="Ja", exact=True)).to_be_checked()
    page.context.set_offline(False)
    go_on(page)
    tap(page, "Ja, verkligen")
    go_on(page)
    at(page, "Hjälpte samtalet dig som förälder?")
    answer_the_rest(page)
    assert stored() == [SAVED]
    leaves_nothing(page)


def test_by_keyboard_enter_goes_on(way: str, visit: Visit) -> None:
    page = visit(None, way)
    go_on(page, "Börja")
    at(page, "Är det första gången du träffar oss?")
    page.get_by_role("radio", name="Ja", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    at(page, "Pratade vi om det som är viktigt för dig?")
