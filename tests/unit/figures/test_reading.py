"""Figures about people: shares, counts and distributions of frozen cubes, or why not and what there is instead."""

from dataclasses import replace

import pytest

from folja.disclosure.publication import Publication
from folja.figures.comparing import break_between
from folja.figures.figure import Comparison, Figure
from folja.figures.reading import as_rows, read, read_by_unit, series
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused
from folja.vocabulary.unit import UnitTree
from tests.city import TREE
from tests.instruments import INDICATORS
from tests.unit.figures.shelf import one, published, shelf


def ways(answered: int, phone: int, not_known: int = 0, **others: int) -> dict[str, int]:
    cells = {"answered": answered, "not_known": not_known, "phone": phone, **others}
    return {f"way.{category}": value for category, value in cells.items()}


LARGE = {"farsta_1": ways(60, 25, 5, video=5, on_site=30), "farsta_2": ways(35, 10, 0, video=0, on_site=25)}
T1 = published("2021T1", one=LARGE)


# --- a value ------------------------------------------------------------------------------------------------


def test_a_share_comes_with_all_that_must_stand_beside_it() -> None:
    figure = one(shelf(T1), "phone_share", "farsta_1", "2021T1")
    assert (figure.value, figure.numerator, figure.base, figure.missing) == (25 / 60, 25, 60, 5)
    assert figure.low is not None
    assert figure.high is not None
    assert 0.25 < figure.low < 25 / 60 < figure.high < 0.6
    assert (figure.shown, figure.unit_name, figure.comparison) == (True, "Farsta_1", None)


def test_a_districts_share_is_of_its_leaves_added() -> None:
    figure = one(shelf(T1), "phone_share", "farsta", "2021T1")
    assert (figure.numerator, figure.base, figure.missing) == (35, 95, 5)


def test_a_year_is_its_tertials_added() -> None:
    library = shelf(T1, published("2021T2", one={"farsta_1": ways(40, 5)}))
    figure = one(library, "phone_share", "farsta_1", "2021T1-T2")
    assert (figure.value, figure.base) == (30 / 100, 100)


def test_a_count_is_of_cells_that_exclude_each_other() -> None:
    library = shelf(T1)
    assert one(library, "phone_count", "farsta_1", "2021T1").value == 25
    assert one(library, "distance_count", "farsta", "2021T1").value == 40
    assert one(library, "distance_count", "farsta", "2021T1").base is None


def test_a_count_may_be_published_as_nothing() -> None:
    library = shelf(published("2021T1", one={"farsta_1": ways(40, 0)}))
    assert one(library, "phone_count", "farsta_1", "2021T1").value == 0


def test_people_are_added_over_kinds() -> None:
    cells = {"women_people": 45, "men_people": 20, "other_gender_people": 0, "answered": 15, "not_known": 0}
    library = shelf(published("2021T1", people={"farsta_1": {f"participants.{k}": v for k, v in cells.items()}}))
    assert one(library, "participants", "farsta_1", "2021T1").value == 65
    assert one(library, "men_among_participants", "farsta_1", "2021T1").value == 20 / 65


def test_a_distribution_has_a_figure_for_every_option_in_their_order() -> None:
    figures = read(shelf(T1), "way_spread", "farsta_1", Period.parse("2021T1"))
    assert [(figure.category, figure.numerator, figure.base) for figure in figures] == [
        *(("on_site", 30, 60), ("phone", 25, 60), ("video", 5, 60)),
    ]
    assert figures[1].category_title is not None
    assert figures[1].category_title.sv == "Telefon"
    assert {figure.missing for figure in figures} == {5}


@pytest.mark.parametrize(("answered", "phone"), [(40, 45), (40, 40), (45, 20), (135, 5)])
def test_value_times_base_is_a_multiple_of_five(answered: int, phone: int) -> None:
    figure = one(
        shelf(published("2021T1", one={"farsta_1": ways(answered, phone)})), "phone_share", "farsta_1", "2021T1"
    )
    assert figure.value is not None
    assert figure.base is not None
    assert figure.value <= 1
    assert figure.value * figure.base == pytest.approx(figure.numerator)
    assert round(figure.value * figure.base) % 5 == 0


def test_a_leaf_with_coarse_categories_only_is_not_in_the_base_of_what_it_lacks() -> None:
    coarse = {"way.answered": 100, "way.not_known": 0}
    library = shelf(published("2021T1", one={"farsta_1": ways(60, 30), "farsta_2": coarse}))
    figure = one(library, "phone_share", "farsta", "2021T1")
    assert (figure.value, figure.base) == (0.5, 60)


