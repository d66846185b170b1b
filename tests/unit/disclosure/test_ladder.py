"""Where no rounding is admissible something is given up, rung by rung, and the ladder always ends.

Registrations that need more than the first rung are not known, so what can be drawn is cut short for those.
"""

from collections.abc import Callable, Mapping

import pytest

from folja.counting.plan import plan_for
from folja.disclosure import protection
from folja.disclosure.attacker import Finding
from folja.disclosure.protection import AuditOpen, coarser
from folja.disclosure.publication import Publication, Rung
from folja.disclosure.ranges import System
from folja.vocabulary.unit import UnitTree
from tests.city import PERIOD, TREE, UNITS, Sheet, publish, repeated, with_staff
from tests.instruments import tiny

TALKS = repeated((14, {"language": "sv"}), (9, {"language": "ar"}), (6, {"language": "so"}), (3, {}))
Drawing = Callable[[System], bool]


def published_when(
    can_draw: Callable[[System, int], bool], monkeypatch: pytest.MonkeyPatch, **sheets: int
) -> Publication:
    """A publication where a rounding is only found for some components and numbers of acts."""
    draw = protection.draw

    def drawing(system: System, acts: int, counts: Mapping[int, int], *rest: object) -> dict[int, int] | None:
        return draw(system, acts, counts, *rest) if can_draw(system, acts) else None  # type: ignore[arg-type]

    monkeypatch.setattr(protection, "draw", drawing)
    given = {unit: TALKS * sheets.get(unit, 1) for unit in UNITS}
    return publish({tiny("groups"): given})


def test_first_the_categories_become_coarser() -> None:
    # As many men as there can be, four at each: then everybody answered, and that is an exact number.
    full = repeated((20, {"participants": {"women": 0, "men": 4, "other_gender": 0}}))
    given = publish({tiny("people"): {"farsta_1": full, "farsta_2": repeated((13, full[0]), (9, {}))}})
    assert given.rungs == (Rung("people.participants", "farsta_1", "coarser"),)
    values = given.by_code["people.participants"].values
    assert values["farsta_1"] == {"answered": 20, "not_known": 0}
    assert {"women_people", "men_people", "other_gender_people"} < set(values["farsta_2"])


def test_groups_of_options_stay_when_the_options_go(monkeypatch: pytest.MonkeyPatch) -> None:
    given = published_when(lambda system, acts: "language.sv" not in published_codes(system), monkeypatch)
    assert {(rung.leaf, rung.step) for rung in given.rungs} == {(unit, "coarser") for unit in UNITS}
    kept = {"answered", "not_known", "other_language", "far"}
    assert all(set(values) == kept for values in given.by_code["groups.language"].values.values())


def published_codes(system: System) -> set[str]:
    return {system.codes[cell] for cell in system.published}


def test_then_the_leaf_is_merged_with_the_nearest_of_its_district(monkeypatch: pytest.MonkeyPatch) -> None:
    given = published_when(lambda _, acts: acts != 64, monkeypatch, farsta_2=2)
    assert given.rungs == (Rung("groups.language", "farsta_1+farsta_2", "merged"),)
    leaves = {leaf.code: leaf.under for leaf in given.by_code["groups.language"].leaves}
    assert leaves == {"farsta_1+farsta_2": "farsta", "vallingby_1": "vallingby_1", "vallingby_2": "vallingby_2"}
    assert set(given.by_code["groups.language"].values) == set(leaves)


def test_at_last_the_leaf_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    given = published_when(lambda _, acts: acts == 32, monkeypatch, farsta_2=2)
    assert given.rungs == (Rung("groups.language", "farsta_2", "withheld"),)
    assert "farsta_2" not in given.by_code["groups.language"].values


def test_where_nothing_can_be_drawn_nothing_is_published_and_the_ladder_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    given = published_when(lambda *_: False, monkeypatch)
    assert given.cubes == ()
    assert {(rung.leaf, rung.step) for rung in given.rungs} == {(unit, "withheld") for unit in UNITS}


