"""Writes plans, figures from outside and budgets: the only writer of them."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from folja.disclosure import policy
from folja.goals.budget import SeveralYears, Year
from folja.goals.budget_file import year_as_json, years_as_json
from folja.goals.changing import as_edited
from folja.goals.outside import OutsideFigure
from folja.goals.plan_file import plan_as_json
from folja.goals.year_plan import YearPlan
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused, refuse
from folja.web.goals.models import PastOutside, StoredBudget, StoredOutside, StoredPlan, StoredSeveralYears
from folja.web.goals.stored import kept_plan, plan_at, turn_of
from folja.web.locks import alone
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account

TRIES = 5


@transaction.atomic
def save_plan(plan: YearPlan, seen: int, account: Account | None) -> int:
    """Save the plan as the version after `seen`, which is 0 for the first; the new version.

    Raises Refused when somebody else has changed it since: then nothing is overwritten.
    """
    alone("plan", plan.unit, plan.year)
    latest = StoredPlan.objects.filter(unit=plan.unit, year=plan.year).order_by("-version").first()
    if (latest.version if latest else 0) != seen:
        raise refuse(
            "",
            sv="Någon annan har ändrat planen medan du skrev. Läs den igen och gör om din ändring.",
            en="somebody else has changed the plan while you were writing; read it again and repeat your change",
        )
    StoredPlan.objects.create(
        unit=plan.unit,
        year=plan.year,
        version=seen + 1,
        document=plan_as_json(plan),
        changed_at=datetime.combine(today(), timezone.localtime().timetz()),
        changed_by=account,
    )
    note(account, "plan changed", f"{plan.unit} {plan.year}")
    return seen + 1


class ChangedMeanwhile(Exception):
    """Somebody else has changed the very same goal, result or areas; `latest` is the version that has their words."""

    def __init__(self, latest: int) -> None:
        self.latest = latest
        super().__init__(str(latest))


def change_plan(
    unit: str,
    year: int,
    change: Callable[[YearPlan], YearPlan],
    account: Account | None,
    *,
    key: str = "",
    seen: int = 0,
) -> int:
    """Change a plan on top of what others have changed meanwhile; the new version, or the same where nothing changes.

    Where what is edited under that key is no longer what it was in the version `seen`, ChangedMeanwhile is raised
    and nothing is saved. Raises Refused as the change does.
    """
    for _ in range(TRIES):
        kept = kept_plan(unit, year)
        if key and kept.version != seen and as_edited(kept.plan, key) != as_edited(plan_at(unit, year, seen), key):
            raise ChangedMeanwhile(kept.version)
        changed = change(kept.plan)
        if changed == kept.plan:
            return kept.version
        with suppress(Refused):  # somebody saved between reading and saving
            return save_plan(changed, kept.version, account)
    raise ChangedMeanwhile(kept_plan(unit, year).version)


class Replaces(Exception):
    """There is a figure already that the writer has not seen; nothing was changed."""


@transaction.atomic
def enter_one(figure: OutsideFigure, seen: int, account: Account | None) -> None:
    """Enter a figure on top of what was seen. Raises Replaces where it would take the place of another."""
    where = figure.measure.code, figure.unit, figure.period
    alone("outside figure", *where)
    there = _stored(*where).first()
    if there and seen != turn_of(*where) and not _is_same(there, figure):
        raise Replaces
    enter([figure], account)


@transaction.atomic
def enter(figures: Iterable[OutsideFigure], account: Account | None) -> None:
    """Enter figures from outside; what it takes the place of is history. What stands there already changes nothing."""
    for figure in figures:
        where = figure.measure.code, figure.unit, figure.period
        there = _stored(*where).first()
        if there and _is_same(there, figure):
            continue
        _keep_as_past(*where)
        StoredOutside.objects.update_or_create(
            measure=figure.measure.code,
            unit=figure.unit,
            period=str(figure.period),
            defaults=_as_kept(figure) | {"entered_by": figure.entered_by},
        )
        note(account, "outside figure entered", f"{figure.measure.code} {figure.unit} {figure.period}")


def _stored(measure: str, unit: str, period: Period) -> QuerySet[StoredOutside]:
    return StoredOutside.objects.filter(measure=measure, unit=unit, period=str(period))


def _as_kept(figure: OutsideFigure) -> dict[str, Any]:
    return {
        "value": "" if figure.value is None else str(figure.value),
        "by_gender": json.dumps({gender: str(value) for gender, value in figure.by_gender.items()}),
        "source": figure.source,
        "dated": figure.dated,
        "note": figure.note,
    }


def _is_same(there: StoredOutside, figure: OutsideFigure) -> bool:
    return all(getattr(there, name) == value for name, value in _as_kept(figure).items())


def _keep_as_past(measure: str, unit: str, period: Period) -> None:
    for one in _stored(measure, unit, period):
        kept = {name: getattr(one, name) for name in ("value", "by_gender", "source", "dated", "entered_by", "note")}
        PastOutside.objects.create(measure=measure, unit=unit, period=str(period), last_on=today(), **kept)


@transaction.atomic
def take_away(measure: str, unit: str, period: Period, account: Account | None) -> None:
    """Remove a figure from outside; it is history. Doing it twice is harmless; reports that are released keep it."""
    _keep_as_past(measure, unit, period)
    gone, _ = _stored(measure, unit, period).delete()
    if gone:
        note(account, "outside figure removed", f"{measure} {unit} {period}")


def dispose(day: date) -> int:
    """Delete what figures were before, when it has been kept for as long as the policy says. Returns how many."""
    limit = Month.of(day).plus(-policy.shipped().past_figure_months).first_day
    return PastOutside.objects.filter(last_on__lt=limit).delete()[0]


@transaction.atomic
def save_budget(unit: str, budget: Year, account: Account | None) -> None:
    """Save a year's budget and outcome in the place of what was there; sums that do not hold stay as they are."""
    StoredBudget.objects.update_or_create(unit=unit, year=budget.year, defaults={"document": year_as_json(budget)})
    note(account, "budget changed", f"{unit} {budget.year}")


@transaction.atomic
def save_several_years(unit: str, name: str, plan: SeveralYears, account: Account | None) -> None:
    """Save a plan over years in the place of the unit's one of that name."""
    StoredSeveralYears.objects.update_or_create(unit=unit, name=name, defaults={"document": years_as_json(plan)})
    note(account, "plan over years changed", f"{unit} {name}"[:200])


@transaction.atomic
def remove_several_years(unit: str, name: str, account: Account | None) -> None:
    """Remove a plan over years. Doing it twice is harmless."""
    gone, _ = StoredSeveralYears.objects.filter(unit=unit, name=name).delete()
    if gone:
        note(account, "plan over years removed", f"{unit} {name}"[:200])
