"""Signing in and out, choosing a unit, and the page for the rest."""

from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from folja.web.frame.parts import Field
from folja.web.frame.sent_only import sent_only
from folja.web.leftovers import PATIENCE, empty_log
from folja.web.organisation import actions
from folja.web.organisation.current import CHOSEN, own_units
from folja.web.organisation.models import Account
from folja.web.organisation.scope import scope_of
from folja.web.organisation.throttle import sign_ins


@login_not_required
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page. A wrong address and a wrong password get the same answer."""
    if request.method != "POST":
        return _sign_in_page(request)
    email = request.POST.get("email", "").strip()
    if sign_ins.is_closed(email):
        return _sign_in_page(request, _("Det har blivit fel många gånger. Vänta tio minuter och försök sedan igen."))
    account = auth.authenticate(request, username=email, password=request.POST.get("password", ""))
    if not isinstance(account, Account):
        sign_ins.failed(email)
        return _sign_in_page(request, _("E-posten eller lösenordet stämmer inte. Skriv dem igen."))
    sign_ins.succeeded(email)
    auth.login(request, account)
    actions.note(account, "signed in")
    empty_log(patience=PATIENCE)  # it has the time, and what this colleague registers next would stand beside it
    return redirect(_next(request))


def _sign_in_page(request: HttpRequest, problem: str = "") -> HttpResponse:
    shown = {
        "problem": problem,
        "email": Field("email", _("E-post"), value=request.POST.get("email", "")),
        "password": Field("password", _("Lösenord")),
        "next": _next(request),
    }
    return render(request, "organisation/sign_in.html", shown, status=422 if problem else 200)


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else reverse("start")


@sent_only
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    auth.logout(request)
    return redirect("sign_in")


@sent_only
def choose_unit(request: HttpRequest) -> HttpResponse:
    """Works with another of the account's own units from now on."""
    chosen = request.POST.get("unit", "")
    if any(unit.code == chosen for unit in own_units(scope_of(request))):
        request.session[CHOSEN] = chosen
    return redirect("start")


def more(request: HttpRequest) -> HttpResponse:
    """Unit, language, receipt, sign-out."""
    return render(request, "organisation/more.html")
