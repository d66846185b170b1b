"""Plans and figures from outside, read back from where they are kept."""

import json
from dataclasses import dataclass
from decimal import Decimal

from folja.goals import measure
from folja.goals.followed import Outside
from folja.goals.outside import OutsideFigure
from folja.goals.plan import Plan
from folja.goals.plan_file import plan_from_json
from folja.vocabulary.period import Period
from folja.web.goals.models import StoredOutside, StoredPlan


@dataclass(frozen=True)
class KeptPlan:
    """A plan and its version; version 0 is one that nobody has saved yet."""

    plan: Plan
    version: int


def kept_plan(unit: str, year: int) -> KeptPlan:
    """The unit's plan for a year as it is now; an empty one where there is none."""
    latest = StoredPlan.objects.filter(unit=unit, year=year).order_by("-version").first()
    return KeptPlan(plan_from_json(latest.document), latest.version) if latest else KeptPlan(Plan(unit, year), 0)


def plan_of(unit: str, year: int) -> Plan | None:
    """The plan that a report is written by; None where the unit has none."""
    kept = kept_plan(unit, year)
    return kept.plan if kept.version else None


def planned_years(unit: str) -> tuple[int, ...]:
    """The years that the unit has a plan for, the first first."""
    found = StoredPlan.objects.filter(unit=unit).values_list("year", flat=True).order_by("year").distinct()
    return tuple(found)


def outside_of(unit: str) -> Outside:
    """All that is entered from outside for a unit. What is of a measure that is no longer known is left out."""
    known = measure.shipped()
    return Outside.of(_figure(one) for one in StoredOutside.objects.filter(unit=unit) if one.measure in known)


def _figure(one: StoredOutside) -> OutsideFigure:
    return OutsideFigure(
        measure.shipped()[one.measure],
        one.unit,
        Period.parse(one.period),
        Decimal(one.value) if one.value else None,
        one.source,
        one.dated,
        one.entered_by,
        {gender: Decimal(value) for gender, value in json.loads(one.by_gender).items()},
        one.note,
    )
