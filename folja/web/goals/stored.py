"""Plans and figures from outside, read back from where they are kept."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from folja.goals import measure, place
from folja.goals.budget import SeveralYears, Year
from folja.goals.budget_file import year_from_json, years_from_json
from folja.goals.followed import Outside
from folja.goals.outside import OutsideFigure
from folja.goals.plan_file import plan_from_json
from folja.goals.year_plan import YearPlan
from folja.vocabulary.period import Period
from folja.web.goals.models import (
    OutsideValue,
    PastOutside,
    StoredBudget,
    StoredOutside,
    StoredPlan,
    StoredSeveralYears,
)


@dataclass(frozen=True)
class KeptPlan:
    """A plan and its version; version 0 is one that nobody has saved yet."""

    plan: YearPlan
    version: int


def kept_plan(unit: str, year: int) -> KeptPlan:
    """The unit's plan for a year as it is now; an empty one where there is none."""
    latest = StoredPlan.objects.filter(unit=unit, year=year).order_by("-version").first()
    return KeptPlan(plan_from_json(latest.document), latest.version) if latest else KeptPlan(YearPlan(unit, year), 0)


@dataclass(frozen=True)
class Version:
    """One saved version of a plan: which, when, and by whom; nobody's where it came with the installation."""

    number: int
    saved_on: date
    saved_by: str
    plan: YearPlan


def versions_of(unit: str, year: int) -> tuple[Version, ...]:
    """Every version of a plan, the latest first."""
    found = StoredPlan.objects.filter(unit=unit, year=year).select_related("changed_by").order_by("-version")
    return tuple(
        Version(
            one.version,
            timezone.localdate(one.changed_at),
            one.changed_by.first_name if one.changed_by else "",
            plan_from_json(one.document),
        )
        for one in found
    )


def plan_at(unit: str, year: int, version: int) -> YearPlan:
    """The plan as it stood in a version; an empty one for a version that never was."""
    found = StoredPlan.objects.filter(unit=unit, year=year, version=version).first()
    return plan_from_json(found.document) if found else YearPlan(unit, year)


def plan_of(unit: str, year: int) -> YearPlan | None:
    """The plan that a report is written by; None where the unit has none."""
    kept = kept_plan(unit, year)
    return kept.plan if kept.version else None


def planned_years(unit: str) -> tuple[int, ...]:
    """The years that the unit has a plan for, the first first."""
    found = StoredPlan.objects.filter(unit=unit).values_list("year", flat=True).order_by("year").distinct()
    return tuple(found)


def planned_units(units: Iterable[str], year: int) -> frozenset[str]:
    """Those of the units that have a plan for a year."""
    found = StoredPlan.objects.filter(unit__in=list(units), year=year).values_list("unit", flat=True)
    return frozenset(found)


def outside_of(unit: str) -> Outside:
    """All that is entered from outside for a unit, and for the places it can stand beside.

    What is of a measure or a place that is no longer known is left out.
    """
    known = measure.shipped()
    found = StoredOutside.objects.filter(unit__in=[unit, *place.shipped()])
    return Outside.of(_figure(one) for one in found if one.measure in known)


@dataclass(frozen=True)
class Past:
    """A figure from outside that another took the place of, or that was removed, on a day."""

    figure: OutsideFigure
    last_on: date


def past_of(unit: str, measure_code: str) -> tuple[Past, ...]:
    """What a measure's figures were before, the latest first."""
    found = PastOutside.objects.filter(unit=unit, measure=measure_code).order_by("-pk")
    return tuple(Past(_figure(one), one.last_on) for one in found)


def turn_of(measure_code: str, unit: str, period: Period) -> int:
    """Which value in turn the one that holds is, the first is 1."""
    return PastOutside.objects.filter(measure=measure_code, unit=unit, period=str(period)).count() + 1


def _figure(one: OutsideValue) -> OutsideFigure:
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


def budgets_of(unit: str) -> tuple[Year, ...]:
    """The unit's budgets and outcomes, the first year first."""
    found = StoredBudget.objects.filter(unit=unit).order_by("year").values_list("document", flat=True)
    return tuple(map(year_from_json, found))


def several_years_of(unit: str) -> tuple[tuple[str, SeveralYears], ...]:
    """The unit's plans over several years, by name."""
    found = StoredSeveralYears.objects.filter(unit=unit).order_by("name").values_list("name", "document")
    return tuple((name, years_from_json(document)) for name, document in found)
