"""What a system is told when it gets no answer: where, what, and what to do, in both languages, as JSON."""

import json
from collections.abc import Callable, Iterable, Mapping

from django.http import HttpRequest, HttpResponse

from folja.vocabulary.problem import Problem, problem

ROOT = "/api/v1/"


class Unanswered(Exception):
    """A question that gets no answer. `headers` go with it."""

    def __init__(self, status: int, *problems: Problem, headers: Mapping[str, str] | None = None) -> None:
        self.status, self.problems, self.headers = status, problems, headers or {}
        super().__init__(status)


def not_there(where: str, *, sv: str, en: str) -> Unanswered:
    """404. What lies outside the token's units is not there either."""
    return Unanswered(404, problem(where, sv=sv, en=en))


def told(status: int, problems: Iterable[Problem], headers: Mapping[str, str] | None = None) -> HttpResponse:
    """The answer."""
    said = [{"where": one.where, "sv": one.text.sv, "en": one.text.en} for one in problems]
    words = json.dumps({"status": status, "problems": said}, ensure_ascii=False)
    return HttpResponse(words, status=status, content_type="application/json", headers=dict(headers or {}))


NO_TOKEN = problem(
    "Authorization",
    sv="Nyckeln saknas, är fel, är tillbakadragen eller har gått ut. Skicka Authorization: Bearer och nyckeln; en ny "
    "görs av den som sköter konton.",
    en="the token is missing, wrong, withdrawn or past its last day; send Authorization: Bearer and the token; whoever "
    "administers accounts makes a new one",
)

_IN_GENERAL = {
    400: problem("", sv="Frågan går inte att läsa. Se /api/.", en="the request can't be read; see /api/"),
    404: problem("", sv="Adressen finns inte. Se /api/.", en="there is no such address; see /api/"),
    405: problem("", sv="Här går det bara att läsa, med GET.", en="this can only be read, with GET"),
    500: problem(
        "",
        sv="Något gick sönder hos oss. Vänta en minut och försök igen.",
        en="something broke here; wait a minute and try again",
    ),
    503: problem(
        "",
        sv="Enheterna är inte inlästa än. Den som sköter driften läser in dem.",
        en="no units have been loaded yet; whoever runs the server loads them",
    ),
}


def errors_as_json(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: below the API's address every error is told alike, whoever met it, and never as a page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        is_ours = request.path.startswith(ROOT) and response.status_code >= 400
        if not is_ours or response.headers.get("Content-Type") == "application/json":
            return response
        known = _IN_GENERAL.get(response.status_code, _IN_GENERAL[400 if response.status_code < 500 else 500])
        kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if name in response.headers}
        return told(response.status_code, [known], kept)

    return middleware
