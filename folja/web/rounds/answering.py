"""Where somebody answers a round: one page, no account, no cookie, nothing kept before it is sent.

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
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from folja.rounds.release import OTHER, Sheet
from folja.rounds.round_type import Axis, RoundType
from folja.vocabulary.clock import today
from folja.vocabulary.languages import BY_CODE, tag
from folja.web.answers.code import read_code
from folja.web.answers.once import read_once
from folja.web.answers.origin import sent_from_here
from folja.web.collection.receipt import receipt_or_new
from folja.web.collection.stored import is_used
from folja.web.frame.templatetags.frame import language
from folja.web.rounds.stored import OpenRound, round_at
from folja.web.rounds.taking import Sent, take
from folja.web.rounds.voice import Voice, voice_of
from folja.web.wordings.chosen import chosen_language
from folja.web.wordings.say import said

View = Callable[[HttpRequest, str, Voice], HttpResponse]


@dataclass(frozen=True)
class Step:
    """One answer that can be chosen. None of them has a face."""

    value: int
    words: str
    chosen: bool
    face: str = ""


@dataclass(frozen=True)
class Asking:
    """One statement or question with its steps."""

    axis: Axis
    steps: tuple[Step, ...]


def for_who_answers(view: View) -> Callable[..., HttpResponse]:
    """For anybody with the link, in the languages of the round. Where a form came from is known without a cookie."""

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def in_their_language(request: HttpRequest, code: str, language: str = "") -> HttpResponse:
        voice = voice_of(read_code(code))
        chosen = chosen_language(language, request.headers.get("Accept-Language", ""), voice.tongues)
        with translation.override(chosen):
            answer = view(request, code, voice)
        answer.headers["Content-Language"] = tag(chosen)
        return answer

    return in_their_language


@for_who_answers
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str, voice: Voice) -> HttpResponse:
    """The questions; sent, they are saved once and thanked for."""
    there = round_at(read_code(code))
    why_not = _why_not(there, voice, is_sending=request.method == "POST")
    if why_not:
        return why_not
    assert isinstance(there, OpenRound)
    if request.method != "POST":
        return _form(there, voice, {}, receipt_or_new(""))
    if not sent_from_here(request):
        return _told(voice, "elsewhere", "again", 403)
    try:
        return _sent(there, voice, {name: request.POST.get(name, "") for name in request.POST}, request)
    except SuspiciousOperation:  # larger than any answers
        return _told(voice, "unreadable", "again", 413)


def _sent(there: OpenRound, voice: Voice, form: Mapping[str, str], request: HttpRequest) -> HttpResponse:
    receipt = receipt_or_new(form.get("receipt", ""))
    if is_used(receipt):  # who has sent and goes back is shown no answers
        return redirect("round_thanks", there.code, language())
    sent = Sent(receipt, read_once(form.get("once", "")), _sheet(there, form))
    became = take(there.code, sent, request.META.get("REMOTE_ADDR", ""), today())
    if became in ("saved", "already_saved"):
        return redirect("round_thanks", there.code, language())
    if became in ("closed", "not_begun"):  # between two taps
        return _closed(voice, nothing_kept=True)
    if became == "full":
        return _told(voice, "full", "full_more", 409)
    return _form(
        there,
        voice,
        form,
        receipt,
        voice.words(language())[became],
        status=429 if became in ("busy", "tomorrow") else 422,
    )


def _sheet(there: OpenRound, form: Mapping[str, str]) -> Sheet:
    """What was answered. What is no answer was never given by the page, and is left out."""
    steps = {str(step): step for step in range(1, len(there.kind.scale) + 1)}
    answers = {axis.code: steps[form[axis.code]] for axis in there.kind.axes if form.get(axis.code) in steps}
    agency = form.get("agency", "")
    return Sheet(agency if agency in there.team.agencies else OTHER, answers)


@for_who_answers
@require_safe
def thanks(request: HttpRequest, code: str, voice: Voice) -> HttpResponse:  # noqa: ARG001
    """What happens with the answers. It says nothing of what was answered."""
    there = round_at(read_code(code))
    if there is None:
        return _told(voice, "unknown", "unknown_more", 404)
    return _page(voice, "thanks", team=there.team if isinstance(there, OpenRound) else None, is_team=voice.is_team)


def _why_not(there: OpenRound | str | None, voice: Voice, *, is_sending: bool) -> HttpResponse | None:
    if there is None:
        return _told(voice, "unknown", "unknown_more", 404)
    if not isinstance(there, OpenRound) or there.is_over(today()):
        return _closed(voice, nothing_kept=is_sending)
    if not there.has_begun(today()):
        words = voice.words(language(), there.opens_on)
        return _page(voice, "told", 409, heading=words["not_open"], words=words["not_open_more"])
    return None


def _closed(voice: Voice, *, nothing_kept: bool) -> HttpResponse:
    words = voice.words(language())
    kept = words["not_kept"] if nothing_kept else ""
    more = f"{kept} {words['closed_more']}".strip()
    return _page(voice, "told", 409 if nothing_kept else 410, heading=words["closed"], words=more)


def _told(voice: Voice, heading: str, more: str, status: int) -> HttpResponse:
    words = voice.words(language())
    return _page(voice, "told", status, heading=words[heading], words=words[more])


def _form(
    there: OpenRound, voice: Voice, form: Mapping[str, str], receipt: str, problem: str = "", *, status: int = 200
) -> HttpResponse:
    return _page(
        voice,
        "answer",
        status,
        round=there,
        dimensions=[(one, [_asking(axis, there.kind, form) for axis in one.axes]) for one in there.kind.dimensions],
        agencies=[(name, form.get("agency") == name) for name in there.team.agencies],
        has_ends=there.kind.policy == "team",
        low=there.kind.scale[0],
        high=there.kind.scale[-1],
        receipt=receipt,
        once=form.get("once", ""),
        problem=problem,
        others=[tongue for tongue in voice.tongues if tongue.code != language()],
        languages=voice.tongues,
        here=BY_CODE[language()],
    )


def _asking(axis: Axis, kind: RoundType, form: Mapping[str, str]) -> Asking:
    steps = enumerate(kind.scale, 1)
    return Asking(
        axis, tuple(Step(step, said(words, language()), form.get(axis.code) == str(step)) for step, words in steps)
    )


def _page(voice: Voice, name: str, status: int = 200, **shown: Any) -> HttpResponse:
    words = render_to_string(f"{voice.folder}/{name}.html", {"invented": settings.FOLJA_INVENTED} | shown)
    return HttpResponse(words, status=status)
