"""A unit's budget and outcome, year by year, and plans over several years: as printed, with what does not hold."""

from pathlib import PurePath

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from folja.goals.years_file import about_name, read_years
from folja.instruments.content import collected
from folja.reports import money
from folja.screening.cleaning import in_one_line
from folja.spreadsheets.summary import first_problems
from folja.vocabulary.problem import Problem, Refused, refuse
from folja.web.collection.importing import NO_FILE
from folja.web.frame.templatetags.frame import language
from folja.web.goals.actions import remove_several_years, save_budget, save_several_years
from folja.web.goals.budget_page import budget_form, checked, in_words, sent, written_as
from folja.web.goals.desk import Desk, desk_of, managed_desk
from folja.web.goals.stored import budgets_of, several_years_of


@require_http_methods(["GET", "HEAD", "POST"])
def budget(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """The year's budget and outcome, every sum that does not hold, and plans over years."""
    desk = desk_of(request, unit, year)
    if request.method != "POST":
        own = next((one for one in budgets_of(unit) if one.year == year), None)
        return _page(request, desk, written_as(own) if own else {})
    desk, account = managed_desk(request, unit, year)
    if "remove" in request.POST:
        remove_several_years(unit, request.POST["remove"], account)
        return redirect("budget", unit, year)
    written = sent(request.POST)
    try:
        save_budget(unit, checked(written, year), account)
    except Refused as refused:
        return _page(request, desk, written, refused.problems)
    return redirect("budget", unit, year)


def _page(
    request: HttpRequest, desk: Desk, written: dict[str, str], problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    budgets = budgets_of(desk.unit.code)
    years = [
        (one.year, *in_words(money.year_table(one, language()), language()), tuple(one.problems()))
        for one in reversed(budgets)
    ]
    plans = [
        (name, *in_words(money.several_years_table(name, plan, language()), language()), plan.problems())
        for name, plan in several_years_of(desk.unit.code)
    ]
    shown = {
        "desk": desk,
        "tabs": desk.tabs("budget"),
        "menu": desk.menu("budget"),
        "years": years,
        "plans": plans,
        "form": budget_form(written, problems, language()),
        "is_there": any(one.year == desk.year for one in budgets),
    }
    return render(request, "goals/budget.html", shown, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def import_years(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """A plan over several years from a file, as it is printed."""
    desk, account = managed_desk(request, unit, year)
    if request.method != "POST":
        return _choose(request, desk)
    upload, name = request.FILES.get("file"), in_one_line(request.POST.get("name", ""))
    try:
        if not name:
            raise refuse("", sv="Skriv vad planen heter.", en="write what the plan is called")
        collected([*about_name(name, "planens namn")])
        if upload is None:
            raise Refused([NO_FILE])
        plan = read_years(upload.read(), f"file{PurePath(upload.name or '').suffix}")
    except Refused as refused:
        return _choose(request, desk, name, refused.problems)
    save_several_years(unit, name, plan, account)
    return redirect("budget", unit, year)


def _choose(request: HttpRequest, desk: Desk, name: str = "", problems: tuple[Problem, ...] = ()) -> HttpResponse:
    shown = {"desk": desk, "name": name, "problems": first_problems(problems)}
    return render(request, "goals/import_years.html", shown, status=422 if problems else 200)
