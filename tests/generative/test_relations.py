"""The relations of a plan say exactly what the counts of one leaf can be: nothing less, and nothing more."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folja.counting.plan import Component, plan_for
from folja.counting.relation import ACTS, AtMostTimes, Many, Relation, Sum
from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from tests.city import exact
from tests.generative.enumeration import possible_counts
from tests.generative.strategies import answers
from tests.instruments import TINY

EVERY = [version for source in (TINY, shipped()) for code in source for version in source.of(code)]
PARTS = [(tiny, part) for tiny in EVERY if tiny.code in TINY for part in plan_for(tiny).components]


def named(value: Any) -> str:
    return f"{value.code}-{value.version}" if isinstance(value, Instrument) else value.code


def keeps(relation: Relation, counts: dict[str, Any]) -> Any:
    """Whether counts keep a relation; numbers, or columns of numbers."""
    match relation:
        case Sum(total, parts):
            return counts[total] == sum(counts[part] for part in parts)
        case Many(answered, yes):
            some = counts[answered] <= sum(counts[cell] for cell in yes)
            return some & np.all([counts[cell] <= counts[answered] for cell in yes], axis=0)
        case AtMostTimes(part, whole, times):
            return counts[part] <= times * counts[whole]


@pytest.mark.parametrize("instrument", EVERY, ids=named)
@given(data=st.data())
def test_every_relation_holds_for_every_count(instrument: Instrument, data: st.DataObject) -> None:
    given = data.draw(st.lists(answers(instrument), max_size=12))
    plan = plan_for(instrument)
    for component in (*plan.components, *plan.crosses):
        counts = exact(component.cells, given) | {ACTS: len(given)}
        assert [relation for relation in component.relations if not keeps(relation, counts)] == []


@pytest.mark.parametrize(("instrument", "component"), PARTS, ids=named)
@pytest.mark.parametrize("acts", [1, 2])
def test_whatever_keeps_the_relations_is_the_count_of_some_sheets(
    instrument: Instrument, component: Component, acts: int
) -> None:
    solutions = all_solutions(component, acts)
    counts = possible_counts(instrument, component, acts)
    assert {tuple(row) for row in solutions.tolist()} == {tuple(row) for row in counts.tolist()}


def all_solutions(component: Component, acts: int) -> np.ndarray:
    """Every set of whole numbers that keeps all relations: one row each, one column per cell."""
    codes = [cell.code for cell in component.cells]
    most = [acts if cell.total_of is None else 4 * acts for cell in component.cells]
    found = np.empty((1, 0), dtype=int)
    for place, high in enumerate(most):
        further = np.tile(np.arange(high + 1), len(found))[:, None]
        found = np.hstack([np.repeat(found, high + 1, axis=0), further])
        known = dict(zip(codes, found.T, strict=False)) | {ACTS: np.full(len(found), acts)}
        for relation in component.relations:
            if codes[place] in relation.cells and known.keys() >= set(relation.cells):
                kept = keeps(relation, known)
                found, known = found[kept], {code: column[kept] for code, column in known.items()}
    return found


@pytest.mark.parametrize("instrument", EVERY, ids=named)
def test_no_two_cells_of_an_instrument_have_one_name(instrument: Instrument) -> None:
    codes = [cell.code for cell in plan_for(instrument).cells]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("instrument", EVERY, ids=named)
def test_every_question_is_counted_but_notes_and_numbers_about_the_act(instrument: Instrument) -> None:
    counted = {cell.attribute for component in plan_for(instrument).components for cell in component.cells}
    for question in instrument.questions:
        is_volume = getattr(question, "about_act", False) and not getattr(question, "bands", ())
        assert (question.code in counted) != (is_volume or hasattr(question, "longest"))
