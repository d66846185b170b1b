"""Families' pages. Nobody signs in, nothing is kept on the device, and nothing here before the answers are sent.

They are rendered without the request, so that no session, no cookie and nobody signed in can come into them.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from folja.closable import closable_from
from folja.disclosure import policy
from folja.instruments.question import Question
from folja.vocabulary.clock import today
from folja.vocabulary.languages import Tongue, tag
from folja.web.answers import notice
from folja.web.answers.asked import Asked, Shut, asked_at, contact_of
from folja.web.answers.code import read_code
from folja.web.answers.once import in_groups, read_once
from folja.web.answers.once_page import OncePage, once_page
from folja.web.answers.origin import sent_from_here
from folja.web.answers.page_mark import PageMark
from folja.web.answers.question_page import (
    Answers,
    given,
    moved,
    question_cards,
    question_page,
    understood,
    understood_since,
)
from folja.web.answers.sealing import public_key
from folja.web.answers.taking import take
from folja.web.answers.ticket import ticket_of
from folja.web.answers.waited import take_waited
from folja.web.collection.receipt import receipt_or_new
from folja.web.collection.stored import is_used
from folja.web.frame.templatetags.frame import language
from folja.web.giving_back.stored import has_leaflet
from folja.web.wordings import urgent
from folja.web.wordings.chosen import chosen_language
from folja.web.wordings.offered import offered
from folja.web.wordings.say import say
from folja.web.wordings.stored import one_edition

View = Callable[..., HttpResponse]


def _offered_at(code: str) -> tuple[Tongue, ...]:
    asked = asked_at(code, today()) if code else None
    return offered(asked.instrument if isinstance(asked, Asked) else None)


def for_families(view: View, offered_at: Callable[[str], Iterable[Tongue]] = _offered_at) -> View:
    """For anybody, in the language that the address says, where it is offered at the code. A form is known by where it
    came from, not by a cookie."""

    @login_not_required
    @csrf_exempt
    @wraps(view)
    @one_edition()
    def in_their_language(request: HttpRequest, code: str = "", language: str = "") -> HttpResponse:
        wanted = language or request.GET.get("sprak", "")
        chosen = chosen_language(wanted, request.headers.get("Accept-Language", ""), offered_at(code))
        with translation.override(chosen):
            answer = view(request, code) if code else view(request)
        answer.headers["Content-Language"] = tag(chosen)
        return answer

    return in_their_language


@for_families
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Where a code is typed in."""
    written = request.GET.get("kod", "")
    if not written.strip():
        return page("find", languages=offered())
    code = read_code(written)
    return redirect("welcome", code, language()) if code else shut("unknown")


