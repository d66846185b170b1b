"""The units below set beside the whole: who stands out, who can't be placed, and when there is nothing to compare."""

import pytest

from folja.figures.funnel import Funnel, read_funnel
from folja.figures.library import Library
from folja.vocabulary.period import Period
from folja.vocabulary.unit import Unit, UnitTree
from tests.city import TREE
from tests.unit.figures.shelf import one, published, shelf

T1 = Period.parse("2021T1")
NAMES = tuple(f"north_{number}" for number in range(1, 7))
NORTH = UnitTree(
    (
        *TREE.units,
        Unit("north", "Norra", "district", "city"),
        *(Unit(name, name.capitalize(), "unit", "north", staff=5) for name in NAMES),
    )
)


def ways(answered: int, phone: int) -> dict[str, int]:
    return {"way.answered": answered, "way.phone": phone, "way.not_known": 0}


def north(*phones: tuple[int, int], **more: dict[str, int]) -> Library:
    """The district's units with so many answers, so many of them by phone."""
    cells = {name: ways(*numbers) for name, numbers in zip(NAMES, phones, strict=False)}
    return shelf(published("2021T1", tree=NORTH, one=cells | more), tree=NORTH)


def funnel(library: Library, code: str = "phone_share") -> Funnel | None:
    return read_funnel(library, code, "north", NAMES, T1)


ALIKE = ((100, 40), (80, 30), (120, 50), (60, 25), (200, 80))


def test_the_whole_is_the_indicator_itself() -> None:
    library = north(*ALIKE)
    found = funnel(library)
    assert found is not None
    assert found.whole == one(library, "phone_share", "north", "2021T1")


def test_units_that_chance_explains_are_inside_and_stand_in_the_trees_order() -> None:
    found = funnel(north(*ALIKE))
    assert found is not None
    assert [(placed.figure.unit, placed.standing) for placed in found.placed] == [
        (name, "inside") for name in NAMES[:5]
    ]
    assert found.outside == ()


def test_a_unit_beyond_the_outer_limits_stands_out() -> None:
    found = funnel(north(*ALIKE, (100, 80)))
    assert found is not None
    assert [(placed.figure.unit, placed.standing) for placed in found.outside] == [("north_6", "above")]


def test_a_unit_stands_at_its_own_base_and_one_added_from_more_cells_further_in() -> None:
    found = funnel(north(*ALIKE))
    assert found is not None
    assert [placed.base for placed in found.placed] == pytest.approx([numbers[0] for numbers in ALIKE])
    by_district = read_funnel(north(*ALIKE, farsta_1=ways(100, 40)), "phone_share", "city", ["north", "farsta"], T1)
    assert by_district is not None
    assert by_district.cells == 1
    north_base, farsta_base = (placed.base for placed in by_district.placed)
    assert farsta_base == pytest.approx(100)
    assert 450 < north_base < sum(answered for answered, _ in ALIKE)


def test_a_hidden_unit_is_told_and_not_placed() -> None:
    found = funnel(north(*ALIKE, (20, 10)))
    assert found is not None
    assert [(figure.unit, figure.reason) for figure in found.hidden] == [("north_6", "few")]
    assert "north_6" not in [placed.figure.unit for placed in found.placed]


def test_a_share_counts_as_itself_though_its_part_was_rounded_above_its_whole() -> None:
    found = funnel(north(*ALIKE, (40, 45)))
    assert found is not None
    assert found.placed[-1].figure.value == 1


def test_there_is_nothing_to_compare_where_all_or_none_are_so_or_where_it_is_no_share() -> None:
    assert funnel(north((100, 0), (80, 0))) is None
    assert funnel(north((100, 100), (80, 80))) is None
    assert funnel(north(*ALIKE), "phone_count") is None
    assert funnel(north(*ALIKE), "ones") is None


def test_there_is_nothing_to_compare_with_a_whole_that_is_hidden() -> None:
    assert funnel(north((20, 10))) is None
