"""Published leaflets, read back from where they are kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from folja.vocabulary.period import Period
from folja.vocabulary.text import Language
from folja.web.giving_back.models import StoredLeaflet


@dataclass(frozen=True)
class Leaflet:
    """What a unit did after a tertial, by language; Swedish is never missing."""

    unit: str
    period: Period
    did: Mapping[Language, str]
    published_on: date


def published(unit: str, period: Period) -> Leaflet | None:
    """The unit's leaflet of a tertial."""
    found = StoredLeaflet.objects.filter(unit=unit, period=str(period)).first()
    return _leaflet(found) if found else None


def latest(unit: str) -> Leaflet | None:
    """The unit's leaflet of the latest tertial that it has one of: what families read."""
    found = StoredLeaflet.objects.filter(unit=unit).order_by("-period").first()
    return _leaflet(found) if found else None


def has_leaflet(unit: str) -> bool:
    """Whether there is anything for families to read."""
    return StoredLeaflet.objects.filter(unit=unit).exists()


def _leaflet(kept: StoredLeaflet) -> Leaflet:
    return Leaflet(kept.unit, Period.parse(kept.period), json.loads(kept.did), kept.published_on)
