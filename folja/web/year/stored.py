"""A unit's year, read back from where it is kept."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from folja.goals.complaints import Complaints
from folja.goals.usual_year import Step
from folja.goals.year_tasks import AHEAD, BEHIND, Task, in_order
from folja.vocabulary.period import Period, tertial
from folja.web.goals.stored import plan_of, planned_units
from folja.web.organisation.models import Account
from folja.web.writing.stored import report_of
from folja.web.year.known import Known
from folja.web.year.models import Membership, Reminding, StoredComplaints, StoredTask, StoredYear


def is_begun(unit: str, year: int) -> bool:
    """Whether the unit's year has any task, also one that was removed."""
    return StoredTask.objects.filter(unit=unit, year=year).exists()


def tasks_of(unit: str, year: int) -> tuple[Task, ...]:
    """The unit's tasks of a year, what is due first first."""
    known = Known(unit, year)
    return in_order(known.told(_task(one)) for one in StoredTask.objects.filter(unit=unit, year=year, is_removed=False))


def near_tasks(unit: str, today: date) -> tuple[tuple[int, Task], ...]:
    """The unit's tasks that are left and near, what is due first first, each with its year."""
    near = StoredTask.objects.filter(
        unit=unit, is_done=False, is_removed=False, due_on__range=(today - BEHIND, today + AHEAD)
    )
    told = ((one.year, Known(unit, one.year).told(_task(one))) for one in near)
    return tuple((year, task) for year, task in told if not task.is_done)


def task_of(unit: str, year: int, key: str) -> Task | None:
    """One task; also one that was removed."""
    found = StoredTask.objects.filter(unit=unit, year=year, key=key).first()
    return _task(found) if found else None


def _task(stored: StoredTask) -> Task:
    return Task(stored.key, stored.words, stored.due_on, stored.group, stored.is_done, stored.known_by)


def plan_due_on(unit: str, year: int) -> date | None:
    """When the plan of a year is to be ready; None where no day is set."""
    found = StoredYear.objects.filter(unit=unit, year=year).first()
    return found.plan_due_on if found else None


def due_on_of(unit: str, year: int, step: Step) -> date | None:
    """The day that is set for a step; None where none is."""
    if not step.is_report:
        return plan_due_on(unit, year + step.plan_of)
    report = report_of(step.template, unit, tertial(year, step.tertial))
    return report.due_on if report else None


def decided_of(unit: str, year: int) -> tuple[str, ...]:
    """The lessons of a year that somebody has decided about."""
    found = StoredYear.objects.filter(unit=unit, year=year).first()
    return tuple(json.loads(found.decided)) if found else ()


def complaints_of(unit: str, year: int) -> tuple[Complaints, ...]:
    """What the unit has counted of a year, tertial by tertial."""
    found = StoredComplaints.objects.filter(unit=unit, period__startswith=f"{year}T")
    return tuple(Complaints(Period.parse(one.period), one.number, themes_in(one.themes)) for one in found)


def themes_in(written: str) -> tuple[str, ...]:
    """Themes as they are written, one on each line."""
    return tuple(filter(None, (line.strip() for line in written.split("\n"))))


def groups_of(unit: str, year: int) -> tuple[str, ...]:
    """The working groups of a unit: those of its plan, then those that tasks name."""
    plan = plan_of(unit, year)
    return tuple(
        dict.fromkeys((*(plan.groups if plan else ()), *(one.group for one in tasks_of(unit, year) if one.group)))
    )


def with_groups(units: Iterable[str], year: int) -> frozenset[str]:
    """Those of the units that have a plan or tasks for a year, and so may have working groups."""
    units = list(units)
    tasked = StoredTask.objects.filter(unit__in=units, year=year).values_list("unit", flat=True)
    return planned_units(units, year) | frozenset(tasked)


def wants_reminders(account: Account) -> bool:
    """Whether somebody has not said no to them."""
    return not Reminding.objects.filter(account=account, is_off=True).exists()


def reminding_of(accounts: Iterable[Account]) -> Mapping[int, Reminding]:
    """What is kept of reminders, by account."""
    return {one.pk: one for one in Reminding.objects.filter(account__in=list(accounts))}


def memberships_of(account: Account) -> frozenset[tuple[str, str]]:
    """The working groups that somebody has said to be in: unit and group."""
    return frozenset(Membership.objects.filter(account=account).values_list("unit", "group"))
