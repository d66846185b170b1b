"""Where an address leads nowhere: families read it in their own words, and nobody asks who is there."""

from django.http import HttpRequest, HttpResponse

from folja.web.answers.pages import for_families, shut
from folja.web.frame import views
from folja.web.frame.for_families import is_for_families


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _lost(request) if is_for_families(request.path) else views.not_found(request, exception)


@for_families
def _lost(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return shut("unknown")  # it may be a code that was not read right
