"""The page where one section of a report is written, by several people without anything being lost."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused
from folja.web.frame.numbers import number_in
from folja.web.frame.parts import Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.writing import actions
from folja.web.writing.actions import Overtaken
from folja.web.writing.changed import with_changes
from folja.web.writing.desk import Desk, desk_of
from folja.web.writing.models import SectionText
from folja.web.writing.parts import Part
from folja.web.writing.stored import versions_of
from folja.web.writing.told import counted, told
from folja.web.writing.who import who_writes
from folja.web.writing.written import Typed, refuse_empty, together


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, template: str, unit: str, period: Period, key: str) -> HttpResponse:
    """One section: its figure, what people write of it, what it said before, and what colleagues say of it."""
    desk = desk_of(request, template, unit, period)
    part = desk.part(key)
    if request.method != "POST":
        return _page(request, desk, part)
    act, typed = request.POST.get("act", ""), Typed(request.POST.get("words", ""), "names_nobody" in request.POST)
    try:
        return _done(desk, part, act, typed, request)
    except Overtaken as overtaken:
        return _both(request, desk, part, overtaken.typed, overtaken.latest)
    except Refused as refused:
        return _page(request, desk, part, typed, refused.problems, said=act == "remark")


def _done(desk: Desk, part: Part, act: str, typed: Typed, request: HttpRequest) -> HttpResponse:
    """Do what a button says. Raises Overtaken and Refused."""
    place, seen = desk.place(part.key), number_in(request.POST.get("seen"))
    address = reverse("write_section", args=(*desk.address, part.key))
    match act:
        case "save" | "done" | "next":
            is_done = act != "save"
            if is_done:
                refuse_empty(typed, is_result=part.followed is not None, is_meant="left_empty" in request.POST)
            actions.save_text(place, typed, seen, desk.account, is_done=is_done)
            following = desk.after(part) if act == "next" else None
            if following:
                onward = reverse("write_section", args=(*desk.address, following.key))
                return redirect(f"{onward}?efter={part.key}")
            return redirect(f"{address}?sparat=1")
        case "restore":
            actions.restore(place, number_in(request.POST.get("version")), seen, desk.account)
            return redirect(f"{address}?sparat=1")
        case "remove":
            actions.remove_words(place, number_in(request.POST.get("version")), desk.account)
            return redirect(f"{address}?borttaget=1#history-title")
        case "remark":
            actions.remark(place, typed, desk.account)
        case "settle" | "unsettle":
            actions.settle(place, number_in(request.POST.get("remark")), is_done=act == "settle")
    return redirect(f"{address}#remarks")


@require_POST
def writes_here(request: HttpRequest, template: str, unit: str, period: Period, key: str) -> HttpResponse:
    """The page says that its reader writes; it hears who else does, and which version stands."""
    desk = desk_of(request, template, unit, period)
    part = desk.part(key)
    if not desk.is_locked:
        actions.claim(desk.place(key), desk.account)
    return JsonResponse({"says": _others(desk, part), "version": part.version})


def _others(desk: Desk, part: Part) -> str:
    """Bo skriver här nu; nothing while nobody else does."""
    names = [one.first_name or one.email for one in part.others if one != desk.account]
    return _("%s skriver här nu") % ", ".join(names) if names else ""


def _page(
    request: HttpRequest,
    desk: Desk,
    part: Part,
    typed: Typed | None = None,
    problems: Iterable[Problem] = (),
    *,
    said: bool = False,
) -> HttpResponse:
    """The page. `typed` was refused, for `problems`; `said` where it was a remark and not the section's text."""
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    text = typed if typed and not said else Typed(part.words)
    remark = typed.words if typed and said else ""
    values = {
        "desk": desk,
        "part": part,
        "told": told(desk.books, part.followed, language()) if part.followed else None,
        "counts": part.counts,
        "counted": counted(desk.template.code, desk.unit.code, desk.period, language()) if part.counts else "",
        "writers": who_writes(desk),
        "field": Field("words", part.title, value=text.words, problem="" if said else wrong.get("words", "")),
        "seen": request.POST.get("seen", part.version) if typed and not said else part.version,
        "left_empty": wrong.get("left_empty", ""),
        "names_nobody": wrong.get("names_nobody", ""),
        "says_names_nobody": bool(typed and typed.names_nobody),
        "said": said,
        "remark": Field(
            "remark", _("Skriv ett påpekande"), value=remark, problem=wrong.get("words", "") if said else ""
        ),
        "others": [problem for where, problem in wrong.items() if where not in _FIELDS],
        "links": [
            Link(f"#{_anchor(where, said=said)}", problem) for where, problem in wrong.items() if where in _FIELDS
        ],
        "saved": "sparat" in request.GET,
        "before": next((one for one in desk.parts if one.key == request.GET.get("efter")), None),
        "removed": "borttaget" in request.GET,
        "writes_now": _others(desk, part),
        "history": with_changes(versions_of(desk.report, part.key)),
        "remarks": [one for one in desk.remarks if one.key == part.key],
        "following": desk.after(part),
    }
    return render(request, "writing/section.html", values, status=422 if wrong else 200)


_FIELDS = ("words", "names_nobody", "left_empty")


def _anchor(where: str, *, said: bool) -> str:
    return "remark" if said and where == "words" else where


def _both(request: HttpRequest, desk: Desk, part: Part, typed: Typed, latest: SectionText) -> HttpResponse:
    """What another has saved and what this one has written beside each other, and a text to go on from."""
    values = {
        "desk": desk,
        "part": part,
        "writers": who_writes(desk),
        "latest": latest,
        "yours": typed.words,
        "field": Field("words", _("Så ska det stå"), value=together(latest.words, typed.words)),
        "says_names_nobody": typed.names_nobody,
    }
    return render(request, "writing/both.html", values, status=409)
