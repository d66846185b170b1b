"""Answers go into a form and come out of it the same, whatever they are."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from folja.web.collection.answers import answers_in, written_as
from folja.web.collection.sheet import shown_sheet
from tests.generative.strategies import answers

INSTRUMENTS = [version for code in shipped().versions for version in shipped().of(code)]
TALK = shipped().latest("talk")


@st.composite
def filled_sheets(draw: st.DrawFn) -> tuple[Instrument, dict[str, Any]]:
    instrument = draw(st.sampled_from(INSTRUMENTS))
    return instrument, draw(answers(instrument))


@given(filled_sheets())
def test_what_is_put_in_a_form_is_read_out_of_it(filled: tuple[Instrument, dict[str, Any]]) -> None:
    instrument, given_answers = filled
    assert answers_in(instrument, written_as(instrument, given_answers)) == (given_answers, [])


def test_a_blank_field_is_not_known() -> None:
    written = {"adults.women": [""], "adults.men": [" "], "first_talk": [""], "topics": []}
    assert answers_in(TALK, written) == ({}, [])


def test_one_number_in_a_headcount_is_enough() -> None:
    assert answers_in(TALK, {"adults.men": ["1"], "adults.women": [""]}) == ({"adults": {"men": 1}}, [])


@pytest.mark.parametrize("word", ["två", "1.5", "-1", "1e3", "9999999"])
def test_what_is_no_number_is_told_and_not_repeated(word: str) -> None:
    found, [problem] = answers_in(TALK, {"waiting_days": [word]})
    assert found == {}
    assert problem.where == "waiting_days"
    assert word not in problem.text.sv


def test_a_card_and_a_listed_answer_at_once_are_one_too_many() -> None:
    _, [problem] = answers_in(TALK, {"talk_language": ["sv", "ar"]})
    assert problem.text.sv == "Du har valt två svar, men frågan tar bara ett. Ta bort det ena."


def test_questions_that_hang_on_another_are_asked_after_its_answer() -> None:
    asked = {card.question.code for card in shown_sheet(TALK, {"first_talk": ["no"]}).cards if card.asked}
    assert {"talk_order", "first_this_year"} <= asked
    assert not {"referral_source", "waiting_days"} & asked


def test_progress_counts_only_what_is_asked_and_known() -> None:
    shown = shown_sheet(TALK, {"first_talk": ["yes"], "adults.women": ["1"], "topics": [""]})
    assert (shown.answered, shown.asked) == (2, 11)


def test_the_languages_are_two_cards_and_a_list() -> None:
    card = next(card for card in shown_sheet(TALK, {}).cards if card.question.code == "talk_language")
    assert [choice.value for choice in card.choices] == ["sv", "en"]
    assert len(card.listed) == 27


def test_a_long_definition_opens_in_place() -> None:
    card = shown_sheet(TALK, {}).cards[0]
    first, rest = card.help
    assert first.sv == "Räkna alla som var med hela eller delar av samtalet, efter det kön de själva anger."
    assert rest is not None
    assert f"{first.sv} {rest.sv}" == card.question.help.sv
