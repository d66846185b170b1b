"""Reads which answers are put aside: for those who decide, and for the closing that waits for them.

How many there are is nowhere asked for: how many answered is a figure about people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused, refuse
from folja.web.collection.models import Batch
from folja.web.organisation.units import tree


@dataclass(frozen=True)
class Aside:
    """A batch that nobody has decided about: the questions of one unit and month, and why they were put aside."""

    code: str
    unit: str
    month: Month
    instrument: str
    because: str


def aside_at(units: Iterable[str]) -> tuple[Aside, ...]:
    """What is put aside at these units, the latest month first."""
    rows = Batch.objects.filter(unit__in=list(units)).order_by("-month", "unit", "instrument", "because", "code")
    return tuple(_aside(batch) for batch in rows)


def aside_called(code: str) -> Aside:
    """The batch of that code. Raises Refused when it is not there, which is when it has been decided about."""
    found = Batch.objects.filter(code=code).first()
    if found is None:
        raise decided_already()
    return _aside(found)


def undecided() -> Mapping[Period, tuple[str, ...]]:
    """Names of the units that have something put aside, by tertial."""
    found: dict[Period, set[str]] = {}
    for unit, month in Batch.objects.values_list("unit", "month"):
        found.setdefault(Month.parse(month).tertial, set()).add(unit)
    units = tree().units if found else ()
    return {tertial: tuple(unit.name for unit in units if unit.code in codes) for tertial, codes in found.items()}


def decided_already() -> Refused:
    """What is said to who comes second."""
    return refuse(
        "",
        sv="De svaren är det redan bestämt om. Gå till Familjen för att se om några fler är lagda åt sidan.",
        en="those answers have been decided about already; see Families for any others that are put aside",
    )


def _aside(batch: Batch) -> Aside:
    return Aside(batch.code, batch.unit, Month.parse(batch.month), batch.instrument, batch.because)
