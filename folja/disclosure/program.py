"""Integer programs about one part of a world, solved by HiGHS, which is not taken at its word.

The linear program without whole numbers is asked first: it is made once, and each further question starts from the
basis of the one before. Where its answer is in whole numbers it is the integer program's answer too. Every solution is
checked against every bound and constraint in whole numbers, and a proof is made again without presolve, which in HiGHS
has called a worse solution the best (its issues 1710, 2900 and 3073).
"""

from collections.abc import Callable, Iterable, Sequence
from math import ceil, floor, inf

import highspy
import numpy as np
from scipy.sparse import csr_matrix

Terms = tuple[tuple[int, int], ...]
"""A sum of variables: (variable, factor) pairs."""

Row = tuple[Terms, float, float]
"""low <= the sum <= high."""

CLOSE = 1e-6
LARGEST = 10**7  # no count is larger: so that every question has an answer


class Program:
    """Variables between bounds, constraints between them, and what they can be at the least and at the most."""

    def __init__(self, low: np.ndarray, high: np.ndarray, rows: Sequence[Row]) -> None:
        self.low, self.high = low, np.minimum(high, LARGEST)
        self.constraints = matrix([terms for terms, _, _ in rows], len(low))
        self.row_low = np.array([bound for _, bound, _ in rows], dtype=float)
        self.row_high = np.array([bound for _, _, bound in rows], dtype=float)
        self._solvers: dict[tuple[bool, bool], highspy.Highs] = {}

    def solution(self, objective: np.ndarray) -> np.ndarray | None:
        """A solution with a small objective, if not the smallest; None when there is none."""
        relaxed, _ = self._minimised(objective, whole=False, presolve=True)
        return relaxed if relaxed is not None else self._minimised(objective, whole=True, presolve=True)[0]

    def extremes(self, terms: Terms) -> tuple[int, int]:
        """The smallest and the largest possible value of a sum; (0, -1) when there is no solution."""
        return self._extremes(terms, self._least)

    def proved_extremes(self, terms: Terms) -> tuple[int, int]:
        """The same by integer programming without presolve, whatever was found before."""
        return self._extremes(terms, lambda objective: self._minimised(objective, whole=True, presolve=False)[0])

    @property
    def is_possible(self) -> bool:
        """Whether there is any solution at all."""
        return self.solution(np.zeros(len(self.low))) is not None

    def needed(
        self, terms: Terms, bounded: Iterable[int], rows: Iterable[int], proves: Callable[[int, int], bool]
    ) -> tuple[list[int], list[int]]:
        """Which of these variables' bounds, and of these constraints, it takes to prove what is proved of a sum.

        One after the other is let go of, for good if the linear program proves it without. What that can't prove at all
        needs everything.
        """
        solver, objective = self._made(whole=False, presolve=True), matrix([terms], len(self.low)).toarray()[0]

        def proved() -> bool:
            least, most = (sign * _optimum(solver, sign * objective) for sign in (1, -1))
            return proves(ceil(max(least, -LARGEST) - CLOSE), floor(min(most, LARGEST) + CLOSE))

        bounded, rows = list(bounded), list(rows)
        if not proved():
            return bounded, rows
        needed: tuple[list[int], list[int]] = ([], [])
        for variable in bounded:
            solver.changeColBounds(variable, 0, LARGEST)
            if not proved():
                solver.changeColBounds(variable, self.low[variable], self.high[variable])
                needed[0].append(variable)
        for row in rows:
            solver.changeRowBounds(row, -inf, inf)
            if not proved():
                solver.changeRowBounds(row, self.row_low[row], self.row_high[row])
                needed[1].append(row)
        return needed

    def _extremes(self, terms: Terms, least: Callable[[np.ndarray], np.ndarray | None]) -> tuple[int, int]:
        objective = matrix([terms], len(self.low)).toarray()[0]
        lowest, highest = least(objective), least(-objective)
        if lowest is None or highest is None:
            return 0, -1
        return round(objective @ lowest), round(objective @ highest)

    def _least(self, objective: np.ndarray) -> np.ndarray | None:
        """A solution that makes the objective smallest."""
        relaxed, bound = self._minimised(objective, whole=False, presolve=True)
        if relaxed is not None and objective @ relaxed <= bound + CLOSE:
            return relaxed
        return self._minimised(objective, whole=True, presolve=True)[0]

    def _minimised(self, objective: np.ndarray, *, whole: bool, presolve: bool) -> tuple[np.ndarray | None, float]:
        """What the solver calls the best, in whole numbers, None when that does not hold; and how small it says."""
        solver = self._solver(whole=whole, presolve=presolve)
        optimum = _optimum(solver, objective)
        if optimum == inf:
            return None, inf
        found = np.rint(solver.getSolution().col_value).astype(int)
        return (found if self.holds(found) else None), optimum

    def _solver(self, *, whole: bool, presolve: bool) -> highspy.Highs:
        if (whole, presolve) not in self._solvers:
            self._solvers[whole, presolve] = self._made(whole=whole, presolve=presolve)
        return self._solvers[whole, presolve]

    def _made(self, *, whole: bool, presolve: bool) -> highspy.Highs:
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.silent()
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("presolve", "on" if presolve else "off")
        solver.passModel(self._model(whole=whole))
        return solver

    def _model(self, *, whole: bool) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.low), len(self.row_low)
        model.col_cost_ = np.zeros(len(self.low))
        model.col_lower_, model.col_upper_ = self.low, self.high
        model.row_lower_, model.row_upper_ = self.row_low, self.row_high
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = self.constraints.indptr
        model.a_matrix_.index_ = self.constraints.indices
        model.a_matrix_.value_ = self.constraints.data
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.low)
        return model

    def holds(self, solution: np.ndarray) -> bool:
        """Whether whole numbers keep every bound and every constraint."""
        rows = self.constraints @ solution
        inside = (self.low <= solution) & (solution <= self.high)
        return bool(inside.all() and (self.row_low <= rows).all() and (rows <= self.row_high).all())


def _optimum(solver: highspy.Highs, objective: np.ndarray) -> float:
    """How small the objective becomes; infinity where nothing is possible."""
    solver.changeColsCost(len(objective), np.arange(len(objective), dtype=np.int32), objective.astype(float))
    solver.run()
    is_best = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return float(solver.getInfo().objective_function_value) if is_best else inf


def matrix(sums: Sequence[Terms], variables: int) -> csr_matrix:
    """Sums of variables as rows."""
    entries = [(row, variable, factor) for row, terms in enumerate(sums) for variable, factor in terms]
    rows, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_matrix((np.array(factors, dtype=float), (rows, columns)), shape=(len(sums), variables))
