"""A unit's tablet that asks one family after another, and how staff get it back. Nobody is signed in on it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from folja.vocabulary.clock import today
from folja.web.answers.asked import Asked, asked_at, leave_code_of
from folja.web.answers.origin import sent_from_here
from folja.web.answers.tries import Tries
from folja.web.answers.views import everything, for_families, page, shut

tries = Tries()


@for_families
@require_safe
def kiosk(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """All that the tablet needs in one language, and which others there are."""
    asked = asked_at(code, today())
    if not isinstance(asked, Asked):
        return shut(asked)
    if asked.one_time:  # whoever has the tablet has no slip
        return shut("not_asked")
    return page("kiosk", kiosk=True, **everything(asked))


@for_families
@require_POST
def leave(request: HttpRequest, code: str) -> JsonResponse:
    """Where staff go on to when they have typed the unit's code, or why they do not."""
    asked = asked_at(code, today())
    if not sent_from_here(request) or not isinstance(asked, Asked):
        return JsonResponse({"address": reverse("sign_in")})  # there are no questions here to guard
    address = request.META.get("REMOTE_ADDR", "")
    if tries.are_used_up(address, asked.unit.code):
        return JsonResponse({"problem": _("Koden har prövats för många gånger. Vänta tio minuter.")})
    right, written = leave_code_of(asked.unit.code), request.POST.get("code", "").strip()
    if not right or not constant_time_compare(written, right):
        tries.failed(address, asked.unit.code)
        return JsonResponse({"problem": _("Det är inte enhetens kod. Den står på sidan Familjen.")})
    return JsonResponse({"address": reverse("sign_in")})
