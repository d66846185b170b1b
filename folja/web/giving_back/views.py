"""Families' page of what they said and what the unit did. Nobody signs in, and nothing is kept."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from folja.vocabulary.languages import Tongue
from folja.web.answers.code import read_code
from folja.web.answers.models import WayIn
from folja.web.answers.notice import SHUT, Notice
from folja.web.answers.views import for_families
from folja.web.frame.templatetags.frame import language
from folja.web.giving_back.shown import shown
from folja.web.giving_back.stored import latest
from folja.web.giving_back.ways import tongues_at
from folja.web.organisation.units import tree
from folja.web.publication.shelf import library
from folja.web.wordings.offered import offered

NOT_YET = Notice(404, "giving_back.not_yet", "giving_back.not_yet_more")


def _tongues_at(code: str) -> tuple[Tongue, ...]:
    """Those of the unit's leaflet, which tells of all that it asks and not only of what is asked behind the code."""
    way = WayIn.objects.filter(code=read_code(code)).first()
    return tongues_at(way.unit) if way else offered()


@partial(for_families, offered_at=_tongues_at)
@require_safe
def leaflet(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """The unit's latest leaflet. It can be read while no questions are asked too."""
    way = WayIn.objects.filter(code=read_code(code)).first()
    if way is None:
        return _notice(SHUT["unknown"])
    if not way.in_use:
        return _notice(SHUT["replaced"])
    kept, units = latest(way.unit), tree()
    if kept is None or way.unit not in units:
        return _notice(NOT_YET)
    told = shown(library(), units[way.unit], kept.period, kept.did, language())
    return _page("giving_back/leaflet.html", leaflet=told, way=way, languages=tongues_at(way.unit))


def _notice(one: Notice) -> HttpResponse:
    return _page("answers/notice.html", one.status, one=one)


def _page(name: str, status: int = 200, **values: Any) -> HttpResponse:
    return HttpResponse(render_to_string(name, {"invented": settings.FOLJA_INVENTED} | values), status=status)
