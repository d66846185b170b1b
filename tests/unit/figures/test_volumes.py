"""Volumes are exact and by month; a unit with few staff shows them only inside its parent, never as the only one."""

from dataclasses import replace

import pytest

from folja.figures.reading import read_by_unit, volume_months
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit, UnitTree
from tests.city import TREE, with_staff
from tests.unit.figures.shelf import one, published, shelf


def acts(**units: dict[str, int]) -> dict[str, dict[str, dict[str, dict[str, int]]]]:
    found = {unit: {month: {"acts": number} for month, number in months.items()} for unit, months in units.items()}
    return {"one": found}


def sessions(month: str, number: int, held: int) -> dict[str, dict[str, dict[str, dict[str, int]]]]:
    return {"about_act": {"farsta_1": {month: {"acts": number, "sessions": held}}}}


EVERYWHERE = acts(
    farsta_1={"2021-01": 17, "2021-03": 4},
    farsta_2={"2021-02": 3},
    vallingby_1={"2021-01": 1},
    vallingby_2={"2021-04": 9},
)
T1 = published("2021T1", EVERYWHERE)
FEW = with_staff(TREE, farsta_1=2)  # too few staff in one unit, so that both in Farsta are hidden


def test_a_volume_is_exact_and_has_no_base() -> None:
    figure = one(shelf(T1), "ones", "farsta_1", "2021T1")
    assert (figure.value, figure.base, figure.low, figure.missing) == (21, None, None, None)


@pytest.mark.parametrize(("unit", "number"), [("farsta", 24), ("vallingby", 10), ("city", 34)])
def test_volumes_add_up_through_the_tree(unit: str, number: int) -> None:
    assert one(shelf(T1), "ones", unit, "2021T1").value == number


def test_each_month_has_its_own_and_an_empty_one_is_not_nought() -> None:
    figures = volume_months(shelf(T1), "ones", "farsta_1", Period.parse("2021T1"))
    assert [(str(figure.period), figure.value, figure.reason) for figure in figures] == [
        ("2021-01", 17, None),
        ("2021-02", None, "nothing"),
        ("2021-03", 4, None),
        ("2021-04", None, "nothing"),
    ]


def test_a_number_about_the_act_is_a_volume_too() -> None:
    library = shelf(published("2021T1", sessions("2021-01", 4, 11)))
    assert one(library, "sessions", "farsta_1", "2021T1").value == 11


def test_open_months_are_shown_as_of_last_night_and_compared_with_nothing() -> None:
    before = published("2020T2", acts(farsta_1={"2020-05": 30}))
    between = [published(period, EVERYWHERE) for period in ("2020T3", "2021T1")]
    library = shelf(before, *between, open_volumes={("one", "farsta_1", Month(2021, 5)): {"acts": 8}})
    figure = one(library, "ones", "farsta_1", "2021T2")
    assert (figure.value, figure.comparison) == (8, None)


# --- against the year before --------------------------------------------------------------------------------


@pytest.mark.parametrize(("after", "verdict"), [(31, "more"), (30, "unchanged"), (29, "less")])
def test_one_act_more_is_a_fact_and_has_no_interval(after: int, verdict: str) -> None:
    library = shelf(
        published("2020T1", acts(farsta_1={"2020-01": 30})), published("2021T1", acts(farsta_1={"2021-01": after}))
    )
    found = one(library, "ones", "farsta_1", "2021T1").comparison
    assert found is not None
    assert (found.verdict, found.difference, found.low, found.high) == (verdict, after - 30, None, None)


def test_a_year_before_that_began_in_february_is_not_compared_with() -> None:
    library = shelf(published("2020T1", sessions("2020-02", 4, 9)), published("2021T1", sessions("2021-01", 8, 20)))
    found = one(library, "sessions", "farsta_1", "2021T1").comparison
    assert found is not None
    assert found.verdict == "not comparable"
    assert found.why is not None
    assert found.why.sv == "Går inte att jämföra: uppföljningen började i februari 2020"


def against_the_year_before(unit: str, before: dict[str, dict[str, int]], now: dict[str, dict[str, int]]) -> int:
    """How much of the volume is said to be from units that reported nothing then."""
    library = shelf(published("2020T1", acts(**before)), published("2021T1", acts(**now)))
    found = one(library, "ones", unit, "2021T1").comparison
    assert found is not None
    return found.from_added


def test_what_is_from_units_that_reported_nothing_the_year_before_is_told() -> None:
    before = {"farsta_1": {"2020-01": 17}}
    now = {"farsta_1": {"2021-01": 20}, "farsta_2": {"2021-02": 8}, "vallingby_1": {"2021-03": 5}}
    assert against_the_year_before("farsta", before, now) == 8
    assert against_the_year_before("city", before, now) == 13
    assert against_the_year_before("farsta_1", before, now) == 0


def test_a_unit_that_has_reported_both_years_is_not_added_whichever_months() -> None:
    now = {"farsta_1": {"2021-01": 20}, "farsta_2": {"2021-04": 8}}
    assert against_the_year_before("farsta", {"farsta_1": {"2020-01": 1}, "farsta_2": {"2020-02": 1}}, now) == 0


@pytest.mark.parametrize("few_staff", ["2020T1", "2021T1"])
def test_a_unit_that_is_hidden_in_either_year_is_never_told_to_be_added(few_staff: str) -> None:
    """Both units in Farsta are hidden then, and Farsta itself is not new: nothing of it may be told."""
    before = published("2020T1", acts(farsta_1={"2020-01": 17}), tree=FEW if few_staff == "2020T1" else TREE)
    after = published("2021T1", acts(farsta_1={"2021-01": 20}, farsta_2={"2021-02": 8}))
    if few_staff == "2021T1":
        after = published("2021T1", acts(farsta_1={"2021-01": 20}, farsta_2={"2021-02": 8}), tree=FEW)
    for unit in ("farsta", "city"):
        found = one(shelf(before, after), "ones", unit, "2021T1").comparison
        assert found is not None
        assert found.from_added == 0


