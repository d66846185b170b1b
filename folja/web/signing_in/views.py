"""The door: signing in by password or provider, the second step, and signing out."""

from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from folja.web.frame.parts import Field
from folja.web.frame.sent_only import sent_only
from folja.web.organisation.models import Account
from folja.web.organisation.throttle import codes, sign_ins
from folja.web.signing_in import oidc, saml, second_step
from folja.web.signing_in.arriving import enter, let_in, safe
from folja.web.signing_in.providers import configuration
from folja.web.signing_in.waiting import remember_secret, remembered_secret, wait, waiting


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
    is_set_up = second_step.is_set_up(account)
    if is_set_up or second_step.is_needed(account):
        wait(request, account, _next(request))
        return redirect("give_code" if is_set_up else "set_up_app")
    enter(request, account)
    return redirect(_next(request))


def _sign_in_page(request: HttpRequest, problem: str = "") -> HttpResponse:
    shown = {
        "problem": problem,
        "email": Field("email", _("E-post"), value=request.POST.get("email", "")),
        "password": Field("password", _("Lösenord")),
        "next": _next(request),
        "providers": configuration().providers,
    }
    return render(request, "signing_in/sign_in.html", shown, status=422 if problem else 200)


def _next(request: HttpRequest) -> str:
    return safe(request, request.POST.get("next") or request.GET.get("next") or "")


@require_safe
@login_not_required
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """To a provider. Another site's link leads to our page first: who is signed in is changed by nobody else."""
    provider = configuration().called(code)
    if provider is None:
        raise Http404
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        return redirect("sign_in")
    level = request.GET.get("niva", "")
    contexts = provider.contexts_of(int(level)) if level in ("2", "3", "4") else ()
    kind = saml if provider.kind == "saml" else oidc
    return kind.begin(request, provider, _next(request), contexts)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def give_code(request: HttpRequest) -> HttpResponse:
    """The code of the app, or one of those on paper."""
    found = waiting(request)
    if found is None or not second_step.is_set_up(found[0]):
        return redirect("sign_in")
    account, after = found
    if request.method != "POST":
        return _code_page(request)
    if codes.is_closed(account.email):
        return _code_page(request, _("Det har blivit fel många gånger. Vänta en timme och försök sedan igen."))
    if not second_step.lets_in(account, request.POST.get("code", "")):
        codes.failed(account.email)
        wrong = _("Koden stämmer inte, eller är redan använd. Vänta på nästa kod i appen och skriv den.")
        return _code_page(request, wrong)
    codes.succeeded(account.email)
    enter(request, account)
    return redirect(after)


def _code_page(request: HttpRequest, problem: str = "") -> HttpResponse:
    said = _("Sex siffror ur appen på din telefon. Har du inte telefonen, skriv en av dina reservkoder.")
    shown = {"problem": problem, "code": Field("code", _("Kod"), said)}
    return render(request, "signing_in/give_code.html", shown, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def set_up_app(request: HttpRequest) -> HttpResponse:
    """Joins an app on the phone to the account. Its first code shows that it works."""
    found = waiting(request)
    if found is None or second_step.is_set_up(found[0]):
        return redirect("sign_in")
    account, after = found
    secret = remembered_secret(request)
    if secret is None:
        secret = second_step.new_secret()
        remember_secret(request, secret)
    if request.method != "POST":
        return _app_page(request, account, secret)
    if codes.is_closed(account.email):
        wrong = _("Det har blivit fel många gånger. Vänta en timme och försök sedan igen.")
        return _app_page(request, account, secret, wrong)
    step = second_step.step_of(secret, request.POST.get("code", ""))
    if step is None:
        codes.failed(account.email)
        wrong = _("Koden stämmer inte. Kontrollera att telefonens klocka går rätt, och skriv koden som visas nu.")
        return _app_page(request, account, secret, wrong)
    made = second_step.keep(account, secret, step)
    enter(request, account)
    return render(request, "signing_in/recovery_codes.html", {"codes": made, "after": after})


def _app_page(request: HttpRequest, account: Account, secret: bytes, problem: str = "") -> HttpResponse:
    words = second_step.address(account, secret)
    key = words.partition("secret=")[2].partition("&")[0]
    shown = {
        "problem": problem,
        "picture": mark_safe(second_step.drawn(words)),  # noqa: S308  drawn here, of letters and digits
        "address": words,
        "key": " ".join(key[place : place + 4] for place in range(0, len(key), 4)),
        "code": Field("code", _("Koden som appen visar"), _("Sex siffror. De byts varje halv minut.")),
    }
    return render(request, "signing_in/set_up_app.html", shown, status=422 if problem else 200)


@sent_only
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session. Who was let in by a provider can end that session too, when there is a way to."""
    remembered = let_in(request)
    provider = configuration().called(remembered.get("provider", ""))
    way_out = ""
    if provider is not None:
        is_saml = provider.kind == "saml"
        way_out = saml.way_out(request, provider, remembered) if is_saml else oidc.way_out(request, provider)
    auth.logout(request)
    if not way_out:
        return redirect("sign_in")
    return render(request, "signing_in/signed_out.html", {"provider": provider, "way_out": way_out})
