"""What only the server knows, made once, on the first start, and readable by its owner only."""

import secrets
from pathlib import Path

from folja.web.secret_file import kept

LENGTH = 50

# The order of the curve P-256: a private key is a whole number below it.
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def secret_key(home: Path) -> str:
    """The key that signs sessions and forms, kept in the home folder."""
    return kept(home / "secret_key", lambda: secrets.token_urlsafe(LENGTH))


def answers_key(home: Path) -> str:
    """The private key that opens what families' phones have sealed, kept in the home folder as a hexadecimal number."""
    return kept(home / "answers_key", lambda: f"{secrets.randbelow(P256_ORDER - 1) + 1:064x}")
