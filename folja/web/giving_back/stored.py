"""Published sheets, read back from where they are kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from folja.vocabulary.period import Period
from folja.vocabulary.text import Language
from folja.web.giving_back.models import StoredSheet


@dataclass(frozen=True)
class Sheet:
    """What a unit did after a tertial, by language; Swedish is never missing."""

    unit: str
    period: Period
    did: Mapping[Language, str]
    published_on: date


def published(unit: str, period: Period) -> Sheet | None:
    """The unit's sheet of a tertial."""
    found = StoredSheet.objects.filter(unit=unit, period=str(period)).first()
    return _sheet(found) if found else None


def latest(unit: str) -> Sheet | None:
    """The unit's sheet of the latest tertial that it has one of: what families read."""
    found = StoredSheet.objects.filter(unit=unit).order_by("-period").first()
    return _sheet(found) if found else None


def has_sheet(unit: str) -> bool:
    """Whether there is anything for families to read."""
    return StoredSheet.objects.filter(unit=unit).exists()


def _sheet(kept: StoredSheet) -> Sheet:
    return Sheet(kept.unit, Period.parse(kept.period), json.loads(kept.did), kept.published_on)