def test_a_coarser_component_has_lost_every_option_and_kept_what_they_add_up_to() -> None:
    (whole,) = plan_for(tiny("alone")).components
    kept = {cell.category for cell in coarser(whole).published}
    assert kept == {"answered", "not_known", "women", "men", "only_women", "only_men"}
    assert coarser(whole).relations == whole.relations


def test_a_leaf_that_something_is_proved_about_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    audits = found_in_turn(monkeypatch, [finding("farsta_1")], [])
    given = publish({tiny("groups"): dict.fromkeys(UNITS, TALKS)})
    assert audits == []
    assert given.rungs == ()
    assert set(given.by_code["groups.language"].values) == set(UNITS)


def test_a_leaf_that_something_is_proved_about_every_time_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    found_in_turn(monkeypatch, *[[finding("farsta_1")]] * (protection.AUDIT_ROUNDS // 2 + 1), [])
    given = publish({tiny("groups"): dict.fromkeys(UNITS, TALKS)})
    assert given.rungs == (Rung("groups.language", "farsta_1", "withheld"),)


def test_with_an_open_audit_nothing_is_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protection, "attack", lambda *_: [finding("somewhere else")])
    with pytest.raises(AuditOpen, match="1 findings, the first: proved"):
        publish({tiny("groups"): dict.fromkeys(UNITS, TALKS)})


def finding(leaf: str) -> Finding:
    return Finding("proved", (), "groups", "language", leaf)


def found_in_turn(monkeypatch: pytest.MonkeyPatch, *audits: list[Finding]) -> list[list[Finding]]:
    """What the attacker says, one audit after the other; returns what it has not said yet."""
    left = list(audits)
    monkeypatch.setattr(protection, "attack", lambda *_: left.pop(0))
    return left


def test_a_two_attribute_cube_needs_two_leaves_in_the_district() -> None:
    answers = repeated(
        *((8, {"helped": 5, "parent_gender": gender}) for gender in ("woman", "man", "other")),
        (9, {"helped": 3, "parent_gender": "woman"}),
    )
    two, one = tiny("cross"), {"farsta_1": answers, "farsta_2": answers, "vallingby_1": answers}
    crossed = publish({two: one}).by_code["cross.helped_by_parent_gender"]
    assert [leaf.code for leaf in crossed.leaves] == ["farsta"]
    assert crossed.period == PERIOD


def left_out(**sheets: int) -> set[str]:
    """The units that the protocol names as too few."""
    return named({unit: TALKS[:number] for unit, number in sheets.items()})


def named(given: Mapping[str, list[Sheet]], code: str = "groups", tree: UnitTree = TREE) -> set[str]:
    return {rung.leaf for rung in publish({tiny(code): given}, tree=tree).rungs if rung.cube == code}


def test_units_too_few_even_together_are_named_in_the_protocol() -> None:
    assert left_out(farsta_1=32, vallingby_1=5) == {"vallingby_1"}


def test_a_unit_that_openly_did_nothing_is_not_named() -> None:
    assert left_out(farsta_1=32, vallingby_1=0) == set()


@pytest.mark.parametrize("did", [0, 5])
def test_a_hidden_unit_is_named_whether_it_did_anything_or_not(did: int) -> None:
    few = with_staff(TREE, vallingby_1=1)
    assert named({"farsta_1": TALKS, "vallingby_1": TALKS[:did]}, tree=few) == {"vallingby_1", "vallingby_2"}


@pytest.mark.parametrize("answered", [0, 5])
def test_that_a_family_answered_is_not_told_by_naming_its_unit(answered: int) -> None:
    answers = repeated((30, {"helped": 5, "parent_gender": "woman"}))
    given = {"farsta_1": answers, "vallingby_1": answers[:answered]}
    assert named(given, "cross") == {"farsta_2", "vallingby_1", "vallingby_2"}


@pytest.mark.parametrize("answered", [0, 5])
def test_where_nobody_carries_cells_the_whole_city_is_named(answered: int) -> None:
    assert named({"farsta_1": repeated((answered, {"helped": 5}))}, "cross") == {"city"}
