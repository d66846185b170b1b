"""Cells with ranges and the sums between them: what they prove, with which effort, and from which numbers.

Ranges are narrowed through one sum after another first, which proves much and cheaply; then come linear programs, and
integer ones for what those leave open (Fischetti & Salazar-González 2003; Hundepool et al. 2012, chapter 4).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from folja.disclosure.table.extremes import ALMOST, Extremes, chosen
from folja.disclosure.table.shape import Key, Shape
from folja.disclosure.world import Target, World, gives_away

MOST_EXPLAINED = 20
MOST_SWEEPS = 200
REACH = 2

EFFORTS = ("narrow", "linear", "whole")
MOST_LINKED = {"whole": 3_000, "linear": 6_000}
"""So many numbers that hang together are tried by integer programs, and by linear ones, unless it is asked for."""


@dataclass(frozen=True)
class Proof:
    """What is proved about a cell, or about a whole less the cell (`of` is then the whole).

    It lies from `low` to `high`; low above high says that the numbers contradict the rule. `numbers` are the
    published numbers that it follows from, empty where that was not worked out.
    """

    cell: Key
    low: int
    high: int
    of: Key | None = None
    numbers: tuple[str, ...] = ()

    def said(self, shape: Shape) -> str:
        """The proof as a sentence."""
        cell = shape.said(self.cell) if self.of is None else f"{shape.said(self.of)} less {shape.said(self.cell)}"
        what = f"{cell} must be {self.low}" + (f" to {self.high}" if self.high != self.low else "")
        if self.high < self.low:
            what = f"{cell}: the numbers contradict the rule"
        return f"{what} (from {'; '.join(self.numbers)})" if self.numbers else what


@dataclass(frozen=True)
class Told:
    """Cells as variables with ranges, sums between them (first = the others added), and what to try to prove."""

    base: int
    keys: Sequence[Key]
    low: np.ndarray
    high: np.ndarray
    said: Mapping[int, str]
    sums: Sequence[Sequence[int]]
    targets: Sequence[tuple[int, int | None]]  # a cell, or what is left of a whole (second) without it

    @cached_property
    def matrix(self) -> csr_matrix:
        """A row for each sum: -1 for the whole, 1 for its parts. All rows are 0."""
        rows = np.repeat(np.arange(len(self.sums)), [len(one) for one in self.sums])
        columns = np.array([cell for one in self.sums for cell in one], dtype=int)
        factors = np.ones(len(columns))
        factors[np.cumsum([0, *(len(one) for one in self.sums)])[:-1]] = -1
        return csr_matrix((factors, (rows, columns)), shape=(len(self.sums), len(self.keys)))

    @property
    def effort(self) -> str:
        """The most that the largest number of cells that hang together allows."""
        if not len(self.sums):
            return "whole"
        linked = abs(self.matrix)
        _, labels = connected_components(linked.T @ linked, directed=False)
        size = np.bincount(labels).max()
        return next((effort for effort, most in MOST_LINKED.items() if size <= most), "narrow")

    def proofs(self, effort: str) -> list[Proof]:
        """By narrowing ranges, by linear programs, and by integer programs where those do not decide."""
        low, high = self._narrowed() if len(self.sums) else (self.low, self.high)
        found: list[Proof] = []
        left: list[tuple[int, int | None]] = []
        for cell, whole in self.targets:
            lowest, highest = low[cell], high[cell]
            if whole is not None:
                lowest, highest = max(0, low[whole] - high[cell]), high[whole] - low[cell]
            if gives_away(lowest, highest, self.base):
                found.append(self._proof(cell, whole, lowest, highest))
            else:
                left.append((cell, whole))
        if not len(self.sums) or (low > high).any() or effort == "narrow":
            return found
        return found + self._by_programs(low, high, left, whole=effort == "whole")

    def _proof(self, cell: int, whole: int | None, low: int, high: int) -> Proof:
        return Proof(self.keys[cell], int(low), int(high), None if whole is None else self.keys[whole])

    def _narrowed(self) -> tuple[np.ndarray, np.ndarray]:
        """Ranges narrowed by every sum until nothing changes. Cut off earlier they are true, and wider."""
        wholes = np.array([one[0] for one in self.sums])
        parts = np.array([cell for one in self.sums for cell in one[1:]], dtype=int)
        lengths = np.array([len(one) - 1 for one in self.sums])
        of = np.repeat(np.arange(len(self.sums)), lengths)
        low, high = self.low.copy(), self.high.copy()
        for _ in range(MOST_SWEEPS):
            before = low.copy(), high.copy()
            least = np.bincount(of, low[parts], len(self.sums)).astype(np.int64)
            most = np.bincount(of, high[parts], len(self.sums)).astype(np.int64)
            np.maximum.at(low, wholes, least)
            np.minimum.at(high, wholes, most)
            np.maximum.at(low, parts, low[wholes][of] - most[of] + high[parts])
            np.minimum.at(high, parts, high[wholes][of] - least[of] + low[parts])
            if (low > high).any() or all(map(np.array_equal, before, (low, high))):
                break
        return low, high

    def _by_programs(
        self, low: np.ndarray, high: np.ndarray, targets: list[tuple[int, int | None]], *, whole: bool
    ) -> list[Proof]:
        extremes = Extremes(low, high, self.matrix, chosen(targets, len(self.keys)))
        extremes.look_around()
        found: dict[int, Proof] = {}
        for place in extremes.closed(self.base, whole=False):
            certified = extremes.certified(place)
            lowest, highest = (certified.low, certified.high) if certified else (0, -1)
            if gives_away(lowest, highest, self.base):
                found[place] = self._proof(*targets[place], lowest, highest)
        if not whole:
            return [*found.values()]
        left = [targets[place] for place in extremes.closed(self.base, whole=True) if place not in found]
        return [*found.values(), *self._by_integer_programs(low, high, left)]

    def _by_integer_programs(
        self, low: np.ndarray, high: np.ndarray, targets: Sequence[tuple[int, int | None]]
    ) -> list[Proof]:
        world = World(self.base)
        for cell in range(len(self.keys)):
            world.bound(cell, int(low[cell]), int(high[cell]))
        for whole, *parts in self.sums:
            world.constrain([(whole, -1), *((part, 1) for part in parts)], 0, 0)
        for target in targets:
            world.want(_wanted(*target))
        return [self._proof(*_meant(proof.target), proof.low, proof.high) for proof in world.prove()]

    def explained(self, proofs: Sequence[Proof]) -> list[Proof]:
        """The proofs, the strongest first, with the published numbers that the first of them rest on."""
        number = {key: place for place, key in enumerate(self.keys)}
        ordered = sorted(proofs, key=lambda proof: (proof.high - proof.low, proof.of is not None, proof.cell))
        return [
            Proof(one.cell, one.low, one.high, one.of, self._numbers(number, one) if place < MOST_EXPLAINED else ())
            for place, one in enumerate(ordered)
        ]

    def _numbers(self, number: Mapping[Key, int], proof: Proof) -> tuple[str, ...]:
        """Those with a part in the dual of the linear programs that give the range; near the cell if that is enough.

        None for a contradiction, and for what holds of whole numbers only.
        """
        objective = {number[proof.cell]: 1 if proof.of is None else -1}
        if proof.of is not None:
            objective[number[proof.of]] = 1
        near = set(objective)
        for _ in range(REACH):
            near |= {cell for one in self._around(near) for cell in self.sums[one]}
            if used := self._resting_on(objective, proof, self._around(near, whole=True)):
                return tuple(self.said[cell] for cell in sorted(used) if cell in self.said)
        used = self._resting_on(objective, proof, list(range(len(self.sums))))
        return tuple(self.said[cell] for cell in sorted(used or ()) if cell in self.said)

    @cached_property
    def _sums_of(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for place, one in enumerate(self.sums):
            for cell in one:
                found[cell].append(place)
        return found

    def _around(self, near: set[int], *, whole: bool = False) -> list[int]:
        """The sums with any of these cells, or with nothing but these."""
        touched = sorted({one for cell in near for one in self._sums_of.get(cell, ())})
        return [one for one in touched if not whole or near.issuperset(self.sums[one])]

    def _resting_on(self, objective: Mapping[int, int], proof: Proof, sums: Sequence[int]) -> set[int] | None:
        """The cells whose bounds prove the range with these sums; None when they prove less."""
        cells = sorted({*objective, *(cell for one in sums for cell in self.sums[one])})
        place = {cell: column for column, cell in enumerate(cells)}
        costs = np.zeros(len(cells))
        for cell, factor in objective.items():
            costs[place[cell]] = factor
        held = {"A_eq": self.matrix[sums][:, cells], "b_eq": np.zeros(len(sums))} if sums else {}
        used: set[int] = set()
        for sign, proved in ((1, proof.low), (-1, proof.high)):
            bounds = np.column_stack([self.low[cells], self.high[cells]])
            solved = linprog(sign * costs, bounds=bounds, method="highs", **held)
            if solved.status != 0 or abs(np.ceil(solved.fun - ALMOST) - sign * proved) > ALMOST:
                return None
            at_a_bound = np.abs(solved.lower.marginals) + np.abs(solved.upper.marginals)
            used |= {cells[column] for column in np.flatnonzero(at_a_bound > ALMOST)}
        return used


def _wanted(cell: int, whole: int | None) -> Target:
    return Target("", cell) if whole is None else Target("", whole, cell)


def _meant(target: Target) -> tuple[int, int | None]:
    cell, whole = (target.plus, None) if target.minus is None else (target.minus, target.plus)
    assert isinstance(cell, int)
    assert whole is None or isinstance(whole, int)
    return cell, whole
