"""A plan as JSON and back: what is kept of a plan, handed on to another system, and frozen with a report."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from folja.goals.target import Target
from folja.goals.year_plan import DevelopmentArea, ExpectedResult, UnitGoal, YearPlan


def plan_as_json(plan: YearPlan) -> str:
    """The plan, readable by people too: keys by name, numbers as they are written."""
    return json.dumps(asdict(plan), ensure_ascii=False, default=str)


def plan_from_json(written: str) -> YearPlan:
    """A plan that `plan_as_json` wrote."""
    values = json.loads(written)
    goals = tuple(_goal(goal) for goal in values["goals"])
    return YearPlan(values["unit"], values["year"], goals, tuple(DevelopmentArea(**area) for area in values["areas"]))


def _goal(values: Mapping[str, Any]) -> UnitGoal:
    return UnitGoal(**{**values, "results": tuple(_result(result) for result in values["results"])})


def _result(values: Mapping[str, Any]) -> ExpectedResult:
    target = values["target"]
    read: dict[str, Any] = {
        "target": _target(target) if target else None,
        "ways": tuple(values["ways"]),
        "not_comparable": tuple((year, why) for year, why in values["not_comparable"]),
    }
    return ExpectedResult(**{**values, **read})


def _target(values: Mapping[str, Any]) -> Target:
    value, upper = (None if values[key] is None else Decimal(values[key]) for key in ("value", "upper"))
    return Target(values["kind"], value, upper)
