"""A unit's plan as it is followed, the units below that have one, and every version it has had."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from folja.vocabulary.clock import today
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.unit import Unit
from folja.web.frame.numbers import number_in
from folja.web.frame.templatetags.frame import language
from folja.web.goals.actions import save_plan
from folja.web.goals.changed import with_changes
from folja.web.goals.desk import Desk, desk_of, managed_desk
from folja.web.goals.plan_page import plan_page
from folja.web.goals.stored import plan_at, plan_of, planned_units, planned_years, versions_of
from folja.web.organisation.current import current_unit
from folja.web.organisation.scope import scope_of


@require_safe
def goals(request: HttpRequest) -> HttpResponse:
    """The plan of one's own unit for this year, else the latest it has."""
    unit = current_unit(request)
    if unit is None or not scope_of(request).may_follow(unit.code):
        raise PermissionDenied
    planned, now = planned_years(unit.code), today().year
    return redirect("plan", unit.code, now if now in planned or not planned else planned[-1])


@require_safe
def plan(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """The plan as it is followed, for the latest closed part of the year or the one asked for."""
    desk = desk_of(request, unit, year)
    chosen = request.GET.get("till", "")
    page = plan_page(desk, int(chosen) if chosen in ("1", "2", "3") else 0, language())
    shown = {
        "desk": desk,
        "page": page,
        "tabs": desk.tabs("plan"),
        "menu": desk.menu("plan", page.period if page.is_closed else None),
        "below": below(desk),
        "year_before": plan_of(unit, year - 1) and year - 1,
    }
    return render(request, "goals/plan.html", shown)


def below(desk: Desk) -> tuple[Unit, ...]:
    """The units under this one that have a plan for the year, in the tree's order: they are never ranked."""
    tree = desk.scope.tree
    under = [one for one in tree.units if one != desk.unit and desk.unit.code in tree.path(one.code)]
    planned = planned_units([one.code for one in under], desk.year)
    return tuple(one for one in under if one.code in planned and desk.scope.may_follow(one.code))


@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Every version of the plan, with who and when; an earlier one can be made the latest again."""
    desk = desk_of(request, unit, year)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        desk, account = managed_desk(request, unit, year)
        number = number_in(request.POST.get("restore"))
        if not any(version.number == number for version in versions_of(unit, year)):
            raise Http404
        try:
            save_plan(plan_at(unit, year, number), number_in(request.POST.get("seen")), account)
            return redirect("plan_history", unit, year)
        except Refused as refused:
            problems = refused.problems
    shown = {"desk": desk, "versions": with_changes(versions_of(unit, year)), "problems": problems}
    shown |= {"tabs": desk.tabs("plan_history"), "menu": desk.menu("plan_history")}
    return render(request, "goals/history.html", shown, status=409 if problems else 200)
