"""The demo city's units are of plausible size, and some are too small for numbers of their own."""

from collections import Counter

from folja.demo.city import city_today
from folja.disclosure import policy
from folja.disclosure.carriers import carriers
from folja.disclosure.fixed_units import units_of
from folja.instruments.registration import Registration
from folja.vocabulary.period import Period
from folja.vocabulary.unit import UnitTree

TERTIAL = Period.parse("2022T1")


def acts(drawn: list[Registration], instrument: str, period: Period) -> Counter[str]:
    return Counter(r.unit for r in drawn if r.instrument == instrument and r.month in period)


def test_the_city_has_thirteen_districts_each_with_units(tree: UnitTree) -> None:
    districts = [unit for unit in tree.units if unit.kind == "district"]
    assert len(districts) == 13
    assert all(1 <= len(tree.leaves_of(district.code)) <= 4 for district in districts)


def test_every_unit_knows_its_staff_and_none_is_larger_than_a_real_one(tree: UnitTree) -> None:
    assert all(leaf.staff and 1 <= leaf.staff <= 12 for leaf in tree.leaves)


def test_no_unit_holds_more_talks_than_its_staff_can(drawn: list[Registration], tree: UnitTree) -> None:
    # Four months, three talks a week: more would leave no time for anything else these units do.
    for unit, number in acts(drawn, "talk", TERTIAL).items():
        assert number <= (tree[unit].staff or 0) * 17 * 3


def test_the_single_adviser_of_norrmalm_reports_through_the_inner_city(tree: UnitTree) -> None:
    (adviser,) = tree.leaves_of("norrmalm")
    assert adviser.staff == 1
    assert tree.path(adviser.code) == ("norrmalm_foraldrastod", "norrmalm", "innerstaden", "staden")


def test_aminas_unit_carries_cells_of_its_own_in_every_closed_tertial(
    drawn: list[Registration], tree: UnitTree
) -> None:
    for tertial in ("2019T1", "2019T2", "2020T1", "2020T2", "2021T2", "2022T1"):
        assert "farsta_foraldrastod" in leaves(drawn, tree, Period.parse(tertial))


def test_some_units_have_too_few_staff_or_too_few_talks_for_cells(drawn: list[Registration], tree: UnitTree) -> None:
    few = {"norrmalm_foraldrastod", "farsta_oppna_insatser", "skarpnack_oppna_insatser"}
    assert leaves(drawn, tree, TERTIAL).isdisjoint(few)


def leaves(drawn: list[Registration], tree: UnitTree, tertial: Period) -> set[str]:
    """The leaves that the talks of a tertial have."""
    units = units_of(tree, tertial, policy.shipped())
    return {leaf.code for leaf in carriers(units, tertial, acts(drawn, "talk", tertial), policy.shipped())}


def test_bromma_and_kungsholmen_have_reported_nothing(drawn: list[Registration], tree: UnitTree) -> None:
    reporting = {district for r in drawn if (district := tree.parent_of_kind(r.unit, "district"))}
    assert {u.code for u in tree.units if u.kind == "district"} - {d.code for d in reporting} == {
        "bromma",
        "kungsholmen",
    }


def test_the_city_lives_in_june_2022() -> None:
    assert str(city_today()) == "2022-06-14"
