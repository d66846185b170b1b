"""Lets in whom a provider has vouched for: their account, roles and level of assurance, or a page with what to do."""

import json
from collections.abc import Mapping

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from folja.vocabulary.problem import Refused
from folja.web.leftovers import PATIENCE, empty_log
from folja.web.organisation import actions
from folja.web.organisation.models import Account, Role
from folja.web.organisation.units import has_units, tree
from folja.web.signing_in.claims import Claims, roles_of
from folja.web.signing_in.configuration import Provider
from folja.web.signing_in.kept_secret import decrypted, digest, encrypted
from folja.web.signing_in.providers import configuration

LET_IN = "let_in"  # what the session remembers of the provider, encrypted, to sign out there too
BACKEND = "django.contrib.auth.backends.ModelBackend"


def arrive(
    request: HttpRequest, provider: Provider, claims: Claims, after: str, remembered: Mapping[str, str]
) -> HttpResponse:
    """Sign somebody in and lead on to `after`. `remembered` is what the provider needs to end its own session."""
    if not claims.subject or not claims.email:
        return refused(request, provider, "incomplete")
    codes = frozenset(unit.code for unit in tree().units) if has_units() else frozenset[str]()
    roles = roles_of(claims, provider, codes) if provider.gifts else None
    subject = digest("subject", f"{provider.code} {claims.subject}")
    try:
        account = actions.arrive(provider.code, subject, claims.email, claims.first_name, roles)
    except Refused as why:
        return refused(request, provider, why.problems[0].where)
    kinds = set(Role.objects.filter(account=account).values_list("kind", flat=True))
    if not kinds:
        return refused(request, provider, "role")
    if claims.level < needed_by(kinds):
        return refused(request, provider, "level", account=account)
    enter(request, account)
    kept = json.dumps({"provider": provider.code, **remembered}).encode()
    request.session[LET_IN] = encrypted(kept).decode()
    return redirect(safe(request, after))


def enter(request: HttpRequest, account: Account) -> None:
    """Begin a session, under a key of its own: whatever was there before is gone."""
    request.session.flush()
    auth.login(request, account, backend=BACKEND)
    actions.note(account, "signed in")
    empty_log(patience=PATIENCE)  # it has the time, and what this colleague registers next would stand beside it


def let_in(request: HttpRequest) -> dict[str, str]:
    """What the session remembers of the provider; nothing for who came in by a password."""
    kept = decrypted(request.session.get(LET_IN, "").encode())
    return dict(json.loads(kept)) if kept else {}


def needed_by(kinds: set[str]) -> int:
    """The level of assurance that the strictest of somebody's roles asks for."""
    return max((configuration().needed.get(kind, 0) for kind in kinds), default=0)


def safe(request: HttpRequest, address: str) -> str:
    """An address here, else the start page."""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and is_ours else reverse("start")


def refused(
    request: HttpRequest, provider: Provider | None, why: str, *, account: Account | None = None
) -> HttpResponse:
    """Why somebody is not let in, and what to do. Nobody is signed in then, whoever was."""
    auth.logout(request)
    name = provider.name if provider else ""
    heading, words = _words(why, name)
    level = needed_by(set(Role.objects.filter(account=account).values_list("kind", flat=True))) if account else 0
    again = reverse("begin", args=(provider.code,)) if provider else ""
    if level and provider and provider.contexts_of(level):
        again = f"{again}?niva={level}"
    shown = {"heading": heading, "words": words, "provider": provider, "again": again, "stronger": why == "level"}
    return render(request, "signing_in/refused.html", shown, status=403)


def _words(why: str, name: str) -> tuple[str, str]:
    match why:
        case "level":
            return _("Logga in med e-legitimation"), _(
                "Det du gör i Följa kräver en säkrare inloggning än den du använde. Välj e-legitimation eller "
                "tjänstekort när du loggar in hos %s. Finns inte det valet, säg till den som sköter Följa hos er."
            ) % name
        case "role":
            return _("Du har ingen roll i Följa"), _(
                "Inloggningen hos %s fungerade, men den ger dig ingen uppgift i Följa. Be din chef att beställa "
                "behörighet till Följa åt dig, och logga sedan in igen."
            ) % name
        case "address":
            return _("Adressen används redan"), _(
                "Din e-postadress hör redan till ett annat konto i Följa. Be den som sköter Följa hos er att låta det "
                "kontot logga in med %s. Kopplingen görs aldrig av sig själv, för din säkerhets skull."
            ) % name
        case "account":
            return _("Kontot är avstängt"), _("Be den som sköter Följa hos er att öppna det igen.")
        case "incomplete":
            return _("Något saknas i inloggningen"), _(
                "%s skickade ingen bekräftad e-postadress, eller inget som visar vem du är från gång till gång. "
                "Säg till den som sköter Följa hos er."
            ) % name
        case "cancelled":
            return _("Inloggningen avbröts"), _("Du är inte inloggad. Försök igen när du vill.")
        case _:
            return _("Inloggningen gick inte fram"), _(
                "Det kan ha gått för lång tid, eller så svarar inte %s. Försök igen. Händer det flera gånger, säg till "
                "den som sköter Följa hos er."
            ) % name
