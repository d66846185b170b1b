"""Where staff find families' codes: about what the unit does most first, and what was done is said where it was."""

import re
from datetime import date

from django.test import Client

from folja.instruments.loading import shipped
from folja.web.answers.actions import make_way_in
from folja.web.answers.in_order import in_order
from tests.unit.figures.shelf import published, shelf_of_shipped
from tests.web.pages import words

PAGE = "/familjen/"
SENT = {"unit": "farsta_stod", "instrument": "theme_meeting_answers"}


def test_the_questions_about_what_the_unit_does_most_come_first_and_childrens_after_their_parents(db: None) -> None:
    done = {
        code: {"farsta_1": {"2022-05": {"acts": acts}}}
        for code, acts in (("talk", 3), ("home_visit", 40), ("theme_meeting", 9))
    }
    library = shelf_of_shipped(published("2022T2", done, instruments=shipped()))
    order = [one.code for one in in_order(library, library.tree["farsta_1"], date(2022, 6, 14))]
    assert order[:4] == ["home_visit_answers", "child_answers", "theme_meeting_answers", "talk_answers"]


def opened(page: str) -> dict[str, bool]:
    """The codes' cards in order, and whether each is open."""
    return {
        code: bool(is_open) for code, is_open in re.findall(r'<details class="card coded" id="(\w+)"( open)?', page)
    }


def test_only_the_first_card_is_open_and_the_one_where_something_was_just_done(closed: None, as_bo: Client) -> None:
    for code in ("theme_meeting_answers", "programme_answers", "talk_answers"):
        make_way_in("farsta_stod", code, None)
    closed_but_one = opened(as_bo.get(PAGE).content.decode())
    assert next(iter(closed_but_one)) == "talk_answers"
    assert list(closed_but_one.values()) == [True, False, False]
    answer = as_bo.post(PAGE, SENT | {"one_time": "on", "sure": "yes"}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("#theme_meeting_answers")
    assert opened(answer.content.decode())["theme_meeting_answers"]
    card = answer.content.decode().partition('id="theme_meeting_answers"')[2]
    assert "Engångskoder är på." in card.partition("</details>")[0]


def test_what_was_done_is_said_in_its_place(closed: None, as_bo: Client) -> None:
    assert "Koden är gjord." in words(as_bo.post(PAGE, SENT, follow=True))
    assert "Koden är gjord." in words(as_bo.post(PAGE, SENT, follow=True)), "a second tap makes none"
    old = make_way_in("farsta_stod", "theme_meeting_answers", None).code
    assert "Den gamla gäller inte längre." in words(as_bo.post(PAGE, SENT | {"replaces": old}, follow=True))
    saved = as_bo.post(PAGE, {"unit": "farsta_stod", "contact": "Ring 08-123 45 00"}, follow=True)
    assert saved.redirect_chain[-1][0].endswith("#urgent")
    assert "När något inte kan vänta Sparat." in words(saved)
