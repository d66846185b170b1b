"""Intervals agree with the textbook where nothing was rounded, and cover the truth where something was."""

from collections.abc import Callable
from random import Random

import pytest

from folja.figures.statistics import (
    Proportion,
    Rate,
    count_difference,
    newcombe,
    rate_difference,
    rate_interval,
    wilson,
)

Covers = Callable[[float, int, int, Random], bool]


def plain(numerator: int, base: int) -> Proportion:
    """A share of numbers that were not rounded."""
    return Proportion(numerator, base, 0, 0)


def test_wilson_without_rounding_is_the_textbooks() -> None:
    assert wilson(plain(81, 263)) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_newcombe_without_rounding_is_the_textbooks() -> None:
    assert newcombe(plain(56, 70), plain(48, 80)) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_a_rise_that_looks_like_one_and_may_be_chance() -> None:
    low, high = newcombe(plain(58, 69), plain(49, 60))
    assert (low, high) == pytest.approx((-0.106, 0.158), abs=1e-3)


@pytest.mark.parametrize(("numerator", "base"), [(0, 40), (40, 40), (45, 40), (20, 40), (5, 400)])
def test_an_interval_holds_its_share_and_stays_between_none_and_all(numerator: int, base: int) -> None:
    share = Proportion(numerator, base, 1, 1)
    low, high = wilson(share)
    assert 0 <= low <= share.share <= high <= 1
    assert low < high


def test_rounding_widens_an_interval_and_more_cells_widen_it_more() -> None:
    widths = [high - low for low, high in (wilson(Proportion(60, 120, cells, cells)) for cells in (0, 1, 4, 16))]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_a_part_rounded_above_its_whole_is_all_of_it() -> None:
    assert Proportion(45, 40, 1, 1).share == 1


def test_a_difference_is_the_other_way_round_when_the_years_are() -> None:
    first, second = Proportion(60, 120, 2, 2), Proportion(40, 110, 2, 2)
    low, high = newcombe(first, second)
    assert newcombe(second, first) == pytest.approx((-high, -low))
    assert low < first.share - second.share < high


def test_the_difference_of_two_counts_is_wider_for_every_rounded_cell() -> None:
    assert count_difference(60, 40, 0) == pytest.approx((0.4, 39.6), abs=0.01)  # 20 ± 1.96 × √100
    low, high = count_difference(60, 40, 11)
    assert (low, high) == pytest.approx((20 - 1.959964 * 12, 20 + 1.959964 * 12))  # √(100 + 4 × 11) = 12


def rounded(count: int, randomness: Random) -> int:
    down, remainder = divmod(count, 5)
    return (down + (randomness.randrange(5) < remainder)) * 5


