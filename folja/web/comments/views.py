"""Where families write in their own words: a comment, and what can't wait. Each is a page and a form of its own.

Nothing comes here with the answers, and what is kept is joined to nothing: see folja.web.answers.pages for the rest.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from folja.closable import closable_from
from folja.disclosure import policy
from folja.screening.screening import Found
from folja.vocabulary.clock import today
from folja.vocabulary.languages import isolated
from folja.vocabulary.problem import Refused
from folja.web.answers import flood, notice
from folja.web.answers.asked import Asked, asked_at, contact_of
from folja.web.answers.origin import sent_from_here
from folja.web.answers.pages import for_families, noticed, rendered, shut
from folja.web.answers.ticket import Ticket, is_good
from folja.web.collection.receipt import new_receipt, receipt_or_new
from folja.web.collection.stored import is_used
from folja.web.comments import actions
from folja.web.comments.written import LONGEST, Written, look_through
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.units import tree
from folja.web.wordings import urgent
from folja.web.wordings.say import say

FOUND = {
    "personal_number": "comments.personal_number",
    "phone": "comments.phone",
    "email": "comments.email",
    "name": "comments.name",
    "address": "comments.address",
    "account": "comments.account",
    "almost_personal_number": "comments.almost_personal_number",
    "vehicle": "comments.vehicle",
}
"""What is said of each kind that is found."""


@dataclass(frozen=True)
class Kind:
    """What is written: the address where, its template, the address after it was sent, how it is kept, and whether one
    more is taken from an address at a way in."""

    address: str
    template: str
    sent: str
    keep: Callable[[str, Asked, str, bool], None]
    is_taken: Callable[[str, str], bool]


@dataclass(frozen=True)
class Told:
    """What is said about a text before it can be sent; where it is a question, it may be sent as it is."""

    status: int
    heading: str
    others: tuple[str, ...] = ()
    after: str = ""
    asks: bool = field(default=False, kw_only=True)


def _keep_comment(receipt: str, asked: Asked, words: str, verified: bool) -> None:
    actions.receive(receipt, asked.unit.code, asked.month, words, verified=verified)


def _keep_wish(receipt: str, asked: Asked, words: str, _verified: bool) -> None:
    actions.receive_wish(receipt, asked.unit.code, words)


def _takes_comment(address: str, code: str) -> bool:
    return flood.comments.judge(address, code) == "taken"


def _takes_wish(address: str, code: str) -> bool:
    return flood.wishes.are_taken(address, code)


COMMENT = Kind("write_comment", "comment", "comment_sent", _keep_comment, _takes_comment)
WISH = Kind("write_wish", "wish", "wish_sent", _keep_wish, _takes_wish)


@for_families
@require_http_methods(["GET", "HEAD", "POST"])
def write_comment(request: HttpRequest, code: str) -> HttpResponse:
    """What a family would like to say beside the answers."""
    return _write(request, code, COMMENT)


@for_families
@require_http_methods(["GET", "HEAD", "POST"])
def write_wish(request: HttpRequest, code: str) -> HttpResponse:
    """What a family wants the unit to do, and that can't wait."""
    return _write(request, code, WISH)


@for_families
@require_safe
def comment_sent(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """When it is read, and by whom. It says nothing of what was written."""
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return shut(asked)
    return _page("comment_sent", asked=asked, ready=closable_from(asked.month.tertial, policy.shipped()))


@for_families
@require_safe
def wish_sent(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """That it is read as soon as can be, and how to get an answer."""
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return shut(asked)
    return _page("wish_sent", asked=asked, **_ways_of_contact(asked))


def _write(request: HttpRequest, code: str, kind: Kind) -> HttpResponse:
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return shut(asked)
    if request.method != "POST":
        return _form(kind, asked, new_receipt())
    if not sent_from_here(request):
        return noticed(notice.FROM_ELSEWHERE)
    try:
        sent = request.POST.dict()
    except SuspiciousOperation:  # ten megabytes of comment
        return _form(kind, asked, new_receipt(), told=_told(Written("", wrong="unreadable")))
    return _sent(kind, asked, sent, request.META.get("REMOTE_ADDR", ""))


def _sent(kind: Kind, asked: Asked, sent: Mapping[str, Any], address: str) -> HttpResponse:
    receipt, done = receipt_or_new(sent.get("receipt", "")), partial(redirect, kind.sent, asked.code, language())
    ticket = Ticket(receipt, sent.get("stamp", ""))
    form = partial(_form, kind, asked, receipt, stamp=ticket.stamp)
    if is_used(receipt):  # a second tap, or back and once more
        return done()
    if sent.get("move") == "open":  # who comes with a ticket, which stands in no address
        return form()
    written = look_through(sent.get("words", ""), tree())
    told = _told(written)
    if told and not (told.asks and sent.get("move") == "anyway"):
        return form(words=written.words, told=told)
    if not kind.is_taken(address, asked.code):
        return form(words=written.words, told=Told(429, say("comments.many", language())))
    try:
        kind.keep(receipt, asked, written.words, is_good(ticket, asked))
    except Refused:  # the tertial was closed between two taps
        return shut("closed")
    return done()


def _told(written: Written) -> Told | None:
    """What has to be said about a text; nothing when it can be sent."""
    here = language()
    not_sent = say("comments.not_sent", here)
    match written.wrong:
        case "empty":
            return Told(422, say("comments.empty", here))
        case "too_long":
            return Told(422, not_sent, (say("comments.too_long", here, length=len(written.words), most=LONGEST),))
        case "unreadable":
            return Told(413, not_sent, (say("comments.unreadable", here, most=LONGEST),))
        case "blocked":
            return Told(422, not_sent, _each(written.found.blocking), say("comments.take_out", here))
    if written.found.hinted:
        after = say("comments.change_or_send", here)
        return Told(422, say("comments.sure", here), _each(written.found.hinted), after, asks=True)
    return None


def _each(found: Iterable[Found]) -> tuple[str, ...]:
    return tuple(say(FOUND[one.kind], language(), words=isolated(one.words)) for one in found)


def _form(
    kind: Kind, asked: Asked, receipt: str, words: str = "", told: Told | None = None, stamp: str = ""
) -> HttpResponse:
    shown = {"asked": asked, "receipt": receipt, "stamp": stamp, "words": words, "told": told, "address": kind.address}
    return _page(kind.template, told.status if told else 200, **shown, **_ways_of_contact(asked))


def _ways_of_contact(asked: Asked) -> dict[str, Any]:
    return {"contact": contact_of(asked.unit.code), "numbers": urgent.numbers(for_children=asked.instrument.easy)}


def _page(name: str, status: int = 200, **shown: Any) -> HttpResponse:
    return rendered(f"comments/{name}.html", status, **shown)
