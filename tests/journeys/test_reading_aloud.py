"""A question is read aloud where the device has a voice of its own for the language, and stops when one moves on."""

import pytest
from playwright.sync_api import Page, expect

from folja.web.answers.actions import make_way_in
from tests.journeys.conftest import Visit, breaches

pytestmark = pytest.mark.journey

# A device with these voices, which writes down what it is asked to say.
VOICES = """
globalThis.said = [];
const voices = [
  { lang: "sv-SE", localService: true, name: "Svea" },
  { lang: "en_GB", localService: false, name: "From elsewhere" },
];
const synthesis = new EventTarget();
Object.assign(synthesis, {
  getVoices: () => globalThis.voicesAreThere ? voices : [],
  speak: (words) => { said.push(`${words.lang} ${words.text}`); globalThis.speaking = words; },
  cancel: () => { globalThis.speaking = null; },
});
Object.defineProperty(globalThis, "speechSynthesis", { value: synthesis });
globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
ARRIVE = "() => { globalThis.voicesAreThere = true; speechSynthesis.dispatchEvent(new Event('voiceschanged')); }"


@pytest.fixture
def page(city: None, visit: Visit) -> Page:
    """The first question to a child, before the device has found its voices."""
    code = make_way_in("farsta_stod", "child_answers", None).code
    page = visit(None, "/s/")
    page.add_init_script(VOICES)
    page.goto(f"/s/{code}/sv/")
    page.get_by_role("button", name="Börja").tap()
    return page


def test_a_child_has_the_question_and_its_answers_read(page: Page) -> None:
    aloud = page.get_by_role("button", name="Läs upp")
    expect(aloud).to_be_hidden()
    page.evaluate(ARRIVE)
    expect(aloud).to_be_visible()
    assert breaches(page) == ""
    aloud.tap()
    expect(aloud).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("said") == ["sv Kändes det bra att komma hit? Nej. Lite. Ja. Hoppa över."]
    aloud.tap()
    expect(aloud).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("speaking") is None


def test_it_falls_silent_when_one_goes_on_or_back(page: Page) -> None:
    page.evaluate(ARRIVE)
    for move in ("Nästa", "Tillbaka"):
        page.get_by_role("button", name="Läs upp").tap()
        page.wait_for_function("() => speaking !== null && speaking !== undefined")
        page.get_by_role("button", name=move).tap()
        page.wait_for_function("() => speaking === null")
    assert len(page.evaluate("said")) == 2


def test_there_is_no_button_where_the_only_voice_is_somebody_elses(page: Page) -> None:
    page.evaluate(ARRIVE)
    page.get_by_role("button", name="English").tap()
    expect(page.get_by_role("heading", name="Did it feel good to come here?")).to_be_visible()
    expect(page.get_by_role("button", name="Read aloud")).to_be_hidden()
