"""An instrument shows questions as they are answered, and one version of it is in force in a month."""

from typing import Any

import pytest

from folja.instruments.instrument import Instrument, in_force
from folja.instruments.question import OneQuestion, ScaleQuestion, is_among
from folja.vocabulary.condition import Any as AnyOf
from folja.vocabulary.period import Month
from tests.instruments import TINY, tiny


def shown(instrument: Instrument, given: dict[str, Any]) -> list[str]:
    return [question.code for question in instrument.visible(given)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["first"]),
        ({"first": "no"}, ["first"]),
        ({"first": "yes"}, ["first", "found_us"]),
        ({"first": "yes", "found_us": "nurse"}, ["first", "found_us", "who"]),
        ({"first": "no", "found_us": "nurse"}, ["first"]),
    ],
)
def test_a_chain_of_questions_hides_together_even_where_an_answer_was_left(given: Any, expected: list[str]) -> None:
    assert shown(tiny("chain"), given) == expected


def test_the_question_that_one_hangs_on() -> None:
    chain = tiny("chain")
    first, found_us, who = chain.questions
    assert [chain.parent_of(question) for question in (first, found_us, who)] == [None, first, found_us]


@pytest.mark.parametrize(
    ("month", "version"), [(Month(2019, 12), None), (Month(2020, 1), 1), (Month(2020, 12), 1), (Month(2021, 1), 2)]
)
def test_the_version_in_force_is_the_last_that_has_begun(month: Month, version: int | None) -> None:
    found = in_force(TINY.of("versions"), month)
    assert (found.version if found else None) == version
    assert TINY.in_force("versions", month) is found


def test_all_instruments_of_a_month_come_in_one_version_each() -> None:
    found = TINY.all_in_force(Month(2021, 1))
    assert sorted(instrument.code for instrument in found) == sorted(TINY)
    assert TINY.all_in_force(Month(2019, 1)) == ()


def test_versions_are_found_by_number() -> None:
    assert [one.version for one in TINY.of("versions")] == [1, 2]
    assert TINY.latest("versions") is TINY.version("versions", 2)
    assert "versions" in TINY
    assert "missing" not in TINY


def test_a_scales_answers_are_numbers_where_its_options_have_codes() -> None:
    helped, way = tiny("scale").questions[0], tiny("one").questions[0]
    assert isinstance(helped, ScaleQuestion)
    assert isinstance(way, OneQuestion)
    assert is_among(helped, ("4", "5")) == AnyOf("helped", (4, 5))
    assert is_among(way, ("phone",)) == AnyOf("way", ("phone",))
