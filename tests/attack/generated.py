"""Invented cities of any shape, counted exactly and protected as a closing does it.

Every unit's registrations are so many of each of a few kinds of sheet. So what counts have in common is what real
sheets give them, however large the city is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from folja.closing import plans_for
from folja.counting.exact_counts import ExactCounts, InstrumentCounts
from folja.counting.plan import Plan
from folja.disclosure.cells import all_cells, as_rows
from folja.disclosure.fixed_units import units_of
from folja.disclosure.policy import Policy
from folja.disclosure.protection import protect
from folja.disclosure.publication import Publication
from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from folja.instruments.question import (
    HeadcountQuestion,
    ManyQuestion,
    NoteQuestion,
    NumberQuestion,
    OneQuestion,
    Question,
    ScaleQuestion,
)
from folja.vocabulary.condition import holds
from folja.vocabulary.period import Period, tertial
from folja.vocabulary.unit import Unit, UnitTree
from tests.city import PROVENANCE, exact

PERIODS = tuple(tertial(year, number) for year in (2019, 2020, 2021) for number in (1, 2, 3))
KINDS = 60
POLICY = Policy()


@dataclass(frozen=True)
class Shape:
    """How a city looks: its units, how many registrations each has of an instrument, and what they answer."""

    name: str
    tree: Callable[[Random], UnitTree]
    size: Callable[[Random], int]
    dominant: float = 0.2
    empty: float = 0.0
    tertials: int = 2
    instruments: int = 4


@dataclass(frozen=True)
class Generated:
    """What a city published, and the truth behind it, which only judges may look at."""

    tree: UnitTree
    publications: tuple[Publication, ...]
    counts: Mapping[Period, ExactCounts]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """As `folja cube all` prints them."""
        return list(as_rows(all_cells(self.publications)))

    @property
    def parents(self) -> dict[str, str | None]:
        return {unit.code: unit.parent for unit in self.tree.units}

    def acts(self, instrument: str, leaf: str, period: str) -> int | None:
        """What nobody outside is told of families' instruments."""
        publication = next(one for one in self.publications if str(one.period) == period)
        volumes = publication.volumes.get(instrument)
        if volumes is None:
            return None
        return sum(
            month["acts"] for unit in self.units(instrument, leaf, period) for month in volumes.get(unit, {}).values()
        )

    def units(self, instrument: str, leaf: str, period: str) -> tuple[str, ...]:
        publication = next(one for one in self.publications if str(one.period) == period)
        cubes = (cube for cube in publication.cubes if cube.instrument == instrument)
        return next(one.units for cube in cubes for one in cube.leaves if one.code == leaf)

    def truth(self, instrument: str, leaf: str, period: str, code: str) -> int:
        """The exact count of a cell, or of a whole less its part."""
        whole, _, part = code.partition(" less ")
        cells = self.counts[Period.parse(period)].instruments[instrument].cells
        units = self.units(instrument, leaf, period)
        return sum(cells[u][whole] - (cells[u][part] if part else 0) for u in units if u in cells)


def generated(shape: Shape, seed: int) -> Generated:
    """The same city every time."""
    randomness = Random(f"{shape.name} {seed}")
    tree = shape.tree(randomness)
    periods = sorted(randomness.sample(PERIODS, shape.tertials))
    counts, publications = {}, []
    for period in periods:
        plans = plans_for(shipped(), period)
        plans = tuple(randomness.sample(plans, min(shape.instruments, len(plans))))
        counted = {plan.instrument.code: _counted(plan, shape, tree, period, randomness) for plan in plans}
        counts[period] = ExactCounts(period, counted)
        units = units_of(tree, period, POLICY)
        publications.append(protect(counts[period], plans, units, POLICY, PROVENANCE, randomness=randomness))
    return Generated(tree, tuple(publications), counts)


