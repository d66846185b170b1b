"""What staff hand over to families: a way in on paper, in a text message of their own, or as slips that work once."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.reports.paper import SLIPS_A_PAGE, poster
from folja.vocabulary.clock import today
from folja.vocabulary.languages import BY_CODE, Tongue
from folja.web.answers import on_paper as papers
from folja.web.answers.asked import Asked, asked_at
from folja.web.answers.one_time import last_month, make_codes
from folja.web.frame.parts import Choice
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.scope import scope_of
from folja.web.wordings.offered import offered
from folja.web.wordings.say import say

PAGES = (1, 2, 4)


@dataclass(frozen=True)
class Message:
    """A text message, ready to send: its words end with the address. `opens` starts the phone's own messages."""

    tongue: Tongue
    words: str

    @property
    def opens(self) -> str:
        """?& is what both kinds of phones understand."""
        return f"sms:?&body={quote(self.words, safe='')}"


@require_safe
def on_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The poster and the cards of one of the unit's codes that is in use, as PDF."""
    asked = _own(request, code)
    file = poster(papers.on_paper(asked, _address(request, asked), today()))
    return _pdf(file, f"{asked.unit.code}-{asked.code}.pdf", "inline")


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, code: str) -> HttpResponse:
    """Words to send with one's own phone. Where answers take a code, each message is asked for and has its own."""
    asked = _own(request, code)
    tongues = offered(asked.instrument)
    wanted = request.POST.get("sprak") or request.GET.get("sprak") or language()
    tongue = BY_CODE[wanted] if wanted in {one.code for one in tongues} else tongues[0]
    address = _address(request, asked)
    if asked.one_time and request.method == "POST":
        [once] = make_codes(asked.code, asked.month, 1)
        address = papers.with_code(address, once)
    written = Message(tongue, f"{say('paper.message', tongue.code)}\n{address}")
    shown = None if asked.one_time and request.method != "POST" else written
    return render(
        request, "answers/message.html", {"asked": asked, "message": shown, "tongue": tongue, "tongues": tongues}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def slips(request: HttpRequest, code: str) -> HttpResponse:
    """Slips to print, with codes that exist on the paper and nowhere else."""
    asked = _own(request, code)
    if not asked.one_time:
        raise Http404
    pages = next((one for one in PAGES if request.POST.get("pages") == str(one)), 0)
    until = last_month(asked.month)
    if request.method == "POST" and pages:
        codes = make_codes(asked.code, asked.month, pages * SLIPS_A_PAGE)
        file = papers.slips(papers.on_paper(asked, _address(request, asked), today()), codes, until)
        return _pdf(file, f"{_('lappar')}-{asked.unit.code}.pdf", "attachment")
    choices = [Choice(str(one), _slips(one), chosen=one == PAGES[0]) for one in PAGES]
    return render(request, "answers/slips.html", {"asked": asked, "choices": choices, "until": until.name(language())})


def _slips(pages: int) -> str:
    return _("%(many)d lappar") % {"many": pages * SLIPS_A_PAGE}


def _own(request: HttpRequest, code: str) -> Asked:
    asked = asked_at(code, today())
    if not isinstance(asked, Asked) or asked.unit not in scope_of(request).meets_families:
        raise Http404
    return asked


def _address(request: HttpRequest, asked: Asked) -> str:
    return request.build_absolute_uri(reverse("welcome", args=(asked.code,)))


def _pdf(file: bytes, name: str, how: str) -> HttpResponse:
    return HttpResponse(
        file, content_type="application/pdf", headers={"Content-Disposition": f'{how}; filename="{name}"'}
    )
