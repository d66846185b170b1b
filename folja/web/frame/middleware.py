"""What happens around every request: the reader's language, refusals, and that no page is kept by browser or proxy."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from folja.vocabulary.problem import Refused, refuse
from folja.web.frame.views import refused_page

Answer = Callable[[HttpRequest], HttpResponse]


def in_chosen_language(answer: Answer) -> Answer:
    """Swedish, or the language the reader has chosen. The browser's language says little on a shared device."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = answer(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def never_stored(answer: Answer) -> Answer:
    """Pages are made for the one who is signed in and may not be left behind on the device."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


class SignInWhereNeeded(LoginRequiredMiddleware):
    """Every page asks for sign-in unless it says that it does not. Such a page does not even ask who is there: Django's
    own would read the session first, and a family's page shall not know that a colleague is signed in on the tablet."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class RefusalsInWords:
    """A refusal that no page has met becomes a page that says what to do: numbers frozen by another version, say."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refused_page(request, exception)
        return refused_page(request, _no_text()) if isinstance(exception, DataError) else None


def _no_text() -> Refused:
    """PostgreSQL takes no character that is no text, and nothing longer than its column; no keyboard makes either."""
    return refuse(
        "",
        sv="Något i formuläret eller adressen är för långt, eller har ett tecken som inte går att spara. Skriv om det.",
        en="something in the form or the address is too long, or has a character that can't be saved; write it anew",
    )
