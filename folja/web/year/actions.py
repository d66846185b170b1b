"""Writes units' years, their tasks and counts, and what people want of reminders: the only writer of them."""

import json
import secrets
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from folja.goals.complaints import Complaints
from folja.goals.usual_year import Step, shipped
from folja.goals.year_tasks import Task, copied_forward, passed, suggested
from folja.vocabulary import clock
from folja.vocabulary.period import tertial
from folja.web.goals.stored import plan_of
from folja.web.locks import alone
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account
from folja.web.writing import actions as writing
from folja.web.year.models import Membership, Reminding, StoredComplaints, StoredTask, StoredYear
from folja.web.year.stored import due_on_of, is_begun, tasks_of


def new_key() -> str:
    """The key of a new task."""
    return f"u{secrets.token_hex(5)}"


@transaction.atomic
def begin(unit: str, year: int, account: Account, *, with_past: bool = True) -> None:
    """Begin a unit's year: the tasks of the year before a year later, else those of a usual year, and the due days.

    Without what is past, it is left out, unless all of it is. A day that is set stays. Beginning a year that is begun
    changes nothing.
    """
    alone("year", unit, year)
    if is_begun(unit, year):
        return
    tasks = to_begin_from(unit, year)
    past = frozenset(passed(tasks, clock.today()))
    leaves_out = not with_past and len(past) < len(tasks)
    StoredTask.objects.bulk_create(_stored(unit, year, one) for one in tasks if not (leaves_out and one in past))
    for step in shipped().steps:
        due_on = step.due.of(year)
        if due_on_of(unit, year, step) is None and not (leaves_out and due_on < clock.today()):
            set_due(unit, year, step, due_on, account)
    note(account, "year begun", f"{unit} {year}")


def to_begin_from(unit: str, year: int) -> tuple[Task, ...]:
    """The tasks that a year would be begun with."""
    before = tasks_of(unit, year - 1)
    plan = plan_of(unit, year) or plan_of(unit, year - 1)
    groups = plan.groups if plan else ()
    return copied_forward(before, new_key) if before else suggested(shipped(), year, groups, new_key)


def _stored(unit: str, year: int, task: Task) -> StoredTask:
    return StoredTask(
        unit=unit,
        year=year,
        key=task.key,
        words=task.words,
        due_on=task.due_on,
        group=task.group,
        is_done=task.is_done,
        known_by=task.known_by,
    )


@transaction.atomic
def set_due(unit: str, year: int, step: Step, due_on: date | None, account: Account) -> None:
    """Say by which day a step of the unit's year is to be done; None for no day."""
    if step.is_report:
        writing.set_due(step.template, unit, tertial(year, step.tertial), due_on, account)
        return
    StoredYear.objects.update_or_create({"plan_due_on": due_on}, unit=unit, year=year + step.plan_of)
    note(account, "plan due day set", f"{unit} {year + step.plan_of}")


@transaction.atomic
def save_task(unit: str, year: int, task: Task, account: Account) -> None:
    """Save a task in the place of what it was; whether it is done stays as it is.

    In other words it is another task, and Följa no longer sees by itself that it is done.
    """
    kept = {"words": task.words, "due_on": task.due_on, "group": task.group}
    if not StoredTask.objects.filter(unit=unit, year=year, key=task.key, words=task.words).exists():
        kept["known_by"] = ""
    StoredTask.objects.update_or_create(kept, unit=unit, year=year, key=task.key)
    note(account, "task saved", f"{unit} {year}")


def tick(unit: str, year: int, key: str, *, is_done: bool) -> None:
    """Say that a task is done, or that it is not. Who said so is not kept. One that is not there changes nothing."""
    StoredTask.objects.filter(unit=unit, year=year, key=key).update(is_done=is_done)


@transaction.atomic
def remove_task(unit: str, year: int, key: str, account: Account, *, is_removed: bool = True) -> None:
    """Remove a task, or put it back. Doing it twice is harmless."""
    if StoredTask.objects.filter(unit=unit, year=year, key=key).update(is_removed=is_removed):
        note(account, "task removed" if is_removed else "task put back", f"{unit} {year}")


@transaction.atomic
def count(unit: str, complaints: Complaints, account: Account) -> None:
    """Save what came in to a unit in a tertial in the place of what was counted before."""
    kept = {"number": complaints.number, "themes": "\n".join(complaints.themes)}
    StoredComplaints.objects.update_or_create(kept, unit=unit, period=str(complaints.period))
    note(account, "complaints counted", f"{unit} {complaints.period}")


@transaction.atomic
def uncount(unit: str, period: str, account: Account) -> None:
    """Take a count away, so that the tertial is not counted. Doing it twice is harmless."""
    gone, _ = StoredComplaints.objects.filter(unit=unit, period=period).delete()
    if gone:
        note(account, "complaints not counted", f"{unit} {period}")


@transaction.atomic
def decide(unit: str, year: int, lessons: Iterable[str]) -> None:
    """Remember that somebody has decided about lessons of a year, whether they became development areas or not."""
    stored, _ = StoredYear.objects.select_for_update().get_or_create(unit=unit, year=year)
    known = json.loads(stored.decided)
    stored.decided = json.dumps(list(dict.fromkeys((*known, *lessons))), ensure_ascii=False)
    stored.save(update_fields=["decided"])


@transaction.atomic
def choose_reminders(account: Account, groups: Iterable[tuple[str, str]], *, wants: bool) -> None:
    """What somebody wants to be reminded of: whether at all, and the working groups they are in."""
    alone("reminders", account.pk)
    Reminding.objects.update_or_create({"is_off": not wants}, account=account)
    Membership.objects.filter(account=account).delete()
    Membership.objects.bulk_create(Membership(account=account, unit=unit, group=group) for unit, group in groups)


def remember_sent(account: Account, day: date) -> None:
    """That somebody has been sent a reminder, so that the next one waits a week."""
    Reminding.objects.update_or_create({"sent_on": day}, account=account)
