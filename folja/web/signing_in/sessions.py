"""How long a session lasts: not past a day's work, and not on a device that nobody uses any longer."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

BEGAN = "began"
USED = "used"  # a cookie, for the device knows when it was used: a session that is written would tell when somebody did
FRESH = 60  # seconds that a cookie is not worth writing anew


@receiver(user_logged_in)
def begin(request: HttpRequest, **_: Any) -> None:
    """The day's work begins."""
    request.session[BEGAN] = int(time.time())


class EndsWhenUnused:
    """Ends a session that has lasted long enough, before any page sees who is there. Nothing of it is written down.

    Pages that ask for no sign-in are left alone, families' among them.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        seen, now = getattr(request, "seen_session", ""), request.session.session_key
        if now and (getattr(request, "is_in_use", False) or seen not in ("", now)):
            response.set_signed_cookie(
                USED,
                str(int(time.time())),
                salt=_salt(request),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True) or not request.user.is_authenticated:
            return None
        now, began = time.time(), request.session.get(BEGAN, 0)
        used = max(began, _used(request))
        if now - began > settings.SESSION_COOKIE_AGE or now - used > settings.FOLJA_IDLE_MINUTES * 60:
            auth.logout(request)
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        request.is_in_use = now - used > FRESH  # type: ignore[attr-defined]
        request.seen_session = request.session.session_key  # type: ignore[attr-defined]
        return None


def _used(request: HttpRequest) -> int:
    try:
        return int(request.get_signed_cookie(USED, "0", salt=_salt(request)) or 0)
    except (BadSignature, ValueError):
        return 0


def _salt(request: HttpRequest) -> str:
    return f"folja.used {request.session.session_key}"
