"""What the demo city's units aim at and have entered from outside: content/demo/goals.yaml."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from folja.goals import measure
from folja.goals.outside import GENDERS, OutsideFigure
from folja.goals.plan import DevelopmentArea, ExpectedResult, Plan, UnitGoal
from folja.goals.target import Target, TargetKind
from folja.instruments.content import SHIPPED, Node, read
from folja.vocabulary.period import Period

ENTERED_BY = "Dan"
TARGETS: tuple[TargetKind, ...] = ("at_least", "at_most", "between", "keep_or_raise")


@dataclass(frozen=True)
class DemoGoals:
    """One unit's plans and figures from outside."""

    plans: tuple[Plan, ...]
    figures: tuple[OutsideFigure, ...]


@cache
def demo_goals(root: Path = SHIPPED) -> DemoGoals:
    """The plans and figures. Raises Refused with file and line."""
    node = read(root / "demo" / "goals.yaml", root)
    node.only("unit", "plans", "figures")
    unit = node.word("unit")
    plans = tuple(_plan(unit, inner) for inner in node.nodes("plans"))
    return DemoGoals(plans, tuple(_figure(unit, inner) for inner in node.nodes("figures")))


def _plan(unit: str, node: Node) -> Plan:
    node.only("year", "goals", "areas")
    goals = tuple(_goal(inner) for inner in node.nodes("goals"))
    areas = tuple(
        DevelopmentArea(
            inner.code("key"),
            inner.word("words"),
            inner.optional("learned_in", int, None),
            inner.optional("group", str, ""),
        )
        for inner in node.nodes("areas")
    )
    return Plan(unit, node.number("year"), goals, areas)


def _goal(node: Node) -> UnitGoal:
    node.only("key", "title", "council", "committee", "results")
    results = tuple(_result(inner) for inner in node.nodes("results"))
    return UnitGoal(node.code("key"), node.word("title"), results, node.word("council"), node.word("committee"))


def _result(node: Node) -> ExpectedResult:
    node.only("key", "words", "indicator", "measure", "target", "ways", "group", "not_comparable")
    followed_by = "indicator" if "indicator" in node.values else "measure"
    years = node.node("not_comparable").values if "not_comparable" in node.values else {}
    return ExpectedResult(
        node.code("key"),
        node.word("words"),
        followed_by,  # type: ignore[arg-type]
        node.word(followed_by),
        _target(node.node("target")),
        node.words("ways"),
        group=node.optional("group", str, ""),
        not_comparable=tuple((int(year), str(why)) for year, why in years.items()),
    )


def _target(node: Node) -> Target:
    node.only(*TARGETS)
    kind = next(kind for kind in TARGETS if kind in node.values)
    value, _, upper = node.word(kind).partition("–")
    return Target(kind, Decimal(value), Decimal(upper) if upper else None)


def _figure(unit: str, node: Node) -> OutsideFigure:
    node.only("measure", "period", "value", "source", "dated", "note", *GENDERS)
    return OutsideFigure(
        measure.shipped()[node.word("measure")],
        unit,
        Period.parse(str(node.values["period"])),
        Decimal(node.word("value")) if "value" in node.values else None,
        node.word("source"),
        date.fromisoformat(str(node.values["dated"])),
        ENTERED_BY,
        {gender: Decimal(node.word(gender)) for gender in GENDERS if gender in node.values},
        node.optional("note", str, ""),
    )
