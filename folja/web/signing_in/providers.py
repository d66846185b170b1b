"""The providers of this installation, as the settings have read them, and as allauth wants them."""

from typing import Any

from allauth.socialaccount.models import SocialApp
from django.conf import settings
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser

from folja.web.signing_in.configuration import Configuration, Provider


def configuration() -> Configuration:
    """What sign_in.toml says."""
    found = settings.FOLJA_SIGN_IN
    assert isinstance(found, Configuration)
    return found


def as_app(provider: Provider) -> SocialApp:
    """Kept nowhere: the file is the only place."""
    kind = "saml" if provider.kind == "saml" else "openid_connect"
    return SocialApp(
        provider=kind,
        provider_id=provider.code,
        name=provider.name,
        client_id=provider.client or provider.code,
        secret=provider.secret,
        settings=_saml(provider) if provider.kind == "saml" else _oidc(provider),
    )


def _oidc(provider: Provider) -> dict[str, Any]:
    asked = {"acr_values": " ".join(provider.asks_for)} if provider.asks_for else {}
    return {"server_url": provider.server, "oauth_pkce_enabled": True, "auth_params": asked}


def _saml(provider: Provider) -> dict[str, Any]:
    """Whoever has a key signs what they send. Messages of others are signed, or their assertions are: one must be."""
    signs = bool(provider.key)
    advanced: dict[str, Any] = {
        "authn_request_signed": signs,
        "logout_request_signed": signs,
        "logout_response_signed": signs,
    }
    advanced["allow_single_label_domains"] = True  # an address on the municipality's own network
    if signs:
        advanced |= {"private_key": provider.key, "x509cert": provider.certificate, "metadata_signed": True}
    return {"idp": _idp(provider), "advanced": advanced}


def _idp(provider: Provider) -> dict[str, Any]:
    if provider.metadata.startswith(("https://", "http://")):
        return {"metadata_url": provider.metadata, "entity_id": provider.entity}
    parsed = OneLogin_Saml2_IdPMetadataParser.parse(provider.metadata).get("idp", {})
    return {
        "entity_id": parsed.get("entityId", ""),
        "x509cert": parsed.get("x509cert", ""),
        "sso_url": parsed.get("singleSignOnService", {}).get("url", ""),
        "slo_url": parsed.get("singleLogoutService", {}).get("url", ""),
        "parsed": parsed,
    }
