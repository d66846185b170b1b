"""A usual year of a unit: its steps from plan to next plan, their days, and the tasks on the way; from content."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from folja.instruments.content import SHIPPED, Node, read
from folja.vocabulary.period import Period, tertial
from folja.vocabulary.text import Text

KNOWN_BY = ("plan", "outcome", *(f"{kind}:{number}" for kind in ("complaints", "texts") for number in (1, 2, 3)))
YEARS = {"before": -1, "same": 0, "after": 1}


@dataclass(frozen=True)
class DayOfYear:
    """A day of the year itself, of the one before it (-1) or after it (1)."""

    month: int
    day: int
    years: int = 0

    def of(self, year: int) -> date:
        """The day, for a year; the last of its month where the month is shorter."""
        there = year + self.years
        return date(there, self.month, min(self.day, monthrange(there, self.month)[1]))


@dataclass(frozen=True)
class Step:
    """One step of the year: a plan, of so many years on, or a report by a template after a tertial."""

    code: str
    due: DayOfYear
    plan_of: int = 0
    template: str = ""
    tertial: int = 0

    @property
    def is_report(self) -> bool:
        return bool(self.template)

    def possible_days(self, year: int) -> tuple[date, date]:
        """The first and last day that it may be due: a report after its tertial, a plan until its year ends."""
        if self.is_report:
            return report_days(tertial(year, self.tertial))
        return date(year + self.plan_of - 1, 7, 1), date(year + self.plan_of, 12, 31)


def report_days(period: Period) -> tuple[date, date]:
    """The first and last day that the report of a tertial may be due: from its last day, within a year."""
    last = period.last.last_day
    return last, date(last.year + 1, 12, 31)


@dataclass(frozen=True)
class SuggestedTask:
    """A task of a usual year; of `each_group` there is one for every working group.

    `known_by` is what Följa tells by itself that it is done by: plan, outcome, complaints:1 or texts:1.
    """

    code: str
    due: DayOfYear
    words: Text
    group: Text | None
    each_group: bool
    known_by: str = ""


@dataclass(frozen=True)
class UsualYear:
    """The steps in order, and the tasks."""

    steps: tuple[Step, ...]
    tasks: tuple[SuggestedTask, ...]

    def step(self, code: str) -> Step | None:
        """The step of that code."""
        return next((step for step in self.steps if step.code == code), None)


@cache
def shipped() -> UsualYear:
    """The usual year that comes with Följa."""
    return load(SHIPPED)


def load(root: Path) -> UsualYear:
    """The usual year of a content folder. Raises Refused with file and line."""
    node = read(root / "year" / "usual.yaml", root)
    node.only("steps", "tasks")
    return UsualYear(tuple(map(_step, node.nodes("steps"))), tuple(map(_task, node.nodes("tasks"))))


def _step(node: Node) -> Step:
    node.only("code", "plan_of", "template", "tertial", "due")
    due = _day(node.node("due"))
    if "template" not in node.values:
        return Step(node.code("code"), due, plan_of=_years(node, "plan_of"))
    number = node.number("tertial")
    if number not in (1, 2, 3):
        raise node.refused("tertial", sv="tertial är 1, 2 eller 3.", en="tertial is 1, 2 or 3")
    return Step(node.code("code"), due, template=node.code("template"), tertial=number)


def _task(node: Node) -> SuggestedTask:
    node.only("code", "due", "words", "group", "each_group", "known_by")
    group = node.text("group") if "group" in node.values else None
    each = node.optional("each_group", bool, default=False)
    known_by = node.optional("known_by", str, default="")
    if known_by not in ("", *KNOWN_BY):
        known = ", ".join(KNOWN_BY)
        raise node.refused("known_by", sv=f"known_by är något av {known}.", en=f"known_by is one of {known}")
    return SuggestedTask(node.code("code"), _day(node.node("due")), node.text("words"), group, each, known_by)


def _day(node: Node) -> DayOfYear:
    node.only("day", "year")
    try:
        found = date.fromisoformat(f"2000-{node.word('day')}")
    except ValueError:
        raise node.refused(
            "day", sv="day är månad och dag, som 06-10.", en="day is month and day, such as 06-10"
        ) from None
    return DayOfYear(found.month, found.day, _years(node, "year") if "year" in node.values else 0)


def _years(node: Node, key: str) -> int:
    word = node.word(key)
    if word not in YEARS:
        raise node.refused(key, sv=f"{key} är {', '.join(YEARS)}.", en=f"{key} is one of {', '.join(YEARS)}")
    return YEARS[word]
