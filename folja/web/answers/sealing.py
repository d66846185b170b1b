"""Opens what a family's device has sealed while there was no network, so that nobody could read it there.

The page has the server's public key (P-256). For each sending it makes a key pair of its own, throws the private half
away, and encrypts to the secret that the two share: ECDH, HKDF (RFC 5869) and AES-256-GCM. What is sealed is
`name of the key (8 bytes) | the device's public key (65) | nonce (12) | encrypted`, in base64 for addresses.
"""

import base64
import binascii
import hashlib
import json
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

NAME, POINT, NONCE = 8, 65, 12  # bytes
PURPOSE = b"folja sealed answers 1"
LONGEST = 32_000  # letters; a family's answers are a fifth of that


class OtherKey(Exception):
    """It was sealed to a key that is not here: another server's, or one that has been lost."""


class Damaged(Exception):
    """It was sealed to our key, or to none, and can never be opened."""


def public_key() -> str:
    """The key that pages seal with: a point on the curve, in base64."""
    return base64.b64encode(_point(_private(settings.FOLJA_ANSWERS_KEY).public_key())).decode()


def opened(sealed: str) -> Any:
    """What was sealed, as JSON says it. Raises OtherKey and Damaged."""
    private = _private(settings.FOLJA_ANSWERS_KEY)
    ours = _point(private.public_key())
    try:
        content = base64.urlsafe_b64decode(sealed[:LONGEST].encode("ascii") + b"==")
    except (UnicodeEncodeError, binascii.Error) as error:
        raise Damaged from error
    name, theirs, nonce, encrypted = _parts(content)
    if len(encrypted) > 16 and name != key_name(ours):
        raise OtherKey
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        shared = private.exchange(ec.ECDH(), point)
        return json.loads(AESGCM(_derived(shared, theirs + ours)).decrypt(nonce, encrypted, None))
    except (InvalidTag, ValueError, RecursionError) as error:  # no point of the curve, no JSON, no UTF-8, too deep
        raise Damaged from error


def key_name(point: bytes) -> bytes:
    """What tells one public key from another."""
    return hashlib.sha256(point).digest()[:NAME]


def _parts(content: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    nonce, encrypted = NAME + POINT, NAME + POINT + NONCE
    return content[:NAME], content[NAME:nonce], content[nonce:encrypted], content[encrypted:]


def _derived(shared: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=PURPOSE).derive(shared)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


@cache
def _private(written: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int(written, 16), ec.SECP256R1())
