"""Round types, the one release of a closed round, and what a team can talk about."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from folja.disclosure.team import Shown
from folja.instruments.content import SHIPPED
from folja.rounds import round_type
from folja.rounds.release import Sheet, checksum, release, release_as_json, release_from_json
from folja.rounds.talk import is_worded_anew, lined_up, talk
from folja.vocabulary.problem import Refused

DAY = date(2022, 4, 29)
SPINDELN = round_type.shipped()["spindeln"]


def sheets(**answers: int) -> list[Sheet]:
    """Fourteen who answer alike, of two agencies with six each and two with one."""
    agencies = ["health"] * 6 + ["social"] * 6 + ["birth", "books"]
    return [Sheet(agency, answers) for agency in agencies]


def test_the_spider_has_seven_statements_in_three_dimensions_and_two_of_ones_own() -> None:
    own = [len(one.axes) for one in SPINDELN.dimensions if one.is_local]
    assert [one.code for one in SPINDELN.dimensions if not one.is_local] == ["rules", "organisation", "views"]
    assert (len(SPINDELN.axes), own) == (9, [2])


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("policy: team", "policy: open", "policy är team"),
        ("  - {sv: Stämmer lite, en: Slightly true}\n", "", "Skalan har 4 steg"),
        ("code: secrecy", "code: mandate", "mandate står två gånger"),
        ("scale:", "scales:", "scales finns inte här"),
    ],
)
def test_content_that_can_not_be_asked_or_protected_is_refused_with_file_and_line(
    tmp_path: Path, written: str, instead: str, said: str
) -> None:
    words = (SHIPPED / "rounds" / "spindeln.yaml").read_text(encoding="utf-8")
    assert written in words
    (tmp_path / "rounds").mkdir()
    (tmp_path / "rounds" / "own.yaml").write_text(words.replace(written, instead), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        round_type.load(tmp_path)
    assert any(said in one.text.sv and one.where.startswith("rounds/own.yaml:") for one in refused.value.problems)


def test_a_release_is_the_same_whoever_answered_first_and_is_read_back_as_it_was() -> None:
    given = [*sheets(mandate=4, time=2)[:7], *sheets(mandate=3, time=1)[7:]]
    written = release_as_json(release(SPINDELN, given, 17, DAY))
    assert written == release_as_json(release(SPINDELN, reversed(given), 17, DAY))
    assert release_as_json(release_from_json(written)) == written
    assert len(checksum(written)) == 64


def test_a_release_holds_no_answer_and_no_number_of_a_group() -> None:
    written = release_as_json(release(SPINDELN, sheets(mandate=4), 17, DAY))
    assert "birth" not in written
    assert release_from_json(written).answered == 14


def test_of_fewer_than_five_answers_only_that_is_told() -> None:
    told = release(SPINDELN, sheets(mandate=4)[:4], 17, DAY)
    assert (told.answered, told.has_result, told.axes) == (None, False, {})


def test_a_statement_that_few_answered_is_a_gap() -> None:
    given = [*sheets(mandate=4)[:10], *sheets(mandate=4, time=3)[10:]]
    told = release(SPINDELN, given, 17, DAY)
    assert told.axes["mandate"] == Shown(4.0, "", "united")
    assert told.axes["time"] is None


def test_agencies_of_seven_each_that_see_it_differently_are_told_to() -> None:
    given = [Sheet("health", {"time": 2}) for _ in range(7)] + [Sheet("social", {"time": 4}) for _ in range(7)]
    told = release(SPINDELN, given, 14, DAY)
    assert told.agencies == ("health", "social")
    assert told.axes["time"] == Shown(3.0, "", "mixed", apart=True)


def test_where_a_team_is_strong_where_it_differs_and_what_it_could_choose() -> None:
    axes = {
        "mandate": Shown(4.5, "at_least", "united"),
        "secrecy": Shown(3.5, "", "split"),
        "management": Shown(4.0, "", "mixed"),
        "time": Shown(2.0, "", "united"),
        "meetings": Shown(3.5, "", "mixed"),
        "aims": None,
    }
    found = talk(replace(release(SPINDELN, sheets(), 14, DAY), axes=axes))
    assert found.strong == ("mandate", "management")
    assert found.differ == ("secrecy",)
    assert found.choose == ("time", "secrecy", "meetings")


def test_earlier_rounds_line_up_only_where_the_words_are_the_same() -> None:
    before = release(SPINDELN, sheets(mandate=3, time=3), 14, DAY)
    now = release(SPINDELN.worded({"time": "Vi har gott om tid."}), sheets(mandate=4, time=4), 14, DAY)
    assert lined_up(now, before, "mandate") == Shown(3.0, "", "united")
    assert lined_up(now, before, "time") is None
    assert [is_worded_anew(now, before, axis) for axis in ("mandate", "time")] == [False, True]
