"""Periods: month, tertial, year to date and year, and nothing else."""

from datetime import date

import pytest

from folja.vocabulary.period import Month, Period, tertial

EVERY_KIND = ["2021-03", "2021T1", "2021T2", "2021T3", "2021T1-T2", "2021"]


@pytest.mark.parametrize("written", EVERY_KIND)
def test_a_period_is_written_as_it_is_read(written: str) -> None:
    assert str(Period.parse(written)) == written


@pytest.mark.parametrize(
    ("written", "kind", "first", "last"),
    [
        ("2021-03", "month", "2021-03", "2021-03"),
        ("2021T1", "tertial", "2021-01", "2021-04"),
        ("2021T3", "tertial", "2021-09", "2021-12"),
        ("2021T1-T2", "year to date", "2021-01", "2021-08"),
        ("2021", "year", "2021-01", "2021-12"),
    ],
)
def test_each_kind_of_period_spans_its_months(written: str, kind: str, first: str, last: str) -> None:
    period = Period.parse(written)
    assert (period.kind, str(period.first), str(period.last)) == (kind, first, last)
    assert len(period.months) == period.last.number - period.first.number + 1


def test_the_year_up_to_its_last_tertial_is_the_year() -> None:
    assert Period.parse("2021T1-T3") == Period.parse("2021")
    assert Period.parse("2021T1-T1") == Period.parse("2021T1")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "1899T3",
        "1899-12",
        "3000",
        "2021T4",
        "2021T0",
        "2021T2-T3",
        "2021T2-T1",
        "2021-13",
        "2021-3",
        "T1",
        "21T1",
        "2021t1",
        "2021 ",
    ],
)
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no"):
        Period.parse(written)


@pytest.mark.parametrize(("first", "last"), [("2021-02", "2021-05"), ("2021-03", "2021-04"), ("2020-09", "2021-04")])
def test_months_that_make_no_period_are_refused(first: str, last: str) -> None:
    with pytest.raises(ValueError, match="no month, tertial, year to date or year"):
        Period(Month.parse(first), Month.parse(last))


def test_the_tertials_of_a_period() -> None:
    assert [str(one) for one in Period.parse("2021T1-T2").tertials] == ["2021T1", "2021T2"]
    assert [str(one) for one in Period.parse("2021T3").tertials] == ["2021T3"]
    assert Period.parse("2021-03").tertials == ()


def test_neighbours_in_time_may_lie_outside_what_can_be_written() -> None:
    assert str(Period.parse("2999T3").next_tertial) == "3000T1"
    assert str(Period.parse("1900T1").year_before) == "1899T1"
    assert str(Month.parse("1900-01").plus(-1)) == "1899-12"


def test_neighbours_in_time() -> None:
    assert str(Period.parse("2021T3").next_tertial) == "2022T1"
    assert str(Period.parse("2021T2").to_date) == "2021T1-T2"
    assert str(Period.parse("2021T1").to_date) == "2021T1"
    assert str(Period.parse("2021-07").to_date) == "2021T1-T2"
    assert str(Period.parse("2021T1-T2").year_before) == "2020T1-T2"


def test_a_month_knows_its_tertial_and_its_days() -> None:
    month = Month.parse("2020-02")
    assert str(month.tertial) == "2020T1"
    assert (month.first_day, month.last_day) == (date(2020, 2, 1), date(2020, 2, 29))
    assert Month.of(date(2021, 12, 31)).plus(1) == Month.parse("2022-01")
    assert Month.parse("2021-01").plus(-1) == Month.parse("2020-12")


def test_a_month_lies_in_a_period_or_not() -> None:
    assert Month.parse("2021-04") in tertial(2021, 1)
    assert Month.parse("2021-05") not in tertial(2021, 1)
    assert "2021-04" not in tertial(2021, 1)


@pytest.mark.parametrize(
    ("written", "sv", "en"),
    [
        ("2021-03", "mars 2021", "March 2021"),
        ("2021T2", "tertial 2 2021", "tertial 2 2021"),
        ("2021T1-T2", "januari–augusti 2021", "January–August 2021"),
        ("2021", "helåret 2021", "the year 2021"),
    ],
)
def test_periods_have_names_in_swedish_and_english(written: str, sv: str, en: str) -> None:
    period = Period.parse(written)
    assert (period.name(), period.name("en")) == (sv, en)


def test_a_chart_axis_has_three_letters() -> None:
    assert [Month(2021, number).short_name() for number in (3, 5, 10)] == ["mar", "maj", "okt"]


@pytest.mark.parametrize("number", [0, 4])
def test_a_year_has_three_tertials(number: int) -> None:
    with pytest.raises(ValueError, match="three tertials"):
        tertial(2021, number)
