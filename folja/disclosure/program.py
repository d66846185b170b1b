"""Integer programs about one part of a world, solved by HiGHS, which is not taken at its word.

The linear program without whole numbers is asked first: it is made once, and each further question starts from the
basis of the one before. Where its answer is in whole numbers it is the integer program's answer too. Every solution is
checked against every bound and constraint in whole numbers, and a proof is made again without presolve, which in HiGHS
has called a worse solution the best (its issues 1710, 2900 and 3073).
"""

from collections.abc import Callable, Sequence

import highspy
import numpy as np
from scipy.sparse import csr_matrix

Terms = tuple[tuple[int, int], ...]
"""A sum of variables: (variable, factor) pairs."""

Row = tuple[Terms, float, float]
"""low <= the sum <= high."""

CLOSE = 1e-6


class Program:
    """Variables between bounds, constraints between them, and what they can be at the least and at the most."""

    def __init__(self, low: np.ndarray, high: np.ndarray, rows: Sequence[Row]) -> None:
        self.low, self.high = low, high
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
        numbers = np.arange(len(objective), dtype=np.int32)
        solver.changeColsCost(len(objective), numbers, objective.astype(float))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None, np.inf
        found = np.rint(solver.getSolution().col_value).astype(int)
        return (found if self.holds(found) else None), solver.getInfo().objective_function_value

    def _solver(self, *, whole: bool, presolve: bool) -> highspy.Highs:
        if (whole, presolve) not in self._solvers:
            solver = highspy.Highs()  # type: ignore[no-untyped-call]
            solver.silent()
            solver.setOptionValue("mip_rel_gap", 0.0)
            solver.setOptionValue("presolve", "on" if presolve else "off")
            solver.passModel(self._model(whole=whole))
            self._solvers[whole, presolve] = solver
        return self._solvers[whole, presolve]

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


def matrix(sums: Sequence[Terms], variables: int) -> csr_matrix:
    """Sums of variables as rows."""
    entries = [(row, variable, factor) for row, terms in enumerate(sums) for variable, factor in terms]
    rows, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_matrix((np.array(factors, dtype=float), (rows, columns)), shape=(len(sums), variables))
