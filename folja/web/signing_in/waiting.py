"""Who has given the right password and not yet the second step: nobody is signed in until then."""

import time

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from folja.web.organisation.models import Account
from folja.web.signing_in.kept_secret import decrypted, encrypted

WAITING, SECRET = "waiting", "new_secret"
PATIENCE = 10 * 60  # seconds


def wait(request: HttpRequest, account: Account, after: str) -> None:
    """Remember who it is, under a new key of the session."""
    request.session.flush()
    request.session[WAITING] = [account.pk, account.get_session_auth_hash(), int(time.time()), after]


def waiting(request: HttpRequest) -> tuple[Account, str] | None:
    """Who waits, and where they are going; None after a while, or when the password has been changed."""
    found = request.session.get(WAITING)
    if not found or time.time() - found[2] > PATIENCE:
        return None
    account = Account.objects.filter(pk=found[0], is_active=True, provider="").first()
    if account is None or not constant_time_compare(account.get_session_auth_hash(), found[1]):
        return None
    return account, found[3]


def remember_secret(request: HttpRequest, secret: bytes) -> None:
    """What the app is shown, until its first code has come."""
    request.session[SECRET] = encrypted(secret).decode()


def remembered_secret(request: HttpRequest) -> bytes | None:
    return decrypted(request.session.get(SECRET, "").encode())
