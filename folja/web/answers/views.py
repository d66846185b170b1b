"""Families' pages. Nobody signs in, nothing is kept on the device, and nothing here before the answers are sent."""

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from folja.instruments.question import Question
from folja.vocabulary.clock import today
from folja.web.answers import notice
from folja.web.answers.asked import Asked, asked_at
from folja.web.answers.code import read_code
from folja.web.answers.once import in_groups, read_once
from folja.web.answers.once_page import OncePage, once_page, wrong_with
from folja.web.answers.origin import sent_from_here
from folja.web.answers.pages import ending, everything, for_families, noticed, others, page, shut
from folja.web.answers.question_page import (
    Answers,
    given,
    moved,
    question_page,
    understood,
    understood_since,
)
from folja.web.answers.taking import take
from folja.web.answers.ticket import ticket_of
from folja.web.answers.waited import take_waited
from folja.web.collection.receipt import receipt_or_new
from folja.web.collection.stored import is_used
from folja.web.frame.templatetags.frame import language
from folja.web.wordings.offered import offered
from folja.web.wordings.say import say


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
    here, move, written = _one(sent, "here"), _one(sent, "move"), _one(sent, "once")
    once = read_once(written)
    if asked.one_time and not once and move not in ("back", "stay"):
        why = wrong_with(written if "once" in sent else None)
        return _once_page(once_page(asked, answers, here, written, why), asked, receipt)
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
            return page("thanks", asked=asked, ticket=ticket_of(asked, receipt), **ending(asked))
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
    return page("once", shown.status, page=shown, asked=asked, receipt=receipt, **ending(asked))


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
    return page("question", status, asked=asked, others=others(asked), **here)


@for_families
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """What happens with the answers, and what to do about what can't wait. It says nothing of what was answered."""
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return shut(asked)
    return page("thanks", asked=asked, **ending(asked))


@for_families
@require_safe
def stopped(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """For who would rather not look for another slip: nothing has been sent, and that is fine."""
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return shut(asked)
    return noticed(notice.NOTHING_TO_SEND, asked=asked)


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


def _one(sent: dict[str, list[str]], name: str) -> str:
    return "".join(sent.get(name, [])[:1])
