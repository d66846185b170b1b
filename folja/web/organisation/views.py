"""Choosing a unit, and the page for the rest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from folja.web.frame.sent_only import sent_only
from folja.web.organisation.current import CHOSEN, own_units
from folja.web.organisation.scope import scope_of


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
