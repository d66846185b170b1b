"""What is counted is enough: every other cell follows from it, in an order that works, whatever is answered."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folja.counting.basis import basis_of
from folja.counting.cell import adds
from folja.counting.plan import Plan, plan_for
from folja.counting.relation import ACTS, Sum
from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from tests.generative.strategies import answers
from tests.instruments import TINY, tiny

PLANS = [plan_for(version) for source in (TINY, shipped()) for code in source for version in source.of(code)]


def named(plan: Plan) -> str:
    return f"{plan.instrument.code}-{plan.instrument.version}"


def sums(plan: Plan) -> list[Sum]:
    return [relation for part in plan.components for relation in part.relations if isinstance(relation, Sum)]


@pytest.mark.parametrize("plan", PLANS, ids=named)
def test_one_cell_of_every_sum_follows_from_what_comes_before_it(plan: Plan) -> None:
    basis = basis_of(plan)
    known = {ACTS, *(cell.code for cell in basis.counted)}
    for cell in basis.following:
        assert set(cell.others) <= known
        known.add(cell.code)
    assert known == {ACTS, *(cell.code for cell in plan.cells)}
    assert sorted(map(id, sums(plan))) == sorted(id(cell.of) for cell in basis.following)


@pytest.mark.parametrize("instrument", [tiny(code) for code in TINY], ids=lambda one: one.code)
@settings(max_examples=10)
@given(data=st.data())
def test_what_follows_is_what_would_have_been_counted(instrument: Instrument, data: st.DataObject) -> None:
    plan = plan_for(instrument)
    basis, sheets = basis_of(plan), data.draw(st.lists(answers(instrument), max_size=8))
    counted = {cell.code: sum(adds(cell, sheet) for sheet in sheets) for cell in plan.cells}
    assert basis.whole(len(sheets), {cell.code: counted[cell.code] for cell in basis.counted}) == counted


def test_the_cell_that_takes_most_to_count_is_the_one_saved() -> None:
    saved = {cell.code for cell in basis_of(plan_for(tiny("alone"))).following}
    assert {code.rpartition(".")[2] for code in saved} >= {"not_known", "neither", "rest"}
    assert not any(code.endswith(".answered") for code in saved)


def test_sums_that_need_each_other_are_not_both_saved() -> None:
    plan = plan_for(tiny("one"))
    twice = replace(plan.components[0], relations=plan.components[0].relations * 2)
    basis = basis_of(replace(plan, components=(twice, *plan.components[1:])))
    assert basis.following == basis_of(plan).following
