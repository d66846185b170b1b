"""Control limits: the textbook's where nothing was rounded, and as rarely passed by chance where something was."""

from random import Random

import pytest
from scipy.stats import binom

from folja.figures.limits import MOST_DISPERSION, comparable_base, limits, overdispersion, standing
from folja.figures.statistics import Proportion
from tests.unit.figures.test_statistics import plain, rounded


def test_the_limits_are_so_many_standard_deviations_from_the_wholes_share() -> None:
    inner, outer = limits(0.3, 189, 0)  # √(0.3 × 0.7 / 189) = 1/30
    assert inner == pytest.approx((0.3 - 1.96 / 30, 0.3 + 1.96 / 30), abs=1e-4)
    assert outer == pytest.approx((0.3 - 3.09 / 30, 0.3 + 3.09 / 30), abs=1e-4)


def test_of_many_answers_that_were_not_rounded_they_are_the_binomials() -> None:
    for bounds, tail in zip(limits(0.4, 2000, 0), (0.025, 0.001), strict=True):
        assert bounds == pytest.approx(binom.ppf([tail, 1 - tail], 2000, 0.4) / 2000, abs=0.001)


def test_a_rounded_cell_adds_the_variance_of_its_rounding() -> None:
    # 0.5 × 0.5 / 50 = 0.005, and 4 × (1 + 0.25) / 2500 = 0.002.
    (low, high), _ = limits(0.5, 50, 1)
    assert (low, high) == pytest.approx((0.5 - 1.96 * 0.007**0.5, 0.5 + 1.96 * 0.007**0.5), abs=1e-4)


@pytest.mark.parametrize(("share", "base"), [(0.01, 40), (0.99, 40), (0.5, 1), (0.9, 5)])
def test_limits_stay_between_none_and_all_and_hold_the_share(share: float, base: float) -> None:
    (low, high), (lowest, highest) = limits(share, base, 1)
    assert 0 <= lowest <= low <= share <= high <= highest <= 1


def test_the_larger_the_base_the_narrower_and_the_more_cells_the_wider() -> None:
    def width(base: float, cells: int) -> float:
        _, (low, high) = limits(0.4, base, cells)
        return high - low

    by_base, by_cells = [width(base, 1) for base in (320, 160, 80, 40)], [width(80, cells) for cells in (0, 1, 3, 9)]
    assert by_base == sorted(by_base)
    assert by_cells == sorted(by_cells)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_where_all_are_alike_there_are_no_limits(share: float) -> None:
    with pytest.raises(ValueError, match="between none and all"):
        limits(share, 100, 1)


def test_a_unit_of_as_many_cells_keeps_its_base() -> None:
    assert comparable_base(0.4, Proportion(60, 120, 3, 3), 3) == pytest.approx(120)
    assert comparable_base(0.4, plain(60, 120), 0) == pytest.approx(120)


def test_a_unit_of_more_cells_stands_where_one_of_fewer_varies_as_much() -> None:
    unit = Proportion(60, 120, 9, 9)
    base = comparable_base(0.4, unit, 1)
    assert base < 120
    assert limits(0.4, base, 1)[1] == pytest.approx(limits(0.4, 120, 9)[1])


def test_a_unit_whose_base_is_added_from_parts_stands_where_it_varies_as_much() -> None:
    unit = Proportion(60, 120, 1, 2, 1)
    base = comparable_base(0.4, unit, 1)
    variance = 0.4 * 0.6 / 120 + 4 * (0.6**2 + 0.4**2) / 120**2
    assert limits(0.4, base, 1)[0] == pytest.approx((0.4 - 1.959964 * variance**0.5, 0.4 + 1.959964 * variance**0.5))


def test_only_what_lies_beyond_the_outer_limits_stands_out() -> None:
    _, (low, high) = limits(0.4, 100, 1)
    assert standing(high + 0.001, 0.4, 100, 1) == "above"
    assert standing(low - 0.001, 0.4, 100, 1) == "below"
    assert [standing(share, 0.4, 100, 1) for share in (low, 0.4, high)] == ["inside"] * 3


