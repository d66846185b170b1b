"""Exact counts in, a publication out: who carries cells, joint rounding, the ladder, an audit that proves nothing."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import numpy as np

from folja.counting.cell import ANSWERED, NOT_KNOWN, adds
from folja.counting.exact_counts import ExactCounts, InstrumentCounts
from folja.counting.plan import Component, Plan
from folja.counting.relation import ACTS, Many, Sum
from folja.disclosure.admissible import tells_who_counted
from folja.disclosure.attacker import Finding, Knowledge, attack
from folja.disclosure.carriers import Leaf, carriers, merged
from folja.disclosure.cells import PublishedCell, leaf_cells
from folja.disclosure.closeness import nearer, wholes
from folja.disclosure.drawing import UNPREDICTABLE, WHOLE_PROPOSALS, draw
from folja.disclosure.fixed_units import Units
from folja.disclosure.policy import Policy
from folja.disclosure.publication import Cube, Provenance, Publication, Rung
from folja.disclosure.ranges import System
from folja.disclosure.sensitive import kept
from folja.vocabulary.period import Period
from folja.vocabulary.unit import Unit, UnitTree

AUDIT_ROUNDS = 20


class AuditOpen(Exception):
    """The attacker still proves something after every round and rung: nothing may be frozen."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(f"{len(findings)} findings, the first: {findings[0]}")


@dataclass(frozen=True)
class Rounded:
    """One component rounded for its leaves, and what had to be given up on the way."""

    plan: Plan
    component: Component
    leaves: tuple[Leaf, ...]
    values: Mapping[str, Mapping[str, int]]  # leaf -> cell code -> rounded
    rungs: tuple[Rung, ...] = ()

    def without(self, leaf: str) -> "Rounded":
        """The leaf withheld."""
        rung = Rung(f"{self.plan.instrument.code}.{self.component.code}", leaf, "withheld")
        return Rounded(
            self.plan,
            self.component,
            tuple(kept for kept in self.leaves if kept.code != leaf),
            {code: values for code, values in self.values.items() if code != leaf},
            (*self.rungs, rung),
        )


@dataclass(frozen=True, repr=False)
class _Desk:
    """What the rounding of one instrument works with. The counts stay inside."""

    plan: Plan
    counts: InstrumentCounts
    tree: UnitTree
    policy: Policy
    randomness: Random

    def acts(self, leaf: Leaf) -> int:
        return sum(self.counts.acts(unit) for unit in leaf.units)

    def exact(self, leaf: Leaf, system: System) -> dict[int, int]:
        cells = self.counts.cells
        return {
            number: sum(cells[unit][code] for unit in leaf.units if unit in cells)
            for number, code in enumerate(system.codes)
            if number
        }

    def round(self, component: Component, leaf: Leaf) -> dict[str, int] | None:
        """One leaf's rounded cells by code, None when no admissible rounding was found."""
        system = System(component)
        drawn = draw(system, self.acts(leaf), self.exact(leaf, system), self.policy.rounding_base, self.randomness)
        return None if drawn is None else {system.codes[number]: value for number, value in drawn.items()}


def protect(
    counts: ExactCounts,
    plans: Iterable[Plan],
    units: Units,
    policy: Policy,
    provenance: Provenance,
    *,
    randomness: Random = UNPREDICTABLE,
    told: Callable[[str], None] = lambda _: None,
) -> Publication:
    """The publication of a tertial: every instrument's cubes, and the exact volumes.

    `told` hears how far it has come. Raises AuditOpen when an audit stays open, so that nothing is frozen.
    """
    cubes: list[Cube] = []
    rungs: list[Rung] = []
    volumes = {}
    for plan in plans:
        instrument = plan.instrument
        told(instrument.title.sv)
        desk = _Desk(plan, counts.instruments[instrument.code], units.tree, policy, randomness)
        acts = {unit: desk.counts.acts(unit) for unit in desk.counts.cells}
        leaves = carriers(units, counts.period, acts, policy)
        rounded = _protected(desk, leaves, counts.period)
        cubes += [cube for part in rounded if part.leaves for cube in _cubes(part, counts.period)]
        rungs += [
            *_left_out(desk, leaves, units.hidden, counts.period),
            *(rung for part in rounded for rung in part.rungs),
        ]
        if instrument.audience == "staff":
            volumes[instrument.code] = desk.counts.volumes
    return Publication(counts.period, units, tuple(cubes), volumes, tuple(rungs), provenance)


