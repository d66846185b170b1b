"""The page of the log."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from folja.vocabulary.clock import today
from folja.vocabulary.period import Month
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.actions import note
from folja.web.organisation.log import lines
from folja.web.organisation.models import Account
from folja.web.organisation.scope import scope_of


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What those who work at one's units have done in a month; that it was read is a line of its own."""
    scope, reader = scope_of(request), request.user
    if not (scope.manages or scope.administers) or not isinstance(reader, Account):
        raise Http404
    this = Month.of(today())
    month = this
    with suppress(ValueError):
        month = min(this, Month.parse(request.GET.get("manad", "")))
    shown = lines(scope, month, language())
    note(reader, "log read", str(month))
    later = None if month == this else month.plus(1)
    ways = {
        name: way and f"{reverse('log')}?manad={way}" for name, way in (("earlier", month.plus(-1)), ("later", later))
    }
    return render(request, "organisation/log.html", {"month": month, "lines": shown, **ways})
