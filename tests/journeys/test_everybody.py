"""Everything Amina acts on has a name that is read aloud, and nothing moves for those who want it still."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from folja.instruments.loading import shipped
from folja.instruments.question import HeadcountQuestion, ManyQuestion, NumberQuestion, OneQuestion
from folja.web.collection.sheet import FIRST_CARDS, MOST_CARDS
from folja.web.organisation.models import Account
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey

TALK = "/registrera/talk/"

MOVED = """() => {
  globalThis.moved = [];
  for (const kind of ["animationstart", "transitionrun"])
    addEventListener(kind, (event) => moved.push(`${kind} ${event.target.className}`), true);
}"""

# Everything that can be pressed, chosen or written in, and is there to be seen.
CONTROLS = "main :is(a, button, input, select, textarea, summary):visible"


def answer_that_all_is_asked(page: Page) -> None:
    page.locator("#first_talk label.choice", has_text="Nej").click()


def test_every_question_and_answer_of_a_talk_is_found_by_its_name(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    answer_that_all_is_asked(page)
    for question in shipped().latest("talk").questions:
        group = page.get_by_role("group", name=question.text.sv)
        if question.code in ("referral_source", "waiting_days"):
            expect(group).to_be_hidden()
            continue
        expect(group).to_have_count(1)
        match question:
            case HeadcountQuestion(kinds=kinds):
                for kind in kinds:
                    expect(group.get_by_role("spinbutton", name=kind.title.sv, exact=True)).to_have_count(1)
                    for act in ("En färre", "En till"):
                        expect(group.get_by_role("button", name=f"{act}, {kind.title.sv}")).to_have_count(1)
            case NumberQuestion():
                expect(group.get_by_role("spinbutton", name=question.text.sv)).to_have_count(1)
            case ManyQuestion(options=options) | OneQuestion(options=options):
                role: Literal["checkbox", "radio"] = "checkbox" if isinstance(question, ManyQuestion) else "radio"
                shown = options if len(options) <= MOST_CARDS or role == "checkbox" else options[:FIRST_CARDS]
                for option in shown:
                    expect(group.get_by_role(role, name=option.title.sv, exact=True)).to_have_count(1)
                if len(shown) < len(options):
                    expect(group.get_by_role("combobox", name="Ett annat svar")).to_have_count(1)


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("link", "Stäng utan att spara"),
        ("heading", "Råd- och stödsamtal"),
        ("button", "Spara samtalet"),
        ("radio", "Juni 2022"),
    ],
)
def test_what_surrounds_the_questions_is_found_by_its_name(amina: Account, visit: Visit, role: str, name: str) -> None:
    page = visit(amina, TALK)
    page.locator("summary", has_text="Juni 2022").click()
    expect(page.get_by_role(role, name=name, exact=True)).to_have_count(1)  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["/", TALK, "/registrera/"])
def test_no_control_is_without_a_name(amina: Account, visit: Visit, address: str) -> None:
    page = visit(amina, address)
    controls = page.locator(CONTROLS).all()
    assert len(controls) > 3
    for control in controls:
        expect(control).to_have_accessible_name(re.compile(r"\w"))


def test_the_start_page_is_found_by_names(amina: Account, visit: Visit) -> None:
    page = visit(amina, TALK)
    page.get_by_role("button", name="En till, Kvinnor").click()
    page.get_by_role("button", name="Spara samtalet").click()
    toast = page.get_by_role("status")
    expect(toast.get_by_role("button", name="Ångra", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Vad har du gjort?", level=1)).to_be_visible()
    places = page.get_by_role("navigation", name="Registrera")
    expect(places.get_by_role("link", name="Råd- och stödsamtal")).to_be_visible()
    expect(places.get_by_role("link", name="Visa allt du kan registrera")).to_be_visible()
    today = page.get_by_role("region", name="I dag på den här")
    for role, act in (("link", "Rätta"), ("button", "Ta bort")):
        expect(today.get_by_role(role, name=f"{act}: Råd- och stödsamtal")).to_be_visible()  # type: ignore[arg-type]


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_those_who_want_it_still(amina: Account, visit: Visit, motion: str) -> None:
    page = visit(amina, reduced_motion=motion)
    page.add_init_script(f"({MOVED})()")
    page.goto(TALK)
    answer_that_all_is_asked(page)
    page.get_by_text("Vad räknas?").click()
    page.get_by_role("button", name="En till, Kvinnor").hover()
    moved = page.evaluate("moved")
    page.get_by_role("button", name="Spara samtalet").click()
    expect(page.locator(".toast")).to_be_focused()
    moved += page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(moved))))"
    )
    assert bool(moved) == (motion == "no-preference"), moved
