"""Where somebody of a team answers: one page, no account, no cookie, nothing kept before it is sent.

Pages are rendered without the request, so that no session and nobody signed in can come into them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from folja.disclosure.team import STEPS
from folja.rounds.release import OTHER, Sheet
from folja.rounds.round_type import Axis, RoundType
from folja.vocabulary.clock import today
from folja.vocabulary.languages import BY_CODE, TONGUES, tag
from folja.vocabulary.text import REQUIRED
from folja.web.answers.code import read_code
from folja.web.answers.once import read_once
from folja.web.answers.origin import sent_from_here
from folja.web.collection.receipt import receipt_or_new
from folja.web.collection.stored import is_used
from folja.web.frame.templatetags.frame import language
from folja.web.rounds.stored import OpenRound, round_at
from folja.web.rounds.taking import Sent, Taken, take
from folja.web.wordings.chosen import chosen_language

View = Callable[..., HttpResponse]
SPOKEN = [tongue for tongue in TONGUES if tongue.code in REQUIRED]


@dataclass(frozen=True)
class Asking:
    """One statement with its steps: value, words and whether it is chosen."""

    axis: Axis
    steps: tuple[tuple[int, str, bool], ...]


def for_teams(view: View) -> View:
    """For anybody with the link, in Swedish or English. A form is known by where it came from, not by a cookie."""

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def in_their_language(request: HttpRequest, code: str, language: str = "") -> HttpResponse:
        chosen = chosen_language(language, request.headers.get("Accept-Language", ""), SPOKEN)
        with translation.override(chosen):
            answer = view(request, code)
        answer.headers["Content-Language"] = tag(chosen)
        return answer

    return in_their_language


@for_teams
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The statements; sent, they are saved once and thanked for."""
    there = round_at(read_code(code))
    why_not = _why_not(there, is_sending=request.method == "POST")
    if why_not:
        return why_not
    assert isinstance(there, OpenRound)
    if request.method != "POST":
        return _form(there, {}, receipt_or_new(""))
    if not sent_from_here(request):
        return _told(_("Det gick inte att skicka"), _("Öppna länken igen och svara därifrån. Inget har sparats."), 403)
    try:
        return _sent(there, {name: request.POST.get(name, "") for name in request.POST}, request)
    except SuspiciousOperation:  # larger than any answers
        return _told(_("Det gick inte att läsa"), _("Öppna länken igen och svara på nytt. Inget har sparats."), 413)


def _sent(there: OpenRound, form: Mapping[str, str], request: HttpRequest) -> HttpResponse:
    receipt = receipt_or_new(form.get("receipt", ""))
    if is_used(receipt):  # who has sent and goes back is shown no answers
        return redirect("round_thanks", there.code, language())
    sent = Sent(receipt, read_once(form.get("once", "")), _sheet(there, form))
    became = take(there.code, sent, request.META.get("REMOTE_ADDR", ""), today())
    if became in ("saved", "already_saved"):
        return redirect("round_thanks", there.code, language())
    if became in ("closed", "not_begun"):  # between two taps
        return _closed(nothing_kept=True)
    if became == "full":
        return _full()
    return _form(there, form, receipt, _problem(became), status=429 if became == "busy" else 422)


def _sheet(there: OpenRound, form: Mapping[str, str]) -> Sheet:
    """What was answered. What is no answer was never given by the page, and is left out."""
    steps = {str(step): step for step in range(1, STEPS + 1)}
    answers = {axis.code: steps[form[axis.code]] for axis in there.kind.axes if form.get(axis.code) in steps}
    agency = form.get("agency", "")
    return Sheet(agency if agency in there.team.agencies else OTHER, answers)


def _problem(became: Taken) -> str:
    match became:
        case "nothing":
            return _("Svara på minst ett påstående. Inget har skickats än.")
        case "not_good":
            return _("Koden gick inte att använda. Skriv av den igen, eller be om en ny. Svaren står kvar.")
        case "too_many_tries":
            return _("Många koder har provats härifrån. Vänta tio minuter och skicka igen. Svaren står kvar.")
        case _:
            return _("Många svarar just nu. Vänta några minuter och skicka igen. Svaren står kvar.")


@for_teams
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """What happens with the answers. It says nothing of what was answered."""
    there = round_at(read_code(code))
    if there is None:
        return _unknown()
    return _page("thanks", team=there.team if isinstance(there, OpenRound) else None)


def _why_not(there: OpenRound | str | None, *, is_sending: bool) -> HttpResponse | None:
    if there is None:
        return _unknown()
    if not isinstance(there, OpenRound) or there.is_over(today()):
        return _closed(nothing_kept=is_sending)
    if not there.has_begun(today()):
        return _told(_("Frågorna har inte öppnat än"), _("Öppna länken igen när de gör det."), 409, there.opens_on)
    return None


def _unknown() -> HttpResponse:
    return _told(
        _("Länken leder inte till några frågor"),
        _("Den kan vara felskriven. Be den som skickade den om en ny."),
        404,
    )


def _closed(*, nothing_kept: bool) -> HttpResponse:
    kept = _("Det du svarade har inte sparats, inte heller en del av det.") if nothing_kept else ""
    words = _("Omgången är stängd och tar inte emot fler svar. Ta gärna upp det du tänkte på när teamet möts.")
    return _told(_("Frågorna är stängda"), f"{kept} {words}".strip(), 409 if nothing_kept else 410)


def _full() -> HttpResponse:
    words = _(
        "Så många svar som en omgång tar emot har redan kommit. Dina svar har inte sparats, inte heller en del av dem. "
        "Säg till den som delade länken, och ta gärna upp det du tänkte på när teamet möts."
    )
    return _told(_("Omgången är full"), words, 409)


def _told(heading: str, words: str, status: int, day: object = None) -> HttpResponse:
    return _page("told", status, heading=heading, words=words, day=day)


def _form(
    there: OpenRound, form: Mapping[str, str], receipt: str, problem: str = "", *, status: int = 200
) -> HttpResponse:
    return _page(
        "answer",
        status,
        round=there,
        dimensions=[(one, [_asking(axis, there.kind, form) for axis in one.axes]) for one in there.kind.dimensions],
        agencies=[(name, form.get("agency") == name) for name in there.team.agencies],
        low=there.kind.scale[0],
        high=there.kind.scale[-1],
        receipt=receipt,
        once=form.get("once", ""),
        problem=problem,
        others=[tongue for tongue in SPOKEN if tongue.code != language()],
        here=BY_CODE[language()],
    )


def _asking(axis: Axis, kind: RoundType, form: Mapping[str, str]) -> Asking:
    steps = enumerate(kind.scale, 1)
    return Asking(
        axis, tuple((step, words.in_language(language()), form.get(axis.code) == str(step)) for step, words in steps)
    )


def _page(name: str, status: int = 200, **shown: Any) -> HttpResponse:
    words = render_to_string(f"rounds/{name}.html", {"invented": settings.FOLJA_INVENTED} | shown)
    return HttpResponse(words, status=status)
