"""The pages of a whole report that is written: who writes what, handing in, deciding, reading and copying it."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.goals.usual_year import report_days
from folja.reports import rendering
from folja.reports.copying import copied
from folja.reports.document import Document
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused, refuse
from folja.web.frame.numbers import number_in
from folja.web.frame.parts import Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.actions import note
from folja.web.publication.files import FILE_TYPES, file_answer
from folja.web.publication.head import head
from folja.web.publication.reporting import document_of
from folja.web.writing import actions, handing_in
from folja.web.writing.desk import Desk, desk_of
from folja.web.writing.parts import Part
from folja.web.writing.stored import frozen, handed_in
from folja.web.writing.who import GROUP, choices_for, who_writes
from folja.web.year.written import due_day


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, template: str, unit: str, period: Period) -> HttpResponse:
    """Where the report is: its sections, who writes them, and what can be done with the whole of it."""
    desk = desk_of(request, template, unit, period)
    if request.method != "POST":
        return _page(request, desk)
    try:
        _act(request, desk)
    except Refused as refused:
        return _page(request, desk, refused.problems)
    return redirect("write_report", *desk.address)


def _act(request: HttpRequest, desk: Desk) -> None:
    """Do what a button says. Raises Refused."""
    form, where, account = request.POST, desk.address, desk.account
    seen = number_in(form.get("seen"))
    match form.get("act", ""):
        case "hand_in":
            handing_in.hand_in(*where, account)
        case "take_back":
            handing_in.take_back(*where, account)
        case "approve":
            handing_in.approve(*where, seen, account)
        case "send_back":
            handing_in.send_back(*where, seen, form.get("why", ""), account)
        case "take_up":
            handing_in.take_up(*where, account)
        case "due":
            _refuse_unless_manages(desk)
            due_on = due_day(form.get("due_on", ""), "due_on", report_days(desk.period))
            actions.set_due(*where, due_on, account)
        case "diary":
            _refuse_unless_manages(desk)
            actions.set_diary_number(*where, form.get("diary_number", ""), account)
        case "assign":
            for part in desk.parts:
                _assign(desk, part, form.get(f"who-{part.key}"))


def _assign(desk: Desk, part: Part, chosen: str | None) -> None:
    """Give a section to whom was chosen, where that is somebody else than before."""
    given = next((choice.value for choice in choices_for(desk, part) if choice.chosen), "")
    if chosen is None or chosen == given:
        return
    to = next((one for one in desk.writers if str(one.pk) == chosen), None)
    group = chosen.removeprefix(GROUP) if chosen.startswith(GROUP) else ""
    if chosen and to is None and chosen not in {choice.value for choice in choices_for(desk, part)}:
        raise refuse(part.key, sv="Välj någon i listan.", en="choose somebody from the list")
    actions.assign(desk.place(part.key), to, group, desk.account)


def _refuse_unless_manages(desk: Desk) -> None:
    if not desk.may_manage:
        raise Http404


def _page(request: HttpRequest, desk: Desk, problems: Iterable[Problem] = ()) -> HttpResponse:
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    keys = {part.key for part in desk.parts}
    values = {
        "desk": desk,
        "writers": who_writes(desk),
        "rows": [(part, choices_for(desk, part)) for part in desk.parts],
        "why": Field(
            "why",
            _("Vad behöver rättas?"),
            value=request.POST.get("why", ""),
            problem=wrong.get("why", wrong.get("words", "")),
        ),
        "due": Field(
            "due_on",
            _("När ska rapporten vara lämnad?"),
            help=_("Skriv datumet som 2022-06-17. Lämna tomt om det inte finns något."),
            value=request.POST.get("due_on", str(desk.due_on or "")),
            problem=wrong.get("due_on", ""),
        ),
        "diary": Field(
            "diary_number",
            _("Diarienummer"),
            help=_("Till exempel SDN 2022/118-1.5. Det står på rapporten och fryses när den lämnas."),
            value=request.POST.get("diary_number", desk.report.diary_number if desk.report else ""),
            problem=wrong.get("diary_number", ""),
        ),
        "problems": [Link(_leads_to(desk, where, keys), said) for where, said in wrong.items() if where],
        "others": [said for where, said in wrong.items() if not where],
    }
    return render(request, "writing/report.html", values, status=422 if wrong else 200)


def _leads_to(desk: Desk, where: str, keys: set[str]) -> str:
    return reverse("write_section", args=(*desk.address, where)) if where in keys else f"#{where}"


@require_safe
def draft(request: HttpRequest, template: str, unit: str, period: Period) -> HttpResponse:
    """The report as it now is, or as it was handed in: what is approved is what is read here."""
    desk = desk_of(request, template, unit, period)
    document = _document(desk)
    return render(request, "writing/draft.html", head(document) | {"desk": desk})


@require_safe
def draft_file(request: HttpRequest, template: str, unit: str, period: Period, suffix: str) -> HttpResponse:
    """The same as a file. That it was fetched is noted in the audit log."""
    desk = desk_of(request, template, unit, period)
    if suffix not in FILE_TYPES:
        raise Http404
    content = rendering.render(_document(desk), f".{suffix}")
    note(desk.account, "report exported", f"{template} {unit} {period} {suffix}")
    return file_answer(content, f"utkast-{template}-{period}-{unit}", suffix)


@require_safe
def copy(request: HttpRequest, template: str, unit: str, period: Period) -> HttpResponse:
    """Text, value and status of goal after goal, to be copied into the city's management system."""
    desk = desk_of(request, template, unit, period)
    document = frozen(desk.released).document if desk.released else _document(desk)
    shown = {"desk": desk, "goals": copied(document), "language": document.language}
    return render(request, "writing/copy.html", shown)


def _document(desk: Desk) -> Document:
    if desk.waits and desk.turn:
        return handed_in(desk.turn).document
    return document_of(*desk.address, language())
