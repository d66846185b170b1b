"""What the demo city's units aim at, have entered from outside, and have as budgets: content/demo/goals and budgets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from folja.goals import measure, place
from folja.goals.budget import Account, SeveralYears, Year
from folja.goals.changing import goal_around, reviewed, with_result
from folja.goals.outside import GENDERS, OutsideFigure
from folja.goals.target import Target, TargetKind
from folja.goals.year_plan import DevelopmentArea, ExpectedResult, UnitGoal, YearPlan, copied_forward
from folja.goals.years_file import read_years
from folja.instruments.content import SHIPPED, Node, read
from folja.vocabulary.period import Period

ENTERED_BY = "Dan"
TARGETS: tuple[TargetKind, ...] = ("at_least", "at_most", "between", "keep_or_raise")


@dataclass(frozen=True)
class DemoGoals:
    """One unit's plans and figures from outside, with what other places have `beside` them."""

    plans: tuple[YearPlan, ...]
    figures: tuple[OutsideFigure, ...]
    beside: tuple[OutsideFigure, ...]


@cache
def demo_goals(root: Path = SHIPPED) -> DemoGoals:
    """The plans and figures. Raises Refused with file and line."""
    node = read(root / "demo" / "goals.yaml", root)
    node.only("units", "places")
    plans: list[YearPlan] = []
    figures: list[OutsideFigure] = []
    for inner in node.nodes("units"):
        inner.only("unit", "plans", "figures")
        unit = inner.word("unit")
        for of_year in inner.nodes("plans"):
            plans.append(_plan(unit, of_year, plans))
        figures += (_figure(unit, one) for one in inner.nodes("figures"))
    beside = (_figure(whose, one) for whose, inner in _places(node) for one in inner.nodes("figures"))
    return DemoGoals(tuple(plans), tuple(figures), tuple(beside))


def _places(node: Node) -> Iterator[tuple[str, Node]]:
    codes = {one.code: whose for whose, one in place.shipped().items()}
    for inner in node.nodes("places"):
        inner.only("place", "figures")
        if inner.word("place") not in codes:
            raise inner.refused("place", sv="Platsen finns inte.", en="there is no such place")
        yield codes[inner.word("place")], inner


@dataclass(frozen=True)
class DemoBudgets:
    """A unit's budgets year by year, and a plan over several years of another."""

    unit: str
    years: tuple[Year, ...]
    planned_by: str
    plan_name: str
    plan: SeveralYears


@cache
def demo_budgets(root: Path = SHIPPED) -> DemoBudgets:
    """The budgets. The plan over years is a file as a municipality has it. Raises Refused with file and line."""
    node = read(root / "demo" / "budgets.yaml", root)
    node.only("unit", "years", "plan")
    years, plan = tuple(_budget(inner) for inner in node.nodes("years")), node.node("plan")
    file = plan.word("file")
    several = read_years(root / "demo" / file, file)
    return DemoBudgets(node.word("unit"), years, plan.word("unit"), plan.word("name"), several)


def _budget(node: Node) -> Year:
    node.only("year", "budget", "outcome", "deviation")
    budget, outcome = (
        Account(*(Decimal(node.node(key).word(part)) for part in ("cost", "income", "net")))
        for key in ("budget", "outcome")
    )
    return Year(node.number("year"), budget, outcome, Decimal(node.word("deviation")))


def _plan(unit: str, node: Node, before: Sequence[YearPlan]) -> YearPlan:
    """A plan; `from` says which year's it goes on from, with another aim or other words for some of its results."""
    node.only("year", "goals", "areas", "from", "changed", "added")
    if "from" in node.values:
        return _continued(node, next(plan for plan in before if plan.year == node.number("from") and plan.unit == unit))
    goals = tuple(_goal(inner) for inner in node.nodes("goals"))
    return YearPlan(unit, node.number("year"), goals, _areas(node))


def _continued(node: Node, before: YearPlan) -> YearPlan:
    """Copied forward as people do it, and looked through: all of it holds, some of it with another aim."""
    plan = copied_forward(before, _areas(node))
    changed = {inner.code("key"): inner for inner in node.nodes("changed")}
    for result in plan.results:
        plan = reviewed(plan, result.key)
        if result.key in changed:
            around = goal_around(plan, result.key)
            assert around is not None
            plan = with_result(plan, around.key, _result(changed.pop(result.key)))
    for inner in node.nodes("added"):
        plan = with_result(plan, inner.word("goal"), _result(inner))
    if changed:
        raise node.refused("changed", sv=f"Planen har inte {', '.join(changed)}.", en="the plan has no such result")
    return plan


def _areas(node: Node) -> tuple[DevelopmentArea, ...]:
    return tuple(
        DevelopmentArea(
            inner.code("key"),
            inner.word("words"),
            inner.optional("learned_in", int, None),
            inner.optional("group", str, ""),
        )
        for inner in node.nodes("areas")
    )


def _goal(node: Node) -> UnitGoal:
    node.only("key", "title", "council", "committee", "results")
    results = tuple(_result(inner) for inner in node.nodes("results"))
    return UnitGoal(node.code("key"), node.word("title"), results, node.word("council"), node.word("committee"))


def _result(node: Node) -> ExpectedResult:
    node.only("key", "goal", "words", "indicator", "measure", "target", "ways", "how", "group", "not_comparable")
    followed_by = "indicator" if "indicator" in node.values else "measure"
    years = node.node("not_comparable").values if "not_comparable" in node.values else {}
    return ExpectedResult(
        node.code("key"),
        node.word("words"),
        followed_by,  # type: ignore[arg-type]
        node.word(followed_by),
        _target(node.node("target")),
        node.words("ways"),
        node.optional("how", str, ""),
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
