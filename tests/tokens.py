"""A token for tests, and a system that reads with it."""

from datetime import date, timedelta
from typing import Any

from django.test import Client

from folja.vocabulary.clock import today
from folja.web.api.actions import make_token
from folja.web.api.tokens import CUBES, FIGURES, OPEN_MONTHS, Wanted

EVERYTHING = (FIGURES, OPEN_MONTHS, CUBES)


def token_of(unit: str, *reads: str, last_day: date | None = None) -> str:
    """One that was just made; it reads everything where nothing is named."""
    return make_token(Wanted("Beslutsstöd", unit, reads or EVERYTHING, last_day or today() + timedelta(days=90)), None)


def system(token: str, **given: Any) -> Client:
    """Another system, without cookies."""
    return Client(headers={"Authorization": f"Bearer {token}"}, **given)
