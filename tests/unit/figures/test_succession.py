"""Units that are founded, closed, merged, split, renamed and moved: what is compared with what, and what is said."""

from dataclasses import replace

import pytest

from folja.figures.comparing import comparable_year_before, why_not_comparable
from folja.figures.figure import Comparison
from folja.figures.library import Library
from folja.figures.reading import read_by_unit
from folja.figures.unit_notes import unit_notes
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit, UnitTree
from tests.city import TREE, with_staff
from tests.unit.figures.shelf import Cells, Volumes, one, published, shelf

APRIL, MAY = Month(2021, 4), Month(2021, 5)
YEARS = ("2020T2", "2021T2")


def changed(tree: UnitTree = TREE, *new: Unit, **units: dict[str, object]) -> UnitTree:
    """The city with units changed and new ones: changed(TREE, NEW, farsta_1={"valid_to": APRIL})."""
    return UnitTree((*(replace(unit, **units.get(unit.code, {})) for unit in tree.units), *new))  # type: ignore[arg-type]


ENDED = {"valid_to": APRIL, "successors": ("farsta_3",)}
NEW = Unit("farsta_3", "Nya Farsta", "unit", "farsta", staff=9, valid_from=MAY)
MERGED = changed(TREE, NEW, farsta_1=ENDED, farsta_2=ENDED)
PARTED = ENDED | {"successors": ("farsta_3", "farsta_4")}
SPLIT = changed(TREE, NEW, replace(NEW, code="farsta_4", name="Farsta ung"), farsta_1=PARTED)
GONE_ELSEWHERE = changed(TREE, farsta_2={"valid_to": APRIL, "successors": ("vallingby_1",)})
MOVED = changed(TREE, farsta_2={"parent": "vallingby"})

ACTS = {"one": {"farsta_1": {"2020-05": {"acts": 30}}, "farsta_2": {"2020-06": {"acts": 12}}}}
ACTS_AFTER = {"one": {"farsta_3": {"2021-05": {"acts": 50}}, "farsta_1": {}, "farsta_2": {}}}


def cells(**phone: int) -> Cells:
    """For each unit so many by phone, of 60 that are known."""
    return {unit: {"way.phone": number, "way.answered": 60, "way.not_known": 5} for unit, number in phone.items()}


def city(before: UnitTree, after: UnitTree, then: Cells, now: Cells) -> Library:
    """The second tertials of two years, in the units of each."""
    first = published(YEARS[0], ACTS, before, one=then)
    second = published(YEARS[1], ACTS_AFTER, after, one=now)
    return shelf(first, second, tree=after)


def compared(library: Library, code: str, unit: str) -> Comparison:
    found = one(library, code, unit, YEARS[1]).comparison
    assert found
    return found


def why(comparison: Comparison) -> str:
    assert comparison.verdict == "not comparable"
    assert comparison.why
    return comparison.why.sv.removeprefix("Går inte att jämföra: ")


MERGED_CITY = city(TREE, MERGED, cells(farsta_1=30, farsta_2=15), cells(farsta_3=25))


def test_a_merged_unit_is_compared_with_the_sum_of_those_before_it() -> None:
    share = compared(MERGED_CITY, "phone_share", "farsta_3")
    assert share.before
    assert (share.before.numerator, share.before.base) == (45, 120)
    assert share.sum_of == ("Farsta_1", "Farsta_2")
    acts = compared(MERGED_CITY, "ones", "farsta_3")
    assert acts.before
    assert (acts.verdict, acts.before.value, acts.difference, acts.sum_of) == ("more", 42, 8, ("Farsta_1", "Farsta_2"))


def test_the_district_of_a_merged_unit_is_compared_as_ever_and_nothing_in_it_is_said_to_be_new() -> None:
    acts = compared(MERGED_CITY, "ones", "farsta")
    assert acts.before
    assert (acts.before.value, acts.difference, acts.from_added, acts.sum_of) == (42, 8, 0, ())


