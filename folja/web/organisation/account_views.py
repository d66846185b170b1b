"""The pages of accounts: an administrator's, and one's own password."""

import secrets
from collections.abc import Iterable

from django.contrib import auth
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from folja.vocabulary.problem import Problem, Refused, refuse
from folja.web.frame.parts import Choice, Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.organisation import actions
from folja.web.organisation.accounts import (
    KnownAccount,
    known_account,
    known_accounts,
    may_give,
    refuse_unless_may_give,
    role_names,
)
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, scope_of
from folja.web.organisation.throttle import sign_ins
from folja.web.signing_in.providers import configuration
from folja.web.signing_in.second_step import is_set_up

LETTERS = "23456789abcdefghjkmnpqrstvwxyz"


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody who does something at the units that are administered."""
    scope, reader = administrator(request)
    return render(request, "organisation/accounts.html", {"accounts": known_accounts(scope, reader)})


@require_http_methods(["GET", "HEAD", "POST"])
def new_account(request: HttpRequest) -> HttpResponse:
    """An account with its first role. Its password is made here and said once; a provider needs none."""
    scope, by = administrator(request)
    if request.method != "POST":
        return _new_page(request, scope)
    sent = request.POST
    kind, unit, provider = sent.get("role", ""), sent.get("unit", ""), sent.get("provider", "")
    password = _new_password()
    try:
        refuse_unless_may_give(scope, kind, unit)
        if Account.objects.filter(email=sent.get("email", "").strip().lower()).exists():
            raise refuse(
                "email",
                sv="Det finns redan ett konto med den adressen. Be den som sköter det att ge rollen.",
                en="there is an account with that address already; ask who administers it to give the role",
            )
        account = actions.create_account(sent.get("email", ""), sent.get("first_name", "").strip()[:60], password)
        actions.give_role(account, unit, kind, by)
    except Refused as refused:
        return _new_page(request, scope, refused.problems)
    if configuration().called(provider):
        actions.let_in_by(account, provider, by)
        return redirect("account", account.pk)
    return _said_once(request, account, password)


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, number: int) -> HttpResponse:
    """What one account does where, and how it signs in."""
    scope, by = administrator(request)
    known = known_account(scope, by, number)
    if known is None:
        raise Http404
    if request.method != "POST":
        return _account_page(request, scope, known)
    try:
        password = _change(request, scope, known, by)
    except Refused as refused:
        return _account_page(request, scope, known, refused.problems)
    if password:
        return _said_once(request, known.account, password)
    return redirect("account", number) if known_account(scope, by, number) else redirect("accounts")


def _change(request: HttpRequest, scope: Scope, known: KnownAccount, by: Account) -> str:
    """Do what a button says; the new password where there is one. Nobody changes what they may do themselves."""
    sent, one = request.POST, known.account
    if one == by:
        raise PermissionDenied
    if "give" in sent or "take" in sent:
        written = sent.get("take") or f"{sent.get('role', '')}:{sent.get('unit', '')}"
        kind, _colon, unit = written.partition(":")
        if one.provider and _is_mapped(one.provider):
            raise PermissionDenied
        refuse_unless_may_give(scope, kind, unit)
        if "take" in sent:
            actions.take_role(one, unit, kind, by)
        else:
            actions.give_role(one, unit, kind, by)
        return ""
    if not known.is_theirs:
        raise PermissionDenied
    if "password" in sent:
        password = _new_password()
        if one.provider:
            actions.let_in_by(one, "", by)
        actions.set_password(one, password, by)
        return password
    if "forget_app" in sent:
        actions.forget_second_step(one, by)
    elif "provider" in sent and configuration().called(sent["provider"]):
        actions.let_in_by(one, sent["provider"], by)
    elif "close" in sent or "open" in sent:
        actions.close_account(one, by, is_closed="close" in sent)
    return ""


@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "HEAD", "POST"])
def own_account(request: HttpRequest) -> HttpResponse:
    """One's own password. Other devices are signed out, this one is not."""
    one = request.user
    if not isinstance(one, Account):
        raise PermissionDenied
    if request.method != "POST" or one.provider:
        return _own_page(request, one, is_saved="sparat" in request.GET)
    try:
        if sign_ins.is_closed(one.email):
            raise refuse("old", sv="Det har blivit fel många gånger. Vänta tio minuter.", en="wait ten minutes")
        if not one.check_password(request.POST.get("old", "")):
            sign_ins.failed(one.email)
            raise refuse("old", sv="Lösenordet stämmer inte. Skriv det igen.", en="that is not the password")
        actions.set_password(one, request.POST.get("new", ""))
    except Refused as refused:
        return _own_page(request, one, refused.problems)
    auth.update_session_auth_hash(request, one)
    return redirect(f"{request.path}?sparat=1")


