"""What the holder of a receipt can do: take back or correct what was saved with it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from folja.instruments.loading import shipped
from folja.vocabulary.problem import Problem, Refused, problem
from folja.web.collection import actions, wording
from folja.web.collection.answers import written_as
from folja.web.collection.receipt import in_groups, read_receipt
from folja.web.collection.registering import Filled, sheet_page
from folja.web.collection.stored import held_by
from folja.web.frame.parts import Field, Link
from folja.web.frame.sent_only import sent_only
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.scope import scope_of

NOTHING = problem(
    "receipt",
    sv="Inget är sparat med den koden, eller så har tertialet stängt. Se efter att den är rätt avskriven.",
    en="nothing is saved with that code, or its tertial has closed; see that it is copied right",
)


def receipt(request: HttpRequest) -> HttpResponse:
    """The page where a code is typed, and what can then be done."""
    if request.method != "POST":
        return render(request, "collection/receipt.html", {"field": _field()})
    try:
        return _held(request, read_receipt(request.POST.get("receipt", "")))
    except Refused as refused:
        return _asked_again(request, refused.problems[0])


@sent_only
def withdraw(request: HttpRequest) -> HttpResponse:
    """Undo, from today's list by script or from the page of a receipt."""
    by_script = bool(request.POST.get("script"))
    try:
        actions.withdraw(request.POST.get("receipt", ""))
    except Refused as refused:
        words = refused.problems[0]
        if by_script:
            return JsonResponse({"problem": words.text.in_language(language())}, status=422)
        return _asked_again(request, words)
    if by_script:
        return JsonResponse({})
    return render(request, "collection/withdrawn.html")


def _held(request: HttpRequest, code: str) -> HttpResponse:
    held = held_by(code)
    if held is None or not held.changeable or not scope_of(request).may_register(held.sheet.unit):
        return _asked_again(request, NOTHING)
    found = held.sheet
    instrument = shipped().version(found.instrument, found.version)
    if request.POST.get("act") == "correct":
        written = written_as(instrument, found.answers)
        filled = Filled(
            instrument, found.version, found.unit, found.month, code, written, late=found.late, correcting=True
        )
        return sheet_page(request, filled)
    shown = {
        "held": found,
        "instrument": instrument,
        "code": in_groups(code),
        "is_saved": wording.is_saved(instrument.nouns, language()),
    }
    return render(request, "collection/receipt_held.html", shown)


def _asked_again(request: HttpRequest, why: Problem) -> HttpResponse:
    field = _field(request.POST.get("receipt", ""), why.text.in_language(language()))
    shown = {"field": field, "links": [Link(f"#{field.name}", field.label)]}
    return render(request, "collection/receipt.html", shown, status=422)


def _field(code: str = "", why: str = "") -> Field:
    return Field("receipt", _("Koden på kvittot"), value=code, problem=why)
