"""A unit's tablet that asks one family after another, and how staff get it back. Nobody is signed in on it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from folja.vocabulary.clock import today
from folja.web.answers.asked import Asked, Shut, asked_at, leave_code_of, unit_of
from folja.web.answers.notice import SHUT
from folja.web.answers.origin import sent_from_here
from folja.web.answers.pages import everything, for_families, page
from folja.web.answers.tries import Tries

tries = Tries()


@for_families
@require_safe
def kiosk(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """All that the tablet needs in one language, and which others there are."""
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return _over(code, asked)
    if asked.one_time:  # whoever has the tablet has no slip
        return _over(code, "not_asked")
    return page("kiosk", kiosk=True, **everything(asked))


def _over(code: str, why: Shut) -> HttpResponse:
    """Why nothing is asked, without the field for another code: a family has no way from the tablet."""
    one = SHUT[why]
    return page("kiosk_over", one.status, one=one, code=code)


@for_families
@require_POST
def leave(request: HttpRequest, code: str) -> JsonResponse:
    """Where staff go on to when they have typed the unit's code, or why they do not."""
    asked = asked_at(code, today())
    if not sent_from_here(request) or asked in ("unknown", "ended"):
        return JsonResponse({"address": reverse("sign_in")})  # there is no unit whose code could be known
    address, unit = request.META.get("REMOTE_ADDR", ""), unit_of(code)
    if tries.are_used_up(address, unit):
        return JsonResponse({"problem": _("Koden har prövats för många gånger. Vänta tio minuter.")})
    right, written = leave_code_of(unit), request.POST.get("code", "").strip()
    if not right or not constant_time_compare(written, right):
        tries.failed(address, unit)
        return JsonResponse({"problem": _("Det är inte enhetens kod. Den står på sidan Familjen.")})
    return JsonResponse({"address": reverse("sign_in")})