@for_families
@require_safe
def welcome(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """What this is, that it is voluntary, and in which languages it can be read."""
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return shut(asked)
    return page("welcome", **everything(asked))


@for_families
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """One question; after the last the answers are saved, once, however often they are sent."""
    if request.method != "POST":
        return redirect("welcome", code, language())
    if not sent_from_here(request):
        return noticed(notice.FROM_ELSEWHERE)
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return shut(asked)
    try:
        sent = {name: request.POST.getlist(name) for name in request.POST}
    except SuspiciousOperation:  # larger than any family's answers
        return noticed(notice.UNREADABLE)
    return _question(asked, sent, request.META.get("REMOTE_ADDR", ""))


def _question(asked: Asked, sent: dict[str, list[str]], address: str) -> HttpResponse:
    receipt = receipt_or_new(_one(sent, "receipt"))
    if is_used(receipt):  # who has sent and then goes back is shown no answers
        return redirect("thanks", asked.code, language())
    if _one(sent, "version") != str(asked.instrument.version):
        return _other_questions(asked, sent, receipt)
    answers = understood(asked.instrument, sent)
    here, move, once = _one(sent, "here"), _one(sent, "move"), read_once(_one(sent, "once"))
    if asked.one_time and not once and move not in ("back", "stay"):
        return _once_page(once_page(asked, answers, here, _one(sent, "once")), asked, receipt)
    if question := moved(asked.instrument, answers, here, move):
        return _question_page(asked, answers, question, receipt, once=once)
    return _send(asked, answers, receipt, address, once)


def _other_questions(asked: Asked, sent: dict[str, list[str]], receipt: str) -> HttpResponse:
    """For who opened the page before the questions changed: what is the same stays answered, the rest is asked."""
    answers, _ = understood_since(asked.instrument, _one(sent, "version"), sent)
    if not answers:
        return noticed(notice.OTHER_QUESTIONS, asked=asked)
    shown = asked.instrument.visible(answers)
    first = next((question for question in shown if question.code not in answers), shown[-1])
    once, problem = read_once(_one(sent, "once")), say("device.look_again", language())
    return _question_page(asked, answers, first, receipt, problem, once=once, status=409)


def _send(asked: Asked, answers: Answers, receipt: str, address: str, once: str) -> HttpResponse:
    last = asked.instrument.visible(answers)[-1]
    match take(asked, answers, receipt, address, once):
        case "saved" if asked.one_time:  # one ticket for one code; it can't be sent along to another address
            return page("thanks", asked=asked, ticket=ticket_of(asked, receipt), **_end(asked))
        case "saved" | "already_saved":
            return redirect("thanks", asked.code, language())
        case "nothing":
            return noticed(notice.NOTHING_TO_SEND, asked=asked)
        case "closed":
            return shut("closed")
        case "refused":
            return noticed(notice.OTHER_QUESTIONS, asked=asked)
        case "full":
            return _question_page(asked, answers, last, receipt, say("page.many_answer", language()), status=429)
        case "not_good" | "too_many_tries" as why:
            kept = given(asked.instrument, answers)
            return _once_page(once_page(asked, kept, last.code, in_groups(once), why), asked, receipt)


def _once_page(shown: OncePage, asked: Asked, receipt: str) -> HttpResponse:
    return page("once", shown.status, page=shown, asked=asked, receipt=receipt)


def _question_page(
    asked: Asked,
    answers: Answers,
    one: Question,
    receipt: str,
    problem: str = "",
    *,
    once: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = question_page(asked.instrument, answers, one, language())
    here = {"shown": shown, "receipt": receipt, "once": once, "problem": problem}
    return page("question", status, asked=asked, others=_others(asked), **here)


@for_families
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """What happens with the answers, and what to do about what can't wait. It says nothing of what was answered."""
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return shut(asked)
    return page("thanks", asked=asked, **_end(asked))


@for_families
@require_POST
def waiting(request: HttpRequest) -> JsonResponse:
    """Takes what has waited, sealed, on a device. Says what became of it, in the language of the page that sends it."""
    if not sent_from_here(request):
        return JsonResponse({"became": "later"}, status=403)
    try:
        outcome = take_waited(request.POST.get("sealed", ""), request.META.get("REMOTE_ADDR", ""), today())
    except SuspiciousOperation:  # larger than anything a page seals
        return JsonResponse({"became": "done", "said": say("device.damaged", language())})
    return JsonResponse({"became": outcome.became, "said": say(outcome.said, language())})


def everything(asked: Asked) -> dict[str, Any]:
    """What a page needs that asks all questions without coming back for more."""
    instrument = asked.instrument
    return {
        "asked": asked,
        "languages": offered(instrument),
        "others": _others(asked),
        "cards": question_cards(instrument, language()),
        "last": instrument.questions[-1],
        "mark": PageMark(asked.code, asked.month, asked.one_time).signed(),
        "key": public_key(),
        **_end(asked),
    }


def _others(asked: Asked) -> list[Tongue]:
    return [other for other in offered(asked.instrument) if other.code != language()]


def _end(asked: Asked) -> dict[str, Any]:
    ready = closable_from(asked.month.tertial, policy.shipped())
    return {
        "ready": ready,
        "contact": contact_of(asked.unit.code),
        "numbers": urgent.shipped(),
        "has_leaflet": has_leaflet(asked.unit.code),
    }


def shut(why: Shut) -> HttpResponse:
    return noticed(notice.SHUT[why])


def noticed(one: notice.Notice, **shown: Any) -> HttpResponse:
    return page("notice", one.status, one=one, **shown)


def page(name: str, status: int = 200, **shown: Any) -> HttpResponse:
    return rendered(f"answers/{name}.html", status, **shown)


def rendered(template: str, status: int = 200, **shown: Any) -> HttpResponse:
    """A page for families: without the request, which a session could be read from."""
    return HttpResponse(render_to_string(template, {"invented": settings.FOLJA_INVENTED} | shown), status=status)


def _one(sent: dict[str, list[str]], name: str) -> str:
    return "".join(sent.get(name, [])[:1])
