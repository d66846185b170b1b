"""Where families read a unit's leaflet, and in which languages: below each way in that leads to the unit."""

from django.db.models import QuerySet

from folja.instruments.loading import shipped
from folja.vocabulary.languages import Tongue
from folja.web.answers.models import WayIn
from folja.web.wordings.offered import offered


def code_to(unit: str) -> str:
    """A code in use that leads to the unit, to children's questions only where parents are asked none; nothing where
    there is none."""
    ways = [way for way in _ways(unit) if way.instrument in shipped()]
    first = min(ways, key=lambda way: shipped().latest(way.instrument).easy, default=None)
    return first.code if first else ""


def tongues_at(unit: str) -> tuple[Tongue, ...]:
    """The languages in which families are asked everything that the unit asks, and so can hear back in."""
    asked = [shipped().latest(code) for code in _ways(unit).values_list("instrument", flat=True) if code in shipped()]
    in_all = [set(offered(instrument)) for instrument in asked]
    return tuple(tongue for tongue in offered() if all(tongue in found for found in in_all))


def _ways(unit: str) -> QuerySet[WayIn]:
    return WayIn.objects.filter(unit=unit, in_use=True).order_by("instrument", "code")
