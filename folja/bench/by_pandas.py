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
        cell.code: _value(condition(cell.where, plan.instrument), frame)
        if cell.total_of is None
        else frame[cell.total_of].fillna(0)
        for cell in plan.cells
    }
    return pd.DataFrame(columns, index=frame.index).groupby(frame["unit"]).sum()


def _value(said: exp.Expr, frame: pd.DataFrame) -> "pd.Series | str | int | bool":
    """What an expression of sql.condition is for every row."""
    match said:
        case exp.Column():
            return frame[said.name]
        case exp.Literal():
            return said.this if said.is_string else int(said.this)
        case exp.Boolean():
            return bool(said.this)
        case exp.Paren():
            return _value(said.this, frame)
        case exp.Coalesce():
            # What compares with nothing is false already, but for a yes or no that is missing.
            return _column(said.this, frame) == True  # noqa: E712
        case exp.EQ():
            return _column(said.this, frame) == _value(said.expression, frame)
        case exp.In():
            return _column(said.this, frame).isin([_value(one, frame) for one in said.expressions])
        case exp.GTE():
            return _column(said.this, frame) >= _value(said.expression, frame)
        case exp.LTE():
            return _column(said.this, frame) <= _value(said.expression, frame)
        case exp.Between():
            return _column(said.this, frame).between(_value(said.args["low"], frame), _value(said.args["high"], frame))
        case exp.Is():
            return _column(said.this, frame).isna()
        case exp.Not():
            return ~_column(said.this, frame)
        case exp.And():
            return and_(_value(said.left, frame), _value(said.right, frame))
        case exp.Or():
            return or_(_value(said.left, frame), _value(said.right, frame))
    raise AssertionError(f"no condition is said by {type(said).__name__}")


def _column(said: exp.Expr, frame: pd.DataFrame) -> pd.Series:
    value = _value(said, frame)
    return value if isinstance(value, pd.Series) else pd.Series(value, index=frame.index)
