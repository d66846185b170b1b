"""The page where staff find the codes that lead families to their questions, and where they start a tablet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib import auth
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folja.instruments.instrument import Instrument
from folja.vocabulary.clock import this_month, today
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.unit import Unit
from folja.web.answers.actions import ask_for_one_time_codes, make_leave_code, make_way_in, write_contact
from folja.web.answers.asked import Asked, asked_at, contact_of, family_instruments, leave_code_of
from folja.web.answers.in_order import in_order
from folja.web.answers.models import WayIn
from folja.web.answers.on_paper import left_out
from folja.web.answers.put_aside import put_aside_at
from folja.web.collection.aside import aside_at
from folja.web.frame.parts import Field
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.current import asked_unit, own_leaves
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, scope_of
from folja.web.publication.shelf import library


@dataclass(frozen=True)
class Way:
    """The questions of one kind at a unit, their code (empty where there is none yet), and the codes before it.

    `one_time` is whether answers take a code that works once; `left_out` the languages that paper does without;
    `is_open` whether the card shows more than the code.
    """

    instrument: Instrument
    code: str
    replaced: tuple[str, ...]
    one_time: bool
    left_out: tuple[str, ...]
    is_open: bool = False


@dataclass(frozen=True)
class Done:
    """What was just done on the page, and in which part of it: the questions' code, or the part's own name."""

    what: str
    where: str


@require_http_methods(["GET", "HEAD", "POST"])
def families(request: HttpRequest) -> HttpResponse:
    """The unit's codes. Who manages it makes them, replaces them and writes how families reach the unit."""
    scope = scope_of(request)
    unit = asked_unit(request)
    if unit.kind != "unit":
        below = own_leaves(scope)
        waiting = {aside.unit for aside in aside_at(one.code for one in below if scope.may_manage(one.code))}
        waits = _("Svar är lagda åt sidan")
        return render(request, "answers/choose_unit.html", {"below": below, "waiting": waiting, "waits": waits})
    if request.method != "POST":
        return _families_page(request, scope, unit)
    if not scope.may_manage(unit.code) and "leave_code" not in request.POST:
        raise PermissionDenied
    if request.POST.get("one_time") == "on" and "sure" not in request.POST:
        return _ask_before_codes(request, unit)
    try:
        done = _change(request, unit)
    except Refused as refused:
        return _families_page(request, scope, unit, refused.problems)
    told = f"&done={done.what}&at={done.where}#{done.where}" if done else ""
    return redirect(f"{reverse('families')}?unit={unit.code}{told}")


@require_http_methods(["GET", "HEAD", "POST"])
def start_kiosk(request: HttpRequest) -> HttpResponse:
    """Says what happens and asks which questions. Then this device is the families': whoever is signed in is so no
    longer, and the questions stand on the screen."""
    if request.method != "POST":
        return _start_kiosk_page(request)
    asked = asked_at(request.POST.get("code", ""), today())
    if not isinstance(asked, Asked) or asked.unit not in own_leaves(scope_of(request)) or asked.one_time:
        raise PermissionDenied
    if not leave_code_of(asked.unit.code):  # nobody could leave it
        return _to_tablet(asked.unit)
    auth.logout(request)
    return redirect("kiosk", asked.code, language())


def _start_kiosk_page(request: HttpRequest) -> HttpResponse:
    unit = asked_unit(request)
    ways = _tablets([_way(unit, one) for one in in_order(library(), unit, today())])
    leave_code = leave_code_of(unit.code)
    if not ways or not leave_code:
        return _to_tablet(unit)
    return render(request, "answers/start_kiosk.html", {"at": unit, "ways": ways, "leave_code": leave_code})


def _to_tablet(unit: Unit) -> HttpResponse:
    return redirect(f"{reverse('families')}?unit={unit.code}#tablet")


def _tablets(ways: Iterable[Way]) -> list[Way]:
    """Those that a tablet can ask: whoever has the tablet has no slip."""
    return [way for way in ways if way.code and not way.one_time]


