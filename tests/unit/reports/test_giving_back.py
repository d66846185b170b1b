"""What families hear back: never more precise than the figure, and of the nearest place that can be shown."""

from pathlib import Path

import pytest

from folja.figures import indicator
from folja.figures.library import Library
from folja.figures.statistics import Proportion, wilson
from folja.instruments.loading import shipped
from folja.reports import giving_back
from folja.reports.giving_back import Part, how_many, said
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused
from tests.instruments import INDICATORS, TINY
from tests.unit.figures.shelf import published, shelf, shelf_of_shipped
from tests.unit.reports import sample

PARTS = (Part(("ones",), ("helped_top_two",)),)
ACTS = {"one": {unit: {"2021-01": {"acts": 90}} for unit in ("farsta_1", "farsta_2")}}
T1 = Period.parse("2021T1")


def answers(given: int, yes: int) -> dict[str, int]:
    return rated("helped", given, yes)


def rated(question: str, given: int, yes: int, step: str = "top_two") -> dict[str, int]:
    return {f"{question}.answered": given, f"{question}.not_known": 0, f"{question}.{step}": yes}


@pytest.mark.parametrize(
    ("yes", "of", "words"),
    [
        (160, 200, ("of_ten", 8)),
        (190, 200, ("of_ten", 9)),
        (45, 50, ("at_least", 7)),
        (30, 45, ("some", 0)),
        (30, 40, ("most", 0)),
        (295, 300, ("nearly_all", 10)),
        (40, 40, ("at_least", 6)),
        (20, 40, ("some", 0)),
        (100, 200, ("of_ten", 5)),
        (10, 45, ("few", 0)),
        (5, 300, ("nearly_none", 0)),
    ],
)
def test_how_many_is_said_no_more_precisely_than_the_whole_interval_carries(
    yes: int, of: int, words: tuple[str, int]
) -> None:
    assert how_many(sample.share(sample.HELPED, yes, of, wilson(Proportion(yes, of, 1, 1)))) == words


@pytest.mark.parametrize("of", range(40, 400, 15))
def test_what_is_said_holds_at_both_ends_of_the_interval(of: int) -> None:
    for yes in range(0, of + 1, 5):
        low, high = wilson(Proportion(yes, of, 1, 1))
        extent, tenths = how_many(sample.share(sample.HELPED, yes, of, (low, high)))
        if extent in ("of_ten", "nearly_all", "nearly_none"):
            assert tenths - 1 <= 10 * low <= 10 * high <= tenths + 1
        assert extent != "most" or low > 0.5
        assert extent != "at_least" or 10 * low >= tenths
        assert extent != "few" or high < 0.5


def test_a_units_own_answers_are_told_under_the_question_as_it_was_asked() -> None:
    [one] = said(shelf(published("2021T1", ACTS, cross={"farsta_1": answers(80, 60)})), PARTS, "farsta_1", T1)
    assert (one.place.code, one.is_own, str(one.period)) == ("farsta_1", True, "2021T1")
    [line] = one.lines
    assert line.question == TINY.latest("cross").by_code["helped"].text
    assert (line.extent, line.tenths, line.answers) == ("at_least", 6, 80)


def test_where_a_unit_has_too_few_answers_the_districts_are_told_and_named() -> None:
    library = shelf(published("2021T1", ACTS, cross={"farsta_1": answers(30, 25), "farsta_2": answers(60, 50)}))
    [one] = said(library, PARTS, "farsta_1", T1)
    assert (one.place.code, one.is_own) == ("farsta", False)


def test_what_a_unit_has_too_few_answers_to_is_told_of_the_district_after_its_own() -> None:
    ours = rated("easy_to_reach", 30, 25) | rated("helped", 80, 60)
    others = rated("easy_to_reach", 60, 50) | rated("helped", 60, 50)
    talks = {"talk": {unit: {"2021-01": {"acts": 90}} for unit in ("farsta_1", "farsta_2")}}
    answered = {"farsta_1": ours, "farsta_2": others}
    library = shelf_of_shipped(published("2021T1", talks, instruments=shipped(), talk_answers=answered))
    own, whole = said(library, (Part(("talks",), ("easy_to_reach_top_two", "helped_top_two")),), "farsta_1", T1)
    assert (own.place.code, [line.answers for line in own.lines]) == ("farsta_1", [80])
    assert own.lines[0].question == shipped().latest("talk_answers").by_code["helped"].text
    assert (whole.place.code, whole.is_own, [line.answers for line in whole.lines]) == ("farsta", False, [90])
    assert whole.title == own.title


def children(volume: str, **answered: dict[str, int]) -> Library:
    """Children have answered in the summer of 2022, at units where something of a volume was done."""
    done = {volume: {unit: {"2022-06": {"acts": 90}} for unit in ("farsta_1", "farsta_2")}}
    return shelf_of_shipped(published("2022T2", done, instruments=shipped(), child_answers=answered))


@pytest.mark.parametrize("volume", ["talk", "home_visit", "single_home_visit"])
def test_children_hear_back_too_wherever_they_can_have_been_asked(volume: str) -> None:
    library = children(volume, farsta_1=rated("felt_welcome", 80, 70, "3") | rated("listened", 80, 75, "3"))
    [one] = said(library, giving_back.shipped(), "farsta_1", Period.parse("2022T2"))
    assert one.title == shipped().latest("child_answers").title
    assert [line.question.sv for line in one.lines] == ["Kändes det bra att komma hit?", "Lyssnade de vuxna på dig?"]
    assert [(line.extent, line.tenths) for line in one.lines] == [("at_least", 7), ("of_ten", 9)]


def test_where_nothing_can_be_shown_nothing_is_told() -> None:
    assert said(shelf(published("2021T1", ACTS, cross={"farsta_1": answers(30, 25)})), PARTS, "farsta_1", T1) == ()


def test_nothing_is_told_of_what_a_unit_does_not_do() -> None:
    library = shelf(published("2021T1", ACTS, cross={"farsta_1": answers(80, 60)}))
    assert said(library, PARTS, "vallingby_1", T1) == ()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{after: [helped_top_two], figures: [helped_top_two]}", "after is volumes' indicators"),
        ("{figures: [helped_top_two]}", "after is volumes' indicators"),
        ("{after: [ones], figures: [answers_given]}", "answers_given is not the share who answered yes"),
        ("{after: [ones], figures: [phone_share]}", "phone_share is not the share who answered yes"),
        ("{after: [ones], figures: [none]}", "none is not the share who answered yes"),
    ],
)
def test_content_that_can_not_be_told_is_refused_at_its_line(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "giving_back.yaml").write_text(f"parts:\n  - {line}\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        giving_back.load(tmp_path, INDICATORS, TINY)
    [found] = refused.value.problems
    assert found.where == "giving_back.yaml:2"
    assert says in found.text.en


def test_what_ships_is_of_every_kind_of_question_for_families() -> None:
    told = {indicator.shipped()[code].instrument for part in giving_back.shipped() for code in part.figures}
    assert told == {one.code for one in map(shipped().latest, shipped()) if one.audience == "family"}