ALONE = "alone"


def protect_alone(
    plan: Plan, sheets: Iterable[Mapping[str, Any]], policy: Policy, randomness: Random = UNPREDICTABLE
) -> dict[str, int] | None:
    """What is shown of sheets that were filled in once, by a crowd that is no part of any other count: a leaf alone.

    How many there were is published nowhere. Were it taken for known, as that of acts is, a base would be rounded up
    hardly ever, since a small *not known* would follow, and all shares would lean upwards. So no number hangs on it,
    *not known* is not published, and who has counted the sheets by other means is held against each rounding.
    Its cells by code; those that the ladder gave up are missing. None for fewer than a unit needs for its own cells.
    Raises AuditOpen as `protect`.
    """
    taken = list(sheets)
    if len(taken) < policy.least_registrations:
        return None
    month = plan.instrument.first_month  # of none: any will do
    exact = {ALONE: {cell.code: sum(adds(cell, one) for one in taken) for cell in plan.cells}}
    counts = InstrumentCounts(plan.instrument.version, exact, {ALONE: {month: {"acts": len(taken)}}})
    plan = replace(plan, components=tuple(map(_without_acts, plan.components)))
    desk = _DeskOfACrowd(plan, counts, UnitTree((Unit(ALONE, ALONE, "city"),)), policy, randomness)
    parts = _protected(desk, (Leaf(ALONE, (ALONE,), ALONE),), month.tertial)
    return {code: value for part in parts for code, value in part.values.get(ALONE, {}).items()}


def _without_acts(component: Component) -> Component:
    """The component with its base linked to nothing."""
    relations = tuple(relation for relation in component.relations if ACTS not in relation.cells)
    cells = tuple(cell for cell in component.cells if cell.code != f"{component.code}.{NOT_KNOWN}")
    return replace(component, cells=cells, relations=relations)


@dataclass(frozen=True, repr=False)
class _DeskOfACrowd(_Desk):
    """Where how many there were is published nowhere, but somebody may have counted."""

    def round(self, component: Component, leaf: Leaf) -> dict[str, int] | None:
        system, base = System(component), self.policy.rounding_base
        for _ in range(WHOLE_PROPOSALS):
            drawn = super().round(component, leaf)
            if drawn is None:
                return None
            values = {system.index[code]: value for code, value in drawn.items()}
            if not tells_who_counted(system, self.acts(leaf), values, base):
                return drawn
        return None


def _left_out(desk: _Desk, leaves: Sequence[Leaf], hidden: Container[str], period: Period) -> Iterator[Rung]:
    """The units that are counted in no leaf; the whole city where there is none.

    A unit is left out of this list only when everybody can see that it did nothing: being named must not tell that
    somebody did something.
    """
    instrument, tree = desk.plan.instrument, desk.tree
    staffs = instrument.audience == "staff"
    counted = {unit for leaf in leaves for unit in leaf.units}
    there = [unit.code for unit in tree.leaves if unit.exists_in(period) and unit.code not in counted]
    named = [unit for unit in there if not staffs or unit in hidden or desk.counts.acts(unit)]
    if not leaves:
        openly_idle = staffs and tree.city.code not in hidden and not any(map(desk.counts.acts, desk.counts.cells))
        named = [] if openly_idle else [tree.city.code]
    yield from (Rung(instrument.code, unit, "withheld") for unit in named)


def _protected(desk: _Desk, leaves: Sequence[Leaf], period: Period) -> list[Rounded]:
    """What of an instrument's rounded components may be shown."""
    return [_without_extremes(desk, part) for part in _rounded(desk, leaves, period)]


