"""Bo takes in the spreadsheet that his unit has kept."""

import pytest
from playwright.sync_api import Page, expect

from folja.web.collection.models import StoredRegistration
from folja.web.organisation.models import Account
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey

HEADINGS = "Enhet;Datum;Kvinnor;Män;first_talk"
GOOD = f"{HEADINGS}\nfarsta_stod;2022-05-03;1;0;Ja\nfarsta_stod;14 juni 2022;;2;nej\nSumma;;1;2;\n"
FAULTY = f"{HEADINGS}\nfarsta_stod;2022-05-03;många;0;Ja\n"


def look_through(page: Page, content: str) -> None:
    page.get_by_label("Vad handlar raderna om?").select_option("talk")
    file = {"name": "samtal.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.get_by_label("Vilken fil?").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Granska filen").click()


def test_a_file_is_looked_through_and_taken_in(bo: Account, visit: Visit) -> None:
    page = visit(bo, "/import/", width=1280)
    look_through(page, GOOD)
    expect(page.get_by_role("definition").first).to_have_text("2")
    page.get_by_role("button", name="Läs in 2 rader").click()
    expect(page.get_by_role("heading", name="2 rader är inlästa")).to_be_focused()
    assert StoredRegistration.objects.count() == 2


def test_a_faulty_file_is_told_row_by_row_and_nothing_is_saved(bo: Account, visit: Visit) -> None:
    page = visit(bo, "/import/", width=1280)
    look_through(page, FAULTY)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Rad 2, kolumn Kvinnor")
    page.get_by_role("link", name="Välj en annan fil").click()
    expect(page.get_by_label("Vad handlar raderna om?")).to_have_value("talk")
    assert not StoredRegistration.objects.exists()
