"""Carin fills in the accessibility statement: without script, and by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from folja.web.organisation.models import Account
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey

FORM = "/tillganglighet/andra/"


def write_a_flaw(page: Page, number: int, what: str) -> None:
    page.get_by_role("button", name="Lägg till en brist").click()
    expect(page).to_have_url(re.compile(f"#flaw-{number - 1}$"))
    expect(page.get_by_role("group", name=f"Brist {number}", exact=True)).to_be_in_viewport()
    page.get_by_label(f"Brist {number}: vad är inte tillgängligt?").fill(what)
    page.get_by_role("group", name=f"Brist {number}: varför?").get_by_label("Omfattas inte av lagen").check()


def fill_in_the_rest(page: Page) -> None:
    page.get_by_label("Vem ansvarar för tjänsten?").fill("Exempelkommun")
    page.get_by_role("group", name="Hur väl uppfyller").get_by_label("Delvis").check()
    page.get_by_label("När prövade ni senast?").fill("2022-03-08")
    page.get_by_label("Webbadress till ett formulär").fill("https://kommunen.example/sag-till")
    page.get_by_label("Inom hur många arbetsdagar svarar ni?").fill("5")


def test_without_script_flaws_are_added_and_removed_and_the_statement_is_saved(carin: Account, visit: Visit) -> None:
    page = visit(carin, FORM, java_script_enabled=False)
    write_a_flaw(page, 1, "Filmen saknar textning.")
    write_a_flaw(page, 2, "Kartan kräver mus.")
    page.get_by_role("button", name="Ta bort brist 1").click()
    expect(page.get_by_label("Brist 1: vad är inte tillgängligt?")).to_have_value("Kartan kräver mus.")
    fill_in_the_rest(page)
    page.get_by_role("button", name="Spara redogörelsen").click()
    page.get_by_role("link", name="Se redogörelsen").click()
    expect(page.get_by_text("Kartan kräver mus.")).to_be_visible()
    expect(page.get_by_text("Filmen saknar textning.")).to_have_count(0)


def test_by_keyboard_enter_saves_and_the_reader_is_led_to_what_is_wrong(carin: Account, visit: Visit) -> None:
    page = visit(carin, FORM)
    write_a_flaw(page, 1, "Kartan kräver mus.")
    fill_in_the_rest(page)
    page.get_by_label("E-post").fill("fel")
    page.get_by_label("E-post").press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("E-post")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("tillganglighet@kommunen.example")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Redogörelsen är sparad")).to_be_focused()


def test_a_new_flaw_is_read_first(carin: Account, visit: Visit) -> None:
    page = visit(carin, FORM)
    write_a_flaw(page, 1, "Kartan kräver mus.")
    page.get_by_role("button", name="Lägg till en brist").press("Enter")
    expect(page.get_by_role("group", name="Brist 2", exact=True)).to_be_focused()
