"""The pages shown when something can't be done: in the product's own look, in plain words, without details."""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folja.vocabulary.problem import Refused
from folja.web.frame.for_families import is_for_families


@require_safe
@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that answers where there is no network, with every file that pages are made of."""
    names = sorted(path.name for path in settings.PROJECT.glob("web/*/static/folja/*"))
    shown = {
        "version": settings.STATIC_URL.strip("/").rpartition("/")[2],
        "static": settings.STATIC_URL,
        "files": json.dumps([static(f"folja/{name}") for name in names]),
        "no_net": reverse("no_net"),
    }
    return render(request, "frame/service_worker.js", shown, content_type="text/javascript")


@require_safe
@login_not_required
def no_net(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """What the browser shows instead of a page it has not kept. It asks nothing of the database."""
    return HttpResponse(render_to_string("frame/no_net.html", {"invented": settings.FOLJA_INVENTED}))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400."""
    return _page(
        request,
        400,
        _("Det gick inte att läsa"),
        _("Något i adressen eller formuläret var inte som väntat. Gå tillbaka och försök igen. Inget har ändrats."),
    )


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403."""
    return _page(
        request,
        403,
        _("Du kommer inte åt den här sidan"),
        _("Den hör till en annan enhet eller roll än din. Behöver du den, be din enhetschef om rätt att se den."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404."""
    return _page(
        request,
        404,
        _("Sidan finns inte"),
        _("Adressen kan vara felskriven, eller så har sidan flyttat. Det du har sparat finns kvar."),
    )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 for a form that was opened before signing in again, or that another site sent."""
    return _page(
        request,
        403,
        _("Sidan behöver öppnas på nytt"),
        _(
            "Sidan har varit öppen länge, eller så har du loggat in igen sedan dess. "
            "Gå tillbaka, ladda om sidan och skicka igen. Inget har sparats än."
        ),
    )


def refused_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """409 for what can't be done as things stand, with what to do about it."""
    language = get_language() or "sv"
    why = " ".join(problem.text.in_language(language) for problem in refused.problems)
    return _page(request, 409, _("Det går inte just nu"), why)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500. Made without the request, so that it asks nothing of the database, which may be what is broken."""
    return _page(
        None,
        500,
        _("Något gick sönder hos oss"),
        _("Det var inte ditt fel. Vänta en minut och försök igen. Det du fyllt i finns kvar."),
    )


def not_set_up(request: HttpRequest) -> HttpResponse:
    """503 before units have been loaded."""
    return _page(
        request,
        503,
        _("Enheterna är inte inlästa än"),
        _("Den som sköter driften läser in dem med kommandot python3 run.py init. Sedan går det att börja."),
    )


def _page(request: HttpRequest | None, status: int, heading: str, why: str) -> HttpResponse:
    """Without the request nothing is known of who is there, as it shall be below families' addresses."""
    known = None if request and is_for_families(request.path) else request
    words = render_to_string("frame/error.html", {"heading": heading, "why": why}, known)
    return HttpResponse(words, status=status)
