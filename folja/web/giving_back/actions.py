"""Publishes and takes down what families hear back: the only writer of it."""

import json
from collections.abc import Mapping

from django.db import transaction

from folja.vocabulary.clock import today
from folja.vocabulary.period import Period
from folja.vocabulary.text import Language
from folja.web.giving_back.models import StoredLeaflet
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account


@transaction.atomic
def publish(unit: str, period: Period, did: Mapping[Language, str], account: Account | None) -> None:
    """Put the leaflet in the place of the one before. `did` has been checked (written.checked)."""
    document = json.dumps(did, ensure_ascii=False)
    StoredLeaflet.objects.update_or_create(
        unit=unit, period=str(period), defaults={"did": document, "published_on": today()}
    )
    note(account, "leaflet published", f"{unit} {period}")


@transaction.atomic
def take_down(unit: str, period: Period, account: Account | None) -> None:
    """Let families read it no longer. Doing it twice is harmless."""
    gone, _ = StoredLeaflet.objects.filter(unit=unit, period=str(period)).delete()
    if gone:
        note(account, "leaflet taken down", f"{unit} {period}")
