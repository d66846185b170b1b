"""What all of families' pages are made with: the door that nobody signs in at, and the page behind it.

Pages are rendered without the request, so that no session, no cookie and nobody signed in can come into them.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from folja.closable import closable_from
from folja.disclosure import policy
from folja.vocabulary.clock import today
from folja.vocabulary.languages import Tongue, tag
from folja.web.answers import notice
from folja.web.answers.asked import Asked, Shut, asked_at, contact_of
from folja.web.answers.page_mark import PageMark
from folja.web.answers.question_page import question_cards
from folja.web.answers.sealing import public_key
from folja.web.frame.templatetags.frame import language
from folja.web.giving_back.stored import has_leaflet
from folja.web.wordings import urgent
from folja.web.wordings.chosen import chosen_language
from folja.web.wordings.offered import offered
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


def everything(asked: Asked) -> dict[str, Any]:
    """What a page needs that asks all questions without coming back for more."""
    instrument = asked.instrument
    return {
        "asked": asked,
        "languages": offered(instrument),
        "others": others(asked),
        "cards": question_cards(instrument, language()),
        "last": instrument.questions[-1],
        "mark": PageMark(asked.code, asked.month, asked.one_time).signed(),
        "key": public_key(),
        **ending(asked),
    }


def others(asked: Asked) -> list[Tongue]:
    """The languages that a page can be read in beside its own."""
    return [other for other in offered(asked.instrument) if other.code != language()]


def ending(asked: Asked) -> dict[str, Any]:
    """What the thanks tell: when the figures come, how the unit is reached, and what it has told families."""
    ready = closable_from(asked.month.tertial, policy.shipped())
    return {
        "ready": ready,
        "contact": contact_of(asked.unit.code),
        "numbers": urgent.numbers(for_children=asked.instrument.easy),
        "has_leaflet": has_leaflet(asked.unit.code),
    }


def shut(why: Shut) -> HttpResponse:
    """Why nothing is asked behind a code."""
    return noticed(notice.SHUT[why])


def noticed(one: notice.Notice, **shown: Any) -> HttpResponse:
    """What happened, where there is nothing to answer."""
    return page("notice", one.status, one=one, **shown)


def page(name: str, status: int = 200, **shown: Any) -> HttpResponse:
    """One of the pages around the questions, by its template's name."""
    return rendered(f"answers/{name}.html", status, **shown)


def rendered(template: str, status: int = 200, **shown: Any) -> HttpResponse:
    """A page for families: without the request, which a session could be read from."""
    return HttpResponse(render_to_string(template, {"invented": settings.FOLJA_INVENTED} | shown), status=status)