def test_a_unit_that_took_in_another_is_compared_with_both() -> None:
    taken_in = changed(TREE, farsta_2={"valid_to": APRIL, "successors": ("farsta_1",)})
    library = city(TREE, taken_in, cells(farsta_1=30, farsta_2=15), cells(farsta_1=25))
    share = compared(library, "phone_share", "farsta_1")
    assert share.before
    assert (share.before.base, share.sum_of) == (120, ("Farsta_1", "Farsta_2"))


def test_a_merged_unit_is_not_compared_where_one_before_it_had_no_figures_of_its_own() -> None:
    library = city(TREE, MERGED, cells(farsta_1=30), cells(farsta_3=25))
    assert why(compared(library, "phone_share", "farsta_3")) == ("enheterna som gick ihop hade inte alla egna siffror")


def test_a_merger_adds_no_hidden_volumes() -> None:
    """A sum of hidden units would be one published more than their parent's."""
    library = city(with_staff(TREE, farsta_1=2), MERGED, {}, {})
    assert why(compared(library, "ones", "farsta_3")) == "enheterna som gick ihop hade inte alla egna siffror"


def test_what_sets_a_number_beside_the_year_before_without_adding_up_is_told_not_to() -> None:
    """Run charts and forecasts read one unit's own numbers of both years."""
    indicator, period = MERGED_CITY.indicators["ones"], Period.parse(YEARS[1])
    found = why_not_comparable(MERGED_CITY, indicator, "farsta_3", period)
    assert found
    assert found.sv == "Går inte att jämföra: enheten har tagit över efter Farsta_1 och Farsta_2"
    assert comparable_year_before(MERGED_CITY, indicator, "farsta_3", period) is None


def test_a_part_of_a_unit_that_was_split_has_no_comparison_and_says_why() -> None:
    library = city(TREE, SPLIT, cells(farsta_1=30), cells(farsta_3=25))
    assert why(compared(library, "phone_share", "farsta_3")) == "enheten är en del av Farsta_1, som har delats"
    assert compared(library, "ones", "farsta").before


@pytest.mark.parametrize(
    ("after", "unit", "said"),
    [
        (MOVED, "farsta", "Farsta_2 har flyttats härifrån"),
        (MOVED, "vallingby", "Farsta_2 har flyttats hit"),
        (GONE_ELSEWHERE, "vallingby", "Farsta_2 har flyttats hit"),
    ],
    ids=["away", "here", "went up in one elsewhere"],
)
def test_a_district_says_which_unit_has_moved(after: UnitTree, unit: str, said: str) -> None:
    """The frozen tree of the year before knows nothing of what came later: the latest file does."""
    everywhere = {"one": {code: {"2020-05": {"acts": 9}} for code in ("farsta_1", "vallingby_2")}}
    now = {"one": {code: {"2021-05": {"acts": 9}} for code in ("farsta_1", "vallingby_2")}}
    library = shelf(published(YEARS[0], everywhere), published(YEARS[1], now, after), tree=after)
    assert why(compared(library, "ones", unit)) == said
    assert compared(library, "ones", "city").before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"valid_to": Month(2021, 6)}, "enhetens sista månad var juni 2021"),
        ({"valid_from": Month(2020, 6)}, "enheten började i juni 2020"),
    ],
    ids=["closed", "founded"],
)
def test_a_unit_that_was_there_part_of_the_time_is_not_compared(changes: dict[str, object], said: str) -> None:
    tree = changed(TREE, farsta_1=changes)
    library = city(tree, tree, cells(farsta_1=30), cells(farsta_1=25))
    assert why(compared(library, "phone_share", "farsta_1")) == said


# --- a year -------------------------------------------------------------------------------------------------


