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
from folja.goals.outside import OutsideFigure
from folja.reports import words
from folja.spreadsheets.summary import first_problems
from folja.vocabulary.clock import today
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused, problem
from folja.web.collection import uploads
from folja.web.collection.importing import GONE, NO_FILE
from folja.web.frame.numbers import number_in
from folja.web.frame.templatetags.frame import language
from folja.web.goals.actions import Replaces, enter, enter_one, take_away
from folja.web.goals.desk import Desk, desk_of, managed_desk
from folja.web.goals.entry import WrittenFigure, as_form, checked, entry_form, sent, written_as
from folja.web.goals.outside_page import gone_of, in_short, of_places, outside_page, values_of
from folja.web.goals.stored import outside_of, turn_of
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
    if not desk.may_manage or not isinstance(request.user, Account):
        raise PermissionDenied
    if "remove" in request.POST:
        return _removed(request, desk, one, request.user)
    written = sent(request.POST)
    try:
        figure = checked(written, one, whose, request.user.first_name, today())
    except Refused as refused:
        return _page(request, desk, one, written, refused.problems)
    try:
        enter_one(figure, number_in(request.POST.get(f"seen-{figure.period}")), request.user)
    except Replaces:
        return _page(request, desk_of(request, *desk.at), one, written, replaces=figure.period)
    at = "values" if whose == unit else "beside"
    return redirect(f"{reverse('outside_measure', args=(unit, year, code))}#{at}")


def _whose(request: HttpRequest, desk: Desk) -> str:
    """Whose figure the form is about: the desk's own unit's, or a place's, which whoever leads the city enters."""
    whose = (request.POST if request.method == "POST" else request.GET).get("whose") or desk.unit.code
    if whose != desk.unit.code and (whose not in place.shipped() or not desk.scope.leads_city):
        raise PermissionDenied
    return whose


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
    replaces: Period | None = None,
) -> HttpResponse:
    """The page. `replaces` is the period that has a figure which the writer has not said is to be replaced."""
    whose = _whose(request, desk)
    held = {figure.period: figure for figure in _held(desk, one, whose)}
    corrected = replaces or next((period for period in held if str(period) == request.GET.get("period")), None)
    shown = {
        "desk": desk,
        "measure": one,
        "of_places": of_places(desk, one, language()),
        "about": place.shipped().get(whose),
        "values": values_of(desk, one, language(), desk.unit.code),
        "form": entry_form(written, one, desk.year, problems, language(), today()),
        "corrected": corrected,
        "seen": turn_of(one.code, whose, corrected) if corrected else 0,
        "replaced": in_short(held[corrected], language()) if corrected else "",
        "replaced_by": held[corrected].entered_by if corrected else "",
        "asks": replaces is not None,
        "gone_values": gone_of(desk, one, language()),
        "gone": as_form(gone) if gone else (),
        "gone_period": Period.parse(gone.period).name(language()) if gone else "",
        "with_genders": bool(written.woman or written.man or written.other),
    }
    return render(request, "goals/measure.html", shown, status=409 if replaces else 422 if problems else 200)


def _held(desk: Desk, one: Measure, whose: str) -> list[OutsideFigure]:
    """The measure's figures of a unit or place."""
    return [found for (code, unit, _), found in desk.outside.figures.items() if (code, unit) == (one.code, whose)]


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
        (_name(desk, one.unit), one, one.period.name(language()), words.entered(one, language()), _replaced(one))
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


def _replaced(figure: OutsideFigure) -> str:
    """What a figure of a file takes the place of, and who entered it; nothing where there is none or the same."""
    known = outside_of(figure.unit).figures.get((figure.measure.code, figure.unit, figure.period))
    return f"{in_short(known, language())} {_('Inskriven av %s.') % known.entered_by}" if known else ""


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
