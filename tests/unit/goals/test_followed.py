"""An expected result finds its figure, and its forecast the whole year before where the two can be compared."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from folja.disclosure.publication import Publication
from folja.figures.library import Library
from folja.goals.followed import Followed, Outside, followed
from folja.goals.forecast import Forecast
from folja.goals.judging import Judgement
from folja.goals.measure import shipped
from folja.goals.outside import OutsideFigure
from folja.goals.target import Target
from folja.goals.year_plan import ExpectedResult, UnitGoal, YearPlan
from folja.reports import words
from folja.reports.reasons import reason_pieces
from folja.vocabulary.period import Period
from tests.unit.figures.shelf import published, shelf

BEFORE = ("2020T1", "2020T2", "2020T3")


def closed(period: str, acts: int, phone: int = 20) -> Publication:
    """A tertial with so many acts of one unit, of which so many by phone."""
    month = str(Period.parse(period).first)
    cells = {"answered": 60, "not_known": 0, "phone": phone, "video": 0, "on_site": 60 - phone}
    by_way = {"farsta_1": {f"way.{category}": number for category, number in cells.items()}}
    return published(period, {"one": {"farsta_1": {month: {"acts": acts}}}}, one=by_way)


def found(library: Library, code: str = "ones", *, broken: bool = False, period: str = "2021T1") -> Followed:
    """The only result of a plan, followed by an indicator."""
    noted = ((2020, "Vi flyttade."),) if broken else ()
    result = ExpectedResult("result", "Fler samtal", "indicator", code, not_comparable=noted)
    plan = YearPlan("farsta_1", 2021, (UnitGoal("goal", "Mål", (result,)),))
    (one,) = followed(library, Outside({}), plan, Period.parse(period))
    return one


def forecast(library: Library, code: str = "ones", *, broken: bool = False, period: str = "2021T1") -> Forecast:
    made = found(library, code, broken=broken, period=period).forecast
    assert made is not None
    return made


def test_a_forecast_stands_beside_the_whole_year_before() -> None:
    made = forecast(shelf(*(closed(period, 60) for period in BEFORE), closed("2021T1", 70)))
    assert made.year == 210
    assert made.before is not None
    assert (made.before.value, str(made.before.period)) == (180, "2020")
    assert made.is_certain


def test_numbers_of_people_differ_only_beyond_chance_and_rounding() -> None:
    publications = [closed(period, 60) for period in BEFORE]
    alike = forecast(shelf(*publications, closed("2021T1", 60, phone=25)), "phone_count")
    other = forecast(shelf(*publications, closed("2021T1", 60, phone=55)), "phone_count")
    assert (alike.year, alike.is_certain) == (75, False)
    assert (other.year, other.is_certain) == (165, True)


def test_a_year_that_is_not_all_known_is_nothing_to_stand_beside() -> None:
    assert forecast(shelf(closed("2020T1", 60), closed("2020T2", 60), closed("2021T1", 70))).before is None


def test_a_year_that_people_say_can_not_be_compared_is_nothing_to_stand_beside() -> None:
    library = shelf(*(closed(period, 60) for period in BEFORE), closed("2021T1", 70))
    assert forecast(library, broken=True).before is None


def test_a_year_with_a_unit_that_is_counted_elsewhere_in_part_of_it_is_nothing_to_set_people_beside() -> None:
    late = replace(closed("2020T3", 60), cubes=())
    library = shelf(closed("2020T1", 60), closed("2020T2", 60), late, closed("2021T1", 70))
    assert forecast(library, "phone_count").before is None


def test_the_pace_of_months_that_are_not_closed_is_not_known() -> None:
    library = shelf(*(closed(one, 60) for one in (*BEFORE, "2021T1")))
    assert found(library).standing.is_closed
    assert not found(library, period="2021T2").standing.is_closed


def test_a_figure_of_a_part_is_none_of_the_year() -> None:
    assert measured("2021T1", asked="2021T3").standing.is_part
    assert not measured("2021T1", asked="2021T2").standing.is_part
    assert not measured("2021", asked="2021T3").standing.is_part


@pytest.mark.parametrize(
    ("period", "asked", "status", "why"),
    [
        ("2021T1", "2021T1", "on_the_way", "at_this_pace"),
        ("2021T1", "2021T2", "on_the_way", "at_this_pace"),
        ("2021T1", "2021T3", "cannot_be_said", "part_of_the_year"),
        ("2021T2", "2021T2", "cannot_be_said", "part_of_the_year"),
        ("2021", "2021T3", "not_met", "short"),
    ],
)
def test_what_grows_through_the_year_is_judged_by_its_pace_until_it_is_over(
    period: str, asked: str, status: str, why: str
) -> None:
    one = measured(period, asked=asked, code="goals_set_with_child", value=15, aim=Target("at_least", Decimal(40)))
    assert one.judgement == Judgement(status, why)  # type: ignore[arg-type]


def test_more_sick_leave_is_neither_kept_nor_raised() -> None:
    keep = Target("keep_or_raise")
    one = measured("2021", asked="2021T3", aim=keep, before=Decimal(5))
    assert one.judgement == Judgement("not_met", "higher")
    said = "".join(words.quoted(piece, "sv") for piece in reason_pieces(one))
    assert said == "Målet är att behålla eller sänka nivån. Nivån är högre än året före."
    assert measured("2021", asked="2021T3", aim=keep, before=Decimal(7)).judgement == Judgement("met", "lowered")


def measured(
    period: str,
    *,
    asked: str,
    code: str = "sick_leave",
    value: int = 6,
    aim: Target | None = None,
    before: Decimal | None = None,
) -> Followed:
    """The only result of a plan, followed by a figure from outside of one period, as it is read for another."""
    values = {Period.parse(period): Decimal(value), Period.parse(period).year_before: before}
    kept = [
        OutsideFigure(shipped()[code], "farsta_1", when, number, "Lön", date(2022, 1, 20), "Bo")
        for when, number in values.items()
        if number is not None
    ]
    result = ExpectedResult("result", "Frisk personal", "measure", code, aim)
    plan = YearPlan("farsta_1", 2021, (UnitGoal("goal", "Mål", (result,)),))
    (one,) = followed(shelf(), Outside.of(kept), plan, Period.parse(asked))
    return one


@pytest.mark.parametrize("period", ["2021T2", "2021T3"])
def test_months_that_are_not_closed_and_a_whole_year_make_no_forecast(period: str) -> None:
    publications = [closed(one, 60) for one in (*BEFORE, "2021T1")]
    whole = [closed("2021T2", 60), closed("2021T3", 60)] if period == "2021T3" else []
    assert found(shelf(*publications, *whole), period=period).forecast is None
