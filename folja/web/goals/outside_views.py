"""Figures from outside: all measures with their years, one measure's values to enter and correct, and files of them."""

import csv
import io
from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.goals import measure, place
from folja.goals.figures_file import TEMPLATE, FiguresReport, read_figures
from folja.goals.measure import Measure
from folja.reports import words
from folja.spreadsheets.summary import first_problems
from folja.vocabulary.clock import today
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused, problem
from folja.web.collection import uploads
from folja.web.collection.importing import GONE, NO_FILE
from folja.web.frame.templatetags.frame import language
from folja.web.goals.actions import enter, take_away
from folja.web.goals.desk import Desk, desk_of, managed_desk
from folja.web.goals.entry import WrittenFigure, as_form, checked, entry_form, sent, written_as
from folja.web.goals.outside_page import of_places, outside_page, values_of
from folja.web.organisation.models import Account


@require_safe
def outside(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Every measure with its years."""
    desk = desk_of(request, unit, year)
    shown = {"desk": desk, "page": outside_page(desk, language())}
    shown |= {"tabs": desk.tabs("outside"), "menu": desk.menu("outside")}
    return render(request, "goals/outside.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def outside_measure(request: HttpRequest, unit: str, year: int, code: str) -> HttpResponse:
    """One measure's values with their sources, and the form that enters or corrects one."""
    desk, one = desk_of(request, unit, year), measure.shipped().get(code)
    if one is None or (one.internal and not desk.is_own):
        raise Http404
    whose = _whose(request, desk)
    if request.method != "POST":
        asked = request.GET.get("period", "")
        found = next((v.figure for v in values_of(desk, one, language(), whose) if str(v.figure.period) == asked), None)
        return _page(request, desk, one, written_as(found) if found else WrittenFigure())
    if not _may_enter(desk, whose) or not isinstance(request.user, Account):
        raise PermissionDenied
    if "remove" in request.POST:
        return _removed(request, desk, one, request.user)
    written = sent(request.POST)
    try:
        figure = checked(written, one, whose or unit, request.user.first_name, today())
    except Refused as refused:
        return _page(request, desk, one, written, refused.problems)
    enter([figure], request.user)
    return redirect(f"{reverse('outside_measure', args=(unit, year, code))}#{'beside' if whose else 'values'}")


def _whose(request: HttpRequest, desk: Desk) -> str:
    """The place that the form is about; empty where it is about the desk's own unit."""
    whose = (request.POST if request.method == "POST" else request.GET).get("whose", "")
    if whose and (whose not in place.shipped() or not desk.scope.leads_city):
        raise PermissionDenied
    return whose


def _may_enter(desk: Desk, whose: str) -> bool:
    """Another place's figures stand beside all units: whoever leads the city enters them."""
    return desk.scope.leads_city if whose else desk.may_manage


def _removed(request: HttpRequest, desk: Desk, one: Measure, account: Account) -> HttpResponse:
    """Taken away, with all of it in a form that puts it back."""
    asked, whose = request.POST.get("remove", ""), _whose(request, desk)
    gone = next((v.figure for v in values_of(desk, one, language(), whose) if str(v.figure.period) == asked), None)
    if gone:
        take_away(one.code, gone.unit, gone.period, account)
    again = desk_of(request, *desk.at)
    return _page(request, again, one, WrittenFigure(), gone=written_as(gone) if gone else None)


def _page(
    request: HttpRequest,
    desk: Desk,
    one: Measure,
    written: WrittenFigure,
    problems: tuple[Problem, ...] = (),
    gone: WrittenFigure | None = None,
) -> HttpResponse:
    whose = _whose(request, desk)
    shown = {
        "desk": desk,
        "measure": one,
        "of_places": of_places(desk, one, language()),
        "about": place.shipped().get(whose),
        "values": values_of(desk, one, language()),
        "form": entry_form(written, one, desk.year, problems, language()),
        "corrects": request.GET.get("period", ""),
        "gone": as_form(gone) if gone else (),
        "gone_period": Period.parse(gone.period).name(language()) if gone else "",
        "with_genders": bool(written.woman or written.man or written.other),
    }
    return render(request, "goals/measure.html", shown, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def import_outside(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """A file of figures for one's own units: chosen, looked through, then entered, all or nothing."""
    desk, account = managed_desk(request, unit, year)
    if request.method != "POST":
        return _choose(request, desk)
    try:
        if "take" in request.POST:
            return _take(request, desk, account)
        return _look_through(request, desk, account)
    except Refused as refused:
        return _choose(request, desk, refused.problems)


def _choose(request: HttpRequest, desk: Desk, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    shown = {"desk": desk, "problems": first_problems(problems)}
    return render(request, "goals/import.html", shown, status=422 if problems else 200)


def _look_through(request: HttpRequest, desk: Desk, account: Account) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused([NO_FILE])
    content, suffix = upload.read(), PurePath(upload.name or "").suffix.lstrip(".")
    report = _read(desk, account, content, suffix)
    problems = first_problems(_problems(desk, report))
    rows = [
        (_name(desk, one.unit), one, one.period.name(language()), words.entered(one, language()))
        for one in report.figures
    ]
    taken = bool(rows) and not problems
    shown = {
        "desk": desk,
        "rows": rows,
        "skipped": report.skipped,
        "problems": problems,
        "name": uploads.keep(content, suffix) if taken else "",
    }
    return render(request, "goals/import_report.html", shown, status=422 if problems else 200)


def _take(request: HttpRequest, desk: Desk, account: Account) -> HttpResponse:
    name = request.POST.get("take", "")
    content = uploads.take(name)
    if content is None:
        raise Refused([GONE])
    report = _read(desk, account, content, PurePath(name).suffix.lstrip("."))
    if problems := _problems(desk, report):
        raise Refused(problems)
    enter(report.figures, account)
    return redirect("outside", *desk.at)


def _read(desk: Desk, account: Account, content: bytes, suffix: str) -> FiguresReport:
    return read_figures(content, f"file.{suffix}", desk.scope.tree, today(), account.first_name)


def _name(desk: Desk, whose: str) -> str:
    found = place.shipped().get(whose)
    return found.title.in_language(language()) if found else desk.scope.tree[whose].name


def _problems(desk: Desk, report: FiguresReport) -> tuple[Problem, ...]:
    ours = {one.unit for one in report.figures if not one.is_of_a_place}
    others = {code for code in ours if not desk.scope.may_manage(code)}
    places = {one.unit for one in report.figures if one.is_of_a_place and not desk.scope.leads_city}
    return (
        *report.problems,
        *(
            problem(
                _name(desk, whose),
                sv="Andra platsers siffror visas för alla. Ta bort raderna och be den som leder staden läsa in dem.",
                en="other places' figures stand beside all units'; ask whoever leads the city to take them in",
            )
            for whose in sorted(places)
        ),
        *(
            problem(
                desk.scope.tree[code].name,
                sv="Du kan bara läsa in för enheter som du är chef för. Ta bort raderna.",
                en="you can only take in for units that you manage; remove the rows",
            )
            for code in sorted(others)
        ),
    )


@require_safe
def empty_figures(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  what a view is called with
    """A spreadsheet with headings only."""
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerow(TEMPLATE["sv" if language() == "sv" else "en"])
    # The byte order mark is what makes spreadsheet programs read å, ä and ö.
    answer = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{_("siffror")}.csv"'
    return answer
