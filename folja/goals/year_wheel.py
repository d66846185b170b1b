"""Where a plan and a report stand in a unit's year, and what they still lack: worked out from what there is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from folja.goals.followed import Outside
from folja.goals.year_plan import YearPlan
from folja.vocabulary.period import Period

Stage = Literal["not_begun", "being_written", "in_place", "handed_in", "approved"]
"""A plan is in place when it has results and all of them are looked through; a report is handed in, then approved."""

DONE: frozenset[Stage] = frozenset({"in_place", "approved"})

Kind = Literal["plan", "review", "targets", "areas", "budget", "closing", "outside", "complaints", "texts", "lessons"]


@dataclass(frozen=True)
class Lack:
    """One thing that is missing. `of` says of what: keys of results, codes of measures, sections, lines.

    `who` is to write the sections; empty where nobody is chosen.
    """

    kind: Kind
    of: tuple[str, ...] = ()
    who: str = ""


@dataclass(frozen=True)
class Section:
    """A section of a report as far as it matters here."""

    title: str
    who: str
    is_done: bool


def plan_stage(plan: YearPlan | None) -> Stage:
    """How far a year's plan has come; None where nobody has begun it."""
    if plan is None:
        return "not_begun"
    return "being_written" if plan.left_to_review or not any(plan.results) else "in_place"


def of_plan(plan: YearPlan | None) -> tuple[Lack, ...]:
    """What a year's plan lacks."""
    if plan is None:
        return (Lack("plan"),)
    aimless = (one.key for one in plan.results if one.followed_by != "words" and one.target is None)
    return (
        *_listed("review", (result.key for result in plan.left_to_review)),
        *_listed("targets", aimless),
        *([] if plan.areas else [Lack("areas")]),
    )


def of_report(
    plan: YearPlan | None,
    outside: Outside,
    period: Period,
    sections: Sequence[Section],
    *,
    waits_for_closing: bool,
    is_counted: bool,
    has_budget: bool,
) -> tuple[Lack, ...]:
    """What a tertial's report lacks once the tertial is over. `is_counted` of comments and complaints.

    Budget and outcome belong to the report of the whole year.
    """
    found = [
        *([Lack("closing")] if waits_for_closing else []),
        *_listed("outside", missing_figures(plan, outside, period) if plan else ()),
        *([] if is_counted else [Lack("complaints")]),
        *_unwritten(sections),
        *([Lack("budget")] if period.to_date.kind == "year" and not has_budget else []),
    ]
    return tuple(found)


def missing_figures(plan: YearPlan, outside: Outside, period: Period) -> tuple[str, ...]:
    """The measures that the plan follows and that nobody has entered, up to the end of the tertial.

    Much is measured once a year. So a figure is missed in a report of the year, and before that only where there was
    one at the same time of the year before.
    """
    now, before = period.to_date, period.to_date.year_before
    codes = dict.fromkeys(result.followed for result in plan.results if result.followed_by == "measure")
    return tuple(
        code
        for code in codes
        if outside.latest(code, plan.unit, now) is None
        and (now.kind == "year" or outside.latest(code, plan.unit, before) is not None)
    )


def _unwritten(sections: Iterable[Section]) -> Iterator[Lack]:
    """Sections that are not done, by who is to write them; last those that nobody has."""
    left: dict[str, list[str]] = {}
    for section in sections:
        if not section.is_done:
            left.setdefault(section.who, []).append(section.title)
    for who in sorted(left, key=lambda who: not who):
        yield Lack("texts", tuple(left[who]), who)


def of_next_plan(plan: YearPlan | None, left: Sequence[str]) -> tuple[Lack, ...]:
    """What the next year's plan lacks as this year sees it; `left` are lessons that nobody has decided about."""
    if plan is None:
        return (Lack("plan"),)
    return (*_listed("review", (result.key for result in plan.left_to_review)), *_listed("lessons", left))


def lessons_left(lessons: Iterable[str], plan: YearPlan | None, decided: Iterable[str]) -> tuple[str, ...]:
    """The lessons that are no development area of the plan and that nobody has said no to."""
    known = {*(area.words for area in plan.areas), *decided} if plan else set(decided)
    return tuple(one for one in dict.fromkeys(lessons) if one not in known)


def _listed(kind: Kind, of: Iterable[str]) -> tuple[Lack, ...]:
    found = tuple(of)
    return (Lack(kind, found),) if found else ()
