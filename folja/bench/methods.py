"""Three ways to protect the same numbers: Följa's, each number rounded on its own, and suppression; attacked alike.

The numbers are those of one instrument in one year: every cell of every leaf, the sums of districts and city, tertials
and the year. Suppression hides each number of 1 to 4 and then, as is usual, one more in every line where one alone is
hidden (Hundepool et al., Statistical Disclosure Control, 2012, chapter 4). `checked` goes on for as long as the
attacker proves something, as a tool with an audit does.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from statistics import mean
from typing import Any

from folja.counting.plan import Component, Plan
from folja.counting.relation import ACTS, Sum
from folja.disclosure.carriers import Leaf
from folja.disclosure.publication import Publication
from folja.disclosure.world import Known, Name, Proof, Target, World
from folja.vocabulary.unit import UnitTree

Key = tuple[str, str, str]  # place, period, cell
YEAR = "year"
BASE = 5
SMALL = range(1, BASE)


@dataclass(frozen=True)
class Line:
    """A whole and its parts, which add up to it."""

    whole: Key | int
    parts: tuple[Key, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        return self.parts if isinstance(self.whole, int) else (self.whole, *self.parts)


class Numbers:
    """The exact numbers of an instrument's year, for the leaves that Följa gives cells, and how they add up."""

    def __init__(self, plan: Plan, counted: Sequence[Any], published: Sequence[Publication]) -> None:
        self.plan, self.tree = plan, published[-1].units.tree
        self.components = plan.components
        self.exact: dict[Key, int] = {}
        self.acts: dict[tuple[str, str], int] = {}
        self.published: dict[Key, int] = {}
        self._below: dict[str, set[str]] = defaultdict(set)
        for counts, publication in zip(counted, published, strict=True):
            own = counts.instruments[plan.instrument.code]
            for leaf in _leaves(publication, plan):
                period = str(publication.period)
                self.acts[leaf.code, period] = sum(own.acts(unit) for unit in leaf.units)
                for above in _above(leaf, publication.units.tree):
                    self._below[above].add(leaf.code)
                for cell in plan.cells:
                    cells = (own.cells[unit][cell.code] for unit in leaf.units if unit in own.cells)
                    self.exact[leaf.code, period, cell.code] = sum(cells)
            for cube in publication.cubes:
                for leaf in cube.leaves if cube.instrument == plan.instrument.code else ():
                    for category, value in cube.values[leaf.code].items():
                        self.published[leaf.code, str(publication.period), f"{cube.attribute}.{category}"] = value
        self.periods = [str(publication.period) for publication in published]
        self.sums = list(self._sums())
        for line in self.sums:
            assert not isinstance(line.whole, int)
            self.exact[line.whole] = sum(self.exact[part] for part in line.parts)
            self.published[line.whole] = sum(self.published.get(part, 0) for part in line.parts)

    def _sums(self) -> Iterator[Line]:
        """Districts and city of each tertial, then each place's year."""
        leaves = {place for place, _ in self.acts}
        codes = [cell.code for cell in self.plan.cells]
        for code in codes:
            for above, below in self._below.items():
                for period in self.periods:
                    parts = tuple((leaf, period, code) for leaf in sorted(below) if (leaf, period) in self.acts)
                    if parts:
                        yield Line((above, period, code), parts)
            for place in (*sorted(leaves), *self._below) if len(self.periods) > 1 else ():
                there = [period for period in self.periods if self._is_there(place, period)]
                yield Line((place, YEAR, code), tuple((place, period, code) for period in there))

    def _is_there(self, place: str, period: str) -> bool:
        return any((leaf, period) in self.acts for leaf in self._below.get(place, {place}))

    @cached_property
    def shown(self) -> list[Key]:
        """What a table of all this would have."""
        cells = {cell.code for component in self.components for cell in component.published}
        return [key for key in self.exact if key[2] in cells]

    @cached_property
    def lines(self) -> list[Line]:
        """All that adds up: the sums, and within each place the answers to a question."""
        inside = [
            Line(
                self.acts.get((place, period), -1) if relation.total == ACTS else (place, period, relation.total),
                tuple((place, period, part) for part in relation.parts),
            )
            for place, period in dict.fromkeys((place, period) for place, period, _ in self.exact)
            for component in self.components
            for relation in component.relations
            if isinstance(relation, Sum)
        ]
        return [*self.sums, *(line for line in inside if line.whole != -1)]

    def kind(self, place: str) -> str:
        """unit, district or city."""
        return self.tree[place].kind if place in self._below else "unit"


def _leaves(publication: Publication, plan: Plan) -> Iterable[Leaf]:
    cubes = [cube for cube in publication.cubes if cube.instrument == plan.instrument.code]
    return {leaf.code: leaf for cube in cubes for leaf in cube.leaves}.values()


def _above(leaf: Leaf, tree: UnitTree) -> list[str]:
    return [code for code in tree.path(leaf.under) if tree[code].kind in ("district", "city")]


