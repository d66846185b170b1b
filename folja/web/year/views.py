"""A unit's year: its wheel, its tasks, what it counts of complaints, and what goes on into the next plan."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.goals.changing import AREAS, joined, refuse_more_than_room
from folja.goals.complaints import FEW
from folja.goals.usual_year import shipped
from folja.goals.year_plan import DevelopmentArea, YearPlan
from folja.reports.words import spelled
from folja.vocabulary.clock import today
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused, refuse
from folja.web.frame.parts import Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.goals.actions import change_plan
from folja.web.goals.stored import planned_years
from folja.web.goals.written import LONGEST, new_key, sent_areas
from folja.web.organisation.current import current_unit
from folja.web.organisation.scope import scope_of
from folja.web.year import actions
from folja.web.year.desk import YearDesk, managing_desk, writing_desk, year_desk
from folja.web.year.steps import lessons_of
from folja.web.year.stored import complaints_of, groups_of, task_of
from folja.web.year.wheel_page import wheel_page
from folja.web.year.written import (
    WrittenComplaints,
    WrittenTask,
    checked_complaints,
    checked_task,
    due_day,
    sent_complaints,
    sent_task,
    written_as,
)

NEW = "ny"


@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """The wheel of one's own unit for this year, else the latest it has a plan for."""
    unit = current_unit(request)
    if unit is None or not scope_of(request).may_follow(unit.code):
        raise PermissionDenied
    planned, now = planned_years(unit.code), today().year
    return redirect("year_wheel", unit.code, now if now in planned or not planned else planned[-1])


