"""How far many units have come with each step of a year: read for all of them at once."""

from collections.abc import Iterable, Mapping

from django.db.models import Max

from folja.goals.plan_file import plan_from_json
from folja.goals.usual_year import UsualYear
from folja.goals.year_plan import YearPlan
from folja.goals.year_wheel import Stage, plan_stage
from folja.vocabulary.period import Period, tertial
from folja.web.goals.models import StoredPlan
from folja.web.writing.models import SectionText, StoredReport, Turn

_STAGES: Mapping[str, Stage] = {Turn.Kind.HANDED_IN: "handed_in", Turn.Kind.APPROVED: "approved"}


def stages_of(units: Iterable[str], usual: UsualYear, year: int) -> Mapping[str, Mapping[str, Stage]]:
    """For each unit the stage of each step, by their codes."""
    units = list(units)
    plans = _plans(units, {year + step.plan_of for step in usual.steps if not step.is_report})
    reports = _reports(units, {tertial(year, step.tertial) for step in usual.steps if step.is_report})
    found: dict[str, dict[str, Stage]] = {}
    for unit in units:
        found[unit] = {
            step.code: reports.get((step.template, unit, tertial(year, step.tertial)), "not_begun")
            if step.is_report
            else plan_stage(plans.get((unit, year + step.plan_of)))
            for step in usual.steps
        }
    return found


def _plans(units: list[str], years: set[int]) -> Mapping[tuple[str, int], YearPlan]:
    """The latest version of each plan."""
    of_units = StoredPlan.objects.filter(unit__in=units, year__in=years)
    latest = {
        (row["unit"], row["year"], row["newest"])
        for row in of_units.values("unit", "year").annotate(newest=Max("version"))
    }
    return {
        (one.unit, one.year): plan_from_json(one.document)
        for one in of_units
        if (one.unit, one.year, one.version) in latest
    }


def _reports(units: list[str], periods: set[Period]) -> Mapping[tuple[str, str, Period], Stage]:
    """Where each report is that somebody has done something with."""
    reports = StoredReport.objects.filter(unit__in=units, period__in=[str(period) for period in periods])
    latest = reports.annotate(turn=Max("turns__pk")).values("turn")
    turns = dict(Turn.objects.filter(pk__in=latest).values_list("report", "kind"))
    written = set(SectionText.objects.filter(report__in=reports).exclude(words="").values_list("report", flat=True))
    return {
        (one.template, one.unit, Period.parse(one.period)): _stage(turns.get(one.pk), is_written=one.pk in written)
        for one in reports
    }


def _stage(turn: str | None, *, is_written: bool) -> Stage:
    if turn is None:
        return "being_written" if is_written else "not_begun"
    return _STAGES.get(turn, "being_written")
