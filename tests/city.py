"""A small city that tests share: two districts with two units each, counted and protected as a closing does it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from folja.counting.cell import Cell
from folja.counting.exact_counts import ExactCounts, InstrumentCounts
from folja.counting.plan import Plan, plan_for
from folja.disclosure.attacker import Knowledge
from folja.disclosure.fixed_units import units_of
from folja.disclosure.policy import Policy
from folja.disclosure.protection import protect
from folja.disclosure.publication import Provenance, Publication
from folja.instruments.instrument import Instrument
from folja.vocabulary.condition import holds, number_at
from folja.vocabulary.period import Month, Period, tertial
from folja.vocabulary.unit import Unit, UnitTree

Sheet = Mapping[str, Any]

UNITS = ("farsta_1", "farsta_2", "vallingby_1", "vallingby_2")
TREE = UnitTree(
    (
        Unit("city", "Staden", "city"),
        Unit("farsta", "Farsta", "district", "city"),
        Unit("vallingby", "Hässelby-Vällingby", "district", "city"),
        *(Unit(code, code.capitalize(), "unit", code.partition("_")[0], staff=5) for code in UNITS),
    )
)
PERIOD = tertial(2021, 1)
POLICY = Policy()
PROVENANCE = Provenance("plan", "content", "policy", "reference", date(2021, 5, 20), "0.1.0")


def with_staff(tree: UnitTree, **staff: int | None) -> UnitTree:
    """The city with other numbers of staff: with_staff(TREE, farsta_1=2)."""
    return UnitTree(tuple(replace(unit, staff=staff.get(unit.code, unit.staff)) for unit in tree.units))


def counts(registered: Mapping[Instrument, Mapping[str, Sequence[Sheet]]], period: Period = PERIOD) -> ExactCounts:
    """What a closing would count, all of it in the first month of the period."""
    return ExactCounts(period, {one.code: _counts(one, sheets, period.first) for one, sheets in registered.items()})


def _counts(instrument: Instrument, sheets: Mapping[str, Sequence[Sheet]], month: Month) -> InstrumentCounts:
    plan = plan_for(instrument)
    cells = {unit: exact(plan.cells, given) for unit, given in sheets.items() if given}
    volumes = {unit: {month: {"acts": len(given)}} for unit, given in sheets.items() if given}
    return InstrumentCounts(instrument.version, cells, volumes)


def amount(cell: Cell, sheet: Sheet) -> int:
    """What one sheet adds to a cell."""
    if not holds(cell.where, sheet):
        return 0
    return 1 if cell.total_of is None else number_at(cell.total_of, sheet) or 0


def exact(cells: Iterable[Cell], sheets: Sequence[Sheet]) -> dict[str, int]:
    """The counts of cells over sheets."""
    return {cell.code: sum(amount(cell, sheet) for sheet in sheets) for cell in cells}


def publish(
    registered: Mapping[Instrument, Mapping[str, Sequence[Sheet]]],
    period: Period = PERIOD,
    *,
    tree: UnitTree = TREE,
    seed: int = 0,
) -> Publication:
    """What a closing publishes of these sheets, the same every time."""
    plans, units = [plan_for(instrument) for instrument in registered], units_of(tree, period, POLICY)
    return protect(counts(registered, period), plans, units, POLICY, PROVENANCE, randomness=Random(seed))


def knowledge(
    instruments: Sequence[Instrument], publications: Sequence[Publication], tree: UnitTree | None = None
) -> Knowledge:
    """What an outsider knows: content, policy, volumes of staff's instruments, and the units as frozen (or `tree`)."""
    plans = {instrument.code: plan_for(instrument) for instrument in instruments}
    by_period = {publication.period: publication for publication in publications}

    def plan(instrument: str, _: Period) -> Plan | None:
        return plans.get(instrument)

    def acts(instrument: str, leaf: str, period: Period) -> int | None:
        volumes = by_period[period].volumes.get(instrument)
        cubes = [cube for cube in by_period[period].cubes if cube.instrument == instrument]
        leaves = {one.code: one.units for cube in cubes for one in cube.leaves}
        if volumes is None:
            return None
        units = leaves.get(leaf, (leaf,))
        return sum(month["acts"] for unit in units for month in volumes.get(unit, {}).values())

    return Knowledge(plan, lambda period: tree or by_period[period].units.tree, acts, POLICY)


def repeated(*sheets: tuple[int, Sheet]) -> list[Sheet]:
    """Sheets with how many there are of each: repeated((12, {"way": "phone"}), (3, {}))."""
    return [sheet for times, sheet in sheets for _ in range(times)]
