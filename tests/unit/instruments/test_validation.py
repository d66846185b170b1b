"""What somebody filled in becomes a registration, or the questions that must be mended are named."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from folja.instruments.registration import Registration
from folja.instruments.validation import month_problems, registration
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Problem, Refused
from tests.generative.strategies import answers
from tests.instruments import TINY, tiny

TODAY = date(2021, 6, 14)
MARCH = Month(2021, 3)


def registered(code: str, given: dict[str, Any]) -> Registration:
    return registration(tiny(code), "farsta_1", MARCH, given, today=TODAY)


def problems(code: str, given: dict[str, Any]) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refused:
        registered(code, given)
    return refused.value.problems


@pytest.mark.parametrize(
    ("code", "given", "stored"),
    [
        ("one", {"way": "phone"}, {"way": "phone"}),
        ("one", {"way": None}, {}),
        ("one", {}, {}),
        ("one", {"remark": "  Kort möte "}, {"remark": "Kort möte"}),
        ("scale", {"helped": 5}, {"helped": 5}),
        ("many", {"roles": ["child", "mother", "child"]}, {"roles": ["mother", "child"]}),
        ("many", {"roles": {"father"}}, {"roles": ["father"]}),
        ("many", {"roles": []}, {}),
        ("presence", {"adults": {"women": 2}}, {"adults": {"women": 2, "men": 0, "other_gender": 0}}),
        ("presence", {"adults": {"women": 0, "men": None}}, {"adults": {"women": 0, "men": 0, "other_gender": 0}}),
        ("presence", {"adults": {}}, {}),
        ("presence", {"adults": {"women": None, "men": None}}, {}),
        ("number", {"waiting_days": 0}, {"waiting_days": 0}),
        ("chain", {"first": "yes", "found_us": "nurse"}, {"first": "yes", "found_us": "nurse"}),
    ],
)
def test_answers_are_stored_in_one_form_and_missing_ones_not_at_all(code: str, given: Any, stored: Any) -> None:
    assert registered(code, given).answers == stored


def test_a_registration_holds_unit_and_month_and_nothing_about_who_or_when() -> None:
    assert registered("one", {}) == Registration("one", 1, "farsta_1", MARCH, {})
    assert set(Registration.__dataclass_fields__) == {"instrument", "version", "unit", "month", "answers", "late"}


@pytest.mark.parametrize(
    ("code", "given", "what"),
    [
        ("one", {"way": "letter"}, "”letter” is no option; choose one of on_site, phone, video"),
        ("one", {"way": ["phone"]}, "is no option"),
        ("one", {"way": True}, "is no option"),
        ("one", {"remark": "x" * 81}, "81 characters; shorten it to 80"),
        ("scale", {"helped": 0}, "write a number from 1 to 5"),
        ("scale", {"helped": 6}, "write a number from 1 to 5"),
        ("scale", {"helped": "5"}, "a whole number is needed here, 1-5"),
        ("scale", {"helped": 4.0}, "a whole number is needed here, 1-5"),
        ("many", {"roles": "mother"}, "a list of options is needed"),
        ("many", {"roles": ["mother", "aunt"]}, "”aunt” is no option"),
        ("many", {"roles": [["mother"]]}, "is no option"),
        ("presence", {"adults": 2}, "a number is needed for women, men, other_gender"),
        ("presence", {"adults": {"children": 1}}, "a number is needed for women, men, other_gender"),
        ("presence", {"adults": {"women": -1}}, "write a number from 0 to 9"),
        ("presence", {"adults": {"women": 10}}, "write a number from 0 to 9"),
        ("presence", {"adults": {"women": True}}, "a whole number is needed"),
        ("presence", {"adults": {"women": "", "men": 1}}, "a whole number is needed"),
        ("number", {"waiting_days": 61}, "write a number from 0 to 60, or choose Not known"),
        ("shown_by_option", {"first": "no", "easy": "easy"}, "not asked after the answer above it"),
        ("shown_by_option", {"easy": "easy"}, "not asked after the answer above it"),
        ("one", {"language": "sv"}, "no such question in this version"),
    ],
)
def test_what_is_no_answer_is_refused_at_its_question_with_what_to_do(code: str, given: Any, what: str) -> None:
    (found,) = problems(code, given)
    assert what in found.text.en
    assert found.text.sv
    assert found.where in given


def test_every_question_that_must_be_mended_is_named_at_once() -> None:
    found = problems("cross", {"helped": 9, "parent_gender": "x", "name": "y"})
    assert {problem.where for problem in found} == {"helped", "parent_gender", "name"}


@pytest.mark.parametrize(
    "given", [{"remark": "Anna Andersson " * 9}, {"way": "Anna Andersson ringde och berättade om sin dag"}]
)
def test_a_persons_own_words_are_never_repeated(given: dict[str, str]) -> None:
    for found in problems("one", given):
        assert "Anna" not in found.in_language("sv") + found.in_language("en")


@pytest.mark.parametrize(
    ("month", "what"),
    [
        (Month(2021, 7), "juli 2021 har inte börjat. Välj juni 2021 eller tidigare."),
        (Month(2020, 12), "började användas i januari 2021. Välj en senare månad."),
    ],
)
def test_a_month_that_can_not_be_is_refused(month: Month, what: str) -> None:
    (found,) = month_problems(tiny("versions"), month, today=TODAY)
    assert found.where == "month"
    assert what.casefold() in found.text.sv.casefold()
    with pytest.raises(Refused, match="choose"):
        registration(tiny("versions"), "farsta_1", month, {}, today=TODAY)


@pytest.mark.parametrize("month", [Month(2021, 1), Month(2021, 6)])
def test_the_first_month_and_the_running_one_are_good(month: Month) -> None:
    assert month_problems(tiny("versions"), month, today=TODAY) == []


@pytest.mark.parametrize(
    "instrument",
    [source.latest(code) for source in (TINY, shipped()) for code in source],
    ids=lambda instrument: instrument.code,
)
@given(data=st.data())
def test_valid_answers_are_stored_unchanged_and_can_be_stored_again(
    instrument: Instrument, data: st.DataObject
) -> None:
    sheet = data.draw(answers(instrument))
    month = instrument.first_month
    once = registration(instrument, "farsta_1", month, sheet, today=month.last_day)
    assert once.answers == sheet
    assert registration(instrument, "farsta_1", month, once.answers, today=month.last_day) == once
