"""Reads which answers are put aside and shown: for those who decide, and for the closing that waits for them.

What still gathers can't be read from here, and how many there are is nowhere asked for: how many answered is a figure
about people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from folja.vocabulary.clock import today
from folja.vocabulary.period import Month, Period
from folja.web.collection.because import Because
from folja.web.collection.models import Batch
from folja.web.collection.putting_aside import decided_already, pass_night
from folja.web.organisation.units import tree


@dataclass(frozen=True)
class Aside:
    """A shown batch that nobody has decided about: the questions of one unit and month, and why they were put aside."""

    code: str
    unit: str
    month: Month
    instrument: str
    because: Because


def aside_at(units: Iterable[str]) -> tuple[Aside, ...]:
    """What is put aside at these units as of last night, the latest month first."""
    pass_night(today())
    rows = _shown().filter(unit__in=list(units)).order_by("-month", "unit", "instrument", "because", "code")
    return tuple(_aside(batch) for batch in rows)


def aside_called(code: str) -> Aside:
    """The batch of that code. Raises Refused when it is not there, which is when it has been decided about."""
    found = _shown().filter(code=code).first()
    if found is None:
        raise decided_already()
    return _aside(found)


def undecided() -> Mapping[Period, tuple[str, ...]]:
    """Names of the units that have something to decide about, by tertial."""
    found: dict[Period, set[str]] = {}
    for unit, month in _shown().values_list("unit", "month"):
        found.setdefault(Month.parse(month).tertial, set()).add(unit)
    units = tree().units if found else ()
    return {tertial: tuple(unit.name for unit in units if unit.code in codes) for tertial, codes in found.items()}


def tertials_put_aside() -> frozenset[Period]:
    """The tertials that have something put aside, also what gathers: no closing may pass them over."""
    return frozenset(Month.parse(month).tertial for month in Batch.objects.values_list("month", flat=True).distinct())


def _shown() -> QuerySet[Batch]:
    return Batch.objects.filter(shown=True)


def _aside(batch: Batch) -> Aside:
    return Aside(batch.code, batch.unit, Month.parse(batch.month), batch.instrument, _because(batch.because))


def _because(kept: str) -> Because:
    return "one_connection" if kept == "one_connection" else "many"
