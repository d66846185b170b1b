"""A parent writes in their own words on a phone: a slip is mended, a lost net loses nothing, and back shows nothing."""

import pytest
from playwright.sync_api import Page, expect

from folja.web.answers.actions import make_way_in
from folja.web.comments.models import WaitingComment
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey

SAID = "Det var bra.\nVi kommer igen."


@pytest.fixture
def thanks(city: None) -> str:
    """The address of the thanks after Amina's questions."""
    return f"/s/{make_way_in('farsta_stod', 'talk_answers', None).code}/sv/tack/"


def send(page: Page) -> None:
    page.get_by_role("button", name="Skicka", exact=True).tap()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_parent_takes_out_a_number_and_sends(thanks: str, visit: Visit, complaints: list[str], scripts: bool) -> None:
    page = visit(None, thanks, java_script_enabled=scripts)
    page.get_by_role("link", name="Skriv en kommentar").tap()
    page.get_by_role("textbox", name="Vill du säga något mer?").fill(f"{SAID} Ring 070-174 06 05")
    send(page)
    expect(page.get_by_role("alert").filter(has_text="Här står ett telefonnummer")).to_be_visible()
    text = page.get_by_role("textbox")
    assert text.input_value() == f"{SAID} Ring 070-174 06 05"
    text.fill(SAID)
    send(page)
    expect(page.get_by_role("heading", name="Din kommentar är skickad")).to_be_visible()
    assert list(WaitingComment.objects.values_list("words", flat=True)) == [SAID]
    assert page.context.cookies() == []
    assert page.context.storage_state()["origins"] == []
    assert complaints == []


def test_a_lost_net_loses_nothing_and_back_shows_nothing(thanks: str, visit: Visit) -> None:
    page = visit(None, thanks)
    page.get_by_role("link", name="Skriv en kommentar").tap()
    page.get_by_role("textbox").fill(SAID)
    page.wait_for_load_state()  # with its script
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_text("Inget nät just nu.")).to_be_visible()
    assert page.get_by_role("textbox").input_value() == SAID
    page.context.set_offline(False)
    send(page)
    expect(page.get_by_role("heading", name="Din kommentar är skickad")).to_be_visible()
    assert WaitingComment.objects.count() == 1
    page.go_back()
    expect(page.get_by_role("heading", name="Tack!")).to_be_visible()
    page.go_forward()
    assert "Vi kommer igen" not in page.content()
