"""Answers per act: rounded answers over exact acts, shown only where the number of acts is public anyway."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from folja.disclosure.carriers import Leaf
from folja.disclosure.publication import Publication
from folja.figures.coverage import counted_elsewhere
from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.figures.outnumbered import outnumbered
from folja.vocabulary.period import Period
from folja.vocabulary.unit import UnitTree
from tests.city import TREE, with_staff
from tests.unit.figures.shelf import one, published, shelf

RATE = "answers_per_one"
Acts = Mapping[str, int]


def answers(given: int, skipped: int = 0) -> dict[str, int]:
    return {"helped.answered": given, "helped.not_known": skipped}


def closed(
    acts: Acts, given: Mapping[str, dict[str, int]], period: str = "2021T1", tree: UnitTree = TREE
) -> Publication:
    month = str(Period.parse(period).first)
    volumes = {"one": {unit: {month: {"acts": number}} for unit, number in acts.items()}}
    return published(period, volumes, tree, cross=given)


def rate(acts: Acts, given: Mapping[str, dict[str, int]], unit: str, tree: UnitTree = TREE) -> Figure:
    return one(shelf(closed(acts, given, tree=tree), tree=tree), RATE, unit, "2021T1")


def seen(figure: Figure) -> tuple[int | None, int | None, str | None]:
    return figure.numerator, figure.base, figure.reason


BOTH = {"farsta_1": 57, "farsta_2": 61}
OWN = {"farsta_1": answers(40, 5), "farsta_2": answers(20)}


def test_a_rate_is_rounded_answers_over_exact_acts_with_all_that_must_stand_beside_it() -> None:
    figure = rate(BOTH, OWN, "farsta_1")
    assert (figure.kind, figure.value, figure.numerator, figure.base, figure.missing) == ("rate", 40 / 57, 40, 57, 5)
    assert figure.low is not None
    assert figure.high is not None
    assert 0.4 < figure.low < 40 / 57 < figure.high < 1


def test_two_parents_of_one_act_may_both_answer_so_a_rate_may_be_more_than_one() -> None:
    figure = rate({"farsta_1": 41}, {"farsta_1": answers(55)}, "farsta_1")
    assert figure.value == 55 / 41
    assert (figure.high or 0) > 1


def test_value_times_base_is_a_multiple_of_five() -> None:
    figure = rate({"farsta_1": 43}, {"farsta_1": answers(25)}, "farsta_1")
    assert round((figure.value or 0) * (figure.base or 0), 9) % 5 == 0


def test_a_districts_rate_is_of_its_leaves_and_all_acts_of_the_same_units() -> None:
    assert seen(rate(BOTH, OWN, "farsta")) == (60, 118, None)


def test_acts_of_a_unit_whose_answers_are_counted_further_up_are_not_in_the_districts_base() -> None:
    assert seen(rate(BOTH, {"farsta_1": answers(40), "city:other": answers(20)}, "farsta")) == (40, 57, None)


def test_a_unit_that_nobody_answered_at_counts_with_its_acts_among_the_other_units() -> None:
    three = {**BOTH, "farsta_2": 10}
    assert seen(rate(three, {"farsta_1": answers(40), "farsta:other": answers(25)}, "farsta")) == (65, 67, None)


@pytest.mark.parametrize(("acts", "shown"), [(39, False), (40, True)])
def test_a_rate_is_shown_from_forty_acts(acts: int, shown: bool) -> None:
    figure = rate({"farsta_1": acts}, {"farsta_1": answers(30)}, "farsta_1")
    assert seen(figure) == ((30, 40, None) if shown else (None, None, "few"))


def test_below_forty_acts_the_finest_coarser_rate_is_offered() -> None:
    offered = rate({"farsta_1": 30, "farsta_2": 50}, OWN, "farsta_1").offered
    assert offered is not None
    assert (offered.unit, offered.numerator, offered.base) == ("farsta", 60, 80)


def test_a_unit_without_cells_of_its_own_is_offered_the_districts_rate() -> None:
    figure = rate(BOTH, {"farsta_1": answers(40), "farsta:other": answers(15)}, "farsta_2")
    assert figure.reason == "no cells"
    assert figure.offered is not None
    assert figure.offered.base == 118


def test_a_year_is_its_tertials_added_on_both_sides() -> None:
    second = closed({"farsta_1": 50}, {"farsta_1": answers(30)}, "2021T2")
    figure = one(shelf(closed(BOTH, OWN), second), RATE, "farsta_1", "2021T1-T2")
    assert (figure.numerator, figure.base) == (70, 107)


def test_a_tertial_without_any_act_takes_nothing_from_the_year() -> None:
    second = closed({"farsta_2": 50}, {"farsta_2": answers(30)}, "2021T2")
    assert one(shelf(closed(BOTH, OWN), second), RATE, "farsta_1", "2021T1-T2").base == 57


def test_no_act_and_no_answer_is_nothing_reported() -> None:
    assert rate(BOTH, OWN, "vallingby_1").reason == "nothing"


def test_before_the_tertial_is_closed_there_is_no_rate() -> None:
    figure = one(shelf(closed(BOTH, OWN)), RATE, "farsta_1", "2021T2")
    assert seen(figure) == (None, None, "open")


# --- what an attacker would make of it -----------------------------------------------------------------------


SMALL = with_staff(TREE, farsta_1=2)  # hides farsta_1, and farsta_2 with it


def test_a_unit_whose_volumes_are_hidden_shows_no_rate() -> None:
    figure = rate(BOTH, {"farsta:other": answers(60)}, "farsta_1", SMALL)
    assert seen(figure) == (None, None, "staff")
    assert figure.offered is not None
    assert figure.offered.unit == "farsta"


def hidden_beside_three() -> UnitTree:
    """Farsta with four units, of which two are hidden."""
    more = [replace(TREE["farsta_1"], code=f"farsta_{number}", staff=9) for number in (3, 4)]
    return with_staff(UnitTree((*TREE.units, *more)), farsta_1=2)


def test_acts_of_hidden_units_are_never_had_by_subtraction() -> None:
    """Answers of farsta_1, hidden, are counted with the city's: 200 less the shown units' would be the hidden ones'."""
    tree = hidden_beside_three()
    acts = {"farsta_1": 11, "farsta_2": 49, "farsta_3": 60, "farsta_4": 80}
    given = {"farsta_3": answers(30), "farsta_4": answers(40), "city:other": answers(20)}
    assert seen(rate(acts, given, "farsta", tree)) == (70, 140, None)


