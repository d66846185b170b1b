"""A team of four services answers on phones, talks from the sheet, and follows up what it decided in the next round."""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from folja.disclosure.team import possible_answers
from folja.web.organisation.models import Account
from folja.web.rounds.models import TeamAnswer
from folja.web.rounds.stored import closed_rounds, teams_of
from tests.journeys.conftest import Visit
from tests.rounds import AGENCIES

pytestmark = pytest.mark.journey

ANSWERED = 3  # of the nine statements: every click takes its time
SIZES = dict(zip(AGENCIES, (6, 6, 1, 1), strict=True))
ALONE = AGENCIES[2:]
ANSWERED_ALONE = {"Barnmorskemottagningen": 1, "Biblioteket": 5}


def who_answers() -> Iterator[tuple[str, int]]:
    """Agency and the step that is answered to the first statements."""
    for agency, many in SIZES.items():
        for place in range(many):
            yield agency, ANSWERED_ALONE.get(agency, 3 + place % 2)


def answer(phone: Page, address: str, agency: str, step: int) -> None:
    phone.goto(address)
    phone.locator("label.choice", has_text=agency).click()
    for steps in phone.locator(".steps-of-five").all()[:ANSWERED]:
        steps.locator("label").nth(step - 1).click()
    phone.get_by_role("button", name="Skicka svaren").click()
    expect(phone.get_by_role("heading", name="Tack!")).to_be_visible()


def test_from_a_started_round_to_an_action_that_is_followed_up(
    city: None, bo: Account, visit: Visit, complaints: list[str], unhurried: None
) -> None:
    page = visit(bo, "/samverkan/", width=1280)
    page.get_by_role("link", name="Lägg till ett team").click()
    page.get_by_label("Vad heter teamet?").fill("Familjecentralen Kvarnen")
    page.get_by_label("Vilka verksamheter är med?").fill("\n".join(AGENCIES))
    page.get_by_role("button", name="Spara teamet").click()
    page.get_by_role("link", name="Starta en omgång").click()
    page.get_by_label("Hur många är ni?").fill("17")
    page.get_by_role("button", name="Starta omgången").click()
    address = page.locator(".way-in a").inner_text()

    phone = visit(None, address, java_script_enabled=False)
    for agency, step in who_answers():
        answer(phone, address, agency, step)
    assert phone.context.cookies() == []
    assert TeamAnswer.objects.count() == 14

    page.get_by_role("button", name="Stäng nu").click()
    page.get_by_role("button", name="Ja, stäng nu").click()
    expect(page.get_by_text("14 svar av 17 inbjudna. Svaren är anonyma.")).to_be_visible()
    [team] = teams_of(["farsta_stod"])
    [closed] = closed_rounds(team)
    assert TeamAnswer.objects.count() == 0
    shown = [told for told in closed.release.axes.values() if told]
    assert len(shown) == ANSWERED
    for told in shown:
        for agency in ALONE:
            assert len(set(possible_answers(SIZES, told, agency))) >= 3, "of the only one nothing can be derived"
    # The browser shows a PDF in a tab of its own: it is read as a file, with whom it is for.
    sheet = page.request.get(f"/samverkan/{team.key}/samtalsunderlag/")
    words = "".join(one.extract_text() for one in PdfReader(io.BytesIO(sheet.body())).pages)
    assert "Välj tre att arbeta med" in words
    assert not any(agency in words for agency in ALONE)

    page.get_by_text("Lägg till något vi gör").click()
    page.get_by_label("Vad gör ni?").fill("En timme tillsammans varje onsdag")
    page.locator("details[open]").get_by_role("button", name="Spara").click()
    expect(page.get_by_text("En timme tillsammans varje onsdag").first).to_be_visible()

    page.get_by_role("link", name="Starta en omgång").click()
    page.get_by_label("Hur många är ni?").fill("17")
    page.get_by_role("button", name="Starta omgången").click()
    page.goto(f"/samverkan/{team.key}/")
    page.get_by_text("Inte börjat").first.click()
    page.locator("label.choice", has_text="Gjort").click()
    page.get_by_label("Vad hände?").fill("Vi höll den åtta gånger.")
    page.locator("details[open]").get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Vi höll den åtta gånger.").first).to_be_visible()
    assert complaints == []