def _rounded(desk: _Desk, leaves: Sequence[Leaf], period: Period) -> list[Rounded]:
    """Every component of an instrument rounded, and redrawn until the audit has nothing to say."""
    rounded = [_nearer(desk, _climb(desk, component, leaves)) for component in desk.plan.components]
    rounded += [_climb_cross(desk, component, rounded) for component in desk.plan.crosses]
    for round_number in range(AUDIT_ROUNDS):
        findings = _audit(desk, rounded, period)
        if not findings:
            return rounded
        last_rounds = round_number >= AUDIT_ROUNDS // 2
        rounded = [_mended(desk, part, findings, withhold=last_rounds) for part in rounded]
    raise AuditOpen(findings)


def _mended(desk: _Desk, part: Rounded, findings: Sequence[Finding], *, withhold: bool) -> Rounded:
    """The leaves of a component that something was proved about, drawn again or given up."""
    attributes = {cell.attribute for cell in part.component.cells}
    hit = {finding.leaf for finding in findings if finding.attribute in attributes} & set(part.values)
    for leaf in [leaf for leaf in part.leaves if leaf.code in hit]:
        again = None if withhold else desk.round(part.component, leaf)
        if again is None:
            part = part.without(leaf.code)
        else:
            part = Rounded(part.plan, part.component, part.leaves, {**part.values, leaf.code: again}, part.rungs)
    return part


def _climb(desk: _Desk, component: Component, leaves: Sequence[Leaf]) -> Rounded:
    """Round a component for all leaves; where that can't be, climb the ladder: coarser, merge, withhold."""
    cube = f"{desk.plan.instrument.code}.{component.code}"
    values: dict[str, dict[str, int]] = {}
    rungs: list[Rung] = []
    kept = list(leaves)
    for leaf in leaves:
        if leaf not in kept:
            continue
        drawn = desk.round(component, leaf)
        if drawn is None and (drawn := desk.round(coarser(component), leaf)):
            rungs.append(Rung(cube, leaf.code, "coarser"))
        if drawn is not None:
            values[leaf.code] = drawn
            continue
        kept.remove(leaf)
        merged_with = _merge(desk, component, leaf, kept)
        if merged_with is None:
            rungs.append(Rung(cube, leaf.code, "withheld"))
            continue
        partner, together, drawn = merged_with
        kept[kept.index(partner)] = together
        values.pop(partner.code, None)
        values[together.code] = drawn
        rungs.append(Rung(cube, together.code, "merged"))
    return Rounded(desk.plan, component, tuple(leaf for leaf in kept if leaf.code in values), values, tuple(rungs))


def _merge(
    desk: _Desk, component: Component, leaf: Leaf, others: Sequence[Leaf]
) -> tuple[Leaf, Leaf, dict[str, int]] | None:
    """The leaf counted together with another, nearest and smallest first: (partner, both, rounded cells)."""

    def nearness(other: Leaf) -> tuple[int, int]:
        together = merged(leaf, other, desk.tree)
        return -len(desk.tree.path(together.under)), desk.acts(other)

    for other in sorted(others, key=nearness)[:3]:
        together = merged(leaf, other, desk.tree)
        drawn = desk.round(component, together)
        if drawn is not None:
            return other, together, drawn
    return None


def _nearer(desk: _Desk, part: Rounded) -> Rounded:
    """The leaves whose cells were rounded as they are, chosen among several roundings for the sake of the sums."""
    system, base = System(part.component), desk.policy.rounding_base
    codes = [system.codes[number] for number in system.published]
    leaves = [leaf for leaf in part.leaves if len(part.values[leaf.code]) == len(codes)]
    sums = wholes(leaves, desk.tree)
    if not sums:
        return part
    exact = [desk.exact(leaf, system) for leaf in leaves]

    def again(place: int) -> list[int] | None:
        drawn = draw(system, desk.acts(leaves[place]), exact[place], base, desk.randomness)
        return None if drawn is None else [drawn[number] for number in system.published]

    values = nearer(
        np.array([[part.values[leaf.code][code] for code in codes] for leaf in leaves]),
        np.array([[counts[number] for number in system.published] for counts in exact]),
        sums,
        again,
        desk.randomness,
    )
    chosen = {leaf.code: dict(zip(codes, row, strict=True)) for leaf, row in zip(leaves, values.tolist(), strict=True)}
    return replace(part, values={**part.values, **chosen})


