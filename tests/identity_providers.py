"""Identity providers on this computer: one that speaks OIDC, and one that answers by SAML as well or badly as asked."""

import base64
import re
import warnings
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from folja.web.signing_in.configuration import Configuration, Gift, Provider

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

STRONG, WEAK = "http://id.elegnamnden.se/loa/1.0/loa3", "urn:oasis:names:tc:SAML:2.0:ac:classes:Password"
ENTITY, SSO, SLO = "https://idp.example/metadata", "https://idp.example/sso", "https://idp.example/slo"
OLD_WAYS = "ignore:get_jwt_config:DeprecationWarning"  # what the provider on this computer does not do anew yet
GIFTS = (
    Gift("groups", "folja-{unit}-chef", "manages", "{unit}"),
    Gift("groups", "folja-{unit}", "registers", "{unit}"),
)


def oidc(server: str = "", *, gifts: tuple[Gift, ...] = GIFTS) -> Provider:
    """The municipality's sign-in by OIDC."""
    levels = {STRONG: 3}
    return Provider("kommunen", "Exempelkommun", "oidc", server, "folja", "hemlig", levels=levels, gifts=gifts)


def saml(metadata: str = "") -> Provider:
    """Its sign-in by SAML."""
    made = metadata or as_metadata()
    return Provider("saml-kommunen", "Exempelregionen", "saml", metadata=made, levels={STRONG: 3}, gifts=GIFTS)


def configured(*providers: Provider, **needed: int) -> Configuration:
    return Configuration(providers, {"manages": 3, **needed})


@contextmanager
def serving_oidc(**people: Mapping[str, object]) -> Iterator[str]:
    """Its address, while it answers. Each person is named by what they are known as there, with their claims."""
    with warnings.catch_warnings(record=True):  # it stands on what its own libraries are leaving
        from oidc_provider_mock import User, run_server_in_thread
    users = [User(sub=sub, claims=dict(claims)) for sub, claims in people.items()]
    with run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


@cache
def keys(name: str) -> tuple[str, str]:
    """A private key and its certificate, without the lines around them."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .sign(private, hashes.SHA256())
    )
    pkcs8 = serialization.PrivateFormat.PKCS8
    written = private.private_bytes(serialization.Encoding.PEM, pkcs8, serialization.NoEncryption()).decode()
    return written, made.public_bytes(serialization.Encoding.PEM).decode()


def as_metadata() -> str:
    certificate = "".join(keys("idp")[1].splitlines()[1:-1])
    return f"""<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{ENTITY}">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>{certificate}
</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{SLO}"/>
<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{SSO}"/>
</IDPSSODescriptor></EntityDescriptor>"""


@dataclass(frozen=True)
class Asked:
    """What Följa asked a SAML provider: the question's name, where to answer and who asks."""

    question: str
    answer_to: str
    audience: str
    words: str


def asked(address: str) -> Asked:
    """Read out of the address that the browser was sent to."""
    packed = parse_qs(urlsplit(address).query)["SAMLRequest"][0]
    words = zlib.decompress(base64.b64decode(packed), -15).decode()
    found = [re.search(pattern, words) for pattern in (r'\bID="([^"]+)"', r'ServiceURL="([^"]+)"', r"Issuer>([^<]+)<")]
    return Asked(*(one[1] if one else "" for one in found), words)


@dataclass(frozen=True)
class Answer:
    """A SAML answer to be: right in everything but what a test changes."""

    asked: Asked
    subject: str = "p-17"
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    context: str = STRONG
    audience: str = ""
    ended: timedelta = timedelta(minutes=-5)
    signed_by: str = "idp"
    name_format: str = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"

    def packed(self) -> str:
        """As a browser sends it."""
        return base64.b64encode(self._signed().encode()).decode()

    def _signed(self) -> str:
        key, certificate = keys(self.signed_by)
        signed = OneLogin_Saml2_Utils.add_sign(
            self._assertion(),
            key,
            certificate,
            sign_algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            digest_algorithm="http://www.w3.org/2001/04/xmlenc#sha256",
        )
        inside = (signed.decode() if isinstance(signed, bytes) else signed).partition("?>")[2] or signed
        inside = inside if isinstance(inside, str) else inside.decode()
        return f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_{uuid4().hex}" Version="2.0"
 IssueInstant="{_now()}" Destination="{self.asked.answer_to}" InResponseTo="{self.asked.question}">
<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{ENTITY}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
{inside}</samlp:Response>"""

    def _assertion(self) -> str:
        until = (datetime.now(UTC) - self.ended).strftime("%Y-%m-%dT%H:%M:%SZ")
        said = "".join(
            f'<saml:Attribute Name="{name}">'
            + "".join(f"<saml:AttributeValue>{value}</saml:AttributeValue>" for value in values)
            + "</saml:Attribute>"
            for name, values in self.attributes.items()
        )
        return f"""<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_{uuid4().hex}" Version="2.0"
 IssueInstant="{_now()}"><saml:Issuer>{ENTITY}</saml:Issuer>
<saml:Subject><saml:NameID Format="{self.name_format}">{self.subject}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
 NotOnOrAfter="{until}" Recipient="{self.asked.answer_to}" InResponseTo="{self.asked.question}"/>
</saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="2020-01-01T00:00:00Z" NotOnOrAfter="{until}"><saml:AudienceRestriction>
<saml:Audience>{self.audience or self.asked.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{_now()}" SessionIndex="_s1"><saml:AuthnContext><saml:AuthnContextClassRef>
{self.context}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement>{said}</saml:AttributeStatement></saml:Assertion>"""


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def answer_in(page: "Page", **changes: Any) -> None:
    """The SAML provider's own site, for this browser: whoever comes there is sent back at once with an answer."""

    def answers(route: "Route") -> None:
        if urlsplit(route.request.url).path == urlsplit(SLO).path:
            route.fulfill(status=200, content_type="text/html", body="<title>Utloggad</title>")
            return
        here = asked(route.request.url)
        made = Answer(here, **changes).packed()
        script = "<script>document.forms[0].submit()</script>"
        form = f'<form method="post" action="{here.answer_to}"><input name="SAMLResponse" value="{made}"></form>'
        route.fulfill(status=200, content_type="text/html", body=f"<!doctype html>{form}{script}")

    page.route("https://idp.example/**", answers)