def _counted(plan: Plan, shape: Shape, tree: UnitTree, period: Period, randomness: Random) -> InstrumentCounts:
    codes = [cell.code for cell in plan.cells]
    sheets = [sheet(plan.instrument, randomness, shape.dominant) for _ in range(KINDS)]
    kinds = np.array([list(exact(plan.cells, [one]).values()) for one in sheets])
    drawn = np.random.default_rng(randomness.randrange(2**32))
    cells, volumes = {}, {}
    is_empty = randomness.random() < shape.empty
    for unit in tree.leaves:
        size = 0 if is_empty else shape.size(randomness)
        if size:
            times = drawn.multinomial(size, drawn.dirichlet(np.full(KINDS, 0.3)))
            cells[unit.code] = dict(zip(codes, (times @ kinds).tolist(), strict=True))
            volumes[unit.code] = {period.first: {"acts": size}}
    return InstrumentCounts(plan.instrument.version, cells, volumes)


def sheet(instrument: Instrument, randomness: Random, dominant: float) -> dict[str, Any]:
    """The answers of one sheet. The first answer to each question is so much commoner than the others."""
    given: dict[str, Any] = {}
    for question in instrument.questions:
        if holds(question.show_if, given) and randomness.random() < 0.9 and not isinstance(question, NoteQuestion):
            given[question.code] = _answer(question, randomness, dominant)
    return given


def _answer(question: Question, randomness: Random, dominant: float) -> Any:
    def one(codes: Sequence[Any]) -> Any:
        return codes[0] if randomness.random() < dominant else randomness.choice(codes)

    match question:
        case ManyQuestion():
            chosen = {one(question.option_codes) for _ in range(randomness.randint(1, 3))}
            return [code for code in question.option_codes if code in chosen]
        case HeadcountQuestion():
            return {code: one((0, 1, 0, 2, 0, 1)[place:]) for place, code in enumerate(question.kind_codes)}
        case NumberQuestion():
            return one((question.least, *range(question.least, min(question.most, question.least + 30))))
        case ScaleQuestion():
            return one(range(1, question.steps + 1))
        case OneQuestion():
            return one(question.option_codes)
    raise AssertionError(f"{question.code} is not answered")


# --- shapes ------------------------------------------------------------------------------------------------------


def city(districts: int, units: int, staff: Sequence[int] = (3, 4, 6, 9)) -> Callable[[Random], UnitTree]:
    """Districts with up to so many units each."""

    def tree(randomness: Random) -> UnitTree:
        rows = [Unit("city", "Staden", "city")]
        for number in range(districts):
            district = f"d{number}"
            rows.append(Unit(district, district, "district", "city"))
            for place in range(randomness.randint(1, units)):
                code = f"{district}_{place}"
                rows.append(Unit(code, code, "unit", district, staff=randomness.choice(staff)))
        return UnitTree(tuple(rows))

    return tree


def nation(municipalities: int, units: int) -> Callable[[Random], UnitTree]:
    """Municipalities with up to so many units each."""

    def tree(randomness: Random) -> UnitTree:
        rows = [Unit("nation", "Riket", "nation")]
        for number in range(municipalities):
            code = f"m{number}"
            rows.append(Unit(code, code, "city", "nation"))
            for place in range(randomness.randint(1, units)):
                rows.append(Unit(f"{code}_{place}", f"{code}_{place}", "unit", code, staff=randomness.randint(2, 9)))
        return UnitTree(tuple(rows))

    return tree


def one_unit(_: Random) -> UnitTree:
    return UnitTree((Unit("city", "Staden", "city"), Unit("alone", "Alone", "unit", "city", staff=6)))


def between(low: int, high: int) -> Callable[[Random], int]:
    return lambda randomness: randomness.randint(low, high)


FEW_LARGE = Shape("few large units", city(2, 2), between(300, 3_000))
MANY_TINY = Shape("many tiny units", city(15, 8, (1, 2, 3, 4)), between(0, 30))
ONE_UNIT = Shape("one unit", one_unit, between(20, 200), tertials=4, instruments=13)
EMPTY_TERTIALS = Shape("empty tertials", city(4, 4), between(0, 90), empty=0.5, tertials=6)
ONE_DOMINANT = Shape("one dominant category", city(5, 4), between(15, 120), dominant=0.93)
MUNICIPALITIES = Shape("290 municipalities", nation(290, 4), between(0, 60), tertials=1, instruments=2)
SHAPES = (FEW_LARGE, MANY_TINY, ONE_UNIT, EMPTY_TERTIALS, ONE_DOMINANT, MUNICIPALITIES)