def drawn(share: float, base: int, cells: int, randomness: Random) -> Proportion:
    """The published figure of a unit that is like all others, added from so many rounded leaf cells."""
    answered = [base // cells] * cells
    yes = [sum(randomness.random() < share for _ in range(each)) for each in answered]
    numerator, shown_base = (sum(rounded(count, randomness) for count in counts) for counts in (yes, answered))
    return Proportion(numerator, shown_base, cells, cells)


@pytest.mark.parametrize("share", [0.05, 0.1, 0.25, 0.5, 0.9, 0.95])
@pytest.mark.parametrize("cells", [1, 3])
def test_a_unit_like_all_others_is_pointed_out_about_twice_in_a_thousand(share: float, cells: int) -> None:
    randomness = Random(11)
    units = [drawn(share, base, cells, randomness) for base in range(45, 241) for _ in range(40)]
    inner, outer = zip(*(limits(share, unit.base, cells) for unit in units), strict=True)
    for bounds, least, most in ((inner, 0.94, 0.98), (outer, 0.996, 1.0)):
        held = sum(low <= unit.share <= high for unit, (low, high) in zip(units, bounds, strict=True))
        assert least <= held / len(units) <= most


def clustered(share: float, families: int, talks: int, randomness: Random) -> Proportion:
    """The published figure of families that all answer at every talk, alike within a family: correlation 0.5."""
    inclined = [randomness.betavariate(share, 1 - share) for _ in range(families)]
    yes = sum(randomness.random() < family for family in inclined for _ in range(talks))
    return Proportion(rounded(yes, randomness), rounded(families * talks, randomness), 1, 1)


def pointed_out(districts: int, randomness: Random, talks: int, *, adjusted: bool, units: int = 11) -> float:
    """The share of units like all others that stand out, with families who come so many times."""
    outside = 0
    for _ in range(districts):
        drawn_units = [clustered(0.4, randomness.randrange(45, 240) // talks, talks, randomness) for _ in range(units)]
        values, bases = [unit.share for unit in drawn_units], [float(unit.base) for unit in drawn_units]
        dispersion = overdispersion(values, 0.4, bases, 1) if adjusted else 1.0
        outside += sum(
            standing(value, 0.4, base, 1, dispersion) != "inside" for value, base in zip(values, bases, strict=True)
        )
    return outside / (districts * units)


def test_families_who_come_several_times_would_make_ten_times_as_many_stand_out() -> None:
    assert pointed_out(400, Random(4), 3, adjusted=False) > 0.018
    assert pointed_out(400, Random(4), 3, adjusted=True) < 0.008


@pytest.mark.parametrize("units", [5, 8, 11])
def test_units_that_only_chance_sets_apart_stand_out_no_more_often_for_the_estimate(units: int) -> None:
    assert pointed_out(400, Random(4), 1, adjusted=True, units=units) < 0.003


def test_one_unit_that_differs_does_not_hide_itself_among_those_that_are_alike() -> None:
    values, bases = [0.4, 0.42, 0.37, 0.41, 0.44, 0.36, 0.7], [100.0] * 7
    dispersion = overdispersion(values, 0.4, bases, 1)
    assert dispersion == 1
    assert standing(0.7, 0.4, 100, 1, dispersion) == "above"


def test_units_that_all_differ_move_the_limits_outwards() -> None:
    values, bases = [0.2, 0.3, 0.6, 0.55, 0.25, 0.5], [100.0] * 6
    dispersion = overdispersion(values, 0.4, bases, 1)
    assert dispersion > 2
    for moved, plain_bounds in zip(limits(0.4, 400, 1, dispersion), limits(0.4, 400, 1), strict=True):
        assert moved[1] - 0.4 == pytest.approx((plain_bounds[1] - 0.4) * dispersion**0.5)


def test_what_no_dependence_within_families_explains_is_a_difference() -> None:
    assert overdispersion([0.05, 0.9, 0.1, 0.8, 0.95, 0.02], 0.4, [400.0] * 6, 1) == MOST_DISPERSION


def test_of_four_units_nothing_is_estimated() -> None:
    assert overdispersion([0.1, 0.9, 0.1, 0.9], 0.4, [100.0] * 4, 1) == 1


def test_without_counting_in_the_rounding_three_times_as_many_would_be_pointed_out() -> None:
    randomness = Random(11)
    units = [drawn(0.5, base, 3, randomness) for base in range(45, 91) for _ in range(80)]
    counted, not_counted = (
        sum(standing(unit.share, 0.5, unit.base, cells) != "inside" for unit in units) for cells in (3, 0)
    )
    assert not_counted > 3 * counted
