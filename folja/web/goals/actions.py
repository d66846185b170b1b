"""Writes plans and figures from outside: the only writer of them."""

import json
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from folja.goals.outside import OutsideFigure
from folja.goals.plan import Plan
from folja.goals.plan_file import plan_as_json
from folja.vocabulary.period import Period
from folja.vocabulary.problem import refuse
from folja.web.goals.models import StoredOutside, StoredPlan
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account


@transaction.atomic
def save_plan(plan: Plan, seen: int, account: Account | None) -> int:
    """Save the plan as the version after `seen`, which is 0 for the first; the new version.

    Raises Refused when somebody else has changed it since: then nothing is overwritten.
    """
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
        changed_at=timezone.now(),
        changed_by=account,
    )
    note(account, "plan changed", f"{plan.unit} {plan.year}")
    return seen + 1


@transaction.atomic
def enter(figures: Iterable[OutsideFigure], account: Account | None) -> None:
    """Enter figures from outside; one that is there already for the same measure, unit and period is replaced."""
    for figure in figures:
        StoredOutside.objects.update_or_create(
            measure=figure.measure.code,
            unit=figure.unit,
            period=str(figure.period),
            defaults={
                "value": "" if figure.value is None else str(figure.value),
                "by_gender": json.dumps({gender: str(value) for gender, value in figure.by_gender.items()}),
                "source": figure.source,
                "dated": figure.dated,
                "entered_by": figure.entered_by,
                "note": figure.note,
            },
        )
        note(account, "outside figure entered", f"{figure.measure.code} {figure.unit} {figure.period}")


@transaction.atomic
def take_away(measure: str, unit: str, period: Period, account: Account | None) -> None:
    """Remove a figure from outside. Doing it twice is harmless; reports that are released keep it."""
    gone, _ = StoredOutside.objects.filter(measure=measure, unit=unit, period=str(period)).delete()
    if gone:
        note(account, "outside figure removed", f"{measure} {unit} {period}")
