"""What allauth asks of us: which providers there are, and what becomes of somebody they have let in.

Allauth speaks OIDC; accounts, roles and pages are our own. It keeps nothing: no row of its tables is ever written.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.http import HttpRequest

from folja.web.signing_in.arriving import arrive, refused
from folja.web.signing_in.claims import from_oidc
from folja.web.signing_in.providers import as_app, configuration


class Adapter(DefaultSocialAccountAdapter):
    """Named in the settings."""

    def list_apps(
        self,
        request: HttpRequest,  # noqa: ARG002
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """Those of sign_in.toml and no others; the database is not asked."""
        apps = [as_app(one) for one in configuration().providers]
        return [
            app
            for app in apps
            if (not provider or provider in (app.provider, app.provider_id))
            and (not client_id or client_id == app.client_id)
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The last that allauth does."""
        provider = configuration().called(sociallogin.account.provider)
        assert provider is not None  # it was found a moment ago
        said = sociallogin.account.extra_data
        id_token, about = said.get("id_token"), said.get("userinfo") or {}
        if not id_token or about.get("sub", id_token.get("sub")) != id_token.get("sub"):
            raise ImmediateHttpResponse(refused(request, provider, "unknown"))
        claims = from_oidc(provider, id_token, about)
        after = str(sociallogin.state.get("next") or "")
        raise ImmediateHttpResponse(arrive(request, provider, claims, after, {}))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,  # noqa: ARG002  may hold what the provider said of somebody
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> None:
        """Our page instead of allauth's."""
        known = configuration().called(provider.app.provider_id)
        why = "cancelled" if error == AuthError.CANCELLED else "unknown"
        raise ImmediateHttpResponse(refused(request, known, why))