# --- the ways ------------------------------------------------------------------------------------------------------


def rounded_alone(numbers: Numbers, randomness: Random) -> dict[Key, int]:
    """Every number, sums too, up or down by chance."""
    return {key: _rounded(numbers.exact[key], randomness) for key in numbers.shown}


def _rounded(number: int, randomness: Random) -> int:
    down, rest = divmod(number, BASE)
    return BASE * (down + (randomness.randrange(BASE) < rest))


def suppressed(numbers: Numbers, more: Collection[Key] = ()) -> set[Key]:
    """What is hidden: 1 to 4, what is given, and one more in every line where one alone is hidden."""
    never_shown = set(numbers.exact) - set(numbers.shown)
    hidden = {key for key in numbers.shown if numbers.exact[key] in SMALL} | set(more)
    left = True
    while left:
        left = False
        for line in numbers.lines:
            out = [key for key in line.keys if key in hidden or key in never_shown]
            if len(out) == 1 and out[0] in hidden and (next_one := _smallest(numbers, line.keys, hidden | never_shown)):
                hidden.add(next_one)
                left = True
    return hidden


def _smallest(numbers: Numbers, keys: Iterable[Key], hidden: Collection[Key]) -> Key | None:
    shown = [key for key in keys if key not in hidden]
    return min(shown, key=lambda key: (numbers.exact[key] == 0, numbers.exact[key]), default=None)


def checked(numbers: Numbers, rounds: int = 40) -> set[Key]:
    """Suppression that goes on until the attacker proves nothing."""
    hidden = suppressed(numbers)
    lines, shown = defaultdict[Key, list[Line]](list), set(numbers.shown)
    for line in numbers.lines:
        for key in line.keys:
            lines[key].append(line)
    for _ in range(rounds):
        more = set(hidden)
        for proof in attack(numbers, visible(numbers, hidden), hidden):
            around = [key for line in lines[_key(proof)] for key in line.keys if key in shown]
            elsewhere = [key for key in numbers.shown if key[1:] == _key(proof)[1:]]
            if found := _smallest(numbers, around, more) or _smallest(numbers, elsewhere, more):
                more.add(found)
        if more == hidden:
            break
        hidden = suppressed(numbers, more)
    return hidden


# --- the attack ----------------------------------------------------------------------------------------------------

Telling = Callable[[World], None]


def visible(numbers: Numbers, hidden: Collection[Key]) -> Telling:
    """Every number that is not hidden, exactly."""

    def tell(world: World) -> None:
        for key in numbers.shown:
            if key not in hidden:
                world.constrain([(key, 1)], numbers.exact[key], numbers.exact[key])

    return tell


def rounded(values: Mapping[Key, int]) -> Telling:
    """Rounded numbers."""

    def tell(world: World) -> None:
        for key, value in values.items():
            world.hear(str(key), value, [key])

    return tell


def attack(numbers: Numbers, tell: Telling, wanted: Iterable[Key]) -> list[Proof]:
    """What is proved about these numbers, which an exact 0 is no proof of."""
    world = World(BASE)
    tell(world)
    for (place, period), acts in numbers.acts.items():
        for component in numbers.components:
            _relate(world, component, place, period, acts)
    for line in numbers.sums:
        assert not isinstance(line.whole, int)
        world.constrain([(line.whole, -1), *((part, 1) for part in line.parts)], 0, 0)
    for key in wanted:
        world.want(Target(str(key), key))
    return world.prove()


def _relate(world: World, component: Component, place: str, period: str, acts: int) -> None:
    def name(code: str) -> Name:
        return Known(acts) if code == ACTS else (place, period, code)

    for relation in component.relations:
        world.relate(relation, name)


def _key(proof: Proof) -> Key:
    assert isinstance(proof.target.plus, tuple)
    return proof.target.plus


def given_away(numbers: Numbers, proofs: Iterable[Proof]) -> int:
    """How many numbers that truly are 1 to 4 are proved to be."""
    return sum(numbers.exact[_key(proof)] in SMALL and proof.high < BASE for proof in proofs)


# --- the error -----------------------------------------------------------------------------------------------------


def errors(
    numbers: Numbers, values: Mapping[Key, int], part: str, whole: str, least_base: int
) -> dict[tuple[str, str], list[float]]:
    """How many points each share that can be shown is off, by kind of place and "tertial" or "year"."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for place, period in dict.fromkeys((place, period) for place, period, _ in numbers.exact):
        shown = values.get((place, period, part)), values.get((place, period, whole))
        if None in shown or shown[1] < least_base:  # type: ignore[operator]
            continue
        true = numbers.exact[place, period, part] / numbers.exact[place, period, whole]
        off = abs(shown[0] / shown[1] - true) * 100  # type: ignore[operator]
        found[numbers.kind(place), "year" if period == YEAR else "tertial"].append(off)
    return found


def average(points: Sequence[float]) -> float:
    """Their mean; nothing of nothing."""
    return mean(points) if points else 0.0
