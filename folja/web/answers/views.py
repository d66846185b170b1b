"""Families' pages. Nobody signs in, nothing is kept on the device, and nothing here before the answers are sent.

They are rendered without the request, so that no session, no cookie and nobody signed in can come into them.
"""

from collections.abc import Callable
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

from folja.closable import closable_from
from folja.disclosure import policy
from folja.instruments.question import Question
from folja.vocabulary.clock import today
from folja.vocabulary.languages import Tongue, tag
from folja.vocabulary.problem import Refused
from folja.web.answers import notice
from folja.web.answers.asked import Asked, Shut, asked_at, contact_of
from folja.web.answers.code import read_code
from folja.web.answers.once import in_groups, read_once
from folja.web.answers.once_page import OncePage, once_page
from folja.web.answers.origin import sent_from_here
from folja.web.answers.question_page import Answers, given, moved, question_page, understood
from folja.web.answers.taking import take
from folja.web.collection.receipt import new_receipt, read_receipt
from folja.web.collection.stored import is_used
from folja.web.frame.templatetags.frame import language
from folja.web.giving_back.stored import has_leaflet
from folja.web.wordings import urgent
from folja.web.wordings.chosen import chosen_language
from folja.web.wordings.offered import offered
from folja.web.wordings.say import say

View = Callable[..., HttpResponse]


def for_families(view: View) -> View:
    """For anybody, in the language that the address says. A form is known by where it came from, not by a cookie."""

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def in_their_language(request: HttpRequest, code: str = "", language: str = "") -> HttpResponse:
        wanted = language or request.GET.get("sprak", "")
        chosen = chosen_language(wanted, request.headers.get("Accept-Language", ""), _offered_at(code))
        with translation.override(chosen):
            answer = view(request, code) if code else view(request)
        answer.headers["Content-Language"] = tag(chosen)
        return answer

    return in_their_language


def _offered_at(code: str) -> tuple[Tongue, ...]:
    asked = asked_at(code, today()) if code else None
    return offered(asked.instrument if isinstance(asked, Asked) else None)


@for_families
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Where a code is typed in."""
    written = request.GET.get("kod", "")
    if not written.strip():
        return _page("find", languages=offered())
    code = read_code(written)
    return redirect("welcome", code, language()) if code else _shut("unknown")


@for_families
@require_safe
def welcome(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """What this is, that it is voluntary, and in which languages it can be read."""
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return _shut(asked)
    return _page("welcome", asked=asked, languages=offered(asked.instrument))


@for_families
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """One question; after the last the answers are saved, once, however often they are sent."""
    if request.method != "POST":
        return redirect("welcome", code, language())
    if not sent_from_here(request):
        return _notice(notice.FROM_ELSEWHERE)
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return _shut(asked)
    try:
        sent = {name: request.POST.getlist(name) for name in request.POST}
    except SuspiciousOperation:  # larger than any family's answers
        return _notice(notice.UNREADABLE)
    return _question(asked, sent, request.META.get("REMOTE_ADDR", ""))


def _question(asked: Asked, sent: dict[str, list[str]], address: str) -> HttpResponse:
    receipt = _receipt(_one(sent, "receipt"))
    if is_used(receipt):  # who has sent and then goes back is shown no answers
        return redirect("thanks", asked.code, language())
    if _one(sent, "version") != str(asked.instrument.version):
        return _notice(notice.OTHER_QUESTIONS, asked=asked)
    answers = understood(asked.instrument, sent)
    here, move, once = _one(sent, "here"), _one(sent, "move"), read_once(_one(sent, "once"))
    if asked.one_time and not once and move not in ("back", "stay"):
        return _once_page(once_page(asked, answers, here, _one(sent, "once")), asked, receipt)
    if question := moved(asked.instrument, answers, here, move):
        return _question_page(asked, answers, question, receipt, once=once)
    return _send(asked, answers, receipt, address, once)


def _send(asked: Asked, answers: Answers, receipt: str, address: str, once: str) -> HttpResponse:
    kept = given(asked.instrument, answers)
    if not kept:
        return _notice(notice.NOTHING_TO_SEND, asked=asked)
    try:
        outcome = take(asked, kept, receipt, address, once)
    except Refused:  # the tertial was closed between two taps
        return _shut("closed")
    last = asked.instrument.visible(answers)[-1]
    match outcome:
        case "saved":
            return redirect("thanks", asked.code, language())
        case "full":
            return _question_page(asked, answers, last, receipt, say("page.many_answer", language()))
    return _once_page(once_page(asked, kept, last.code, in_groups(once), outcome), asked, receipt)


def _once_page(page: OncePage, asked: Asked, receipt: str) -> HttpResponse:
    return _page("once", page.status, page=page, asked=asked, receipt=receipt)


def _question_page(
    asked: Asked, answers: Answers, one: Question, receipt: str, problem: str = "", once: str = ""
) -> HttpResponse:
    shown = question_page(asked.instrument, answers, one, language())
    others = [other for other in offered(asked.instrument) if other.code != language()]
    status = 429 if problem else 200
    here = {"asked": asked, "shown": shown, "receipt": receipt, "once": once, "problem": problem, "others": others}
    return _page("question", status, **here)


@for_families
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """What happens with the answers, and what to do about what can't wait. It says nothing of what was answered."""
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return _shut(asked)
    ready = closable_from(asked.month.tertial, policy.shipped())
    return _page(
        "thanks",
        asked=asked,
        ready=ready,
        contact=contact_of(asked.unit.code),
        numbers=urgent.shipped(),
        has_leaflet=has_leaflet(asked.unit.code),
    )


def _shut(why: Shut) -> HttpResponse:
    return _notice(notice.SHUT[why])


def _notice(one: notice.Notice, **shown: Any) -> HttpResponse:
    return _page("notice", one.status, one=one, **shown)


def _page(name: str, status: int = 200, **shown: Any) -> HttpResponse:
    words = render_to_string(f"answers/{name}.html", {"invented": settings.FOLJA_INVENTED} | shown)
    return HttpResponse(words, status=status)


def _one(sent: dict[str, list[str]], name: str) -> str:
    return "".join(sent.get(name, [])[:1])


def _receipt(written: str) -> str:
    try:
        return read_receipt(written)
    except Refused:
        return new_receipt()