def test_each_child_is_read_in_the_trees_order_and_never_ranked() -> None:
    library = shelf(published("2021T1", one={"farsta_2": ways(60, 5), "farsta_1": ways(60, 50)}))
    figures = read_by_unit(library, "phone_share", "farsta", Period.parse("2021T1"))
    assert [(figure.unit, figure.numerator) for figure in figures] == [("farsta_1", 50), ("farsta_2", 5)]


# --- no value, and why ---------------------------------------------------------------------------------------


def hidden(figure: Figure) -> tuple[str | None, str | None, str | None]:
    """The reason, and the unit and period of what is offered instead."""
    offered = figure.offered
    return figure.reason, offered.unit if offered else None, str(offered.period) if offered else None


def has_no_number(figure: Figure) -> bool:
    numbers = (figure.value, figure.numerator, figure.base, figure.missing, figure.low, figure.high)
    return not figure.shown and set(numbers) == {None}


@pytest.mark.parametrize(("answered", "shown"), [(35, False), (40, True)])
def test_a_share_is_shown_from_base_forty(answered: int, shown: bool) -> None:
    library = shelf(published("2021T1", one={"farsta_1": ways(answered, 10)}))
    figure = one(library, "phone_share", "farsta_1", "2021T1")
    assert figure.shown == shown
    assert has_no_number(figure) != shown


def test_below_forty_the_finest_coarser_figure_is_offered_and_the_own_year_comes_first() -> None:
    first = published("2021T1", one={"farsta_1": ways(35, 10), "farsta_2": ways(60, 20)})
    second = published("2021T2", one={"farsta_1": ways(30, 10), "farsta_2": ways(60, 20)})
    library = shelf(first, second)
    assert hidden(one(library, "phone_share", "farsta_1", "2021T2")) == ("few", "farsta_1", "2021T1-T2")
    assert hidden(one(library, "phone_share", "farsta_1", "2021T1")) == ("few", "farsta", "2021T1")


def test_where_the_district_is_too_small_its_year_and_then_the_city_are_offered() -> None:
    first = published("2021T1", one={"farsta_1": ways(10, 5), "vallingby_1": ways(60, 20)})
    second = published("2021T2", one={"farsta_1": ways(15, 5), "vallingby_1": ways(60, 20)})
    assert hidden(one(shelf(first), "phone_share", "farsta_1", "2021T1")) == ("few", "city", "2021T1")
    assert hidden(one(shelf(first, second), "phone_share", "farsta_1", "2021T2")) == ("few", "city", "2021T2")


def test_where_nothing_carries_nothing_is_offered() -> None:
    library = shelf(published("2021T1", one={"farsta_1": ways(20, 5)}))
    assert hidden(one(library, "phone_share", "farsta_1", "2021T1")) == ("few", None, None)


def test_a_unit_counted_with_others_has_no_cells_and_is_offered_the_districts() -> None:
    acts = {"one": {"farsta_2": {"2021-01": {"acts": 12}}}}
    library = shelf(published("2021T1", acts, one={"farsta_1": ways(60, 25), "farsta:other": ways(20, 5)}))
    assert hidden(one(library, "phone_share", "farsta_2", "2021T1")) == ("no cells", "farsta", "2021T1")
    assert hidden(one(library, "phone_count", "farsta_2", "2021T1"))[0] == "no cells"
    assert one(library, "phone_share", "farsta", "2021T1").base == 80


def test_a_unit_that_had_cells_in_one_tertial_only_has_none_for_the_year() -> None:
    acts = {"one": {"farsta_1": {"2021-05": {"acts": 3}}}}
    library = shelf(T1, published("2021T2", acts, one={"farsta_2": ways(60, 5)}))
    assert hidden(one(library, "phone_share", "farsta_1", "2021T1-T2"))[0] == "no cells"


def test_a_tertial_without_any_act_takes_nothing_from_the_year() -> None:
    library = shelf(T1, published("2021T2", one={"farsta_2": ways(60, 5)}))
    assert one(library, "phone_share", "farsta_1", "2021T1-T2").base == 60


def test_nothing_reported_is_not_nothing_done() -> None:
    library = shelf(T1)
    assert hidden(one(library, "phone_share", "vallingby_1", "2021T1")) == ("nothing", None, None)
    assert hidden(one(library, "phone_share", "vallingby", "2021T1")) == ("nothing", None, None)


def test_how_many_families_answered_is_no_public_number_so_nothing_is_said_to_be_reported() -> None:
    assert hidden(one(shelf(T1), "answers_given", "vallingby_1", "2021T1"))[0] == "no cells"


