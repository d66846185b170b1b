"""A yearly survey: changes with their intervals, and nothing called a rise that chance can explain."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from folja.instruments.content import SHIPPED
from folja.rounds.yearly import (
    Line,
    Question,
    YearResult,
    change,
    contradictions,
    is_shown,
    load,
    protected,
    refuse_few,
    shipped,
)
from folja.vocabulary.problem import Refused

BEFORE = YearResult(
    2020,
    60,
    {
        "joint_consultation": 49,
        "joint_planning": 33,
        "joint_assessment": 11,
        "joint_assessment_once": 14,
        "joint_child_impact_analysis": 21,
        "joint_assignment": 19,
    },
    "Enkäten",
)
NOW = YearResult(
    2021,
    69,
    {
        "joint_consultation": 58,
        "joint_planning": 45,
        "joint_assessment": 16,
        "joint_assessment_once": 20,
        "joint_child_impact_analysis": 35,
        "joint_assignment": 27,
    },
    "Enkäten",
)
SURVEY = shipped()["joint_work"]


def test_the_survey_asks_what_is_published() -> None:
    assert {line.code for line in shipped()["joint_work"].lines} == NOW.counts.keys()


def test_49_of_60_to_58_of_69_is_no_rise() -> None:
    found = change(NOW, BEFORE, "joint_consultation")
    assert found
    assert round(100 * found.difference, 1) == 2.4
    assert (round(100 * found.low, 1), round(100 * found.high, 1)) == (-10.6, 15.8)
    assert found.verdict == "cannot_be_told"


@pytest.mark.parametrize("line", BEFORE.counts)
def test_none_of_the_published_changes_is_called_a_rise(line: str) -> None:
    found = change(NOW, BEFORE, line)
    assert found
    assert found.difference > 0
    assert found.low < 0 < found.high
    assert found.verdict == "cannot_be_told"


def test_a_change_beyond_chance_is_called_one() -> None:
    found = change(YearResult(2021, 69, {"joint_planning": 60}, ""), BEFORE, "joint_planning")
    assert found
    assert found.verdict == "more"


def test_what_is_about_fewer_than_five_is_not_shown() -> None:
    for count in (4, 66):
        few = YearResult(2021, 69, {"joint_planning": count}, "")
        assert not is_shown(few, "joint_planning")
        assert change(few, BEFORE, "joint_planning") is None


@pytest.mark.parametrize(
    ("once", "more", "shown"),
    [
        (14, 11, {"joint_assessment", "joint_assessment_once"}),
        (30, 26, {"joint_assessment"}),  # else four never did
        (30, 30, {"joint_assessment"}),  # else nobody never did
        (4, 30, {"joint_assessment"}),
        (30, 4, {"joint_assessment_once"}),
        (3, 2, set()),
    ],
)
def test_lines_of_one_question_are_shown_together_only_when_all_that_they_part_is_of_five_or_more(
    once: int, more: int, shown: set[str]
) -> None:
    entered = YearResult(2021, 60, {"joint_assessment": more, "joint_assessment_once": once}, "")
    told = protected(SURVEY, entered)
    assert set(told.counts) == shown
    assert set(told.withheld) == entered.counts.keys() - shown
    assert protected(SURVEY, told) == told


def test_from_what_a_year_shows_nobody_works_out_that_fewer_than_five_gave_any_answers() -> None:
    """An attacker of the test's own, who tries every way that forty can have answered one question of two lines, one
    inside the other."""
    title = SURVEY.title
    lines = (Line("outer", title, ("once", "often")), Line("inner", title, ("often",)))
    survey = replace(SURVEY, questions=(Question("q", title, title, lines),))
    for whole, part in product(range(41), repeat=2):
        if part > whole:
            continue
        told = protected(survey, YearResult(2021, 40, {"outer": whole, "inner": part}, "")).counts
        ways = [
            (40 - outer, outer - inner, inner)
            for outer in ([told["outer"]] if "outer" in told else range(41))
            for inner in ([told["inner"]] if "inner" in told else range(outer + 1))
            if inner <= outer
        ]
        for place in range(3):
            assert max(way[place] for way in ways) >= 5, (whole, part, place)


def test_numbers_that_do_not_fit_are_told_by_their_line() -> None:
    wrong = YearResult(2021, 60, {"joint_assessment": 40, "joint_assessment_once": 30}, "")
    assert [one.where for one in contradictions(SURVEY, wrong)] == ["joint_assessment_once"]
    assert not list(contradictions(SURVEY, NOW))


def test_six_parents_are_refused_with_what_to_do_instead() -> None:
    with pytest.raises(Refused) as refused:
        refuse_few(6)
    assert "minst 40 svar" in refused.value.problems[0].text.sv
    assert "egna ord" in refused.value.problems[0].text.sv
    refuse_few(60)


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("counts: [once]", "counts: [daily]", "counts is some of never"),
        ("counts: [once]", "counts: [never, once, sometimes, often]", "counts is some of never"),
        ("counts: [once]", "counts: [once, sometimes]", "count other answers altogether, or lie one inside the other"),
        ("audience: staff", "audience: everybody", "audience is staff or family"),
    ],
)
def test_content_that_can_not_be_counted_is_refused_with_file_and_line(
    tmp_path: Path, written: str, instead: str, said: str
) -> None:
    words = (SHIPPED / "surveys" / "joint_work.yaml").read_text(encoding="utf-8")
    assert written in words
    (tmp_path / "surveys").mkdir()
    (tmp_path / "surveys" / "own.yaml").write_text(words.replace(written, instead), encoding="utf-8")
    with pytest.raises(Refused, match=rf"surveys/own.yaml:\d+: .*{said}"):
        load(tmp_path)
