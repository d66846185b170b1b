"""Everything that figures are read from: frozen publications, the volumes of open months, and what they are about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from folja.counting.plan import Plan, plan_for
from folja.disclosure.policy import Policy
from folja.disclosure.publication import Cube, Publication
from folja.figures.indicator import Indicator
from folja.instruments.loading import Instruments
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit, UnitTree

OpenVolumes = Mapping[tuple[str, str, Month], Mapping[str, int]]
"""(instrument, unit, month) -> measure -> exact number, as of last night, for months that are not frozen."""


@dataclass(frozen=True)
class Added:
    """Published cells added, and how many leaf cells that was: each brings its own rounding."""

    total: int = 0
    cells: int = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(self.total + other.total, self.cells + other.cells)


@dataclass(frozen=True, eq=False)
class Library:
    """A snapshot of all that may be read. It holds no exact number about people."""

    tree: UnitTree
    instruments: Instruments
    indicators: Mapping[str, Indicator]
    policy: Policy
    publications: Mapping[Period, Publication]
    open_volumes: OpenVolumes = field(default_factory=dict)
    _leaves: dict[tuple[str, str, Period], tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)
    _volumes: dict[tuple[str, str, Month, str], int | None] = field(default_factory=dict, init=False, repr=False)

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

    def plan(self, instrument: str, period: Period) -> Plan | None:
        """What was counted of an instrument at the end of a period."""
        found = self.instruments.in_force(instrument, period.last)
        return plan_for(found) if found else None

    def cube(self, instrument: str, attribute: str, tertial: Period) -> Cube | None:
        publication = self.publications.get(tertial)
        return publication.by_code.get(f"{instrument}.{attribute}") if publication else None

    def leaves(self, cube: Cube, unit: str) -> tuple[str, ...]:
        """The codes of a cube's leaves that lie in a unit."""
        key = (cube.code, unit, cube.period)
        if key not in self._leaves:
            self._leaves[key] = tuple(leaf.code for leaf in cube.leaves if leaf.lies_in(unit, self.tree))
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
            found = (self.volume(instrument, leaf.code, month, measure) for leaf in self.tree.leaves_of(unit))
            numbers = [number for number in found if number is not None]
            self._volumes[key] = sum(numbers) if numbers else None
        return self._volumes[key]

    def staff(self, unit: str) -> int:
        """How many staff the registering units at or below a unit have; not known counts as none."""
        return sum(leaf.staff or 0 for leaf in self.tree.leaves_of(unit))

    @cached_property
    def without_volumes(self) -> frozenset[str]:
        """The units whose volumes are shown only inside their parent: too few staff.

        Where that leaves a single hidden child, its volume would be the difference to the parent's, so the
        child with the next fewest staff is hidden with it; and one of that one's own children, whose volumes
        would otherwise add up to it. A unit that no longer exists hides nobody, so every month in which the
        units changed is looked at.
        """
        ends = [unit.valid_to.plus(1) for unit in self.tree.units if unit.valid_to]
        starts = [unit.valid_from for unit in self.tree.units if unit.valid_from]
        months = {self.first_month, *starts, *ends}
        return frozenset(code for month in months for code in self._hidden_below(self.tree.city, month))

    def _hidden_below(self, parent: Unit, month: Month, *, is_hidden: bool = False) -> Iterator[str]:
        there = [unit for unit in self.tree.children(parent.code) if unit.exists_in(Period(month, month))]
        children = sorted(there, key=lambda unit: (self.staff(unit.code), unit.code))
        few = [unit for unit in children if self._has_too_few(unit)]
        if len(few) == 1 or (is_hidden and not few):
            few = children[: len(few) + 1]
        for child in children:
            if child in few:
                yield child.code
            yield from self._hidden_below(child, month, is_hidden=child in few)

    def _has_too_few(self, unit: Unit) -> bool:
        return self.staff(unit.code) < self.policy.least_staff
