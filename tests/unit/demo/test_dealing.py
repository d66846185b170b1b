"""Dealing in controlled numbers: whole, exact in sum, and never far from the share."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folja.demo.dealing import dealt, largest_remainder
from folja.demo.distribution import Alternatives, People, Several, Span

weights = st.lists(st.floats(0, 1000), min_size=1, max_size=12).filter(lambda w: sum(w) > 0.001)


def test_a_total_is_shared_out_with_the_remainders_to_those_nearest_the_next() -> None:
    assert largest_remainder(10, [1, 1, 1]) == [4, 3, 3]
    assert largest_remainder(7, [50, 30, 20]) == [4, 2, 1]
    assert largest_remainder(0, [0, 0]) == [0, 0]


def test_nothing_can_be_shared_out_without_weight() -> None:
    with pytest.raises(ValueError, match="nothing has any weight"):
        largest_remainder(3, [0, 0])


@given(st.integers(0, 5000), weights)
def test_shares_add_up_and_lie_within_one_of_their_proportion(total: int, weights: list[float]) -> None:
    shares = largest_remainder(total, weights)
    assert sum(shares) == total
    assert all(abs(s - total * w / sum(weights)) <= 1.000001 for s, w in zip(shares, weights, strict=True))


def test_a_span_gives_whole_numbers_within_it() -> None:
    deck = Alternatives(shares=((Span(3, 5), 1.0),))
    assert set(dealt(deck, 200, Random(1))) == {3, 4, 5}


def test_several_options_are_different_ones_and_as_many_as_weighed() -> None:
    deck = Several(how_many=((1, 50), (2, 50)), shares=(("a", 98), ("b", 1), ("c", 1)))
    chosen = dealt(deck, 100, Random(1))
    assert [len(options) for options in chosen] == [1] * 50 + [2] * 50
    assert all(len(set(options)) == len(options) for options in chosen)


def test_people_add_up_in_all_and_by_kind_over_groups_of_different_sizes() -> None:
    deck = People(number=100, shares=(("women", 75), ("men", 25)), most=50)
    groups = dealt(deck, 12, Random(1))
    assert sum(group["women"] for group in groups) == 75
    assert sum(group["men"] for group in groups) == 25
    assert len({sum(group.values()) for group in groups}) > 3
    assert sum(group["men"] > 0 for group in groups) > 6


def test_people_who_do_not_fit_on_the_sheets_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 5"):
        dealt(People(number=100, shares=(("women", 1),), most=5), 4, Random(1))
