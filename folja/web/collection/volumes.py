"""The only writer of volumes: how many acts each unit held in each month, and sums of numbers about acts."""

import json
from collections import Counter
from datetime import date

from django.db import transaction
from django.db.models import Count, QuerySet

from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from folja.instruments.question import NumberQuestion
from folja.vocabulary.period import Month, Period
from folja.web.collection.models import RefreshedOn, StoredRegistration, StoredVolume
from folja.web.locks import NIGHT, alone
from folja.web.organisation.actions import fix_units
from folja.web.publication.models import ClosedTertial

ACTS = "acts"

Volume = tuple[str, str, str, str]  # instrument, unit, month, measure


def are_of(day: date) -> bool:
    """Whether the volumes have been counted on this day already."""
    return RefreshedOn.objects.filter(day__gte=day).exists()


def refresh_volumes(day: date) -> None:
    """Count the volumes of all months that are not frozen.

    Once a day and for everybody at once: a number that ticked while one colleague is signed in would name her.
    """
    with transaction.atomic():
        alone(NIGHT)
        numbers = _count()
        StoredVolume.objects.all().delete()
        StoredVolume.objects.bulk_create(
            StoredVolume(instrument=instrument, unit=unit, month=month, measure=measure, number=number)
            for (instrument, unit, month, measure), number in numbers.items()
        )
        fix_open_units(day)
        RefreshedOn.objects.all().delete()
        RefreshedOn.objects.create(day=day)


def fix_open_units(day: date) -> None:
    """From their first day on, open tertials are counted in units that stay as they are, once something is closed.

    Until the first closing an installation is being set up, and its units may still be put right.
    """
    latest = _latest_frozen()
    if latest is None:
        return
    open_tertials = [latest.next_tertial]
    while open_tertials[-1] < Month.of(day).tertial:
        open_tertials.append(open_tertials[-1].next_tertial)
    fix_units(open_tertials)


def _count() -> Counter[Volume]:
    versions = [version for code in shipped().versions for version in shipped().of(code)]
    # How many families answered is a number about people, never a volume.
    staffs = [version for version in versions if version.audience == "staff"]
    held = _not_frozen().filter(instrument__in={version.code for version in staffs})
    acts = held.values_list("instrument", "unit", "month").annotate(number=Count("key"))
    numbers = Counter({(instrument, unit, month, ACTS): number for instrument, unit, month, number in acts})
    for version in staffs:
        numbers.update(_sums(version, held))
    return numbers


def _sums(version: Instrument, held: QuerySet[StoredRegistration]) -> Counter[Volume]:
    measures = [q.code for q in version.questions if isinstance(q, NumberQuestion) and q.about_act]
    sums: Counter[Volume] = Counter()
    if not measures:
        return sums
    sheets = held.filter(instrument=version.code, version=version.version).values_list("unit", "month", "answers")
    for unit, month, answers in sheets.iterator():
        given = json.loads(answers)
        sums.update({(version.code, unit, month, measure): given.get(measure, 0) for measure in measures})
    return sums


def _not_frozen() -> QuerySet[StoredRegistration]:
    latest = _latest_frozen()
    held = StoredRegistration.objects.all()
    return held.filter(month__gt=str(latest.last)) if latest else held


def _latest_frozen() -> Period | None:
    frozen = ClosedTertial.objects.filter(state=ClosedTertial.State.FROZEN)
    latest = frozen.order_by("-period").values_list("period", flat=True).first()
    return Period.parse(latest) if latest else None
