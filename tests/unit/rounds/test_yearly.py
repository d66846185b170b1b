"""A yearly survey: changes with their intervals, and nothing called a rise that chance can explain."""

from pathlib import Path

import pytest

from folja.rounds.yearly import YearResult, change, is_shown, load, refuse_few, shipped
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


def test_six_parents_are_refused_with_what_to_do_instead() -> None:
    with pytest.raises(Refused) as refused:
        refuse_few(6)
    assert "minst 40 svar" in refused.value.problems[0].text.sv
    assert "egna ord" in refused.value.problems[0].text.sv
    refuse_few(60)


def test_a_line_that_counts_no_answer_is_refused_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "surveys").mkdir()
    words = "code: own\ntitle: {sv: a, en: a}\nasked_of: {sv: b, en: b}\nlines:\n"
    line = "  - {code: one, text: {sv: c, en: c}, counts: [daily]}\n"
    (tmp_path / "surveys" / "own.yaml").write_text(words + line, encoding="utf-8")
    with pytest.raises(Refused, match=r"surveys/own.yaml:5: counts is some of never"):
        load(tmp_path)
