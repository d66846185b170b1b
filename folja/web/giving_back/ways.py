"""Where families read a unit's leaflet: below each way in that leads to the unit."""

from django.db.models import QuerySet

from folja.figures.indicator import shipped as indicators
from folja.reports.giving_back import shipped as parts
from folja.web.answers.models import WayIn


def code_to(unit: str) -> str:
    """A code in use that leads to the unit, the one whose questions stand first in the leaflet; nothing without one."""
    told = [indicators()[code].instrument for part in parts() for code in part.figures]
    ways = {way.instrument: way.code for way in _ways(unit)}
    return next((ways[code] for code in (*told, *ways) if code in ways), "")


def _ways(unit: str) -> QuerySet[WayIn]:
    return WayIn.objects.filter(unit=unit, in_use=True).order_by("instrument", "code")
