"""A figure beside its aim: the aim is a tick with its words, and what is hidden has no bar."""

from dataclasses import replace
from decimal import Decimal

import pytest

from folja.goals.followed import Followed
from folja.goals.judging import judge
from folja.goals.standing import Range, Standing, standing_of
from folja.goals.target import Target
from folja.goals.year_plan import ExpectedResult
from folja.reports.target_bar import page_svg, target_bar
from tests.unit.reports import sample

AIM = Target("at_least", Decimal(45))


def result(target: Target | None = AIM, standing: Standing | None = None) -> Followed:
    standing = standing or standing_of(sample.men)
    judgement = judge(target, standing) if target else None
    expected = ExpectedResult("men", "Pappor nås", "indicator", "men", target)
    return Followed(expected, sample.men, (), (), standing, judgement, standing.period)


def test_it_says_value_uncertainty_and_aim_to_who_can_not_see_it() -> None:
    bar = target_bar(result())
    assert bar is not None
    assert bar.alt.replace("\u00a0", " ") == "40 %. Osäkerhet 30 %–51 %. Målet är minst 45 %."
    assert bar.axis == (0, 100)


def test_the_aim_is_a_tick_with_its_words_and_the_scale_is_named_at_its_ends() -> None:
    svg = page_svg(target_bar(result()))  # type: ignore[arg-type]
    assert all(f">{said}<" in svg.replace("\u00a0", " ") for said in ("Mål 45", "0", "50", "100 %"))
    assert "style=" not in svg


def test_between_two_values_there_are_two_ticks_and_beside_the_year_before_one() -> None:
    between = target_bar(result(Target("between", Decimal(40), Decimal(60))))
    assert between is not None
    assert [said for said, _ in between.ticks] == ["Mål 40", "Mål 60"]
    kept = target_bar(result(Target("keep_or_raise", Decimal(5))))
    assert kept is not None
    assert [said for said, _ in kept.ticks] == ["Året före 45"]


@pytest.mark.parametrize(("most", "top"), [(390, 400), (130, 200), (450, 500), (1040, 2000), (3, 4)])
def test_a_number_has_a_round_scale_with_room_for_it(most: int, top: int) -> None:
    standing = Standing(sample.NOW, Range.exactly(Decimal(most)), adds_up=True)
    volume = replace(result(Target("at_least", Decimal(2)), standing), value=sample.talks)
    bar = target_bar(volume)
    assert bar is not None
    assert bar.axis == (0, top)
    assert "Osäkerhet" not in bar.alt


def test_what_is_hidden_or_has_no_aim_has_no_bar() -> None:
    assert target_bar(result(standing=Standing(sample.NOW, None, is_hidden=True))) is None
    assert target_bar(result(target=None)) is None
    assert target_bar(result(Target("keep_or_raise"), Standing(sample.NOW, Range.exactly(Decimal(40))))) is None
