"""A target is judged with its figure's uncertainty: what the interval does not carry is not said."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folja.goals.judging import Judgement, judge
from folja.goals.standing import Range, Standing
from folja.goals.target import Target, TargetKind
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused

YEAR, FIRST = Period.parse("2021"), Period.parse("2021T1")


def aim(kind: TargetKind, value: float | None = None, upper: float | None = None) -> Target:
    return Target(kind, *(None if one is None else Decimal(str(one)) for one in (value, upper)))


def between(low: float, value: float, high: float) -> Range:
    return Range(Decimal(str(value)), Decimal(str(low)), Decimal(str(high)))


def share(low: float, value: float, high: float, period: Period = YEAR, change: Range | None = None) -> Standing:
    return Standing(period, between(low, value, high), change)


def number(value: int, period: Period, *, is_closed: bool = True) -> Standing:
    return Standing(period, Range.exactly(Decimal(value)), adds_up=True, is_closed=is_closed)


def low(change: Range) -> Standing:
    """Of something that is better the lower it is: sick leave."""
    return Standing(YEAR, between(7, 7, 7), change, lower_is_better=True)


@pytest.mark.parametrize(
    ("target", "standing", "status", "why"),
    [
        (aim("at_least", 45), share(47, 50, 53), "met", "reached"),
        (aim("at_least", 45), share(45, 50, 53), "met", "reached"),
        (aim("at_least", 45), share(30, 40, 51), "cannot_be_said", "within_uncertainty"),
        (aim("at_least", 45), share(40, 50, 60), "cannot_be_said", "within_uncertainty"),
        (aim("at_least", 45), share(30, 40, 44), "not_met", "short"),
        (aim("at_least", 45), share(30, 40, 44, FIRST), "not_met", "short"),
        (aim("at_least", 45), share(30, 40, 44, FIRST, between(2, 5, 8)), "on_the_way", "nearer"),
        (aim("at_least", 45), share(30, 40, 44, YEAR, between(2, 5, 8)), "not_met", "short"),
        (aim("at_least", 45), share(30, 40, 44, FIRST, between(-1, 5, 8)), "not_met", "short"),
        (aim("at_most", 6.1), share(6.1, 6.1, 6.1), "met", "reached"),
        (aim("at_most", 6.1), share(7.45, 7.45, 7.45), "not_met", "beyond"),
        (aim("at_most", 6.1), share(7, 7, 7, FIRST, between(-1, -1, -1)), "on_the_way", "nearer"),
        (aim("at_most", 6.1), share(5, 6, 7), "cannot_be_said", "within_uncertainty"),
        (aim("between", 4, 5), share(4.2, 4.5, 4.8), "met", "reached"),
        (aim("between", 4, 5), share(3.9, 4.5, 4.8), "cannot_be_said", "within_uncertainty"),
        (aim("between", 4, 5), share(3, 3.5, 3.9), "not_met", "outside"),
        (aim("between", 4, 5), share(5.1, 5.5, 5.9), "not_met", "outside"),
        (aim("keep_or_raise"), share(50, 59, 67, YEAR, between(2, 12, 20)), "met", "raised"),
        (aim("keep_or_raise"), share(50, 59, 67, YEAR, between(-6, 1, 8)), "cannot_be_said", "perhaps_lower"),
        (aim("keep_or_raise", 10), share(50, 59, 67, YEAR, between(-6, 1, 8)), "met", "kept"),
        (aim("keep_or_raise"), share(50, 59, 67, YEAR, between(0, 0, 0)), "met", "kept"),
        (aim("keep_or_raise"), share(50, 59, 67, YEAR, between(-9, -5, -1)), "not_met", "lower"),
        (aim("keep_or_raise"), share(50, 59, 67), "cannot_be_said", "nothing_before"),
        (aim("at_least", 1500), number(1560, YEAR), "met", "reached"),
        (aim("at_least", 1500), number(1600, FIRST), "met", "reached"),
        (aim("at_least", 1500), number(510, FIRST), "on_the_way", "at_this_pace"),
        (aim("at_least", 1500), number(490, FIRST), "cannot_be_said", "not_at_this_pace"),
        (aim("at_least", 1500), number(1400, YEAR), "not_met", "short"),
        (aim("at_most", 100), number(101, FIRST), "not_met", "beyond"),
        (aim("at_most", 100), number(30, FIRST), "on_the_way", "at_this_pace"),
        (aim("at_most", 100), number(90, FIRST), "cannot_be_said", "not_at_this_pace"),
        (aim("at_least", 1500), number(510, FIRST, is_closed=False), "cannot_be_said", "still_open"),
        (aim("at_least", 1500), number(1600, FIRST, is_closed=False), "met", "reached"),
        (aim("at_most", 100), number(30, FIRST, is_closed=False), "cannot_be_said", "still_open"),
        (aim("at_most", 100), number(101, FIRST, is_closed=False), "not_met", "beyond"),
        (aim("keep_or_raise"), number(70, FIRST, is_closed=False), "cannot_be_said", "still_open"),
        (aim("keep_or_raise"), number(70, FIRST), "cannot_be_said", "nothing_before"),
        (aim("keep_or_raise"), low(between(2, 2, 2)), "not_met", "higher"),
        (aim("keep_or_raise", 2), low(between(2, 2, 2)), "met", "kept"),
        (aim("keep_or_raise"), low(between(-3, -2, -1)), "met", "lowered"),
        (aim("keep_or_raise", 1), low(between(-1, 0, 2)), "cannot_be_said", "perhaps_higher"),
        (aim("at_most", 6.1), replace(share(7, 7, 7), is_part=True), "cannot_be_said", "part_of_the_year"),
        (aim("at_most", 6.1), replace(share(6, 6, 6), is_part=True), "cannot_be_said", "part_of_the_year"),
        (aim("at_least", 45), Standing(YEAR, None), "cannot_be_said", "missing"),
        (aim("at_least", 45), Standing(YEAR, None, is_hidden=True), "cannot_be_said", "hidden"),
    ],
)
def test_each_rule_on_its_worked_examples(target: Target, standing: Standing, status: str, why: str) -> None:
    assert judge(target, standing) == Judgement(status, why)  # type: ignore[arg-type]


def test_a_broken_series_is_never_kept_or_raised() -> None:
    standing = Standing(YEAR, between(50, 59, 67), between(2, 12, 20), is_broken=True)
    assert judge(aim("keep_or_raise"), standing).why == "broken"


decimals = st.integers(0, 1000).map(lambda whole: Decimal(whole) / 10)
ranges = st.tuples(decimals, decimals, decimals).map(lambda three: Range(*[sorted(three)[at] for at in (1, 0, 2)]))
periods = st.sampled_from([Period.parse(written) for written in ("2021T1", "2021T1-T2", "2021")])
limits = st.sampled_from(("at_least", "at_most"))


@given(limits, decimals, ranges, periods, st.none() | ranges)
def test_reached_or_missed_is_only_said_when_the_whole_interval_agrees(
    kind: TargetKind, limit: Decimal, now: Range, period: Period, change: Range | None
) -> None:
    status = judge(Target(kind, limit), Standing(period, now, change)).status
    holds = {limit <= one if kind == "at_least" else limit >= one for one in (now.low, now.high)}
    assert (status == "met") == (holds == {True})
    assert (status in ("not_met", "on_the_way")) == (holds == {False})


@given(limits, decimals, ranges, st.none() | ranges)
def test_nothing_is_on_the_way_when_the_year_is_over(
    kind: TargetKind, limit: Decimal, now: Range, change: Range | None
) -> None:
    for adds_up in (True, False):
        assert judge(Target(kind, limit), Standing(YEAR, now, change, adds_up=adds_up)).status != "on_the_way"


@given(ranges, decimals, st.integers(-500, 500), st.integers(0, 300), st.integers(0, 300))
def test_a_difference_that_may_be_a_fall_larger_than_the_margin_is_never_called_kept(
    now: Range, margin: Decimal, change: int, below: int, above: int
) -> None:
    difference = Range(Decimal(change), Decimal(change - below), Decimal(change + above))
    judged = judge(Target("keep_or_raise", margin), Standing(YEAR, now, difference))
    assert (judged.status == "met") == (difference.low >= -margin or difference.low > 0)


@pytest.mark.parametrize(
    "written", [("at_least",), ("between", 4), ("between", 5, 4), ("at_most", 4, 5), ("keep_or_raise", -1)]
)
def test_a_target_that_says_nothing_is_refused(written: tuple[TargetKind, float]) -> None:
    with pytest.raises(Refused):
        aim(*written)