def coarser(component: Component) -> Component:
    """The component with every single option or kind unpublished: answered, not known and groups remain."""
    wholes = {relation.cells[0] for relation in component.relations if isinstance(relation, Sum | Many)}

    def stays(code: str) -> bool:
        return code in wholes or code.endswith((f".{ANSWERED}", f".{NOT_KNOWN}"))

    cells = tuple(replace(cell, published=cell.published and stays(cell.code)) for cell in component.cells)
    complements = tuple((whole, part) for whole, part in component.complements if stays(whole) and stays(part))
    return Component(component.code, cells, component.relations, complements, component.hinges)


def _without_extremes(desk: _Desk, part: Rounded) -> Rounded:
    """Without what shows a share of a sensitive question under 10 or over 90 %. It only takes away: see `sensitive`."""
    component = part.component
    for question in {cell.attribute for cell in component.cells}.intersection(desk.plan.sensitive):
        system, coarse = System(component), {cell.code for cell in coarser(component).published}
        values = {
            leaf.code: kept(
                system, question, desk.acts(leaf), part.values[leaf.code], coarse, desk.policy.rounding_base
            )
            for leaf in part.leaves
        }
        cube = f"{desk.plan.instrument.code}.{question}"
        rungs = [Rung(cube, leaf, "sensitive") for leaf in values if values[leaf] != part.values[leaf]]
        part = replace(part, values=values, rungs=(*part.rungs, *rungs))
    return part


def _climb_cross(desk: _Desk, component: Component, rounded: Sequence[Rounded]) -> Rounded:
    """A two-attribute component by district, where at least two leaves hold the rating and nothing was given up."""
    cross = desk.plan.instrument.crosses[desk.plan.crosses.index(component)]
    rating = next(part for part in rounded if any(cell.attribute == cross.question for cell in part.component.cells))
    if rating.rungs:
        return Rounded(desk.plan, component, (), {})
    below: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in rating.leaves:
        district = desk.tree.parent_of_kind(leaf.under, "district")
        if district:
            below[district.code].append(leaf)
    leaves = tuple(
        Leaf(code, tuple(sorted(unit for leaf in inside for unit in leaf.units)), code)
        for code, inside in below.items()
        if len(inside) >= 2
    )
    values = {leaf.code: drawn for leaf in leaves if (drawn := desk.round(component, leaf)) is not None}
    return Rounded(desk.plan, component, tuple(leaf for leaf in leaves if leaf.code in values), values)


def _audit(desk: _Desk, rounded: Sequence[Rounded], period: Period) -> list[Finding]:
    """What an attacker proves about one instrument who even knows how many answered, and all that was drawn."""
    cubes = [cube for part in rounded for cube in _cubes(part, period)]
    leaves = {leaf.code: leaf for cube in cubes for leaf in cube.leaves}
    cells: list[PublishedCell] = [cell for cube in cubes for cell in leaf_cells(cube)]
    acts = {code: desk.acts(leaf) for code, leaf in leaves.items()}
    knowledge = Knowledge(lambda *_: desk.plan, lambda _: desk.tree, lambda _, leaf, __: acts[leaf], desk.policy)
    return attack(cells, replace(knowledge, shares=False))


def _cubes(part: Rounded, period: Period) -> Iterator[Cube]:
    """One cube per question; those of a component share their leaves and were rounded together."""
    attributes = dict.fromkeys(cell.attribute for cell in part.component.published)
    for attribute in attributes:
        cells = [cell for cell in part.component.published if cell.attribute == attribute]
        values = {
            leaf: {cell.category: rounded[cell.code] for cell in cells if cell.code in rounded}
            for leaf, rounded in part.values.items()
            if any(cell.code in rounded for cell in cells)
        }
        instrument = part.plan.instrument
        categories = tuple(cell.category for cell in cells)
        leaves = tuple(leaf for leaf in part.leaves if leaf.code in values)
        if leaves:
            yield Cube(instrument.code, instrument.version, attribute, period, categories, leaves, values)
