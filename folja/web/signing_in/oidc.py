"""Signing in by OpenID Connect: allauth's own flow, with a checked ID token and the level of assurance asked for."""

from typing import Any

import jwt
import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from folja.web.signing_in.arriving import refused
from folja.web.signing_in.configuration import Provider
from folja.web.signing_in.providers import configuration

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")


class Checked(OpenIDConnectOAuth2Adapter):
    """Checks the signature of the ID token although it came straight from the provider: proxies stand between."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            named = jwt.get_unverified_header(id_token).get("kid")
            keys = [key for key in self._keys() if not named or key.key_id == named]
            return dict(
                jwt.decode(
                    id_token,
                    keys[0],  # one without a name is the provider's only one
                    algorithms=ALGORITHMS,
                    issuer=self.openid_config["issuer"],
                    audience=app.client_id,
                    options={"require": ["exp", "iss", "aud", "sub"]},
                )
            )
        except (jwt.PyJWTError, IndexError, KeyError, ValueError) as error:
            raise OAuth2Error("the ID token can't be checked") from error

    def _keys(self) -> list[jwt.PyJWK]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
        answer.raise_for_status()
        return list(jwt.PyJWKSet.from_dict(answer.json()).keys)


def begin(request: HttpRequest, provider: Provider, after: str, contexts: tuple[str, ...]) -> HttpResponse:
    """To the provider, asking for one of the levels where any is named."""
    asked = {"acr_values": " ".join(contexts), "prompt": "login"} if contexts else None
    try:
        ours = get_adapter().get_provider(request, provider.code)
        answer: HttpResponse = ours.redirect(request, "login", next_url=after, auth_params=asked)
    except (requests.RequestException, KeyError, ValueError):  # it does not answer, or not with what it should
        return refused(request, provider, "unknown")
    return answer


@require_safe
@login_not_required
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends people back to."""
    provider = configuration().called(provider_id)
    if provider is None or provider.kind != "oidc":
        raise Http404
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(Checked(request, provider_id))(request)
    except ImmediateHttpResponse as ours:
        return ours.response
    except (requests.RequestException, KeyError, ValueError):
        return refused(request, provider, "unknown")
    return answer


def way_out(request: HttpRequest, provider: Provider) -> str:
    """Where the provider's own session is ended; empty where it has no such place, or does not answer."""
    try:
        place = Checked(request, provider.code).openid_config.get("end_session_endpoint", "")
    except (requests.RequestException, KeyError, ValueError):
        return ""
    back = request.build_absolute_uri(reverse("sign_in"))
    joined = "&" if "?" in place else "?"
    words = urlencode({"client_id": provider.client, "post_logout_redirect_uri": back})
    return f"{place}{joined}{words}" if place else ""
