"""Keeps secrets of a sign-in so that a copy of the database says nothing without the key of the home folder."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac


def encrypted(secret: bytes) -> bytes:
    """Readable with the installation's key only."""
    return _key().encrypt(secret)


def decrypted(kept: bytes) -> bytes | None:
    """What was encrypted; None where another key did it."""
    try:
        return _key().decrypt(kept)
    except InvalidToken:
        return None


def digest(what: str, words: str) -> str:
    """A hash that nobody without the key can find the words from by trying, other for each use."""
    return str(salted_hmac(f"folja.web.signing_in.{what}", words, algorithm="sha256").hexdigest())


def _key() -> Fernet:
    key = hashlib.sha256(b"folja.web.signing_in" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
