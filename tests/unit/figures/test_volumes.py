"""Volumes are exact and by month; a unit with few staff shows them only inside its parent, never as the only one."""

import numpy as np
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


# --- few staff ----------------------------------------------------------------------------------------------


def hidden(tree: UnitTree) -> set[str]:
    return set(shelf(T1, tree=tree).without_volumes)


def test_with_enough_staff_nobody_is_hidden() -> None:
    assert hidden(TREE) == set()


@pytest.mark.parametrize("staff", [2, 0, None])
def test_a_unit_with_few_staff_is_hidden_and_a_sibling_with_it(staff: int | None) -> None:
    assert hidden(with_staff(TREE, farsta_1=staff)) == {"farsta_1", "farsta_2"}


def test_the_sibling_with_the_fewest_staff_is_the_one() -> None:
    tree = UnitTree((*TREE.units, Unit("farsta_3", "Farsta 3", "unit", "farsta", staff=3)))
    assert hidden(with_staff(tree, farsta_1=2)) == {"farsta_1", "farsta_3"}


def test_two_with_few_staff_need_no_third() -> None:
    tree = UnitTree((*TREE.units, Unit("farsta_3", "Farsta 3", "unit", "farsta", staff=9)))
    assert hidden(with_staff(tree, farsta_1=2, farsta_2=1)) == {"farsta_1", "farsta_2"}


def test_a_district_with_few_staff_hides_another_and_one_unit_inside_it() -> None:
    tree = with_staff(TREE, vallingby_1=1, vallingby_2=1)
    assert hidden(tree) == {"vallingby", "vallingby_1", "vallingby_2", "farsta", "farsta_1"}


def test_a_unit_that_was_closed_long_ago_hides_nobody() -> None:
    old = Unit("farsta_0", "Gamla Farsta", "unit", "farsta", valid_to=Month(2018, 12))
    tree = UnitTree((*with_staff(TREE, farsta_1=2).units, old))
    assert {"farsta_1", "farsta_2"} <= hidden(tree)


TREES = [
    with_staff(TREE, farsta_1=2),
    with_staff(TREE, farsta_1=1, vallingby_2=1),
    with_staff(TREE, vallingby_1=1, vallingby_2=1),
    UnitTree(
        (*TREE.units, Unit("north", "Norr", "district", "city"), Unit("north_1", "Norra", "unit", "north", staff=1))
    ),
]


@pytest.mark.parametrize("tree", TREES)
def test_no_hidden_unit_is_the_difference_of_what_is_shown(tree: UnitTree) -> None:
    """By adding and taking away what is shown, nobody works out the volume of a unit with few staff."""
    library = shelf(T1, tree=tree)
    shown = [unit.code for unit in tree.units if unit.code not in library.without_volumes]
    leaves = [leaf.code for leaf in tree.leaves]
    rows = [[int(leaf in {below.code for below in tree.leaves_of(unit)}) for leaf in leaves] for unit in shown]
    for leaf in tree.leaves:
        if (leaf.staff or 0) < 3:
            alone = [int(code == leaf.code) for code in leaves]
            assert rank([*rows, alone]) > rank(rows), leaf.code


def rank(rows: list[list[int]]) -> int:
    return int(np.linalg.matrix_rank(np.array(rows)))


def test_a_hidden_volume_says_so_and_the_parents_is_offered() -> None:
    library = shelf(T1, tree=with_staff(TREE, farsta_1=2))
    figure = one(library, "ones", "farsta_1", "2021T1")
    assert (figure.value, figure.reason) == (None, "staff")
    assert figure.offered is not None
    assert (figure.offered.unit, figure.offered.value) == ("farsta", 24)


def test_hidden_volumes_are_hidden_by_month_and_among_their_siblings_too() -> None:
    library = shelf(T1, tree=with_staff(TREE, farsta_1=2))
    months = volume_months(library, "ones", "farsta_2", Period.parse("2021T1"))
    siblings = read_by_unit(library, "ones", "farsta", Period.parse("2021T1"))
    assert {figure.reason for figure in (*months, *siblings)} == {"staff"}


def test_that_a_hidden_unit_did_nothing_is_not_told_by_a_figure_about_people() -> None:
    library = shelf(published("2021T1", acts(farsta_2={"2021-01": 40})), tree=with_staff(TREE, farsta_1=2))
    assert one(library, "phone_share", "farsta_1", "2021T1").reason == "no cells"