@require_http_methods(["GET", "HEAD", "POST"])
def year_wheel(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Where the unit is in its year, what is missing, and who does what."""
    if request.method != "POST":
        return _wheel(request, year_desk(request, unit, year))
    desk = writing_desk(request, unit, year)
    try:
        return redirect(f"{reverse('year_wheel', args=desk.at)}{_done(request, desk)}")
    except Refused as refused:
        return _wheel(request, desk, refused.problems)


def _done(request: HttpRequest, desk: YearDesk) -> str:
    """Do what a button says; where on the page it is seen. Raises Refused, and PermissionDenied for managers' steps."""
    form = request.POST
    if key := form.get("done") or form.get("not_done"):
        actions.tick(*desk.at, key, is_done="done" in form)
        return "#tasks"
    if not desk.desk.may_manage:
        raise PermissionDenied
    if "begin" in form:
        actions.begin(*desk.at, desk.account, with_past="with_past" in form)
        return "#tasks"
    if key := form.get("put_back"):
        actions.remove_task(*desk.at, key, desk.account, is_removed=False)
        return "#tasks"
    step = shipped().step(form.get("due", ""))
    if step is None:
        raise Http404
    field = f"due-{step.code}"
    actions.set_due(*desk.at, step, due_day(form.get(field, ""), field, step.possible_days(desk.year)), desk.account)
    return f"#{step.code}"


def _wheel(request: HttpRequest, desk: YearDesk, problems: Iterable[Problem] = ()) -> HttpResponse:
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    typed = {name: request.POST.get(name, "") for name in wrong}
    removed = task_of(*desk.at, request.GET.get("borttagen", "")) if desk.desk.may_manage else None
    shown = {
        "year_desk": desk,
        "desk": desk.desk,
        "page": wheel_page(desk, typed, wrong),
        "tabs": desk.desk.tabs("year_wheel"),
        "links": tuple(Link(f"#{name}", said) for name, said in wrong.items()),
        "removed": removed,
    }
    return render(request, "year/wheel.html", shown, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, unit: str, year: int, key: str) -> HttpResponse:
    """One task: what, by when, which group; or its removal."""
    desk = managing_desk(request, unit, year)
    kept = task_of(unit, year, key)
    if kept is None and key != NEW:
        raise Http404
    if request.method != "POST":
        written = WrittenTask(kept.words, kept.due_on.isoformat(), kept.group) if kept else WrittenTask()
        return _task_page(request, desk, written, is_new=kept is None)
    if kept and "remove" in request.POST:
        actions.remove_task(unit, year, key, desk.account)
        return redirect(f"{reverse('year_wheel', args=desk.at)}?borttagen={key}#tasks")
    written = sent_task(request.POST)
    try:
        checked = checked_task(written, year, kept.key if kept else actions.new_key(), desk.desk.scope.tree)
    except Refused as refused:
        return _task_page(request, desk, written, refused.problems, is_new=kept is None)
    actions.save_task(unit, year, checked, desk.account)
    return redirect(f"{reverse('year_wheel', args=desk.at)}#tasks")


def _task_page(
    request: HttpRequest, desk: YearDesk, written: WrittenTask, problems: Iterable[Problem] = (), *, is_new: bool
) -> HttpResponse:
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    fields = {
        "words": Field(
            "words", _("Vad ska göras?"), _("En mening. Skriv inget om en familj."), written.words,
            wrong.get("words", ""),
        ),
        "due_on": Field("due_on", _("När ska det vara klart?"), "", written.due_on, wrong.get("due_on", "")),
        "group": Field(
            "group", _("Vem gör det?"), _("En arbetsgrupp eller funktion, ingen persons namn. Kan lämnas tomt."),
            written.group, wrong.get("group", ""),
        ),
    }  # fmt: skip
    shown = {
        "desk": desk.desk,
        "fields": fields,
        "groups": groups_of(*desk.at),
        "is_new": is_new,
        "names_nobody": wrong.get("names_nobody", ""),
        "says_names_nobody": written.names_nobody,
        "links": tuple(Link(f"#{name}", said) for name, said in wrong.items()),
    }
    return render(request, "year/task.html", shown, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def count_complaints(request: HttpRequest, unit: str, year: int, period: Period) -> HttpResponse:
    """How many comments and complaints came in during a tertial, and what they were about."""
    desk = writing_desk(request, unit, year)
    if not desk.desk.is_own or period.kind != "tertial" or period.year != year:
        raise Http404
    kept = next((one for one in complaints_of(unit, year) if one.period == period), None)
    if request.method != "POST":
        return _complaints_page(request, desk, period, written_as(kept) if kept else WrittenComplaints(), bool(kept))
    back = f"{reverse('year_wheel', args=desk.at)}#{_step_of(period)}"
    if "remove" in request.POST:
        actions.uncount(unit, str(period), desk.account)
        return redirect(back)
    written = sent_complaints(request.POST)
    try:
        if period.first.first_day > today():
            raise refuse("number", sv="Tertialet har inte börjat än.", en="the tertial has not begun")
        actions.count(unit, checked_complaints(written, period, desk.desk.scope.tree), desk.account)
    except Refused as refused:
        return _complaints_page(request, desk, period, written, bool(kept), refused.problems)
    return redirect(back)


def _step_of(period: Period) -> str:
    return next((step.code for step in shipped().steps if step.tertial == period.number), "")


def _complaints_page(
    request: HttpRequest,
    desk: YearDesk,
    period: Period,
    written: WrittenComplaints,
    is_counted: bool,
    problems: Iterable[Problem] = (),
) -> HttpResponse:
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    few = spelled(FEW, language())
    themes_help = _("Några ord på varje rad, till exempel: Väntan. Skriv teman, inget om en enskild familj.")
    shown = {
        "desk": desk.desk,
        "period": period,
        "number": Field(
            "number",
            _("Hur många kom in?"),
            _("Räkna bara dem som gällde den här enheten. Skriv 0 om inga kom in."),
            written.number,
            wrong.get("number", ""),
        ),
        "themes": Field("themes", _("Vad handlade de om?"), themes_help, written.themes, wrong.get("themes", "")),
        "few": few,
        "is_counted": is_counted,
        "names_nobody": wrong.get("names_nobody", ""),
        "says_names_nobody": written.names_nobody,
        "links": tuple(Link(f"#{name}", said) for name, said in wrong.items()),
    }
    return render(request, "year/complaints.html", shown, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def lessons(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """What the year has taught, line by line: taken into the next plan as a development area, or not."""
    desk = managing_desk(request, unit, year)
    if desk.next_plan is None:
        return redirect("begin_plan", unit, year + 1) if desk.plan else redirect("plan", unit, year + 1)
    left = lessons_of(desk)
    if request.method != "POST":
        return _lessons_page(request, desk, left)
    shown = tuple(request.POST.getlist("lesson"))
    try:
        areas = _chosen(request, desk.next_plan)
        change_plan(unit, year + 1, partial(joined, areas=areas), desk.account)
    except Refused as refused:
        return _lessons_page(request, desk, left, refused.problems)
    actions.decide(unit, year, (lesson for lesson in left if lesson in shown))
    return redirect(f"{reverse('plan', args=(unit, year + 1))}#areas")


def _chosen(request: HttpRequest, plan: YearPlan) -> tuple[DevelopmentArea, ...]:
    """The lessons that are taken along, in the words that stand in the form. Raises Refused."""
    form, numbers = request.POST, range(len(request.POST.getlist("lesson")))
    taken = [number for number in numbers if form.get(f"take-{number}")]
    refuse_more_than_room(len(taken))
    asked = {f"words-{place}": form.get(f"words-{number}", "") for place, number in enumerate(taken)}
    groups = {f"group-{place}": form.get(f"group-{number}", "") for place, number in enumerate(taken)}
    try:
        areas = sent_areas(asked | groups, ())
    except Refused as refused:
        raise Refused(replace(one, where=_as_asked(one.where, taken)) for one in refused.problems) from refused
    return tuple(replace(area, key=new_key(), learned_in=plan.year - 1) for area in areas)


def _as_asked(where: str, taken: list[int]) -> str:
    name, _, place = where.rpartition("-")
    return f"{name}-{taken[int(place)]}"


def _lessons_page(
    request: HttpRequest, desk: YearDesk, left: tuple[str, ...], problems: Iterable[Problem] = ()
) -> HttpResponse:
    form = request.POST
    lines = tuple(form.getlist("lesson")) or left
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    rows = []
    for number, line in enumerate(lines):
        words = form.get(f"words-{number}", line)
        field = Field(f"words-{number}", _("Så ska det stå i planen"), "", words, wrong.get(f"words-{number}", ""))
        group = Field(f"group-{number}", _("Ansvarig grupp"), "", form.get(f"group-{number}", ""))
        rows.append((str(number), line, len(words) > LONGEST, field, group, bool(form.get(f"take-{number}"))))
    shown = {
        "desk": desk.desk,
        "next_year": desk.year + 1,
        "rows": rows,
        "groups": groups_of(desk.unit.code, desk.year + 1),
        "links": tuple(Link(f"#{name}", said) for name, said in wrong.items() if name != AREAS),
        "others": tuple(said for name, said in wrong.items() if name == AREAS),
    }
    return render(request, "year/lessons.html", shown, status=422 if wrong else 200)
