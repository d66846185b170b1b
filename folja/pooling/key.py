"""A municipality's key: what it signs with, what it hands to the national installation, and how both are compared."""

import base64
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from folja.vocabulary.problem import refuse

CODE = re.compile(r"[0-9A-Za-zÅÄÖåäö]{1,12}")
"""A municipality's code stands before those of its units, with a hyphen between; so it has none itself."""

_WRITTEN = re.compile(r"folja-([^-\s]+)-([A-Za-z0-9_-]{43})")
_DOMAIN = b"folja pool 1\n"  # so that what is signed here can't be taken for anything else


@dataclass(frozen=True)
class PublicKey:
    """A municipality's code and the key that its files are checked with."""

    code: str
    raw: bytes

    def __str__(self) -> str:
        """On one line, to be sent to the national installation."""
        return f"folja-{self.code}-{base64.urlsafe_b64encode(self.raw).decode().rstrip('=')}"

    @property
    def fingerprint(self) -> str:
        """What two people read to each other, in groups of four."""
        digest = hashlib.sha256(f"{self.code}\n".encode() + self.raw).hexdigest()[:32]
        return " ".join(digest[place : place + 4] for place in range(0, len(digest), 4))

    def has_signed(self, content: bytes, signature: bytes) -> bool:
        """Whether these very bytes were signed with the key's secret half."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, _DOMAIN + content)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, repr=False)
class SecretKey:
    """What a municipality signs with. It never leaves the home folder."""

    code: str
    raw: bytes

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.code, Ed25519PrivateKey.from_private_bytes(self.raw).public_key().public_bytes_raw())

    def sign(self, content: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.raw).sign(_DOMAIN + content)


def new_secret() -> str:
    """A new secret half, as a hexadecimal number."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def checked_code(code: str) -> str:
    """The code of a municipality. Raises Refused."""
    if not CODE.fullmatch(code):
        raise refuse(
            code,
            sv="En kommuns kod är 1–12 bokstäver och siffror. Använd kommunkoden, till exempel 0180.",
            en="a municipality's code is 1–12 letters and digits; use the municipal code, such as 0180",
        )
    return code


def read_key(written: str) -> PublicKey:
    """A key as `pool key` prints it. Raises Refused."""
    found = _WRITTEN.fullmatch(written.strip())
    if not found or not CODE.fullmatch(found[1]):
        raise refuse(
            "nyckel",
            sv="Det där är ingen nyckel. Kommunen skriver ut den med python3 run.py pool key; kopiera hela raden.",
            en="that is no key; the municipality prints it with python3 run.py pool key; copy the whole line",
        )
    return PublicKey(found[1], base64.urlsafe_b64decode(found[2] + "="))
