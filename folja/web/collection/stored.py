"""Reads what has been registered: for the closing, for volumes, and for the holder of a receipt."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Substr

from folja.instruments.registration import Kept, Registration
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month, Period
from folja.web.collection.models import StoredRegistration, StoredVolume, UsedKey
from folja.web.collection.putting_aside import pass_night
from folja.web.collection.receipt import key_of, read_receipt
from folja.web.publication.models import closed_until

AT_A_TIME = 10_000
COLUMNS = ("instrument", "version", "unit", "month", "answers", "late")


def registrations(period: Period) -> Iterator[Kept]:
    """The period's registrations in the order of their random keys, which says nothing; a few in memory at a time."""
    # An expression, so that the table is read from end to end: fetched by its index, every row is a search of its own.
    rows = StoredRegistration.objects.alias(whole_month=Substr("month", 1, 7)).filter(
        whole_month__gte=str(period.first), whole_month__lte=str(period.last)
    )
    return rows.values_list("instrument", "version", "unit", "month", "answers").iterator(AT_A_TIME)


def has_registrations() -> bool:
    """Whether anything has been registered."""
    return StoredRegistration.objects.exists()


def months_with_registrations() -> tuple[Month, ...]:
    """The months that something has been registered in, first to last."""
    months = StoredRegistration.objects.order_by("month").values_list("month", flat=True).distinct()
    return tuple(Month.parse(month) for month in months)


def open_volumes() -> tuple[tuple[str, str, str, str, int], ...]:
    """(instrument, unit, month, measure, number) of the months that are not frozen, as of last night."""
    pass_night(today())
    volumes = StoredVolume.objects.order_by("instrument", "unit", "month", "measure")
    return tuple(volumes.values_list("instrument", "unit", "month", "measure", "number"))


@dataclass(frozen=True)
class Held:
    """What a receipt fits: the sheet, and whether its month can still be changed."""

    sheet: Registration
    changeable: bool


def held_by(receipt: str) -> Held | None:
    """What was saved with a receipt. Raises Refused for what is no receipt; None when nothing fits it."""
    rows = StoredRegistration.objects.filter(key=key_of(read_receipt(receipt))).values_list(*COLUMNS)
    row = rows.first()
    if row is None:
        return None
    sheet, closed = _registration(*row), closed_until()
    return Held(sheet, closed is None or sheet.month > closed.last)


def is_used(receipt: str) -> bool:
    """Whether something has been saved with a receipt, also when it has been withdrawn, or its tertial closed since."""
    key = key_of(receipt)
    return any(rows.objects.filter(key=key).exists() for rows in (StoredRegistration, UsedKey))


def _registration(instrument: str, version: int, unit: str, month: str, answers: str, *late: bool) -> Registration:
    given: dict[str, Any] = json.loads(answers)
    return Registration(instrument, version, unit, Month.parse(month), given, *late)
