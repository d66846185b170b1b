"""A drawn rounding: neighbouring multiples of five, admissible, without bias, and any admissible one can come."""

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folja.counting.plan import Component, plan_for
from folja.disclosure import drawing
from folja.disclosure.admissible import failing
from folja.disclosure.drawing import draw
from folja.disclosure.ranges import System
from folja.instruments.instrument import Instrument
from tests.city import exact
from tests.generative.strategies import answers
from tests.instruments import TINY, tiny

PARTS = [
    (tiny(code), component)
    for code in TINY
    for component in (*plan_for(tiny(code)).components, *plan_for(tiny(code)).crosses)
]


def counts_of(system: System, component: Component, sheets: list) -> dict[int, int]:
    return {system.index[code]: number for code, number in exact(component.cells, sheets).items()}


@pytest.mark.parametrize(("instrument", "component"), PARTS, ids=lambda value: value.code)
@settings(max_examples=10)
@given(data=st.data())
def test_a_rounding_is_admissible_and_every_cell_is_less_than_five_from_the_truth(
    instrument: Instrument, component: Component, data: st.DataObject
) -> None:
    kinds = data.draw(st.lists(st.tuples(answers(instrument), st.integers(8, 20)), min_size=3, max_size=6))
    sheets = [sheet for sheet, times in kinds for _ in range(times)]
    system = System(component)
    counts = counts_of(system, component, sheets)
    drawn = draw(system, len(sheets), counts, 5, Random(data.draw(st.integers(0, 9))))
    if drawn is None:
        return  # The ladder's business; that this is rare stands in test_publication.
    assert set(drawn) == set(system.published)
    assert all(value % 5 == 0 and value >= 0 and abs(value - counts[cell]) < 5 for cell, value in drawn.items())
    assert failing(system, len(sheets), drawn, 5) is None


class EachInTurn(Random):
    """Every value there is, one after the other, instead of by chance."""

    turn = -1

    def randrange(self, start: int, *_: int) -> int:
        self.turn = (self.turn + 1) % start
        return self.turn


@pytest.mark.parametrize("count", range(23))
def test_before_it_is_judged_a_rounding_is_right_on_average(count: int) -> None:
    turns = EachInTurn()
    assert sum(drawing.rounded(count, 5, turns) for _ in range(5)) == 5 * count


def test_a_multiple_of_five_stays_as_it_is() -> None:
    assert {drawing.rounded(20, 5, Random(seed)) for seed in range(50)} == {20}


# Two options of a question that 23 of 26 answered: the four numbers can be rounded in sixteen ways.
ONE = System(plan_for(tiny("one")).components[0])
TRUTH = {"way.answered": 23, "way.not_known": 3, "way.on_site": 16, "way.phone": 7, "way.video": 0}
COUNTS = {ONE.index[code]: number for code, number in TRUTH.items()}


def admissible() -> set[tuple[int, ...]]:
    neighbours = [drawing._neighbours(COUNTS[cell], 5) for cell in ONE.published]
    every = (dict(zip(ONE.published, values, strict=True)) for values in product(*neighbours))
    return {tuple(one.values()) for one in every if failing(ONE, 26, one, 5) is None}


def drawn_by(seeds: range) -> set[tuple[int, ...]]:
    drawn = (draw(ONE, 26, COUNTS, 5, Random(seed)) for seed in seeds)
    return {tuple(one.values()) for one in drawn if one}


def test_every_admissible_neighbour_can_be_drawn_and_no_other() -> None:
    assert 1 < len(admissible()) < 16
    assert drawn_by(range(300)) == admissible()


def test_where_redrawing_fails_all_neighbours_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "WHOLE_PROPOSALS", 0)
    monkeypatch.setattr(drawing, "LOCAL_REDRAWS", 0)
    assert drawn_by(range(300)) == admissible()


def test_where_nothing_is_admissible_nothing_is_drawn() -> None:
    assert draw(ONE, 3, dict.fromkeys(COUNTS, 3) | {ONE.index["way.video"]: 0}, 5, Random(0)) is None


def test_the_randomness_of_a_closing_is_the_operating_systems() -> None:
    with pytest.raises(NotImplementedError):
        drawing.UNPREDICTABLE.getstate()
