"""A yearly survey that is answered in Följa is rounded once, and leaves nobody's answer to be worked out."""

from collections import Counter
from dataclasses import replace
from itertools import product
from statistics import fmean

import pytest

from folja.rounds.counted import asked_as, counted_as, result_as_json, result_from_json, result_of
from folja.rounds.release import Sheet
from folja.rounds.yearly import FREQUENCIES, YearResult, change, shipped

JOINT_WORK = shipped()["joint_work"]


def sheets(**often: tuple[int, int, int, int]) -> list[Sheet]:
    """How many answered never, once, sometimes and often to each question; the same people answer all."""
    columns = {code: [step for step, many in enumerate(each, 1) for _ in range(many)] for code, each in often.items()}
    people = max(map(len, columns.values()))
    return [
        Sheet("", {code: steps[place] for code, steps in columns.items() if place < len(steps)})
        for place in range(people)
    ]


def asked(*each: int) -> list[Sheet]:
    assert len(each) == len(FREQUENCIES)
    return sheets(joint_assessment=each, joint_planning=each)  # type: ignore[arg-type]


def test_a_survey_is_asked_and_counted_with_its_own_words_and_answers() -> None:
    kind = asked_as(JOINT_WORK)
    assert [step.sv for step in kind.scale] == ["Aldrig", "En gång", "Ibland", "Ofta"]
    assert [axis.code for axis in kind.axes] == [question.code for question in JOINT_WORK.questions]
    assert [question.code for question in counted_as(JOINT_WORK).questions] == [axis.code for axis in kind.axes]


def could_be(published: int) -> range:
    """The counts that are published as this multiple of five."""
    return range(5) if published == 0 else range(published - 4, published + 5)


@pytest.mark.parametrize("each", [(22, 3, 17, 19), (50, 4, 3, 3), (2, 1, 38, 20), (0, 0, 30, 31), (57, 0, 0, 1)])
def test_every_number_is_a_multiple_of_five_and_none_tells_that_one_to_four_gave_an_answer(
    each: tuple[int, int, int, int],
) -> None:
    """An attacker of the test's own knows how many answered, and tries every way that they can have."""
    never, once, *more = each
    for _ in range(10):
        told = result_of(JOINT_WORK, asked(*each), 2022)
        assert told
        truth = {"joint_assessment": sum(more), "joint_assessment_once": once, "joint_planning": once + sum(more)}
        assert all(count % 5 == 0 and abs(count - truth.get(line, 0)) < 5 for line, count in told.counts.items())
        assert told.answered % 5 == 0
        of_once, of_more = told.counts["joint_assessment_once"], told.counts["joint_assessment"]
        base = told.bases["joint_assessment"]
        ways = [
            (answered - some - others, some, others)
            for some, others, answered in product(could_be(of_once), could_be(of_more), could_be(base))
            if some + others <= answered <= sum(each)
        ]
        assert (never, once, sum(more)) in ways
        for part in range(3):
            there = {way[part] for way in ways}
            assert len(there) > 1
            assert not there <= {1, 2, 3, 4}


@pytest.mark.parametrize(("answered", "never"), [(44, 4), (49, 10), (41, 4)])
def test_shares_lean_nowhere(answered: int, never: int) -> None:
    """However near the number of answers is to a multiple of five, and everybody has answered the question."""
    survey = replace(JOINT_WORK, questions=JOINT_WORK.questions[1:2])
    given = sheets(joint_planning=(never, 0, answered - never, 0))
    told = [found for _ in range(1000) if (found := result_of(survey, given, 2022))]
    shown = fmean(one.counts["joint_planning"] / one.bases["joint_planning"] for one in told)
    assert abs(shown - (1 - never / answered)) < 0.015


def test_of_fewer_than_forty_nothing_is_shown() -> None:
    assert result_of(JOINT_WORK, asked(5, 5, 5, 4), 2022) is None
    assert result_of(JOINT_WORK, asked(5, 5, 10, 5), 2022) is None
    assert result_of(JOINT_WORK, asked(10, 10, 20, 10), 2022)


def test_the_same_answers_are_not_always_rounded_alike() -> None:
    told = Counter(
        found.counts["joint_planning"]
        for _ in range(30)
        if (found := result_of(JOINT_WORK, asked(22, 3, 17, 21), 2022))
    )
    assert set(told) == {40, 45}


def test_a_change_over_rounded_years_is_less_certain_than_over_exact_ones() -> None:
    before = YearResult(2021, 70, {"joint_planning": 35}, "")
    now = YearResult(2022, 70, {"joint_planning": 50}, "")
    exact = change(now, before, "joint_planning")
    rounded = change(replace(now, is_rounded=True), replace(before, is_rounded=True), "joint_planning")
    assert exact
    assert rounded
    assert rounded.low < exact.low
    assert rounded.high > exact.high


def test_a_result_is_read_back_as_it_was() -> None:
    told = result_of(JOINT_WORK, asked(22, 3, 17, 19), 2022)
    assert result_from_json(result_as_json(told)) == told
    assert result_from_json(result_as_json(None)) is None