def test_a_unit_that_took_over_from_another_is_not_added() -> None:
    heir = replace(TREE["farsta_1"], valid_to=Month(2020, 12), successors=("farsta_2",))
    tree = UnitTree(tuple(heir if unit.code == heir.code else unit for unit in TREE.units))
    before = published("2020T1", acts(farsta_1={"2020-01": 17}), tree=tree)
    after = published("2021T1", acts(farsta_2={"2021-01": 20}), tree=tree)
    found = one(shelf(before, after, tree=tree), "ones", "farsta", "2021T1").comparison
    assert found is not None
    assert found.from_added == 0


# --- few staff ----------------------------------------------------------------------------------------------


def test_a_hidden_volume_says_so_and_the_parents_is_offered() -> None:
    library = shelf(published("2021T1", EVERYWHERE, tree=FEW))
    figure = one(library, "ones", "farsta_1", "2021T1")
    assert (figure.value, figure.reason) == (None, "staff")
    assert figure.offered is not None
    assert (figure.offered.unit, figure.offered.value) == ("farsta", 24)


def test_hidden_volumes_are_hidden_by_month_and_among_their_siblings_too() -> None:
    library = shelf(published("2021T1", EVERYWHERE, tree=FEW))
    months = volume_months(library, "ones", "farsta_2", Period.parse("2021T1"))
    siblings = read_by_unit(library, "ones", "farsta", Period.parse("2021T1"))
    assert {figure.reason for figure in (*months, *siblings)} == {"staff"}


def test_that_a_hidden_unit_did_nothing_is_not_told_by_a_figure_about_people() -> None:
    library = shelf(published("2021T1", acts(farsta_2={"2021-01": 40}), tree=FEW))
    assert one(library, "phone_share", "farsta_1", "2021T1").reason == "no cells"


# --- units that change --------------------------------------------------------------------------------------


def moved(tree: UnitTree, **parents: str) -> UnitTree:
    """The city with units under other parents: moved(TREE, farsta_2="vallingby")."""
    return UnitTree(tuple(replace(unit, parent=parents.get(unit.code, unit.parent)) for unit in tree.units))


def test_what_was_hidden_when_it_was_frozen_stays_hidden_however_many_staff_there_are_now() -> None:
    library = shelf(published("2021T1", EVERYWHERE, tree=FEW), tree=with_staff(TREE, farsta_1=8))
    assert {one(library, "ones", unit, "2021T1").reason for unit in ("farsta_1", "farsta_2")} == {"staff"}


def test_what_was_shown_when_it_was_frozen_stays_shown() -> None:
    assert one(shelf(T1, tree=FEW), "ones", "farsta_1", "2021T1").value == 21


def test_a_unit_that_is_moved_takes_no_old_numbers_with_it() -> None:
    library = shelf(T1, tree=moved(TREE, farsta_2="vallingby"))
    assert [one(library, "ones", unit, "2021T1").value for unit in ("farsta", "vallingby", "farsta_2")] == [24, 10, 3]


def test_the_units_below_are_those_of_the_time() -> None:
    library = shelf(T1, tree=moved(TREE, farsta_2="vallingby"))
    units = [figure.unit for figure in read_by_unit(library, "ones", "farsta", Period.parse("2021T1"))]
    assert units == ["farsta_1", "farsta_2"]


def test_a_unit_keeps_the_name_it_had() -> None:
    renamed = UnitTree(tuple(replace(unit, name=f"Nya {unit.name}") for unit in TREE.units))
    assert one(shelf(T1, tree=renamed), "ones", "farsta", "2021T1").unit_name == "Farsta"


def test_a_unit_founded_later_had_nothing() -> None:
    new = UnitTree((*TREE.units, Unit("farsta_3", "Farsta 3", "unit", "farsta", staff=5, valid_from=Month(2021, 5))))
    assert one(shelf(T1, tree=new), "ones", "farsta_3", "2021T1").reason == "nothing"


def test_a_district_that_a_unit_was_moved_to_is_not_compared_with_the_year_before() -> None:
    before = published("2020T1", acts(farsta_1={"2020-01": 17}, farsta_2={"2020-02": 9}, vallingby_1={"2020-01": 9}))
    after = published("2021T1", EVERYWHERE, tree=moved(TREE, farsta_2="vallingby"))
    library = shelf(before, after)
    found = {
        unit: one(library, "ones", unit, "2021T1").comparison for unit in ("farsta", "vallingby", "farsta_1", "city")
    }
    verdicts = {unit: comparison.verdict for unit, comparison in found.items() if comparison}
    assert verdicts == {"farsta": "not comparable", "vallingby": "not comparable", "farsta_1": "more", "city": "less"}
    assert found["farsta"]
    assert found["farsta"].why
    assert found["farsta"].why.sv == "Går inte att jämföra: Farsta_2 har flyttats härifrån"


def test_where_the_whole_city_has_few_staff_no_volume_is_shown() -> None:
    tiny_city = with_staff(TREE, farsta_1=1, farsta_2=1, vallingby_1=0, vallingby_2=None)
    figure = one(shelf(published("2021T1", EVERYWHERE, tree=tiny_city)), "ones", "city", "2021T1")
    assert (figure.value, figure.reason, figure.offered) == (None, "staff", None)
