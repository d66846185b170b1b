"""Signing in and out by SAML: allauth's settings for python3-saml, and nothing kept of what comes."""

import binascii
from typing import Any

from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.saml.utils import build_saml_config, prepare_django_request
from django.contrib import auth as accounts
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from lxml.etree import LxmlError
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants
from onelogin.saml2.errors import OneLogin_Saml2_Error
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from folja.web.signing_in.arriving import arrive, refused
from folja.web.signing_in.claims import from_saml
from folja.web.signing_in.configuration import Provider
from folja.web.signing_in.providers import as_app, configuration

LARGEST = 300_000  # characters of an answer: a person with some hundred groups has a tenth
CHANGING = OneLogin_Saml2_Constants.NAMEID_TRANSIENT
BROKEN = (binascii.Error, OneLogin_Saml2_Error, LxmlError, KeyError, ValueError, OSError)


def begin(request: HttpRequest, provider: Provider, after: str, contexts: tuple[str, ...]) -> HttpResponse:
    """To the provider, asking for one of the levels where any is named, and then anew."""
    try:
        asked = contexts or provider.asks_for
        auth = _auth(request, provider, {"requestedAuthnContext": list(asked) or False})
        address = auth.login(return_to="", force_authn=bool(contexts))
    except BROKEN:
        return refused(request, provider, "unknown")
    state = {"process": "login", "next": after}
    statekit.stash_state(request, provider_id=provider.code, state=state, state_id=auth.get_last_request_id())
    return redirect(address)


@csrf_exempt
@require_POST
@login_not_required
def answer(request: HttpRequest, organization: str) -> HttpResponse:
    """What the provider has said, sent by the browser.

    It comes from another site, so the session's cookie does not come along: a page of ours sends it on once. Only the
    browser that asked has the question that it answers, and that question is taken away: nothing is let in twice.
    """
    provider = _provider(organization)
    sent = request.POST.get("SAMLResponse", "")
    if not sent or len(sent) > LARGEST:
        return refused(request, provider, "unknown")
    if "on" not in request.POST:
        return render(request, "signing_in/send_on.html", {"sent": sent, "provider": provider})
    try:
        auth = _auth(request, provider)
        auth.process_response()
        question = auth.get_last_response_in_response_to()
        is_good = not auth.get_errors() and auth.is_authenticated()
    except BROKEN:
        return refused(request, provider, "unknown")
    state = statekit.unstash_state(request, provider_id=provider.code, state_id=question) if question else None
    if state is None or not is_good:
        return refused(request, provider, "unknown")
    name_id = auth.get_nameid() or ""
    lasting = "" if auth.get_nameid_format() == CHANGING else name_id
    claims = from_saml(provider, lasting, auth.get_last_authn_contexts(), auth.get_attributes())
    remembered = {
        "name_id": name_id,
        "format": auth.get_nameid_format() or "",
        "session": auth.get_session_index() or "",
    }
    return arrive(request, provider, claims, str(state.get("next") or ""), remembered)


@require_safe
@login_not_required
def out(request: HttpRequest, organization: str) -> HttpResponse:
    """The provider asks us to end the session, or answers that it has ended its own. Both are signed, or nothing is."""
    provider = _provider(organization)
    try:
        auth = _auth(request, provider, {"wantMessagesSigned": True})
        onward = auth.process_slo(delete_session_cb=lambda: accounts.logout(request))
    except BROKEN:
        return redirect("sign_in")
    return redirect(onward) if onward and not auth.get_errors() else redirect("sign_in")


@require_safe
@login_not_required
def metadata(request: HttpRequest, organization: str) -> HttpResponse:
    """What the provider's administrator takes in, so that the two know each other."""
    config = _config(request, _provider(organization))
    words = OneLogin_Saml2_Settings(settings=config, sp_validation_only=True).get_sp_metadata()
    return HttpResponse(words, content_type="text/xml")


def way_out(request: HttpRequest, provider: Provider, remembered: dict[str, str]) -> str:
    """Where the provider's own session is ended; empty where it has no such place."""
    try:
        return str(
            _auth(request, provider).logout(
                return_to="",
                name_id=remembered.get("name_id"),
                session_index=remembered.get("session") or None,
                name_id_format=remembered.get("format") or None,
            )
        )
    except BROKEN:
        return ""


def _provider(organization: str) -> Provider:
    found = configuration().called(organization)
    if found is None or found.kind != "saml":
        raise Http404
    return found


def _auth(request: HttpRequest, provider: Provider, security: dict[str, Any] | None = None) -> OneLogin_Saml2_Auth:
    config = _config(request, provider)
    config["security"] |= security or {}
    return OneLogin_Saml2_Auth(prepare_django_request(request), config)


def _config(request: HttpRequest, provider: Provider) -> dict[str, Any]:
    app = as_app(provider)
    config: dict[str, Any] = build_saml_config(request, app.settings, provider.code)
    if parsed := app.settings["idp"].get("parsed"):
        config["idp"] = parsed  # every certificate of the metadata, where allauth takes one
    return config