def _own_page(
    request: HttpRequest, one: Account, problems: Iterable[Problem] = (), *, is_saved: bool = False
) -> HttpResponse:
    wrong = _wrong(problems)
    least = _("Minst %d tecken. Några ord som du minns är bättre än krångliga tecken.") % actions.LEAST_PASSWORD
    shown = {
        "old": Field("old", _("Lösenordet du har nu"), "", "", wrong.get("old", "")),
        "new": Field("new", _("Nytt lösenord"), least, "", wrong.get("password", "")),
        "provider": configuration().called(one.provider),
        "has_app": is_set_up(one),
        "is_saved": is_saved,
    }
    return render(request, "organisation/own_account.html", shown, status=422 if wrong else 200)


def _new_page(request: HttpRequest, scope: Scope, problems: Iterable[Problem] = ()) -> HttpResponse:
    wrong, sent = _wrong(problems), request.POST
    shown = {
        "email": Field("email", _("E-post"), "", sent.get("email", ""), wrong.get("email", "")),
        "first_name": Field("first_name", _("Förnamn"), "", sent.get("first_name", "")),
        "providers": [
            Choice(one.code, one.name, sent.get("provider") == one.code) for one in configuration().providers
        ],
        "links": tuple(Link(f"#{name}", said) for name, said in wrong.items()),
        **_to_give(request, scope, wrong),
    }
    return render(request, "organisation/new_account.html", shown, status=422 if wrong else 200)


def _account_page(
    request: HttpRequest, scope: Scope, known: KnownAccount, problems: Iterable[Problem] = ()
) -> HttpResponse:
    wrong, one = _wrong(problems), known.account
    shown = {
        "known": known,
        "one": one,
        "is_own": one == request.user,
        "provider": configuration().called(one.provider),
        "is_mapped": _is_mapped(one.provider),
        "other_providers": [other for other in configuration().providers if other.code != one.provider],
        "has_app": is_set_up(one),
        "links": tuple(Link(f"#{name}", said) for name, said in wrong.items()),
        **_to_give(request, scope, wrong),
    }
    return render(request, "organisation/account.html", shown, status=422 if wrong else 200)


def _to_give(request: HttpRequest, scope: Scope, wrong: dict[str, str]) -> dict[str, object]:
    """The roles and units that can be chosen."""
    top = scope.administers[0].code
    chosen = request.POST.get("role", "registers")
    roles = [Choice(kind, name, kind == chosen) for kind, name in role_names().items() if may_give(scope, kind, top)]
    return {
        "role": Field("role", _("Roll"), "", chosen),
        "roles": roles,
        "where": Field("unit", _("Enhet"), "", request.POST.get("unit", ""), wrong.get("unit", "")),
        "units": scope.administers,
    }


def _said_once(request: HttpRequest, one: Account, password: str) -> HttpResponse:
    return render(request, "organisation/password_once.html", {"one": one, "password": password})


def _new_password() -> str:
    """79 bits, in groups that can be read aloud."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def _is_mapped(provider: str) -> bool:
    found = configuration().called(provider)
    return bool(found and found.gifts)


def _wrong(problems: Iterable[Problem]) -> dict[str, str]:
    return {one.where: one.text.in_language(language()) for one in problems}


def administrator(request: HttpRequest) -> tuple[Scope, Account]:
    """Raises Http404 for who administers nothing."""
    scope, account = scope_of(request), request.user
    if not scope.administers or not isinstance(account, Account):
        raise Http404
    return scope, account
