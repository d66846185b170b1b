"""The lowest and highest value of many targets under the same sums, by linear programs that start where the last ended.

One solution is a witness for every target at once, and one in whole numbers a witness of what can really be.
Nothing is taken on the solver's word: witnesses are checked against every bound and sum, and a limit is worked out
anew from the dual, where it is a certificate that also says which published numbers it rests on (linear programming
duality; the auditing of Fischetti & Salazar-González 2003, and of τ-ARGUS).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csr_matrix

from folja.disclosure.world import gives_away

ALMOST = 1e-6
MIXTURES = 6


@dataclass(frozen=True)
class Certified:
    """Between what a target must lie, and the variables whose bounds that follows from."""

    low: int
    high: int
    rests_on: tuple[int, ...]


class Extremes:
    """Variables between bounds, with sums that are all 0, and targets that are sums of variables."""

    def __init__(self, low: np.ndarray, high: np.ndarray, sums: csr_matrix, targets: csr_matrix) -> None:
        self.low, self.high, self.sums, self.targets = low, high, sums, targets
        self._seen = _Seen.nothing(targets.shape[0])
        self._seen_whole = _Seen.nothing(targets.shape[0])
        self._columns = np.arange(len(low), dtype=np.int32)
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.silent()
        self._solver.setOptionValue("presolve", "off")  # it would let go of where the last one ended
        self._solver.passModel(self._program())

    def _program(self) -> highspy.HighsLp:
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self.low), self.sums.shape[0]
        program.col_cost_, program.col_lower_, program.col_upper_ = np.zeros(len(self.low)), self.low, self.high
        program.row_lower_ = program.row_upper_ = np.zeros(self.sums.shape[0])
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = self.sums.indptr
        program.a_matrix_.index_ = self.sums.indices
        program.a_matrix_.value_ = self.sums.data
        return program

    def look_around(self) -> None:
        """Witnesses with all targets as small as possible, as large as possible, and mixtures of both."""
        mixture = np.random.default_rng(0)  # nothing secret hangs on it
        number = self.targets.shape[0]
        signs = [np.ones(number), -np.ones(number), *(mixture.choice([-1.0, 1.0], number) for _ in range(MIXTURES))]
        for sign in signs:
            self._solve(self.targets.T @ sign)

    def certified(self, target: int) -> Certified | None:
        """Between what the target must lie; None when no numbers agree with the bounds."""
        objective = self.targets[[target]].toarray().ravel()
        bounds, rests_on = [], np.zeros(len(self.low), dtype=bool)
        for sign in (1, -1):
            dual = self._solve(sign * objective)
            if dual is None:
                return None
            reduced = sign * objective - self.sums.T @ dual
            reduced[np.abs(reduced) < ALMOST] = 0
            bounds.append(sign * int(np.ceil(np.where(reduced > 0, self.low, self.high) @ reduced - ALMOST)))
            rests_on |= reduced != 0
        return Certified(bounds[0], bounds[1], tuple(np.flatnonzero(rests_on).tolist()))

    def _solve(self, objective: np.ndarray) -> np.ndarray | None:
        """The dual of the sums where the objective is smallest; a solution in whole numbers is kept as a witness."""
        self._solver.changeColsCost(len(objective), self._columns, objective)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._solver.getSolution()
        values = np.asarray(solution.col_value)
        if np.abs(self.sums @ values).max(initial=0) < ALMOST and self._is_inside(values):
            self._seen.take(self.targets @ values)
        whole = np.rint(values)
        if np.abs(values - whole).max() < ALMOST and not (self.sums @ whole).any() and self._is_inside(whole):
            self._seen_whole.take(self.targets @ whole)
        return np.asarray(solution.row_dual)

    def _is_inside(self, values: np.ndarray) -> bool:
        return bool(((self.low - ALMOST <= values) & (values <= self.high + ALMOST)).all())

    def closed(self, base: int, *, whole: bool) -> Iterator[int]:
        """The targets that no witness, or none in whole numbers, clears of being 1 to base - 1 or exact."""
        seen = self._seen_whole if whole else self._seen
        for target in range(self.targets.shape[0]):
            low = np.ceil(seen.lowest[target] - ALMOST)
            high = np.floor(seen.highest[target] + ALMOST)
            if low > high or gives_away(low, high, base):
                yield target


@dataclass
class _Seen:
    """The lowest and highest value of each target in any witness so far."""

    lowest: np.ndarray
    highest: np.ndarray

    @classmethod
    def nothing(cls, targets: int) -> "_Seen":
        return cls(np.full(targets, np.inf), np.full(targets, -np.inf))

    def take(self, values: np.ndarray) -> None:
        self.lowest, self.highest = np.minimum(self.lowest, values), np.maximum(self.highest, values)


def chosen(rows: Sequence[tuple[int, int | None]], columns: int) -> csr_matrix:
    """Targets as rows: a variable, or another (second) less the variable."""
    entries = [
        (number, column, factor)
        for number, (cell, whole) in enumerate(rows)
        for column, factor in ([(cell, 1.0)] if whole is None else [(whole, 1.0), (cell, -1.0)])
    ]
    numbers, places, factors = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_matrix((np.array(factors, dtype=float), (numbers, places)), shape=(len(rows), columns))
