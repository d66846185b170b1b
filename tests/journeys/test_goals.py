"""A manager writes the year's first goal, finds the figure it is followed by, and sees how it stands."""

import pytest
from playwright.sync_api import expect

from folja.web.organisation.models import Account
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey


def test_a_goal_is_written_followed_and_judged(closed: None, bo: Account, visit: Visit, complaints: list[str]) -> None:
    page = visit(bo, "/mal/farsta_stod/2021/")
    page.get_by_role("link", name="Skriv det första målet").click()
    page.get_by_label("Enhetens mål").fill("Föräldrar får stöd tidigt")
    page.get_by_role("button", name="Spara målet").click()
    page.get_by_role("link", name="Lägg till ett förväntat resultat").click()
    page.get_by_label("Vad vill ni nå?").fill("Pappor är med i samtalen")

    page.get_by_label("Sök bland siffrorna").fill("samtal man deltog")
    expect(page.get_by_text("Medarbetarindex", exact=True)).to_be_hidden()
    page.locator("label.choice", has_text="Samtal där en man deltog").locator("visible=true").click()
    page.get_by_label("Sök bland siffrorna").fill("xyzzy")
    expect(page.get_by_text("Ingen siffra heter så.")).to_be_visible()

    page.get_by_role("radio", name="Minst", exact=True).check()
    expect(page.get_by_label("Marginal")).to_be_hidden()
    page.get_by_label("Siffran", exact=True).fill("30")
    page.get_by_role("button", name="Spara resultatet").click()
    page.get_by_role("link", name="Planen", exact=True).click()
    expect(page.get_by_text("Nått", exact=True)).to_be_visible()
    expect(page.get_by_text("Målet är minst 30 %.")).to_be_visible()
    assert complaints == []