def test_where_no_leaf_has_public_acts_only_there_is_no_rate_but_the_citys() -> None:
    tree = with_staff(TREE, farsta_1=2, farsta_2=4)
    given = {"city:other": answers(20), "vallingby_1": answers(40), "vallingby_2": answers(40)}
    acts = {**BOTH, "vallingby_1": 50, "vallingby_2": 50}
    figure = rate(acts, given, "farsta", tree)
    assert seen(figure) == (None, None, "no cells")
    assert figure.offered is not None
    assert (figure.offered.unit, figure.offered.base) == ("city", 218)


def test_no_leaf_of_hidden_units_shows_its_acts_while_others_hidden_are_outside() -> None:
    """Two hidden units of two districts are counted together, the two hidden beside them nowhere.

    Moving acts between a unit inside and one outside changes no volume that is shown, so it may change no rate.
    """
    tree = with_staff(TREE, farsta_1=2, farsta_2=4, vallingby_1=2, vallingby_2=4)
    mixed = Leaf("mixed", ("farsta_1", "vallingby_1"), "city")

    def rates(inside: int, outside: int) -> list[object]:
        acts = {"farsta_1": inside, "farsta_2": outside, "vallingby_1": 60, "vallingby_2": 80}
        publication = closed(acts, {"farsta_1": answers(60)}, tree=tree)
        (cube,) = publication.cubes
        cube = replace(cube, leaves=(mixed,), values={"mixed": cube.values["farsta_1"]})
        library = shelf(replace(publication, cubes=(cube,)), tree=tree)
        volumes = [one(library, "ones", unit.code, "2021T1").value for unit in tree.units]
        return [volumes, *(seen(one(library, RATE, unit.code, "2021T1")) for unit in tree.units)]

    assert rates(50, 10) == rates(10, 50)


def test_units_that_a_rate_is_without_are_named() -> None:
    tree = hidden_beside_three()
    acts = {"farsta_1": 11, "farsta_2": 49, "farsta_3": 60, "farsta_4": 80}
    given = {"farsta_3": answers(30), "farsta_4": answers(40), "city:other": answers(20)}
    library = shelf(closed(acts, given, tree=tree), tree=tree)
    names = [unit.code for unit in counted_elsewhere(library, RATE, "farsta", Period.parse("2021T1"))]
    assert names == ["farsta_1", "farsta_2"]


# --- the year before -----------------------------------------------------------------------------------------


def verdict(before: int, after: int) -> str | None:
    earlier = closed({"farsta_1": 100}, {"farsta_1": answers(before)}, "2020T1")
    later = closed({"farsta_1": 100}, {"farsta_1": answers(after)})
    library: Library = shelf(earlier, later)
    comparison = one(library, RATE, "farsta_1", "2021T1").comparison
    return comparison.verdict if comparison else None


@pytest.mark.parametrize(("before", "after", "said"), [(30, 35, "unchanged"), (20, 60, "more"), (60, 20, "less")])
def test_a_rate_is_more_or_less_only_where_chance_and_rounding_do_not_explain_it(
    before: int, after: int, said: str
) -> None:
    assert verdict(before, after) == said


# --- more answers than acts ----------------------------------------------------------------------------------------


def outnumbering(acts: Acts, given: Mapping[str, dict[str, int]], tree: UnitTree = TREE) -> list[str]:
    books = shelf(closed(acts, given, tree=tree), tree=tree)
    return [figure.unit for figure in outnumbered(books, acts, Period.parse("2021T1"))]


def test_many_more_answers_than_acts_are_told_and_a_few_more_are_not() -> None:
    both = {"farsta_1": answers(120), "farsta_2": answers(65)}
    assert outnumbering(BOTH, both) == ["farsta_1"]
    assert outnumbering(BOTH, OWN) == []


def test_nothing_is_told_of_a_unit_whose_acts_are_hidden_or_too_few() -> None:
    assert outnumbering({"farsta_1": 30}, {"farsta_1": answers(200)}) == []
    assert outnumbering(BOTH, {"farsta_1": answers(200)}, with_staff(TREE, farsta_1=2)) == []


def test_while_a_tertial_is_open_nothing_is_told() -> None:
    books = shelf(closed(BOTH, {"farsta_1": answers(200)}))
    assert outnumbered(books, BOTH, Period.parse("2021T2")) == ()
