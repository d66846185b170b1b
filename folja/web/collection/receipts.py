"""What the holder of a receipt can do: take back or correct what was saved with it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from folja.instruments.loading import shipped
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.web.collection import actions, wording
from folja.web.collection.answers import written_as
from folja.web.collection.receipt import in_groups, read_receipt
from folja.web.collection.registering import Filled, sheet_page
from folja.web.collection.stored import held_by, is_used
from folja.web.frame.parts import Field, Link
from folja.web.frame.sent_only import sent_only
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.scope import scope_of
from folja.web.publication.models import closed_until

NOTHING = problem(
    "receipt",
    sv="Inget är sparat med den koden, eller så är tertialet stängt. Se efter att den är rätt avskriven.",
    en="nothing is saved with that code, or its tertial is closed; see that it is copied right",
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
    code = request.POST.get("receipt", "")
    if request.POST.get("script"):
        return _withdrawn_by_script(code, request.POST.get("month", ""))
    try:
        actions.withdraw(code)
    except Refused as refused:
        return _asked_again(request, refused.problems[0])
    return render(request, "collection/withdrawn.html")


def _withdrawn_by_script(code: str, month: str) -> JsonResponse:
    try:
        _withdraw_what_is_there(read_receipt(code), month)
    except Refused as refused:
        return JsonResponse({"problem": refused.problems[0].text.in_language(language())}, status=422)
    return JsonResponse({})


def _withdraw_what_is_there(code: str, month: str) -> None:
    """A device may ask twice, and about what never came: what is not there is undone. Raises Refused for what a closed
    month still counts. The device says which month, since no receipt fits what has been frozen."""
    try:
        actions.withdraw(code)
    except Refused as refused:
        closed = _closed_month(code, month)
        if closed:
            raise _still_counts(closed) from refused


def _closed_month(code: str, told: str) -> Month | None:
    """The closed month that counts what was saved with a receipt."""
    if not is_used(code):
        return None
    held, closed = held_by(code), closed_until()
    try:
        month = held.sheet.month if held else Month.parse(told)
    except ValueError:
        return None
    return month if closed is not None and month <= closed.last else None


def _still_counts(month: Month) -> Refused:
    return refuse(
        "month",
        sv=f"{month.name().capitalize()} är stängd och siffrorna är fastställda. Det räknas fortfarande.",
        en=f"{month.name('en')} is closed and its figures are frozen; it still counts",
    )


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
