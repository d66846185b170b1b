"""What an attacker knows, as integer variables and linear constraints, and what can be proved from it.

A cell, or a difference between a whole and its part, is proved when every solution puts it at 1 to 4,
or at one single value. One solution is a witness for many cells at once. Most are found without a solver
(`witnesses`), a few programs for many parts at once (`program`) clear nearly all of the rest, and what is
left is tried one by one. Whoever found a witness, it is checked against every bound and every constraint;
that something is proved is for integer programs alone to say.

Method: disclosure audit by integer programming, Fischetti & Salazar-González (2003); Hundepool et al.,
Statistical Disclosure Control (2012), chapter 4.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import inf

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from folja.counting.relation import AtMostTimes, Many, Relation, Sum
from folja.disclosure.program import Program, Row, Terms, matrix
from folja.disclosure.witnesses import FAR, SideBySide, extremes_seen

VARIABLES_AT_A_TIME = 3_000
RANDOM_ROUNDS = 2
MOST_TRIED = 100
TRIES = (6, 24, 96)
"""So many worlds are made up of each part without a solver, as long as some target of it has no witness."""

Name = Hashable


@dataclass(frozen=True)
class Known:
    """A number that is no secret, such as how many acts there were."""

    value: int


@dataclass(frozen=True)
class Target:
    """Something worth proving: a cell, or a whole less its part."""

    said: str
    plus: Name
    minus: Name | None = None


@dataclass(frozen=True)
class Proof:
    """What was proved, the range it must lie in, and the published numbers it was proved from."""

    target: Target
    low: int
    high: int
    numbers: tuple[str, ...]


@dataclass
class World:
    """Variables with bounds, constraints between them, targets, and what was said about each variable."""

    base: int
    _number: dict[Name, int] = field(default_factory=dict)
    _low: list[float] = field(default_factory=list)
    _high: list[float] = field(default_factory=list)
    _rows: list[tuple[dict[int, int], float, float, str]] = field(default_factory=list)
    _targets: list[Target] = field(default_factory=list)
    _said: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def variable(self, name: Name) -> int:
        """The number of a variable; it exists from when it is first named."""
        if name not in self._number:
            self._number[name] = len(self._number)
            self._low.append(0)
            self._high.append(inf)
        return self._number[name]

    def constrain(self, terms: Iterable[tuple[Name, int]], low: float, high: float, said: str = "") -> None:
        """low <= sum of factor x variable <= high, which a published number says; known ones move to the bounds."""
        row: dict[int, int] = defaultdict(int)
        for name, factor in terms:
            if isinstance(name, Known):
                low, high = low - factor * name.value, high - factor * name.value
            else:
                row[self.variable(name)] += factor
        self._rows.append((dict(row), low, high, said))

    def hear(self, said: str, value: int, names: Iterable[Name], own: int = 0) -> None:
        """A published number about the sum of these. One that is no multiple of the base must be exact.

        It counts so many of the attacker's own too, which the variables do not.
        """
        numbers = [self.variable(name) for name in names]
        low, high = (bound - own for bound in said_range(value, self.base))
        if len(numbers) == 1:
            self._narrow(numbers[0], low, high)
            self._said[numbers[0]].append(f"{said} = {value}")
        else:
            self._rows.append((dict.fromkeys(numbers, 1), low, high, f"{said} = {value}"))

    def bound(self, name: Name, low: float, high: float) -> None:
        """Something else than a rounded number that says between what a variable lies."""
        self._narrow(self.variable(name), low, high)

    def _narrow(self, number: int, low: float, high: float) -> None:
        self._low[number] = max(self._low[number], low)
        self._high[number] = min(self._high[number], high)

    def relate(self, relation: Relation, name: Callable[[str], Name]) -> None:
        """What holds between counts of the same acts."""
        match relation:
            case Sum(total, parts):
                self.constrain([(name(total), -1), *((name(part), 1) for part in parts)], 0, 0)
            case Many(answered, yes):
                for cell in yes:
                    self.constrain([(name(answered), 1), (name(cell), -1)], 0, inf)
                self.constrain([(name(answered), -1), *((name(cell), 1) for cell in yes)], 0, inf)
            case AtMostTimes(part, whole, times):
                self.constrain([(name(part), -1), (name(whole), times)], 0, inf)

    def extremes(self, terms: Mapping[Name, int]) -> tuple[int, int]:
        """Between what a sum of factor x variable must lie; (0, -1) when the numbers contradict each other."""
        asked = tuple((self.variable(name), factor) for name, factor in terms.items())
        rows = [(tuple(row.items()), low, high) for row, low, high, _ in self._rows if row]
        return Program(np.array(self._low), np.array(self._high), rows).proved_extremes(asked)

    def want(self, target: Target) -> None:
        """Try to prove this."""
        self._targets.append(target)

    def prove(self) -> list[Proof]:
        """Everything that can be proved."""
        left = [part for same in _by_shape(self._parts()) for part in _without_witness(same, self.base)]
        return [proof for some in _at_a_time(left) for proof in self._proofs(some)]

    def _parts(self) -> list["_Part"]:
        """The independent parts that have targets."""
        vectors = [self._vector(target) for target in self._targets]
        labels = _labels(len(self._number), [*(row for row, *_ in self._rows if row), *vectors])
        order = np.argsort(labels, kind="stable")
        low, high = np.array(self._low, dtype=float), np.array(self._high, dtype=float)
        inside = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1) if len(order) else []
        parts = [_Part(variables, low[variables], high[variables]) for variables in inside]
        place = np.empty(len(labels), dtype=int)
        for part in parts:
            place[part.variables] = np.arange(len(part.variables))
        places, part_of = place.tolist(), labels.tolist()

        def inside_its_part(vector: Mapping[int, int]) -> Terms:
            return tuple((places[variable], factor) for variable, factor in vector.items())

        for row, least, most, said in self._rows:
            if row:
                part = parts[part_of[next(iter(row))]]
                part.rows.append((inside_its_part(row), least, most))
                part.said.append(said)
        for target, vector in zip(self._targets, vectors, strict=True):
            parts[part_of[next(iter(vector))]].targets.append((target, inside_its_part(vector)))
        return [part for part in parts if part.targets]

    def _vector(self, target: Target) -> dict[int, int]:
        vector = {self.variable(target.plus): 1}
        if target.minus is not None:
            vector[self.variable(target.minus)] = -1
        return vector

    def _proofs(self, parts: list["_Part"]) -> Iterator[Proof]:
        for part in _without_common_witness(parts, self.base):
            program = part.program()
            if not program.is_possible:
                yield from (Proof(target, 0, -1, self._numbers(part)) for target, _ in part.targets)
                continue
            for target, terms in part.targets:
                low, high = program.extremes(terms)
                if gives_away(low, high, self.base):
                    low, high = program.proved_extremes(terms)
                if gives_away(low, high, self.base):
                    yield Proof(target, low, high, self._numbers_needed(part, program, terms))

    def _numbers(self, part: "_Part") -> tuple[str, ...]:
        """What was published about everything in a part."""
        said = [said for number in part.variables for said in self._said.get(int(number), ())]
        return tuple(dict.fromkeys([*said, *filter(None, part.said)]))

    def _numbers_needed(self, part: "_Part", program: Program, terms: Terms) -> tuple[str, ...]:
        """What was published that a proof can't do without."""
        bounded = [place for place, number in enumerate(part.variables) if int(number) in self._said]
        rows = [place for place, said in enumerate(part.said) if said]
        if len(bounded) + len(rows) > MOST_TRIED:
            return self._numbers(part)
        variables, constraints = program.needed(
            terms, bounded, rows, lambda low, high: gives_away(low, high, self.base)
        )
        numbers = [said for place in variables for said in self._said[int(part.variables[place])]]
        return tuple(dict.fromkeys([*numbers, *(part.said[row] for row in constraints)]))


