"""Ways from a tertial's list of reports to where each is written, and to what is approved of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from folja.reports.template import Template, shipped
from folja.vocabulary.period import Period
from folja.vocabulary.unit import Unit
from folja.web.organisation.scope import Scope
from folja.web.writing.desk import may_write
from folja.web.writing.models import ReleasedReport
from folja.web.writing.stored import released_of

FOREMOST = "tertial"
"""The report that everybody writes; others stand after it."""


@dataclass(frozen=True)
class Ways:
    """A unit in the list: compilations of the units below, templates that the reader may write by, approved reports."""

    unit: Unit
    compiles: tuple[Template, ...]
    writes: tuple[Template, ...]
    released: tuple[ReleasedReport, ...]


def ways_of(scope: Scope, units: Iterable[Unit], period: Period) -> dict[str, Ways]:
    """For each unit, by its code."""
    units = list(units)
    kept = released_of((unit.code for unit in units), period)
    possible = (one for one in shipped().values() if not one.of_year or period.to_date.kind == "year")
    templates = tuple(sorted(possible, key=lambda one: one.code != FOREMOST))
    return {
        unit.code: Ways(
            unit,
            tuple(
                one for one in templates if one.compiles and unit.kind in one.made_for and scope.may_manage(unit.code)
            ),
            tuple(one for one in templates if unit.kind in one.made_for) if may_write(scope, unit.code) else (),
            tuple(one for one in kept if one.report.unit == unit.code),
        )
        for unit in units
    }
