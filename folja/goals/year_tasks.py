"""Tasks of a unit's year: what is to be done, by when and by which working group; suggested, copied, set in order."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from folja.goals.usual_year import SuggestedTask, UsualYear

AHEAD = timedelta(days=14)
BEHIND = timedelta(days=30)
"""A day is near from two weeks before it until a month after: what is older than that nobody is reminded of."""


@dataclass(frozen=True)
class Task:
    """One task. Without a group it is everybody's; `key` tells it from the others of its year.

    `known_by` is what Följa sees that it is done by; `is_told` where it has.
    """

    key: str
    words: str
    due_on: date
    group: str = ""
    is_done: bool = False
    known_by: str = ""
    is_told: bool = False


def suggested(usual: UsualYear, year: int, groups: Sequence[str], new_key: Callable[[], str]) -> tuple[Task, ...]:
    """The tasks of a usual year, in order; those of each group once where no group is named."""
    found = (task for one in usual.tasks for task in _suggested(one, year, groups, new_key))
    return in_order(found)


def _suggested(one: SuggestedTask, year: int, groups: Sequence[str], new_key: Callable[[], str]) -> Iterator[Task]:
    if one.each_group:
        who: Sequence[str] = groups or ("",)
    else:
        who = (one.group.sv if one.group else "",)
    for group in who:
        yield Task(new_key(), one.words.sv, one.due.of(year), group, known_by=one.known_by)


def copied_forward(tasks: Iterable[Task], new_key: Callable[[], str]) -> tuple[Task, ...]:
    """The same tasks a year later, none of them done."""
    return in_order(
        replace(one, key=new_key(), due_on=a_year_later(one.due_on), is_done=False, is_told=False) for one in tasks
    )


def a_year_later(day: date) -> date:
    """The same day of the next year; 28 February after a leap day."""
    return day.replace(year=day.year + 1, day=min(day.day, monthrange(day.year + 1, day.month)[1]))


def passed(tasks: Iterable[Task], today: date) -> tuple[Task, ...]:
    """Those whose day is past: of little use to somebody who begins the year today."""
    return tuple(one for one in tasks if one.due_on < today)


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """What is due first stands first."""
    return tuple(sorted(tasks, key=lambda one: (one.due_on, one.group, one.words)))


def by_group(tasks: Iterable[Task], groups: Sequence[str]) -> tuple[tuple[str, tuple[Task, ...]], ...]:
    """Each group with its tasks: those of the plan in its order, then others, and last what is everybody's."""
    tasks = in_order(tasks)
    named = dict.fromkeys((*groups, *sorted({one.group for one in tasks if one.group}), ""))
    found = ((group, tuple(one for one in tasks if one.group == group)) for group in named)
    return tuple((group, ones) for group, ones in found if ones)


def possible_days(year: int) -> tuple[date, date]:
    """The first and last day that a task of a year may have: its plan is begun the year before, its report after."""
    return date(year - 1, 7, 1), date(year + 1, 6, 30)


def is_near(due_on: date, today: date) -> bool:
    """Whether a day is so close that somebody may be reminded of it."""
    return due_on - AHEAD <= today <= due_on + BEHIND
