"""A receipt: 128 random bits that only the one who registered holds. Its hash is the key of the row."""

import base64
import hashlib
import secrets

from folja.vocabulary.problem import Refused, refuse

BYTES = 16
LETTERS = 26  # base32 without padding


def new_receipt() -> str:
    """A receipt made by the server, where the browser has no script to make one."""
    return receipt_of(secrets.token_bytes(BYTES))


def receipt_of(bits: bytes) -> str:
    """The receipt of 128 bits."""
    return base64.b32encode(bits).decode().rstrip("=")


def read_receipt(written: str) -> str:
    """A receipt as typed, in capitals and without the spaces. Raises Refused for anything else."""
    letters = "".join(written.split()).replace("-", "").upper()
    # 0, 1 and 8 are no letters of base32, so what looks like them can only have been meant.
    letters = letters.translate(str.maketrans("018", "OIB"))
    try:
        bits = base64.b32decode(letters + "======")
    except ValueError:  # letters such as å, and a wrong length
        bits = b""
    if len(letters) != LETTERS or len(bits) != BYTES:
        raise refuse(
            "receipt",
            sv=f"Koden ska ha {LETTERS} tecken, bokstäver och siffror. Skriv av den igen från kvittot.",
            en=f"the code has {LETTERS} characters, letters and digits; copy it again from the receipt",
        )
    # Two spare bits can be written in four ways; one receipt has one spelling.
    return receipt_of(bits)


def receipt_or_new(written: str) -> str:
    """The receipt that came with a form, or a new one where what came is none."""
    try:
        return read_receipt(written)
    except Refused:
        return new_receipt()


def key_of(receipt: str) -> bytes:
    """The row's key: SHA-256 of the receipt's 128 bits."""
    return hashlib.sha256(base64.b32decode(receipt + "======")).digest()


def random_key() -> bytes:
    """A key that no receipt fits."""
    return secrets.token_bytes(32)


def in_groups(receipt: str) -> str:
    """ABCD EFGH …: as people read and copy it."""
    return " ".join(receipt[start : start + 4] for start in range(0, LETTERS, 4))