@pytest.mark.parametrize("period", ["2021T2", "2021T1-T2", "2021", "2022T1", "2021-01"])
def test_about_a_period_that_is_not_closed_nothing_is_said(period: str) -> None:
    figure = one(shelf(T1), "phone_share", "farsta_1", period)
    assert hidden(figure) == ("open", None, None)
    assert has_no_number(figure)


def test_a_question_that_did_not_exist_was_not_asked() -> None:
    library = shelf(published("2020T1", versions={"farsta_1": {"interpreter.answered": 60, "interpreter.yes": 20}}))
    assert hidden(one(library, "second_version", "farsta_1", "2020T1")) == ("not asked", None, None)
    assert one(library, "first_version", "farsta_1", "2020T1").value == 20 / 60


def test_a_distribution_of_a_question_that_did_not_exist_was_not_asked() -> None:
    library = shelf(published("2020T1", versions={"farsta_1": {"interpreter.answered": 60, "interpreter.yes": 20}}))
    figures = read(library, "language_spread", "farsta_1", Period.parse("2020T1"))
    assert {hidden(figure) for figure in figures} == {("not asked", None, None)}


def test_before_the_follow_up_began_nothing_was_reported() -> None:
    assert hidden(one(shelf(T1), "phone_share", "farsta_1", "2019T3")) == ("nothing", None, None)


@pytest.mark.parametrize(("code", "unit"), [("unknown", "farsta_1"), ("phone_share", "unknown")])
def test_an_unknown_indicator_or_unit_is_refused(code: str, unit: str) -> None:
    with pytest.raises(Refused, match="no such"):
        read(shelf(T1), code, unit, Period.parse("2021T1"))


def test_a_hidden_figure_can_not_carry_a_number() -> None:
    shown = one(shelf(T1), "phone_share", "farsta_1", "2021T1")
    with pytest.raises(ValueError, match="carries no number"):
        Figure("a", "share", shown.title, "farsta_1", "Farsta", shown.period, reason="few", base=35)
    with pytest.raises(ValueError, match="a value or a reason"):
        Figure("a", "share", shown.title, "farsta_1", "Farsta", shown.period)


# --- the year before -----------------------------------------------------------------------------------------


def compared(before: Publication, after: Publication, code: str = "phone_share") -> Comparison | None:
    return one(shelf(before, after), code, "farsta_1", str(after.period)).comparison


def test_a_rise_that_the_interval_carries_is_more() -> None:
    found = compared(
        published("2020T1", one={"farsta_1": ways(120, 30)}), published("2021T1", one={"farsta_1": ways(120, 80)})
    )
    assert found is not None
    assert found.verdict == "more"
    assert found.difference == pytest.approx(80 / 120 - 30 / 120)
    assert found.low is not None
    assert 0 < found.low < found.difference < (found.high or 0)
    assert found.before is not None
    assert (found.before.value, str(found.before.period)) == (30 / 120, "2020T1")


@pytest.mark.parametrize(("before", "after", "verdict"), [(30, 35, "unchanged"), (80, 30, "less"), (30, 80, "more")])
def test_what_chance_can_explain_is_unchanged(before: int, after: int, verdict: str) -> None:
    earlier = published("2020T1", one={"farsta_1": ways(120, before)})
    later = published("2021T1", one={"farsta_1": ways(120, after)})
    for code in ("phone_share", "phone_count"):
        found = compared(earlier, later, code)
        assert found is not None
        assert found.verdict == verdict


def test_over_a_break_nothing_is_compared_and_the_reason_is_said() -> None:
    earlier = published("2020T1", versions={"farsta_1": ways(60, 20) | {"interpreter.answered": 60}})
    later = published("2021T1", versions={"farsta_1": ways(60, 25) | {"language.answered": 60, "language.sv": 40}})
    broken = compared(earlier, later, "second_version")
    assert broken is not None
    assert (broken.verdict, broken.before, broken.difference) == ("not comparable", None, None)
    assert broken.why is not None
    assert broken.why.sv.startswith("Vi frågar om språket")


def test_over_a_break_in_another_question_what_stayed_the_same_is_compared() -> None:
    earlier = published("2020T1", versions={"farsta_1": ways(60, 20)})
    later = published("2021T1", versions={"farsta_1": ways(60, 25)})
    found = compared(earlier, later, "both_versions")
    assert found is not None
    assert found.verdict == "unchanged"


