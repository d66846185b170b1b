"""The page where staff find the codes that lead families to their questions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import auth
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.instruments.instrument import Instrument
from folja.reports.poster import pdf
from folja.vocabulary.clock import this_month, today
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.unit import Unit
from folja.web.answers.actions import make_leave_code, make_way_in, write_contact
from folja.web.answers.asked import Asked, asked_at, contact_of, family_instruments, leave_code_of
from folja.web.answers.models import WayIn
from folja.web.answers.on_paper import poster
from folja.web.answers.put_aside import put_aside_at
from folja.web.collection.aside import aside_at
from folja.web.frame.parts import Field
from folja.web.frame.sent_only import sent_only
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.current import current_unit, own_units
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, scope_of


@dataclass(frozen=True)
class Way:
    """The questions of one kind at a unit, their code (empty where there is none yet), and the codes before it."""

    instrument: Instrument
    code: str
    replaced: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def families(request: HttpRequest) -> HttpResponse:
    """The unit's codes. Who manages it makes them, replaces them and writes how families reach the unit."""
    scope = scope_of(request)
    unit = _unit(request, scope)
    if unit.kind != "unit":
        below = _own_leaves(scope)
        waiting = {aside.unit for aside in aside_at(one.code for one in below if scope.may_manage(one.code))}
        return render(request, "answers/choose_unit.html", {"below": below, "waiting": waiting})
    if request.method != "POST":
        return _families_page(request, scope, unit)
    if not scope.may_manage(unit.code) and "leave_code" not in request.POST:
        raise PermissionDenied
    try:
        _change(request, unit)
    except Refused as refused:
        return _families_page(request, scope, unit, refused.problems)
    return redirect(f"{reverse('families')}?unit={unit.code}")


@require_safe
def on_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The poster and the cards of one of the unit's codes that is in use, as PDF."""
    asked = asked_at(code, today())
    if not isinstance(asked, Asked) or asked.unit not in own_units(scope_of(request)):
        raise Http404
    address = request.build_absolute_uri(reverse("welcome", args=(asked.code,)))
    file = pdf(poster(asked, address, today()))
    named = {"Content-Disposition": f'inline; filename="{asked.unit.code}-{asked.code}.pdf"'}
    return HttpResponse(file, content_type="application/pdf", headers=named)


@sent_only
def start_kiosk(request: HttpRequest) -> HttpResponse:
    """Hands this device to families: whoever is signed in is so no longer, and the questions stand on the screen."""
    asked = asked_at(request.POST.get("code", ""), today())
    if not isinstance(asked, Asked) or asked.unit not in own_units(scope_of(request)):
        raise PermissionDenied
    if not leave_code_of(asked.unit.code):  # nobody could leave it
        return redirect(f"{reverse('families')}?unit={asked.unit.code}#tablet")
    auth.logout(request)
    return redirect("kiosk", asked.code, language())


def _change(request: HttpRequest, unit: Unit) -> None:
    account, asked = request.user, request.POST.get("instrument")
    if not isinstance(account, Account):
        raise PermissionDenied
    if "leave_code" in request.POST:
        make_leave_code(unit.code, account)
    elif "contact" in request.POST:
        write_contact(unit.code, request.POST["contact"], account)
    elif asked in {one.code for one in family_instruments(this_month())}:
        make_way_in(unit.code, asked, account, replaces=request.POST.get("replaces", ""))


def _families_page(request: HttpRequest, scope: Scope, unit: Unit, problems: Iterable[Problem] = ()) -> HttpResponse:
    problems, may_manage = tuple(problems), scope.may_manage(unit.code)
    contact = Field(
        "contact",
        _("Så når föräldrar er"),
        help=_("Till exempel ett telefonnummer och när ni svarar. Det visas när någon har svarat på frågorna."),
        value=request.POST.get("contact", contact_of(unit.code)),
        problem=" ".join(problem.text.in_language(language()) for problem in problems),
    )
    shown = {
        "at": unit,
        "ways": [_way(unit, instrument) for instrument in family_instruments(this_month())],
        "host": request.get_host(),
        "may_manage": may_manage,
        "put_aside": put_aside_at([unit.code], language()) if may_manage else (),
        "decided": request.GET.get("decided") if may_manage else None,
        "contact": contact,
        "leave_code": leave_code_of(unit.code),
    }
    return render(request, "answers/families.html", shown, status=422 if problems else 200)


def _way(unit: Unit, instrument: Instrument) -> Way:
    ways = list(WayIn.objects.filter(unit=unit.code, instrument=instrument.code).order_by("code"))
    present = next((way.code for way in ways if way.in_use), "")
    return Way(instrument, present, tuple(way.code for way in ways if not way.in_use))


def _unit(request: HttpRequest, scope: Scope) -> Unit:
    """The unit that is asked for among one's own, else the one that is worked with."""
    asked = request.POST.get("unit") or request.GET.get("unit")
    own = {unit.code: unit for unit in own_units(scope)}
    unit = own.get(asked or "") if asked else current_unit(request)
    if unit is None:
        raise PermissionDenied
    return unit


def _own_leaves(scope: Scope) -> list[Unit]:
    return [unit for unit in own_units(scope) if unit.kind == "unit"]