def _change(request: HttpRequest, unit: Unit) -> Done | None:
    account, asked = request.user, request.POST.get("instrument", "")
    if not isinstance(account, Account):
        raise PermissionDenied
    if "leave_code" in request.POST:
        had = leave_code_of(unit.code)
        make_leave_code(unit.code, account)
        return Done("replaced" if had else "made", "tablet")
    if "contact" in request.POST:
        write_contact(unit.code, request.POST["contact"], account)
        return Done("saved", "urgent")
    if asked not in {one.code for one in family_instruments(this_month())}:
        return None
    if "one_time" in request.POST:
        on = request.POST["one_time"] == "on"
        _switch(unit, asked, account, on=on)
        return Done("one_time_on" if on else "one_time_off", asked)
    replaces = request.POST.get("replaces", "")
    made = make_way_in(unit.code, asked, account, replaces=replaces)
    return Done("replaced" if replaces not in ("", made.code) else "made", asked)


def _ask_before_codes(request: HttpRequest, unit: Unit) -> HttpResponse:
    """What it means that answers take a code, before anybody without one is turned away."""
    asked = request.POST.get("instrument")
    instrument = next((one for one in family_instruments(this_month()) if one.code == asked), None)
    if instrument is None:
        return redirect(f"{reverse('families')}?unit={unit.code}")
    return render(request, "answers/turn_on_codes.html", {"at": unit, "instrument": instrument})


def _switch(unit: Unit, instrument: str, account: Account, *, on: bool) -> None:
    for way in WayIn.objects.filter(unit=unit.code, instrument=instrument, in_use=True):
        ask_for_one_time_codes(way.code, account, ask=on)


def _families_page(request: HttpRequest, scope: Scope, unit: Unit, problems: Iterable[Problem] = ()) -> HttpResponse:
    problems, may_manage = tuple(problems), scope.may_manage(unit.code)
    contact = Field(
        "contact",
        _("Så når föräldrar er"),
        help=_("Till exempel ett telefonnummer och när ni svarar. Det visas när någon har svarat på frågorna."),
        value=request.POST.get("contact", contact_of(unit.code)),
        problem=" ".join(problem.text.in_language(language()) for problem in problems),
    )
    done = _done(request)
    ways = _opened([_way(unit, one) for one in in_order(library(), unit, today())], done)
    shown = {
        "at": unit,
        "ways": [way for way in ways if way.code],
        "without": [way for way in ways if not way.code],
        "tablets": _tablets(ways),
        "host": request.get_host(),
        "may_manage": may_manage,
        "put_aside": put_aside_at([unit.code], language()) if may_manage else (),
        "decided": request.GET.get("decided") if may_manage else None,
        "done": done,
        "contact": contact,
        "leave_code": leave_code_of(unit.code),
        "giving_back": _to_leaflet(unit),
    }
    return render(request, "answers/families.html", shown, status=422 if problems else 200)


def _done(request: HttpRequest) -> Done | None:
    what, where = request.GET.get("done", ""), request.GET.get("at", "")
    return Done(what, where) if what and request.method != "POST" else None


def _opened(ways: list[Way], done: Done | None) -> list[Way]:
    """The first card, and the one where something was just done, are open."""
    first = next((way.code for way in ways if way.code), "")
    return [
        replace(way, is_open=way.code == first or (done is not None and way.instrument.code == done.where))
        for way in ways
    ]


def _to_leaflet(unit: Unit) -> str:
    """Where what families hear back is written: the unit's leaflet of the latest closed tertial."""
    latest = library().latest
    return reverse("giving_back", args=(unit.code, latest)) if latest else reverse("giving_back")


def _way(unit: Unit, instrument: Instrument) -> Way:
    ways = list(WayIn.objects.filter(unit=unit.code, instrument=instrument.code).order_by("code"))
    replaced = tuple(way.code for way in ways if not way.in_use)
    present = next((way for way in ways if way.in_use), None)
    if present is None:
        return Way(instrument, "", replaced, one_time=False, left_out=())
    asked = asked_at(present.code, today())
    missing = left_out(asked) if isinstance(asked, Asked) else ()
    return Way(instrument, present.code, replaced, present.one_time, missing)
