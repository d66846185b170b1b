"""The yardstick of pandas: the plan's own expressions, column by column, and one group-by of all of them."""

from collections.abc import Iterable, Mapping
from operator import and_, or_

import pandas as pd
from sqlglot import exp

from folja.counting.engines.sql import condition
from folja.counting.plan import Plan
from folja.counting.snapshot import Snapshot

Cells = Mapping[str, Mapping[str, int]]


def count(plans: Iterable[Plan], snapshot: Snapshot) -> dict[str, Cells]:
    """Every cell by instrument and unit."""
    return {plan.instrument.code: _count(plan, snapshot) for plan in plans}


def _count(plan: Plan, snapshot: Snapshot) -> Cells:
    """File by file, as all rows at once would not fit in memory."""
    found = [_counted(plan, pd.read_parquet(path)) for path in snapshot.files(plan.instrument)]
    if not found:
        return {}
    whole = pd.concat(found).groupby(level=0).sum().to_dict(orient="index")
    return {str(unit): {str(cell): int(number) for cell, number in cells.items()} for unit, cells in whole.items()}


def _counted(plan: Plan, frame: pd.DataFrame) -> pd.DataFrame:
    columns = {
        cell.code: _holds(condition(cell.where, plan.instrument), frame)
        if cell.total_of is None
        else frame[cell.total_of].fillna(0)
        for cell in plan.cells
    }
    return pd.DataFrame(columns, index=frame.index).groupby(frame["unit"]).sum()


def _holds(said: exp.Expr, frame: pd.DataFrame) -> "pd.Series | bool":
    """Where an expression of sql.condition is true: false, never missing, everywhere else."""
    match said:
        case exp.Column():
            # What compares with nothing is false already, but for a yes or no that is missing.
            return frame[said.name] == True  # noqa: E712
        case exp.Boolean():
            return bool(said.this)
        case exp.Paren() | exp.Coalesce():
            return _holds(said.this, frame)
        case exp.EQ():
            return frame[said.this.name] == _value(said.expression)
        case exp.In():
            return frame[said.this.name].isin([_value(one) for one in said.expressions])
        case exp.GTE():
            return frame[said.this.name] >= _value(said.expression)
        case exp.LTE():
            return frame[said.this.name] <= _value(said.expression)
        case exp.Between():
            return frame[said.this.name].between(_value(said.args["low"]), _value(said.args["high"]))
        case exp.Is():
            return frame[said.this.name].isna()
        case exp.Not():
            return ~_holds(said.this, frame)
        case exp.And():
            return and_(_holds(said.left, frame), _holds(said.right, frame))
        case exp.Or():
            return or_(_holds(said.left, frame), _holds(said.right, frame))
    raise AssertionError(f"no condition is said by {type(said).__name__}")


def _value(said: exp.Literal) -> str | int:
    return said.this if said.is_string else int(said.this)
