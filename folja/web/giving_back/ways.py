"""Where families read a unit's leaflet: below each way in that leads to the unit."""

from django.db.models import QuerySet

from folja.instruments.loading import shipped
from folja.web.answers.models import WayIn


def code_to(unit: str) -> str:
    """A code in use that leads to the unit, to children's questions only where parents are asked none; nothing where
    there is none."""
    ways = [way for way in _ways(unit) if way.instrument in shipped()]
    first = min(ways, key=lambda way: shipped().latest(way.instrument).easy, default=None)
    return first.code if first else ""


def _ways(unit: str) -> QuerySet[WayIn]:
    return WayIn.objects.filter(unit=unit, in_use=True).order_by("instrument", "code")