def covers(share: float, base: int, cells: int, randomness: Random) -> bool:
    """Whether the interval of a figure added from so many rounded cells holds the share it was drawn from."""
    answered = [base // cells] * cells
    yes = [sum(randomness.random() < share for _ in range(each)) for each in answered]
    numerator, shown_base = (sum(rounded(count, randomness) for count in counts) for counts in (yes, answered))
    low, high = wilson(Proportion(numerator, shown_base, cells, cells))
    return low <= share <= high


def covers_of_parts(share: float, base: int, cells: int, randomness: Random) -> bool:
    """The same of a base that is no cell of its own but two parts added, of which the numerator is one."""
    yes = [sum(randomness.random() < share for _ in range(base // cells)) for _ in range(cells)]
    numerator = sum(rounded(count, randomness) for count in yes)
    rest = sum(rounded(base // cells - count, randomness) for count in yes)
    low, high = wilson(Proportion(numerator, numerator + rest, cells, 2 * cells, cells))
    return low <= share <= high


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 0.8, 0.9])
@pytest.mark.parametrize("cells", [1, 3])
def test_as_many_hold_the_truth_where_the_base_is_added_from_parts(share: float, cells: int) -> None:
    randomness = Random(8)
    hits = [covers_of_parts(share, base, cells, randomness) for base in range(45, 141) for _ in range(60)]
    assert 0.94 <= sum(hits) / len(hits) <= 0.98


@pytest.mark.parametrize("share", [0.05, 0.95])
@pytest.mark.parametrize("covered", [covers, covers_of_parts])
def test_of_very_few_in_several_small_cells_a_little_fewer_hold_the_truth(covered: Covers, share: float) -> None:
    """One or two of thirty in each of three cells: decision 6 says so."""
    randomness = Random(8)
    hits = [covered(share, base, 3, randomness) for base in range(45, 141) for _ in range(60)]
    assert 0.88 <= sum(hits) / len(hits) <= 0.98


@pytest.mark.parametrize(("first", "second"), [(0.5, 0.5), (0.8, 0.6), (0.93, 0.78), (0.05, 0.15)])
def test_a_difference_of_shares_of_parts_holds_the_truth_as_often(first: float, second: float) -> None:
    randomness = Random(9)

    def drawn(share: float, base: int) -> Proportion:
        yes = sum(randomness.random() < share for _ in range(base))
        numerator = rounded(yes, randomness)
        return Proportion(numerator, numerator + rounded(base - yes, randomness), 1, 2, 1)

    hits = []
    for base in range(60, 240):
        for _ in range(15):
            low, high = newcombe(drawn(first, base), drawn(second, base))
            hits.append(low <= first - second <= high)
    assert 0.94 <= sum(hits) / len(hits) <= 0.98


WHOLE_OF_PARTS = [(20, 75, 1, 2), (5, 60, 1, 3), (125, 565, 11, 33)]  # numerator, base, and the cells of each


def parts(numerator: int, base: int, cells: int, base_cells: int) -> tuple[Proportion, Proportion]:
    """A share of a base added from parts, and what is left of it."""
    rest = base_cells - cells
    return Proportion(numerator, base, cells, base_cells, cells), Proportion(
        base - numerator, base, rest, base_cells, rest
    )


@pytest.mark.parametrize("numbers", WHOLE_OF_PARTS)
def test_a_share_and_what_is_left_of_its_whole_have_mirrored_intervals(numbers: tuple[int, int, int, int]) -> None:
    share, rest = parts(*numbers)
    low, high = wilson(share)
    assert wilson(rest) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize("now", WHOLE_OF_PARTS)
@pytest.mark.parametrize("then", WHOLE_OF_PARTS)
def test_a_change_of_a_share_and_of_what_is_left_say_the_same(
    now: tuple[int, int, int, int], then: tuple[int, int, int, int]
) -> None:
    (share, rest), (before, rest_before) = parts(*now), parts(*then)
    low, high = newcombe(share, before)
    assert newcombe(rest, rest_before) == pytest.approx((-high, -low))


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 0.8])
@pytest.mark.parametrize("cells", [1, 3])
def test_about_ninety_five_intervals_of_a_hundred_hold_the_truth(share: float, cells: int) -> None:
    # Over all bases: at any single one the few values there are, all multiples of 5, hit or miss together.
    randomness = Random(7)
    hits = [covers(share, base, cells, randomness) for base in range(45, 141) for _ in range(60)]
    assert 0.94 <= sum(hits) / len(hits) <= 0.98


# --- rates: counts of rounded answers over exact acts ---------------------------------------------------------


@pytest.mark.parametrize(("count", "acts"), [(0, 40), (20, 57), (60, 41), (240, 500)])
def test_a_rates_interval_without_rounding_is_the_textbooks(count: int, acts: int) -> None:
    from statsmodels.stats.rates import confint_poisson

    textbook = confint_poisson(count, acts, method="score")
    assert rate_interval(Rate(count, acts, 0)) == pytest.approx(textbook, abs=1e-6)


def test_rounding_widens_a_rates_interval_and_it_never_goes_below_none() -> None:
    widths = [high - low for low, high in (rate_interval(Rate(60, 120, cells)) for cells in (0, 1, 4, 16))]
    assert widths == sorted(set(widths))
    assert rate_interval(Rate(0, 40, 3))[0] == 0


def test_a_difference_of_rates_is_the_other_way_round_when_the_years_are() -> None:
    first, second = Rate(60, 100, 1), Rate(40, 90, 1)
    low, high = rate_difference(first, second)
    assert rate_difference(second, first) == pytest.approx((-high, -low))
    assert low < 60 / 100 - 40 / 90 < high


def answered(rate: float, both: float, acts: int, randomness: Random) -> int:
    """How many answered after so many acts; after the share `both` two parents came, who both answer or neither."""
    parents = (2 if randomness.random() < both else 1 for _ in range(acts))
    each = rate / (1 + both)
    return sum(came for came in parents if randomness.random() < each)


def rate_of(rate: float, both: float, acts: int, cells: int, randomness: Random) -> Rate:
    counts = [answered(rate, both, acts // cells, randomness) for _ in range(cells)]
    return Rate(sum(rounded(count, randomness) for count in counts), acts // cells * cells, cells)


@pytest.mark.parametrize("rate", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("both", [0.0, 0.3])
@pytest.mark.parametrize("cells", [1, 3])
def test_at_least_as_many_intervals_of_rates_hold_the_truth(rate: float, both: float, cells: int) -> None:
    randomness = Random(10)
    hits = []
    for acts in range(70, 200, 2):
        for _ in range(30):
            low, high = rate_interval(rate_of(rate, both, acts, cells, randomness))
            hits.append(low <= rate <= high)
    # Two who answer together vary more than Poisson counts do: decision 6 says so.
    assert sum(hits) / len(hits) >= (0.92 if both else 0.94)


@pytest.mark.parametrize(("first", "second"), [(0.5, 0.5), (0.8, 0.6), (0.3, 0.5)])
def test_a_difference_of_rates_holds_the_truth_as_often(first: float, second: float) -> None:
    randomness = Random(11)
    hits = []
    for acts in range(70, 200, 2):
        for _ in range(30):
            pair = [rate_of(rate, 0.3, acts, 1, randomness) for rate in (first, second)]
            low, high = rate_difference(pair[0], pair[1])
            hits.append(low <= first - second <= high)
    assert sum(hits) / len(hits) >= 0.94
