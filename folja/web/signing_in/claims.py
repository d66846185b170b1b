"""What an identity provider says of somebody who signs in, however it says it; and the roles that gives."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from folja.web.signing_in.configuration import Provider

# Where the file names no attribute: what providers usually call it.
EMAIL = (
    *("email", "mail", "urn:oid:0.9.2342.19200300.100.1.3"),
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
)
FIRST_NAME = (
    *("given_name", "givenName", "urn:oid:2.5.4.42"),
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
)
SUBJECT = ("urn:oasis:names:tc:SAML:attribute:subject-id",)

Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Claims:
    """One person's sign-in. Only name and e-mail are kept; the rest is read and forgotten."""

    subject: str
    email: str
    first_name: str
    level: int
    values: Values


def from_oidc(provider: Provider, id_token: Mapping[str, Any], about: Mapping[str, Any]) -> Claims:
    """From a checked ID token and, where the provider has it, what it says about the person besides."""
    values = _values({**about, **id_token})
    contexts = values.get("acr", ()) + values.get("amr", ())
    subject = _first(values, [provider.attributes.get("subject", "sub")])
    if about.get("email_verified", id_token.get("email_verified")) is False:
        values = {**values, "email": (), "mail": ()}
    return _claims(provider, subject, contexts, values)


def from_saml(provider: Provider, name_id: str, contexts: Iterable[str], attributes: Mapping[str, Any]) -> Claims:
    """From a checked assertion. `name_id` is empty where it differs from one sign-in to the next."""
    values = _values(attributes)
    named = provider.attributes.get("subject")
    subject = _first(values, [named] if named else SUBJECT) or ("" if named else name_id)
    return _claims(provider, subject, tuple(context.strip() for context in contexts), values)


def roles_of(claims: Claims, provider: Provider, codes: frozenset[str]) -> frozenset[tuple[str, str]]:
    """(role, unit) of everything that the attributes give, at units that exist."""
    return frozenset(
        (gift.role, unit)
        for gift in provider.gifts
        for unit in gift.units(claims.values.get(gift.attribute, ()), codes)
    )


def _claims(provider: Provider, subject: str, contexts: tuple[str, ...], values: Values) -> Claims:
    email = _first(values, [provider.attributes["email"]] if "email" in provider.attributes else EMAIL)
    named = provider.attributes.get("first_name")
    first_name = _first(values, [named] if named else FIRST_NAME)
    first_name = first_name or _first(values, ["name"]).partition(" ")[0] or email.partition("@")[0].capitalize()
    return Claims(subject, email.lower(), first_name[:60], provider.level_of(contexts), values)


def _values(given: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Every attribute as texts, whether it came as one or as a list."""
    return {
        name: tuple(str(one) for one in (value if isinstance(value, list | tuple) else [value]))
        for name, value in given.items()
        if value is not None
    }


def _first(values: Values, names: Iterable[str]) -> str:
    return next((values[name][0].strip() for name in names if values.get(name)), "")