def test_a_break_lies_between_two_periods_whichever_way_they_are_far_apart() -> None:
    library, indicator = shelf(T1), INDICATORS["second_version"]
    assert break_between(library, indicator, Period.parse("2020T1"), Period.parse("2022T3")) is not None
    assert break_between(library, indicator, Period.parse("2021T1"), Period.parse("2022T3")) is None


@pytest.mark.parametrize(("code", "verdict"), [("phone_count", "not comparable"), ("phone_share", "unchanged")])
def test_a_year_that_the_follow_up_began_inside_is_too_short_to_count_against(code: str, verdict: str) -> None:
    years = [
        published(period, one={"farsta_1": ways(60, 20)})
        for period in ("2020T2", "2020T3", "2021T1", "2021T2", "2021T3")
    ]
    found = one(shelf(*years), code, "farsta_1", "2021").comparison
    assert found is not None
    assert found.verdict == verdict
    assert (found.why is not None and "maj 2020" in found.why.sv) == (verdict == "not comparable")


ACTS = {unit: {"2021-01": {"acts": 60}} for unit in ("farsta_1", "farsta_2")}
BEFORE = {unit: {"2020-01": {"acts": 60}} for unit in ("farsta_1", "farsta_2")}
LARGE_BEFORE = {"farsta_1": ways(60, 25), "farsta_2": ways(45, 20)}


@pytest.mark.parametrize(
    ("code", "unit", "verdict"),
    [
        ("phone_count", "farsta", "not comparable"),
        ("phone_count", "farsta_1", "unchanged"),
        ("phone_share", "farsta", "unchanged"),
    ],
)
def test_people_of_other_units_than_the_year_before_are_not_counted_against_it(
    code: str, unit: str, verdict: str
) -> None:
    small_then = published("2020T1", {"one": BEFORE}, one={"farsta_1": ways(60, 25), "city:other": ways(20, 10)})
    found = one(shelf(small_then, published("2021T1", {"one": ACTS}, one=LARGE)), code, unit, "2021T1")
    assert found.comparison is not None
    assert found.comparison.verdict == verdict
    if verdict == "not comparable":
        assert found.comparison.why is not None
        assert found.comparison.why.sv == "Går inte att jämföra: siffran gäller inte samma enheter båda åren"


def test_a_unit_that_openly_did_nothing_the_year_before_makes_no_break() -> None:
    one_unit = {"farsta_1": BEFORE["farsta_1"]}
    then = published("2020T1", {"one": one_unit}, one={"farsta_1": ways(60, 25)})
    found = one(shelf(then, published("2021T1", {"one": ACTS}, one=LARGE)), "phone_count", "farsta", "2021T1")
    assert found.comparison is not None
    assert found.comparison.verdict == "unchanged"


def test_a_share_is_not_compared_where_a_unit_was_moved() -> None:
    moved = UnitTree(tuple(replace(u, parent="farsta") if u.code == "vallingby_1" else u for u in TREE.units))
    then, now = published("2020T1", one=LARGE_BEFORE), published("2021T1", one=LARGE, tree=moved)
    comparisons = {unit: one(shelf(then, now), "phone_share", unit, "2021T1").comparison for unit in ("farsta", "city")}
    assert {unit: found.verdict for unit, found in comparisons.items() if found} == {
        "farsta": "not comparable",
        "city": "unchanged",
    }


def test_a_first_year_has_nothing_to_be_compared_with() -> None:
    assert one(shelf(T1), "phone_share", "farsta_1", "2021T1").comparison is None


def test_a_hidden_figure_of_the_year_before_is_not_compared_with() -> None:
    earlier = published("2020T1", one={"farsta_1": ways(35, 5)})
    assert compared(earlier, published("2021T1", one={"farsta_1": ways(120, 80)})) is None


def test_series_have_one_figure_a_period_whether_shown_or_not() -> None:
    periods = [Period.parse(written) for written in ("2020T3", "2021T1", "2021T2")]
    figures = series(shelf(T1), "phone_share", "farsta_1", periods)
    assert [(str(figure.period), figure.reason) for figure in figures] == [
        *(("2020T3", "nothing"), ("2021T1", None), ("2021T2", "open")),
    ]


def test_rows_hold_what_the_command_prints() -> None:
    (row,) = as_rows([one(shelf(T1), "phone_share", "farsta_2", "2021T1")])
    assert (row["unit"], row["period"], row["indicator"]) == ("farsta_2", "2021T1", "phone_share")
    assert (row["value"], row["shown"], row["reason"]) == (None, False, "few")
    offered = row["offered"]
    assert isinstance(offered, dict)
    assert (offered["unit"], offered["base"], offered["offered"]) == ("farsta", 95, None)
