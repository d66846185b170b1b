"""The second step of a local account's sign-in: codes of an app on the phone (RFC 6238), and codes on paper."""

import io
import re
import secrets
import time

import segno
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings

from folja.web.organisation import actions
from folja.web.organisation.models import Account, Role, SecondStep
from folja.web.signing_in.configuration import STRONG
from folja.web.signing_in.kept_secret import decrypted, digest, encrypted

SECONDS = 30
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # without what is mistaken for something else
CODES, LENGTH = 10, 10  # 49 bits each


def is_needed(account: Account) -> bool:
    """Whether some role of the account asks for it, where the installation does."""
    return settings.FOLJA_SECOND_STEP and Role.objects.filter(account=account, kind__in=STRONG).exists()


def is_set_up(account: Account) -> bool:
    return SecondStep.objects.filter(account=account).exists()


def new_secret() -> bytes:
    """160 bits, as long as what is made of them."""
    return secrets.token_bytes(20)


def address(account: Account, secret: bytes) -> str:
    """What the app reads from the picture."""
    return _totp(secret).get_provisioning_uri(account.email, "Följa")


def drawn(words: str) -> str:
    """The picture, black on white in any light: cameras need that."""
    picture = io.BytesIO()
    segno.make(words, micro=False).save(picture, kind="svg", border=4, xmldecl=False, light="#fff", omitsize=True)
    return picture.getvalue().decode()


def step_of(secret: bytes, code: str) -> int | None:
    """Which half minute a code belongs to: this one, or one beside it, since clocks differ."""
    written = re.sub(r"\D", "", code)
    now = int(time.time()) // SECONDS
    totp = _totp(secret)
    near = (now, now - 1, now + 1)
    return next(
        (step for step in near if secrets.compare_digest(totp.generate(step * SECONDS), written.encode())), None
    )


def code_now(secret: bytes) -> str:
    """What the app shows."""
    return _totp(secret).generate(int(time.time())).decode()


def lets_in(account: Account, written: str) -> bool:
    """Whether a code of the app, or one on paper, lets the account in. Either does so once."""
    words = written.strip().lower()
    if re.fullmatch(r"[\d ]{6,8}", words):
        kept = SecondStep.objects.filter(account=account).first()
        secret = decrypted(bytes(kept.secret)) if kept else None
        step = step_of(secret, words) if secret else None
        return step is not None and actions.use_code(account, step)
    return actions.use_recovery_code(account, _digest(account, words))


def keep(account: Account, secret: bytes, step: int) -> list[str]:
    """Make it the account's; its recovery codes, which are said once."""
    made = ["".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(CODES)]
    actions.keep_second_step(account, encrypted(secret), step, [_digest(account, code) for code in made])
    return [f"{code[:5]}-{code[5:]}" for code in made]


def _digest(account: Account, code: str) -> str:
    return digest("recovery", f"{account.pk} {re.sub(r'[^a-z0-9]', '', code.lower())}")


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, 6, SHA1(), SECONDS)  # noqa: S303  what every app on a phone understands
