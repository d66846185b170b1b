"""A forecast is the year in proportion to its months so far, and its growth is reckoned on the year before."""

from decimal import Decimal

import pytest

from folja.goals.forecast import growth, year_at_this_pace
from folja.vocabulary.period import Period


@pytest.mark.parametrize(("so_far", "year", "before", "percent"), [(1040, 1560, 1300, 20), (950, 1425, 1730, -18)])
def test_eight_months_become_a_year(so_far: int, year: int, before: int, percent: int) -> None:
    forecast = year_at_this_pace(Decimal(so_far), Period.parse("2021T1-T2"))
    assert forecast == year
    assert growth(forecast, Decimal(before)) == percent


def test_a_whole_year_is_what_it_is() -> None:
    assert year_at_this_pace(Decimal(580), Period.parse("2021")) == 580


def test_growth_from_nothing_is_not_said() -> None:
    assert growth(Decimal(10), Decimal(0)) is None


def test_a_tertial_in_the_middle_of_a_year_says_nothing_of_the_year() -> None:
    with pytest.raises(ValueError, match="begin"):
        year_at_this_pace(Decimal(10), Period.parse("2021T2"))
