"""Everything that figures are read from: frozen publications, the volumes of open months, and what they are about."""

from collections.abc import Callable, Container, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from folja.counting.plan import Plan, plan_for
from folja.disclosure.fixed_units import Units, units_of
from folja.disclosure.policy import Policy
from folja.disclosure.publication import Cube, Publication
from folja.figures.indicator import Indicator
from folja.figures.statistics import Proportion, Rate
from folja.instruments.loading import Instruments
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit, UnitTree

Found = TypeVar("Found")

REMEMBERED = 20_000
"""So much that is read is kept in memory: that of some forty districts' reports, and about 15 MB."""

OpenVolumes = Mapping[tuple[str, str, Month], Mapping[str, int]]
"""(instrument, unit, month) -> measure -> exact number, as of last night, for months that are not frozen."""


@dataclass(frozen=True)
class Added:
    """Published cells added, and how many leaf cells that was: each brings its own rounding."""

    total: int = 0
    cells: int = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(self.total + other.total, self.cells + other.cells)


@dataclass(frozen=True)
class Cells:
    """What a figure about people is made of, how many answers are missing, and how many cells both sides share."""

    numerator: Added
    base: Added
    missing: int
    shared: int

    @property
    def proportion(self) -> Proportion:
        """The numerator's share of a base that is more than nothing."""
        numerator, base = self.numerator, self.base
        return Proportion(numerator.total, base.total, numerator.cells, base.cells, self.shared)

    @property
    def rate(self) -> Rate:
        """The numerator per act of an exact base that is more than nothing."""
        return Rate(self.numerator.total, self.base.total, self.numerator.cells)


@dataclass(frozen=True, eq=False)
class Library:
    """A snapshot of all that may be read. It holds no exact number about people.

    `tree` has the units of today. What is frozen is read in the units it was frozen with, and an open tertial in
    those it was fixed with, which are `open_units`.
    """

    tree: UnitTree
    instruments: Instruments
    indicators: Mapping[str, Indicator]
    policy: Policy
    publications: Mapping[Period, Publication]
    open_volumes: OpenVolumes = field(default_factory=dict)
    open_units: Mapping[Period, Units] = field(default_factory=dict)
    _open_units: dict[Period, Units] = field(default_factory=dict, init=False, repr=False)
    _leaves: dict[tuple[str, str, Period], tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)
    _volumes: dict[tuple[str, str, Month, str], int | None] = field(default_factory=dict, init=False, repr=False)
    _remembered: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def latest(self) -> Period | None:
        """The latest closed tertial."""
        return max(self.publications, default=None)

    def is_frozen(self, period: Period) -> bool:
        """Whether every tertial of the period that the follow-up existed in is closed."""
        return bool(period.tertials) and all(tertial in self.publications for tertial in self.tertials(period))

    def tertials(self, period: Period) -> tuple[Period, ...]:
        """The period's tertials from when anything was registered at all."""
        return tuple(tertial for tertial in period.tertials if tertial.last >= self.first_month)

    @cached_property
    def first_month(self) -> Month:
        """When the follow-up began here: with the first closed tertial, else with the first instrument."""
        begun = min(self.instruments.of(code)[0].first_month for code in self.instruments)
        return max(begun, min((tertial.first for tertial in self.publications), default=begun))

    def tree_in(self, period: Period) -> UnitTree:
        """The units at the end of a period."""
        return self._units(period.last.tertial).tree

    def unit(self, code: str, period: Period) -> Unit:
        """A unit at the end of a period; one that was founded later as it is today."""
        tree = self.tree_in(period)
        return tree[code] if code in tree else self.tree[code]

    def path(self, code: str, period: Period) -> tuple[str, ...]:
        """Codes from a unit up to the city at the end of a period, itself first."""
        tree = self.tree_in(period)
        return tree.path(code) if code in tree else self.tree.path(code)

    def plan(self, instrument: str, period: Period) -> Plan | None:
        """What was counted of an instrument at the end of a period."""
        found = self.instruments.in_force(instrument, period.last)
        return plan_for(found) if found else None

    def cube(self, instrument: str, attribute: str, tertial: Period) -> Cube | None:
        publication = self.publications.get(tertial)
        return publication.by_code.get(f"{instrument}.{attribute}") if publication else None

    def is_sensitive(self, instrument: str, attributes: Container[str], unit: str, tertial: Period) -> bool:
        """Whether a unit lacks numbers that would show a share of a sensitive question under 10 or over 90 %."""
        publication = self.publications.get(tertial)
        rungs = publication.rungs if publication else ()
        return any(
            rung.step == "sensitive"
            and rung.cube.partition(".")[0] == instrument
            and rung.cube.partition(".")[2] in attributes
            and self._lies_in(rung.leaf, unit, tertial)
            for rung in rungs
        )

    def _lies_in(self, leaf: str, unit: str, tertial: Period) -> bool:
        """Whether some of a leaf is of a unit, by the leaf's code: it may be in no cube."""
        tree, of = self.tree_in(tertial), (one.partition(":")[0] for one in leaf.split("+"))
        return any(unit in tree.path(one) for one in of if one in tree)

    def leaves(self, cube: Cube, unit: str) -> tuple[str, ...]:
        """The codes of a cube's leaves that lay in a unit."""
        key = (cube.code, unit, cube.period)
        if key not in self._leaves:
            tree = self.tree_in(cube.period)
            self._leaves[key] = tuple(leaf.code for leaf in cube.leaves if leaf.lies_in(unit, tree))
        return self._leaves[key]

    def volume(self, instrument: str, unit: str, month: Month, measure: str) -> int | None:
        """The exact number of one registering unit's month; None when nothing was registered."""
        publication = self.publications.get(month.tertial)
        if publication:
            found = publication.volumes.get(instrument, {}).get(unit, {}).get(month)
        else:
            found = self.open_volumes.get((instrument, unit, month))
        return found.get(measure) if found else None

    def volume_below(self, instrument: str, unit: str, month: Month, measure: str) -> int | None:
        """The exact number of a month at and below a unit, added; None when nothing was registered."""
        key = (instrument, unit, month, measure)
        if key not in self._volumes:
            leaves = self.tree_in(month.tertial).leaves_of(unit)
            found = (self.volume(instrument, leaf.code, month, measure) for leaf in leaves)
            numbers = [number for number in found if number is not None]
            self._volumes[key] = sum(numbers) if numbers else None
        return self._volumes[key]

    def hides_volumes(self, unit: str, period: Period) -> bool:
        """Whether a unit's volumes are shown only inside its parent, in some tertial of a period."""
        return any(unit in self._units(tertial).hidden for tertial in period.tertials or (period.last.tertial,))

    def remembered(self, what: Hashable, read: Callable[[], Found]) -> Found:
        """What is read of this snapshot and so is the same each time; read once, as a page asks for much several times.

        `what` says all that it depends on beside the snapshot, first of all what kind of thing it is.
        """
        if what not in self._remembered:
            found = read()
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[what] = found
        return cast("Found", self._remembered[what])

    def _units(self, tertial: Period) -> Units:
        publication = self.publications.get(tertial)
        if publication:
            return publication.units
        if tertial not in self._open_units:
            fixed = self.open_units.get(tertial)
            # Once anything is closed nothing is read in today's units: some may have moved since it was fixed.
            before = self.publications[self.latest].units if self.latest else None
            self._open_units[tertial] = fixed or before or units_of(self.tree, tertial, self.policy)
        return self._open_units[tertial]
