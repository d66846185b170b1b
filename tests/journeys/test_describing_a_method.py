"""From nothing to a method that another district begins from: two write at once, one reviews, everybody reads."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from folja.web.organisation.actions import create_account, give_role
from folja.web.organisation.models import Account
from tests.conftest import PASSWORD
from tests.journeys.conftest import Visit, breaches
from tests.methods import third
from tests.whole_files import assert_whole_pdf, assert_whole_word

pytestmark = pytest.mark.journey

DESK = 1280
NAME = "Öppna dörren"


def words(page: Page) -> Locator:
    return page.get_by_label("Er beskrivning")


def downloaded(page: Page, link: str, to: Path) -> bytes:
    with page.expect_download() as fetching:
        page.get_by_role("link", name=link, exact=True).click()
    fetching.value.save_as(to / fetching.value.suggested_filename)
    return (to / fetching.value.suggested_filename).read_bytes()


def test_two_describe_a_method_and_another_district_begins_from_it(
    closed: None, bo: Account, carin: Account, visit: Visit, complaints: list[str], tmp_path: Path
) -> None:
    eva = create_account("eva@kommunen.example", "Eva", PASSWORD)
    give_role(eva, "hasselby_stod", "manages")
    tora = third()

    # Bo finds the place, sees that nobody does it yet, and begins.
    bos = visit(bo, "/mer/", width=DESK)
    bos.locator("main").get_by_role("link", name="Metoder").click()
    expect(bos.get_by_text("Ingen metod är beskriven än.")).to_be_visible()
    bos.get_by_role("link", name="Beskriv en metod").click()
    bos.get_by_label("Vad heter metoden?").fill(NAME)
    bos.get_by_label("I korthet").fill("En mötesplats för familjer.")
    bos.locator("label.choice", has_text="Mötesplats i området").click()
    bos.get_by_role("button", name="Spara och börja skriva").click()
    expect(bos.get_by_text("0 av 58 frågor har svar")).to_be_visible()
    room = bos.url
    answer = f"{room}helps/"

    # What it is called is kept on the device until it is saved, as answers are.
    about = room.replace("/skriv/", "/om/")
    bos.goto(about)
    bos.get_by_label("I korthet").fill("En mötesplats för familjer i området.")
    bos.reload()
    expect(bos.get_by_label("I korthet")).to_have_value("En mötesplats för familjer i området.")
    expect(bos.get_by_text("Det här skrev du förut")).to_be_visible()
    bos.get_by_role("button", name="Spara", exact=True).click()
    expect(bos.get_by_text("Allt sparat")).to_be_visible()
    bos.goto(about)
    expect(bos.get_by_text("Det här skrev du förut")).to_be_hidden()

    # Both write in the same answer; each is told of the other, and what is not saved stays on the device.
    carins = visit(carin, answer, width=DESK)
    bos.goto(answer)
    words(carins).press_sequentially("Familjer hittar vidare.")
    words(bos).press_sequentially("B")
    expect(bos.get_by_text("Carin skriver här nu")).to_be_visible()
    words(bos).fill("Barnen får vänner.")
    bos.reload()
    expect(words(bos)).to_have_value("Barnen får vänner.")

    # Carin puts a figure into her text, like a picture, and saves; Bo is shown both texts and says how it is to be.
    carins.get_by_label("Siffra").select_option("talks")
    carins.get_by_role("button", name="Sätt in").click()
    expect(words(carins)).to_have_value("Familjer hittar vidare.\n\n[siffra talks]\n")
    expect(carins.get_by_text("Antalet råd- och stödsamtal är")).to_be_visible()
    carins.locator("label.choice", has_text="Delvis").click()
    carins.get_by_role("button", name="Spara och stanna här").click()
    expect(carins.get_by_text("Allt sparat")).to_be_visible()
    bos.locator("label.choice", has_text="Delvis").click()
    bos.get_by_role("button", name="Spara och stanna här").click()
    expect(bos.get_by_role("heading", name="Carin har sparat ett annat svar medan du skrev")).to_be_visible()
    expect(bos.get_by_label("Så ska det stå")).to_have_value(
        "Familjer hittar vidare.\n\n[siffra talks]\n\nBarnen får vänner."
    )
    bos.get_by_role("button", name="Spara så här").click()
    expect(bos.get_by_text("Allt sparat")).to_be_visible()

    # Bo asks for a review. Carin has written, so Tora reads the whole, says what is missing, then that it is good.
    bos.goto(room)
    bos.get_by_role("button", name="Be om granskning").click()
    expect(bos.get_by_text("Bo bad om granskning")).to_be_visible()
    carins.goto(room)
    expect(carins.get_by_text("någon annan behöver granska")).to_be_visible()
    toras = visit(tora, room, width=DESK)
    toras.locator("main").get_by_role("link", name="Läs hela utkastet").first.click()
    expect(toras.get_by_text("Antalet råd- och stödsamtal är").first).to_be_visible()
    toras.get_by_role("link", name="Säg vad du tycker").click()
    toras.get_by_label("Vad behöver bli bättre?").fill("Säg vilka den är till för.")
    toras.get_by_role("button", name="Skicka tillbaka").click()
    bos.goto(room)
    expect(bos.get_by_text("Säg vilka den är till för.")).to_be_visible()
    bos.goto(f"{room}target_group/")
    bos.locator("label.choice", has_text="Ja").first.click()
    words(bos).fill("Familjer som sällan deltar i annat.")
    bos.get_by_role("button", name="Spara, nästa fråga").click()
    expect(bos.get_by_text("Sparat: Målgrupp")).to_be_visible()
    bos.goto(room)
    bos.get_by_role("button", name="Be om granskning").click()
    toras.goto(room)
    toras.get_by_role("button", name="Granskad, bra som den är").click()
    bos.goto(room)
    bos.get_by_role("button", name="Publicera metoden").click()
    expect(bos.get_by_text("Utgåva 1, publicerad")).to_be_visible()

    # Page, PDF and Word read the same, and can be read by everybody.
    expect(bos.get_by_text("Antalet råd- och stödsamtal är").first).to_be_visible()
    assert breaches(bos) == ""
    pdf = assert_whole_pdf(downloaded(bos, "PDF", tmp_path), NAME)
    assert "Familjer som sällan deltar i annat." in "".join(page.extract_text() for page in pdf.pages)
    word = assert_whole_word(downloaded(bos, "Word", tmp_path), NAME)
    assert any("Barnen får vänner." in paragraph.text for paragraph in word.paragraphs)

    # Eva, in another district, asks whether anyone does something similar, and begins from it.
    evas = visit(eva, "/metoder/")
    evas.get_by_label("Sök bland metoderna").fill("familjernas mötesplatser")
    evas.get_by_role("button", name="Sök").click()
    evas.get_by_role("link", name=NAME).click()
    evas.get_by_role("button", name="Kopiera dit").click()
    expect(evas.get_by_text(f"Bygger på {NAME} från Föräldrastöd Farsta.")).to_be_visible()
    evas.goto(f"{evas.url}target_group/")
    expect(words(evas)).to_have_value("Familjer som sällan deltar i annat.")
    assert complaints == []
