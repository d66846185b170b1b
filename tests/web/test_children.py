"""Questions to children: three big faces and a picture each, and nothing that has to be read but the question."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from folja.figures.reading import read
from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from folja.instruments.sheet import Sheet
from folja.vocabulary.period import Month, Period
from folja.web.answers import flood
from folja.web.answers.actions import make_way_in
from folja.web.answers.flood import Flood
from folja.web.collection.actions import record
from folja.web.collection.models import StoredRegistration
from folja.web.collection.receipt import new_receipt
from folja.web.publication.actions import close_tertial
from folja.web.publication.shelf import library
from tests.web.pages import without_scripts, words

EASY = [one for versions in shipped().versions.values() for one in versions if one.easy]


@pytest.fixture
def code(city: None, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(flood, "answers", Flood())
    return make_way_in("farsta_stod", "child_answers", None).code


def test_there_are_such_questions() -> None:
    assert EASY


@pytest.mark.parametrize("instrument", EASY, ids=lambda one: one.code)
def test_every_picture_is_drawn_and_every_drawing_used(instrument: Instrument) -> None:
    drawings = Path(settings.PROJECT, "web/answers/static/folja/pictures.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'<symbol id="(\w+)"', drawings)) == {one.picture for one in instrument.questions}


def test_a_question_is_a_picture_three_faces_and_a_way_past(code: str) -> None:
    page = Client().post(f"/s/{code}/sv/fragor/", {"version": "1"})
    shown = without_scripts(page)
    assert re.findall(r"pictures\.svg#(\w+)", shown) == ["open_door"]
    assert re.findall(r"icons\.svg#(face_\d)", shown) == ["face_2", "face_3", "face_5"]
    assert shown.count('type="radio"') == 4
    assert "Kändes det bra att komma hit? Läs upp Nej Lite Ja Hoppa över" in words(page)


def test_a_child_answers_and_it_is_stored(code: str) -> None:
    sent = {"version": "1", "here": "feels_better", "move": "next", "felt_welcome": "3", "feels_better": "4"}
    assert "Tack!" in words(Client().post(f"/s/{code}/sv/fragor/", sent, follow=True))
    assert StoredRegistration.objects.get().answers == '{"felt_welcome":3}'


def test_a_figure_comes_out_after_closing(closed: None) -> None:
    for _ in range(60):
        record(new_receipt(), Sheet("child_answers", 1, "farsta_stod", Month.parse("2022-06"), {"felt_welcome": 3}))
    tertial = Period.parse("2022T2")
    [before] = read(library(), "child_felt_welcome_top", "farsta_stod", tertial)
    assert not before.shown
    close_tertial(tertial, today=date(2022, 9, 20))
    [after] = read(library(), "child_felt_welcome_top", "farsta_stod", tertial)
    assert after.value is not None
    assert after.value > 0.9


def test_a_child_is_met_with_a_picture_and_words_of_its_own(code: str) -> None:
    page = Client().get(f"/s/{code}/sv/")
    assert re.findall(r"pictures\.svg#(\w+)", without_scripts(page)) == ["sun"]
    assert "Hej! Hur var det för dig? Tryck på ansiktet som passar bäst." in words(page)
    assert "Stödet du får" not in words(page)


def test_childrens_own_help_line_stands_where_children_are_asked_and_nowhere_else(code: str) -> None:
    parents = make_way_in("farsta_stod", "talk_answers", None).code
    for way, stands in ((code, True), (parents, False)):
        for last in ("tack", "be-oss"):
            assert ('href="tel:116111"' in Client().get(f"/s/{way}/sv/{last}/").content.decode()) == stands


def test_a_child_is_thanked_and_asked_for_nothing_more(code: str) -> None:
    page = Client().get(f"/s/{code}/sv/tack/").content.decode()
    assert "/kommentar/" not in page
    assert "112" in page
