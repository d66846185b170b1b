"""What an attacker knows, as integer variables and linear constraints, and what can be proved from it.

A cell, or a difference between a whole and its part, is proved when every solution puts it at 1 to 4,
or at one single value. One solution is a witness for many cells at once, so a few integer programs
(HiGHS) clear nearly everything and only the rest is tried one by one. The solver is not taken at its
word: a witness is checked against every constraint, and a proof is made again without presolve, which
in HiGHS has called a worse solution the best (its issues 1710, 2900 and 3073).

Method: disclosure audit by integer programming, Fischetti & Salazar-González (2003); Hundepool et al.,
Statistical Disclosure Control (2012), chapter 4.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf

import highspy
import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

from folja.counting.relation import AtMostTimes, Many, Relation, Sum

VARIABLES_AT_A_TIME = 3_000
RANDOM_ROUNDS = 2

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
    _rows: list[tuple[dict[int, int], float, float]] = field(default_factory=list)
    _targets: list[Target] = field(default_factory=list)
    _said: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def variable(self, name: Name) -> int:
        """The number of a variable; it exists from when it is first named."""
        if name not in self._number:
            self._number[name] = len(self._number)
            self._low.append(0)
            self._high.append(inf)
        return self._number[name]

    def constrain(self, terms: Iterable[tuple[Name, int]], low: float, high: float) -> None:
        """low <= sum of factor x variable <= high; known numbers move to the bounds."""
        row: dict[int, int] = defaultdict(int)
        for name, factor in terms:
            if isinstance(name, Known):
                low, high = low - factor * name.value, high - factor * name.value
            else:
                row[self.variable(name)] += factor
        self._rows.append((dict(row), low, high))

    def hear(self, said: str, value: int, names: Iterable[Name]) -> None:
        """A published number about the sum of these. One that is no multiple of the base must be exact."""
        numbers = [self.variable(name) for name in names]
        low, high = said_range(value, self.base)
        for number in numbers:
            self._said[number].append(f"{said} = {value}")
        if len(numbers) == 1:
            self._narrow(numbers[0], low, high)
        else:
            self._rows.append((dict.fromkeys(numbers, 1), low, high))

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

    def want(self, target: Target) -> None:
        """Try to prove this."""
        self._targets.append(target)

    def prove(self) -> list[Proof]:
        """Everything that can be proved."""
        return [proof for batch in self._batches() for proof in self._proofs(batch)]

    def _vector(self, target: Target) -> dict[int, int]:
        vector = {self.variable(target.plus): 1}
        if target.minus is not None:
            vector[self.variable(target.minus)] = -1
        return vector

    def _batches(self) -> Iterator["_Batch"]:
        """Independent parts, several at a time: solving them together costs less than one by one."""
        targets = [(target, self._vector(target)) for target in self._targets]
        labels = self._parts([row for row, _, _ in self._rows] + [vector for _, vector in targets])
        size = np.bincount(labels) if len(labels) else np.array([], dtype=int)
        batch_of_part = np.cumsum(size) // VARIABLES_AT_A_TIME
        batch = batch_of_part[labels] if len(labels) else labels
        for number in np.unique(batch):
            variables = np.flatnonzero(batch == number)
            inside = set(variables.tolist())
            yield _Batch(
                variables,
                [row for row in self._rows if next(iter(row[0]), -1) in inside],
                [(target, vector) for target, vector in targets if next(iter(vector)) in inside],
                np.array(self._low)[variables],
                np.array(self._high)[variables],
                labels,
            )

    def _parts(self, linked: list[dict[int, int]]) -> np.ndarray:
        """For every variable the number of the independent part it belongs to."""
        pairs = [(first, other) for row in linked for first, other in _pairs(row)]
        rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
        shape = (len(self._number), len(self._number))
        graph = coo_matrix((np.ones(len(pairs)), (rows, columns)), shape=shape)
        return np.asarray(connected_components(graph, directed=False)[1])

    def _proofs(self, batch: "_Batch") -> Iterator[Proof]:
        if not batch.targets:
            return
        open_targets = _Witnesses(batch, self.base)
        for weights in _weightings(len(batch.targets)):
            solution = batch.solve(weights)
            if solution is None:
                break  # Numbers that contradict each other: every part is tried alone below.
            open_targets.see(solution)
        for number in open_targets.left():
            target, vector = batch.targets[number]
            low, high = _proved_range(batch.part_of(next(iter(vector))), vector, self.base)
            if gives_away(low, high, self.base):
                yield Proof(target, low, high, self._numbers(batch, vector))

    def _numbers(self, batch: "_Batch", vector: Mapping[int, int]) -> tuple[str, ...]:
        """What was published about everything linked to a target."""
        label = batch.labels[next(iter(vector))]
        linked = (number for number in np.flatnonzero(batch.labels == label))
        return tuple(dict.fromkeys(said for number in linked for said in self._said.get(int(number), ())))


def said_range(value: int, base: int) -> tuple[int, int]:
    """The counts that a published number can stand for."""
    if value % base:
        return value, value
    return (0, base - 1) if value == 0 else (value - base + 1, value + base - 1)


def gives_away(low: int, high: int, base: int) -> bool:
    """Whether a range proves a small count (1 to 4), an exact one that is not nothing, or a contradiction."""
    return (low >= 1 and high < base) or low == high > 0 or low > high


def _proved_range(part: "_Batch", vector: Mapping[int, int], base: int) -> tuple[int, int]:
    """The lowest and highest value of a target; (0, -1) when no numbers agree with what is published."""
    low, high = part.extremes(vector, presolve=True)
    if gives_away(low, high, base):
        low, high = part.extremes(vector, presolve=False)
    return low, high


def _pairs(row: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    first, *others = row
    return ((first, other) for other in others)


def _weightings(targets: int) -> Iterator[np.ndarray]:
    """All as small as possible, all as large as possible, and a few mixtures (fixed: nothing secret hangs on them)."""
    yield np.ones(targets)
    yield -np.ones(targets)
    mixture = np.random.default_rng(0)
    for _ in range(RANDOM_ROUNDS):
        yield mixture.choice([-1.0, 1.0], targets)


class _Witnesses:
    """Which targets are still open: those never seen at 0 or at 5 and more, or never seen to vary."""

    def __init__(self, batch: "_Batch", base: int) -> None:
        self.batch, self.base = batch, base
        self.lowest = np.full(len(batch.targets), inf)
        self.highest = np.full(len(batch.targets), -1)

    def see(self, solution: np.ndarray) -> None:
        values = self.batch.matrix @ solution
        self.lowest = np.minimum(self.lowest, values)
        self.highest = np.maximum(self.highest, values)

    def left(self) -> list[int]:
        small = (self.lowest >= 1) & (self.highest < self.base)
        fixed = (self.lowest == self.highest) & (self.highest != 0)
        return [int(number) for number in np.flatnonzero(small | fixed)]


class _Batch:
    """Some independent parts of a world, as matrices."""

    def __init__(
        self,
        variables: np.ndarray,
        rows: list[tuple[dict[int, int], float, float]],
        targets: list[tuple[Target, dict[int, int]]],
        low: np.ndarray,
        high: np.ndarray,
        labels: np.ndarray,
    ) -> None:
        self.variables, self.rows, self.targets = variables, rows, targets
        self.low, self.high, self.labels = low, high, labels
        self.place = {int(variable): index for index, variable in enumerate(variables)}
        self.matrix = self._matrix([vector for _, vector in targets])
        self.constraints = self._matrix([row for row, _, _ in rows])
        self.row_low = np.array([low for _, low, _ in rows], dtype=float)
        self.row_high = np.array([high for _, _, high in rows], dtype=float)

    def _matrix(self, rows: list[dict[int, int]]) -> csr_matrix:
        entries = [(i, self.place[v], factor) for i, row in enumerate(rows) for v, factor in row.items()]
        i, j, factors = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_matrix((np.array(factors, dtype=float), (i, j)), shape=(len(rows), len(self.variables)))

    def solve(self, weights: np.ndarray) -> np.ndarray | None:
        """A solution that makes the weighted targets smallest; None when there is none."""
        return self._minimise(self.matrix.T @ weights, presolve=True)

    def extremes(self, vector: Mapping[int, int], *, presolve: bool) -> tuple[int, int]:
        """The smallest and the largest possible value of a target; (0, -1) when there is no solution."""
        objective = np.zeros(len(self.variables))
        for variable, factor in vector.items():
            objective[self.place[variable]] = factor
        lowest, highest = (self._minimise(sign * objective, presolve=presolve) for sign in (1, -1))
        if lowest is None or highest is None:
            return 0, -1
        return round(objective @ lowest), round(objective @ highest)

    def _minimise(self, objective: np.ndarray, *, presolve: bool) -> np.ndarray | None:
        """A solution that makes the objective smallest; None when there is none, or none that holds."""
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.silent()
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("presolve", "on" if presolve else "off")
        solver.passModel(self._program(objective))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = np.rint(solver.getSolution().col_value).astype(int)
        return solution if self._holds(solution) else None

    def _program(self, objective: np.ndarray) -> highspy.HighsLp:
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self.variables), len(self.rows)
        program.col_cost_, program.col_lower_, program.col_upper_ = objective, self.low, self.high
        program.row_lower_, program.row_upper_ = self.row_low, self.row_high
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = self.constraints.indptr
        program.a_matrix_.index_ = self.constraints.indices
        program.a_matrix_.value_ = self.constraints.data
        program.integrality_ = [highspy.HighsVarType.kInteger] * len(self.variables)
        return program

    def _holds(self, solution: np.ndarray) -> bool:
        """Whether whole numbers keep every bound and every constraint."""
        rows = self.constraints @ solution
        inside = (self.low <= solution) & (solution <= self.high)
        return bool(inside.all() and (self.row_low <= rows).all() and (rows <= self.row_high).all())

    def part_of(self, variable: int) -> "_Batch":
        """Only what is linked to one variable."""
        label = self.labels[variable]
        kept = [index for index, v in enumerate(self.variables) if self.labels[v] == label]
        return _Batch(
            self.variables[kept],
            [row for row in self.rows if self.labels[next(iter(row[0]))] == label],
            [],
            self.low[kept],
            self.high[kept],
            self.labels,
        )