def test_a_year_is_the_sum_of_its_tertials_each_in_its_own_tree_and_nothing_is_counted_twice() -> None:

    def acts(month: str, number: int) -> dict[str, Volumes]:
        return {"one": {unit: {month: {"acts": number}} for unit in ("farsta_1", "farsta_2", "vallingby_1")}}

    library = shelf(
        published("2021T1", acts("2021-01", 10)),
        published("2021T2", acts("2021-05", 7), MOVED),
        published("2021T3", acts("2021-09", 7), MOVED),
        tree=MOVED,
    )
    values = {unit: one(library, "ones", unit, "2021").value for unit in ("city", "farsta", "vallingby", "farsta_2")}
    assert values == {"city": 72, "farsta": 34, "vallingby": 38, "farsta_2": 24}
    below = [figure.unit for figure in read_by_unit(library, "ones", "vallingby", Period.parse("2021"))]
    assert below == ["farsta_2", "vallingby_1", "vallingby_2"]


# --- what is said -------------------------------------------------------------------------------------------


def said(library: Library, unit: str, period: str = YEARS[1]) -> list[str]:
    return [note.said.sv for note in unit_notes(library, unit, Period.parse(period))]


def test_a_merger_is_told_at_both_ends_with_the_way_to_the_figures() -> None:
    assert said(MERGED_CITY, "farsta_3") == ["Tog över efter Farsta_1 och Farsta_2 i maj 2021."]
    (note,) = unit_notes(MERGED_CITY, "farsta_1", Period.parse("2020T2"))
    assert note.said.sv == "Uppgick i Nya Farsta i maj 2021."
    assert ([unit.code for unit in note.units], str(note.period)) == (["farsta_3"], "2021T2")


def test_a_split_is_told_at_both_ends() -> None:
    library = city(TREE, SPLIT, {}, {})
    assert said(library, "farsta_3") == ["Bildades när Farsta_1 delades i maj 2021."]
    assert said(library, "farsta_1") == ["Delades i Nya Farsta och Farsta ung i maj 2021."]


def test_a_new_name_a_new_place_and_a_closed_unit_are_told() -> None:
    tree = changed(MOVED, farsta_2={"name": "Nya namnet", "valid_to": Month(2021, 7)})
    library = city(TREE, tree, {}, {})
    assert said(library, "farsta_2") == [
        "Sista månaden var juli 2021.",
        "Hette Farsta_2 till och med augusti 2020.",
        "Låg under Farsta till och med augusti 2020.",
    ]
    assert said(library, "vallingby") == [
        "Räknas här från och med maj 2021: Nya namnet. Tidigare siffror står kvar där de räknades då."
    ]
    assert said(library, "farsta_1") == []


def test_a_new_unit_is_said_to_be_new() -> None:
    assert said(city(TREE, changed(TREE, NEW), {}, {}), "farsta_3") == ["Ny från och med maj 2021."]


def test_a_unit_for_several_districts_is_counted_once_above_them_and_every_page_says_so() -> None:
    group = Unit("south", "Söderort", "group", "city")
    team = Unit("team", "Hembesöksteamet", "unit", "south", staff=5)
    tree = changed(TREE, group, team, farsta={"parent": "south"})
    acts = {"one": {unit: {"2021-05": {"acts": 10}} for unit in ("farsta_1", "vallingby_1", "team")}}
    library = shelf(published("2021T2", acts, tree), tree=tree)
    values = {unit: one(library, "ones", unit, "2021T2").value for unit in ("farsta", "south", "vallingby", "city")}
    assert values == {"farsta": 10, "south": 20, "vallingby": 10, "city": 30}
    assert said(library, "farsta") == [
        "Räknas i Söderort och inte här: Hembesöksteamet, som arbetar för flera områden."
    ]
    assert said(library, "south") == [
        "Räknas i Söderort men inte i något av områdena under: Hembesöksteamet, som arbetar för flera."
    ]
    assert said(library, "team") == [
        "Arbetar för flera områden. Siffrorna räknas i Söderort, en gång, och inte i något av områdena under."
    ]
    assert said(library, "vallingby") == []