@dataclass
class _Part:
    """What is linked, and to nothing else: variables, and constraints and targets in terms of their places here."""

    variables: np.ndarray
    low: np.ndarray
    high: np.ndarray
    rows: list[Row] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # what each row was published as, if it was
    targets: list[tuple[Target, Terms]] = field(default_factory=list)

    def program(self) -> Program:
        return Program(self.low, self.high, self.rows)

    def only(self, which: Iterable[int]) -> "_Part":
        """With some of the targets."""
        return replace(self, targets=[self.targets[number] for number in which])


def _labels(variables: int, linked: Iterable[Mapping[int, int]]) -> np.ndarray:
    """For every variable the number of the independent part it belongs to."""
    pairs = [(first, other) for row in linked for first, other in _pairs(row)]
    rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
    graph = coo_matrix((np.ones(len(pairs)), (rows, columns)), shape=(variables, variables))
    return np.asarray(connected_components(graph, directed=False)[1])


def _pairs(row: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    first, *others = row
    return ((first, other) for other in others)


def _by_shape(parts: Iterable[_Part]) -> Iterable[list[_Part]]:
    """Parts that hang together in the same way, whatever was published of them."""
    by_shape: dict[tuple[int, tuple[Terms, ...], tuple[Terms, ...]], list[_Part]] = defaultdict(list)
    for part in parts:
        rows, targets = tuple(terms for terms, _, _ in part.rows), tuple(terms for _, terms in part.targets)
        by_shape[len(part.variables), rows, targets].append(part)
    return by_shape.values()


def _without_witness(same: list[_Part], base: int) -> Iterator[_Part]:
    """What stays open of parts of one shape after witnesses have been looked for without a solver."""
    bounds = (
        [part.low for part in same],
        [part.high for part in same],
        [[low for _, low, _ in part.rows] for part in same],
        [[high for _, _, high in part.rows] for part in same],
    )
    columns = (np.clip(np.array(bound), -FAR, FAR).astype(np.int64).T for bound in bounds)
    rows, targets = tuple(terms for terms, _, _ in same[0].rows), tuple(terms for _, terms in same[0].targets)
    beside = SideBySide(rows, *columns)
    lowest, highest = np.full((len(targets), len(same)), FAR), np.full((len(targets), len(same)), -FAR)
    left = np.arange(len(same))
    for tries in TRIES:
        low, high = extremes_seen(beside.some(left), targets, tries)
        lowest[:, left], highest[:, left] = np.minimum(lowest[:, left], low), np.maximum(highest[:, left], high)
        still = _not_cleared(lowest, highest, base)
        left = np.flatnonzero(still.any(axis=0))
        if not len(left):
            return
    yield from (same[number].only(np.flatnonzero(still[:, number])) for number in left)


def _at_a_time(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Several parts at a time: solving them together costs less than one by one."""
    some: list[_Part] = []
    for part in parts:
        if some and sum(len(one.variables) for one in some) + len(part.variables) > VARIABLES_AT_A_TIME:
            yield some
            some = []
        some.append(part)
    if some:
        yield some


def _without_common_witness(parts: list[_Part], base: int) -> Iterator[_Part]:
    """What stays open after a few solutions of all parts together."""
    starts = np.cumsum([0, *(len(part.variables) for part in parts)]).tolist()
    rows = [
        (_moved(terms, at), low, high)
        for at, part in zip(starts, parts, strict=False)
        for terms, low, high in part.rows
    ]
    sums = [_moved(terms, at) for at, part in zip(starts, parts, strict=False) for _, terms in part.targets]
    together = Program(np.concatenate([p.low for p in parts]), np.concatenate([p.high for p in parts]), rows)
    targets = matrix(sums, starts[-1])
    lowest, highest = np.full(len(sums), inf), np.full(len(sums), -inf)
    for weights in _weightings(len(sums)):
        solution = together.solution(targets.T @ weights)
        if solution is None:
            break  # Numbers that contradict each other: every part is tried alone.
        values = targets @ solution
        lowest, highest = np.minimum(lowest, values), np.maximum(highest, values)
    still = iter(_not_cleared(lowest, highest, base).tolist())
    for part in parts:
        left = part.only([number for number in range(len(part.targets)) if next(still)])
        if left.targets:
            yield left


def _moved(terms: Terms, places: int) -> Terms:
    return tuple((variable + places, factor) for variable, factor in terms)


def _weightings(targets: int) -> Iterator[np.ndarray]:
    """All as small as possible, all as large as possible, and a few mixtures (fixed: nothing secret hangs on them)."""
    yield np.ones(targets)
    yield -np.ones(targets)
    mixture = np.random.default_rng(0)
    for _ in range(RANDOM_ROUNDS):
        yield mixture.choice([-1.0, 1.0], targets)


def _not_cleared(lowest: np.ndarray, highest: np.ndarray, base: int) -> np.ndarray:
    """Where no witness has been seen at nothing or at the base and more, or none of another value."""
    small = (lowest >= 1) & (highest < base)
    return np.asarray(small | ((lowest == highest) & (highest != 0)))


def said_range(value: int, base: int) -> tuple[int, int]:
    """The counts that a published number can stand for."""
    if value % base:
        return value, value
    return (0, base - 1) if value == 0 else (value - base + 1, value + base - 1)


def gives_away(low: int, high: int, base: int) -> bool:
    """Whether a range proves a small count (1 to 4), an exact one that is not nothing, or a contradiction."""
    return (low >= 1 and high < base) or low == high > 0 or low > high
