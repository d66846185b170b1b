"""Runs and crossings: the limits as they were published, and rules that no season, gap or tie can set off."""

from collections.abc import Sequence
from random import Random

import pytest

from folja.figures.signals import LEAST_USEFUL, Runs, around_median, beside_year_before, median

# As printed with the method: Anhøj & Olesen 2014 and the qicharts package; fewest crossings for 13 in Anhøj 2015.
LONGEST = {10: 6, 11: 6, 12: 7, 20: 7, 22: 7, 23: 8, 24: 8, 45: 8, 46: 9, 90: 9, 91: 10}
FEWEST = {10: 2, 12: 3, 13: 3, 20: 6, 24: 8}


def runs(useful: int = 20, longest: int = 3, crossings: int = 10) -> Runs:
    return Runs(useful, longest, crossings, first=0, last=longest - 1, above=True)


@pytest.mark.parametrize(("useful", "longest"), LONGEST.items())
def test_a_run_may_be_as_long_as_the_published_limit_and_no_longer(useful: int, longest: int) -> None:
    assert not runs(useful, longest, useful).is_signal
    assert runs(useful, longest + 1, useful).is_signal


@pytest.mark.parametrize(("useful", "fewest"), FEWEST.items())
def test_there_may_be_as_few_crossings_as_the_published_limit_and_no_fewer(useful: int, fewest: int) -> None:
    assert not runs(useful, 3, fewest).is_signal
    assert runs(useful, 3, fewest - 1).is_signal


def test_the_published_example_of_thirteen_points() -> None:
    """Crossings from 3 to 4, 6 to 7, 7 to 8, 9 to 10 and 10 to 11; longest run three (the crossrun package)."""
    found = beside_year_before([*[5] * 12, 1, 1, 1, 9, 9, 9, 1, 9, 9, 1, 9, 9, 9])
    assert (found.useful, found.crossings, found.longest) == (13, 5, 3)
    assert not found.is_signal


def test_what_is_on_the_median_is_left_out_and_breaks_no_run() -> None:
    found = around_median([9, 8, 5, 9, 5, 1, 2, 5, 9, 1])
    assert found.useful == 7
    assert (found.longest, found.first, found.last, found.above) == (3, 0, 3, True)
    assert found.crossings == 3


def test_a_month_without_a_report_is_a_gap_and_never_nought() -> None:
    with_gaps = around_median([9, None, 9, 9, None, 1, 1, 1])
    assert (with_gaps.useful, with_gaps.longest, with_gaps.crossings) == (6, 3, 1)
    assert median([9, None, 9, 1]) == 9


def test_of_nothing_there_is_nothing_to_say() -> None:
    for values in ([], [None, None], [4, 4, 4]):
        found = around_median(values)
        assert (found.useful, found.longest, found.crossings, found.is_signal) == (0, 0, 0, False)


def test_fewer_than_ten_are_too_few_to_judge() -> None:
    assert not around_median([1] * 4 + [9] * 5).is_signal
    assert around_median([1] * 8 + [9] * 8).is_signal
    assert LEAST_USEFUL == 10


SEASONS = (200, 205, 215, 205, 210, 160, 60, 130, 270, 290, 290, 240)


def seasonal(years: int, randomness: Random, growth: float = 0.0) -> list[int]:
    """Months that vary by chance around a season, which begins to grow after the second year."""
    grown = [0.0, 0.0, *([growth] * (years - 2))]
    return [
        round(randomness.gauss(month * (1 + grown[year]), month**0.5)) for year in range(years) for month in SEASONS
    ]


def signalled(rule: object, samples: Sequence[list[int]]) -> float:
    return sum(rule(values).is_signal for values in samples) / len(samples)  # type: ignore[operator]


def test_a_season_sets_off_the_median_and_not_what_stands_beside_the_year_before() -> None:
    """July is always low and the autumn always high: that is no change."""
    randomness = Random(5)
    samples = [seasonal(4, randomness) for _ in range(400)]
    assert signalled(around_median, samples) > 0.5
    assert signalled(beside_year_before, samples) < 0.1


def hanging_together(years: int, randomness: Random, correlation: float) -> list[int]:
    """Months without any change, each in its part as much above or below its season as the one before."""
    months, away = [], randomness.gauss(0, 1)
    for month in SEASONS * years:
        months.append(round(month + away * month**0.5))
        away = correlation * away + randomness.gauss(0, (1 - correlation**2) ** 0.5)
    return months


def test_months_that_resemble_the_one_before_make_long_runs_of_themselves() -> None:
    """Why no sentence says that a run is seldom chance: the rules are for months that do not hang together."""
    randomness = Random(3)
    long = {
        correlation: sum(beside_year_before(hanging_together(4, randomness, correlation)).is_long for _ in range(600))
        / 600
        for correlation in (0.0, 0.5)
    }
    assert long[0.0] < 0.08
    assert 0.3 < long[0.5] < 0.5


def test_a_real_rise_is_found_beside_the_year_before() -> None:
    randomness = Random(5)
    samples = [seasonal(3, randomness, growth=0.6) for _ in range(200)]
    assert signalled(beside_year_before, samples) > 0.7


def test_months_are_set_beside_the_same_month_a_year_before() -> None:
    found = beside_year_before([*range(10, 22), *range(11, 23), *range(12, 24)])
    assert (found.useful, found.first, found.last, found.above) == (24, 12, 35, True)
    assert found.is_signal


def test_months_that_are_of_other_units_than_a_year_before_are_left_out() -> None:
    assert beside_year_before([5] * 12 + [6] * 12, apart=range(12, 20)).useful == 4


@pytest.mark.parametrize("gap", ["missing", "missing the year before", "apart"])
def test_a_run_ends_where_a_month_can_not_be_compared(gap: str) -> None:
    values: list[int | None] = [5] * 12 + [6] * 12
    if gap != "apart":
        values[17 if gap == "missing" else 5] = None
    found = beside_year_before(values, apart=[17] if gap == "apart" else [])
    assert (found.useful, found.longest, found.first, found.last) == (11, 6, 18, 23)
    assert not found.is_long


def test_a_month_with_as_many_as_the_year_before_ends_no_run() -> None:
    found = beside_year_before([5] * 12 + [6] * 5 + [5] + [6] * 6)
    assert (found.useful, found.longest, found.first, found.last) == (11, 11, 12, 23)


def test_the_first_year_has_nothing_beside_it() -> None:
    assert beside_year_before([5] * 12).useful == 0
    assert beside_year_before([None, *[5] * 11, 6, 6]).useful == 1
