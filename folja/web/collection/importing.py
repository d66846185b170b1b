"""Taking in a spreadsheet: choose it, look through how it was understood, then save all or nothing."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from folja.instruments.loading import shipped
from folja.spreadsheets.headings import template
from folja.spreadsheets.reading import ImportReport, read_sheet
from folja.spreadsheets.summary import first_problems, interpreted
from folja.vocabulary.clock import today
from folja.vocabulary.problem import Problem, Refused, problem
from folja.web.collection import uploads
from folja.web.collection.actions import import_registrations
from folja.web.collection.start_page import shown_unit, staff_sheets
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.actions import note
from folja.web.organisation.current import current_unit
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, scope_of
from folja.web.publication.shelf import library


@dataclass(frozen=True)
class File:
    """A chosen file and what kind of sheets it holds."""

    instrument: str
    suffix: str
    content: bytes


NO_FILE = problem("", sv="Välj en fil först.", en="choose a file first")
GONE = problem(
    "",
    sv="Filen har legat för länge, eller är redan inläst. Välj den igen.",
    en="the file has waited too long, or has been taken in already; choose it again",
)


def import_file(request: HttpRequest) -> HttpResponse:
    """For managers: a file of registrations for their own units."""
    scope = scope_of(request)
    if not scope.manages:
        raise PermissionDenied
    if request.method != "POST":
        return _choose(request, scope)
    try:
        if "take" in request.POST:
            return _take(request, scope)
        return _look_through(request, scope)
    except Refused as refused:
        return _choose(request, scope, refused.problems)


def empty_sheet(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001  what a view is called with
    """A spreadsheet with headings only, to fill in."""
    if code not in shipped():
        raise Http404
    words = io.StringIO()
    csv.writer(words, delimiter=";").writerow(template(shipped().latest(code), language()))
    # The byte order mark is what makes spreadsheet programs read å, ä and ö.
    answer = HttpResponse(words.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{code}.csv"'
    return answer


def _choose(request: HttpRequest, scope: Scope, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    latest = (shipped().latest(code) for code in shipped().versions)
    # What staff hold first, then what families answer, each by name, so that one is found among many.
    sheets = sorted(latest, key=lambda sheet: (sheet.audience == "family", sheet.title.in_language(language())))
    asked = request.POST.get("instrument") or request.GET.get("instrument")
    shown = {"sheets": sheets, "chosen": asked or _most_used(request, scope), "problems": first_problems(problems)}
    return render(request, "collection/import.html", shown, status=422 if problems else 200)


def _most_used(request: HttpRequest, scope: Scope) -> str:
    """The sheet that the unit uses most; where nothing has been registered yet, the fullest."""
    books, day = library(), today()
    unit = current_unit(request) or scope.manages[0]
    sheets = staff_sheets(books, shown_unit(books, unit, day), day)
    return sheets[0].code if sheets else ""


def _look_through(request: HttpRequest, scope: Scope) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused([NO_FILE])
    suffix = PurePath(upload.name or "").suffix.lstrip(".")
    file = File(request.POST.get("instrument", ""), suffix, upload.read())
    report = _read(file, scope)
    problems = first_problems(_problems(report, file.content, scope))
    shown = {
        "instrument": shipped().latest(file.instrument),
        "report": report,
        "problems": problems,
        "remarks": interpreted(report) if report.ok else (),
        "name": "" if problems or not report.ok else uploads.keep(file.content, file.suffix),
    }
    return render(request, "collection/import_report.html", shown, status=422 if problems else 200)


def _take(request: HttpRequest, scope: Scope) -> HttpResponse:
    name = request.POST.get("take", "")
    content = uploads.take(name)
    if content is None:
        raise Refused([GONE])
    file = File(request.POST.get("instrument", ""), PurePath(name).suffix.lstrip("."), content)
    report = _read(file, scope)
    if problems := tuple(_problems(report, content, scope)):
        raise Refused(problems)
    count = import_registrations(report.registrations, content)
    if isinstance(request.user, Account):
        note(request.user, "file imported", file.instrument)
    return render(
        request, "collection/imported.html", {"count": count, "instrument": shipped().latest(file.instrument)}
    )


def _read(file: File, scope: Scope) -> ImportReport:
    return read_sheet(file.content, f"file.{file.suffix}", shipped(), file.instrument, scope.tree, today())


def _problems(report: ImportReport, content: bytes, scope: Scope) -> Iterator[Problem]:
    """All that keeps a file from being taken in; what only saving finds out is tried without saving."""
    yield from report.problems
    for unit in sorted({sheet.unit for sheet in report.registrations}):
        if not scope.may_manage(unit):
            yield problem(
                scope.tree[unit].name,
                sv="Du kan bara läsa in för enheter som du är chef för. Ta bort raderna.",
                en="you can only take in for units that you manage; remove the rows",
            )
    try:
        import_registrations(report.registrations, content, dry_run=True)
    except Refused as refused:
        yield from refused.problems
