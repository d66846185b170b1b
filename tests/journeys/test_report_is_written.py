"""From an empty tertial to an approved report: Amina and Bo write at once, Carin sends it back and approves it."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from folja.figures.statistics import Proportion, wilson
from folja.web.organisation.models import Account
from tests import planned
from tests.journeys.conftest import Visit
from tests.whole_files import assert_whole_excel, assert_whole_pdf, assert_whole_word

pytestmark = pytest.mark.journey

DESK = 1440
WRITING = "/rapport/skriv/tertial/farsta_stod/2022T1/"


@pytest.fixture(autouse=True)
def planned_year(closed: None) -> None:
    """Farsta has a plan for 2022; nobody has written a word. What figures are worked out with is loaded."""
    wilson(Proportion(20, 40, 1, 1))
    planned.plan_2022()


def text(page: Page) -> Locator:
    return page.locator("textarea#words")


def done(page: Page, words: str) -> None:
    text(page).fill(words)
    page.get_by_role("button", name="Spara, delen är klar").click()
    expect(page.get_by_text("Allt sparat")).to_be_visible()


def downloaded(page: Page, link: str, to: Path) -> bytes:
    with page.expect_download() as fetching:
        page.get_by_role("link", name=link, exact=True).click()
    fetching.value.save_as(to / fetching.value.suggested_filename)
    return (to / fetching.value.suggested_filename).read_bytes()


def test_from_an_empty_tertial_to_an_approved_report(
    amina: Account, bo: Account, carin: Account, visit: Visit, complaints: list[str], tmp_path: Path
) -> None:
    # Bo comes from his start page, and the figures are there.
    bos = visit(bo, width=DESK)
    expect(bos.get_by_role("heading", name="Fyra analyser är inte skrivna")).to_be_visible()
    bos.get_by_role("link", name="Skriv analyserna").click()
    expect(bos.get_by_text("Noll av åtta delar klara")).to_be_visible()
    bos.get_by_role("link", name="2. Pappor och andra män nås").click()
    expect(bos.get_by_text("Målet är minst 45 %. Det ligger inom osäkerheten")).to_be_visible()
    expect(bos.get_by_role("img", name="Målet är minst 45 %")).to_be_visible()

    # Amina opens the same section; each sees that the other writes, and a reload loses nothing.
    aminas = visit(amina, f"{WRITING}men/", width=DESK)
    text(aminas).press_sequentially("Vi hade färre tider på kvällen.")
    text(bos).press_sequentially("B")
    expect(bos.get_by_text("Amina skriver här nu")).to_be_visible()
    text(bos).fill("Inbjudan gick bara till den ena föräldern.")
    bos.reload()
    expect(text(bos)).to_have_value("Inbjudan gick bara till den ena föräldern.")
    expect(bos.get_by_text("Det här skrev du förut utan att spara.")).to_be_visible()

    # Both save. Neither text is lost: Bo sees both and says what it is to read.
    aminas.get_by_role("button", name="Spara och fortsätt senare").click()
    expect(aminas.get_by_text("Allt sparat")).to_be_visible()
    bos.get_by_role("button", name="Spara, delen är klar").click()
    expect(bos.get_by_role("heading", name="Amina har sparat en annan text medan du skrev")).to_be_visible()
    both = "Vi hade färre tider på kvällen.\n\nInbjudan gick bara till den ena föräldern."
    expect(text(bos)).to_have_value(both)
    bos.get_by_role("button", name="Spara, delen är klar").click()
    expect(bos.get_by_text("Allt sparat")).to_be_visible()
    expect(text(bos)).to_have_value(both)

    # Different sections at once: both are kept.
    aminas.goto(f"{WRITING}talks/")
    bos.goto(f"{WRITING}sick_leave/")
    text(aminas).fill("Fler har hittat hit.")
    done(bos, "Vi har arbetat med scheman.")
    done(aminas, "Fler har hittat hit.")

    # What is left is told before it can be handed in.
    bos.get_by_role("button", name="Lämna för godkännande").click()
    expect(bos.get_by_role("alert")).to_contain_text("5. Medarbetarna trivs har ingen analys")
    bos.get_by_role("alert").get_by_role("link", name="5. Medarbetarna trivs har ingen analys").click()
    done(bos, "Mätningen kommer i höst.")
    for key in planned.PARTS:
        bos.goto(f"{WRITING}{key}/")
        done(bos, f"Om {key.replace('_', ' ')}.")
    bos.get_by_role("button", name="Lämna för godkännande").click()
    expect(bos.get_by_role("heading", name="Väntar på att godkännas")).to_be_visible()

    # Carin is told, reads, and sends it back.
    carins = visit(carin, width=DESK)
    expect(carins.get_by_role("heading", name="En rapport väntar på att du godkänner den")).to_be_visible()
    carins.get_by_role("link", name="Läs och godkänn").click()
    carins.get_by_label("Vad behöver rättas?").fill("Skriv vad ni gör nu för fler tider på kvällen.")
    carins.get_by_role("button", name="Skicka tillbaka").click()
    expect(carins.get_by_role("heading", name="Carin har inte godkänt rapporten än")).to_be_visible()

    # Amina sees why at the top and corrects; Bo hands it in again.
    aminas.goto(f"{WRITING}men/")
    expect(aminas.get_by_text("Skriv vad ni gör nu för fler tider på kvällen.")).to_be_visible()
    done(aminas, f"{both}\n\nFrån maj har vi öppet två kvällar i veckan.")
    bos.goto(WRITING)
    bos.get_by_role("button", name="Lämna för godkännande").click()
    expect(bos.get_by_role("heading", name="Väntar på att godkännas")).to_be_visible()

    # Carin approves what she has read, and Bo takes the files with him.
    carins.goto(WRITING)
    carins.get_by_role("link", name="Läs det som är lämnat").click()
    expect(carins.get_by_text("Från maj har vi öppet två kvällar i veckan.")).to_be_visible()
    carins.go_back()
    carins.get_by_role("button", name="Godkänn rapporten").click()
    expect(carins.get_by_role("heading", name="Rapport nr 1")).to_be_visible()

    bos.goto("/rapporter/")
    bos.get_by_role("link", name="Nr 1, godkänd").click()
    expect(bos.get_by_text("Lämnad av Bo och godkänd av Carin.")).to_be_visible()
    title = "Tertialrapport 1 2022"
    assert_whole_pdf(downloaded(bos, "PDF", tmp_path), title)
    word = assert_whole_word(downloaded(bos, "Word", tmp_path), title)
    assert any("öppet två kvällar i veckan" in paragraph.text for paragraph in word.paragraphs)
    assert_whole_excel(downloaded(bos, "Excel", tmp_path), title)

    # Goal by goal into the city's own system.
    bos.context.grant_permissions(["clipboard-read", "clipboard-write"])
    bos.goto("/rapport/kopiera/tertial/farsta_stod/2022T1/")
    bos.get_by_role("button", name="Kopiera Läge, Sjukfrånvaron är låg").click()
    expect(bos.get_by_role("status")).to_have_text("Kopierat")
    assert bos.evaluate("navigator.clipboard.readText()") == "Nått"
    assert complaints == []


def test_without_scripts_everything_can_be_written_all_the_same(amina: Account, bo: Account, visit: Visit) -> None:
    page = visit(bo, f"{WRITING}men/", java_script_enabled=False)
    aminas = visit(amina, f"{WRITING}men/", java_script_enabled=False)
    text(aminas).fill("Det ena.")
    aminas.get_by_role("button", name="Spara och fortsätt senare").click()
    expect(aminas.get_by_text("Allt sparat")).to_be_visible()
    text(page).fill("Det andra.")
    page.get_by_role("button", name="Spara och fortsätt senare").click()
    expect(text(page)).to_have_value("Det ena.\n\nDet andra.")
    page.get_by_role("button", name="Spara så här").click()
    expect(page.get_by_text("Allt sparat")).to_be_visible()
    expect(page.get_by_role("button", name="Kopiera")).to_have_count(0)
