"""Families' page of what they said and what the unit did. Nobody signs in, and nothing is kept."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from folja.vocabulary.languages import Tongue
from folja.web.answers.code import read_code
from folja.web.answers.models import WayIn
from folja.web.answers.notice import Notice
from folja.web.answers.pages import for_families, noticed, rendered, shut
from folja.web.frame.templatetags.frame import language
from folja.web.giving_back.shown import shown, tongues_of
from folja.web.giving_back.stored import latest
from folja.web.organisation.units import tree
from folja.web.publication.shelf import library
from folja.web.wordings.offered import offered

NOT_YET = Notice(404, "giving_back.not_yet", "giving_back.not_yet_more")


def _tongues_at(code: str) -> tuple[Tongue, ...]:
    """Those of the unit's leaflet, which tells of other questions than those behind the code; of a notice where there
    is none."""
    way = WayIn.objects.filter(code=read_code(code)).first()
    kept = latest(way.unit) if way else None
    return tongues_of(library(), kept.unit, kept.period) if kept and kept.unit in tree() else offered()


@partial(for_families, offered_at=_tongues_at)
@require_safe
def leaflet(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """The unit's latest leaflet. It can be read while no questions are asked too."""
    way = WayIn.objects.filter(code=read_code(code)).first()
    if way is None:
        return shut("unknown")
    if not way.in_use:
        return shut("replaced")
    kept, units = latest(way.unit), tree()
    if kept is None or way.unit not in units:
        return noticed(NOT_YET)
    told = shown(library(), units[way.unit], kept.period, kept.did, language())
    return rendered("giving_back/leaflet.html", leaflet=told, way=way, languages=_tongues_at(code))
