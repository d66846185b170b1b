"""What a way in leads to on a day: the unit and its questions, or why nothing is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from folja.instruments.sheet import Sheet
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit
from folja.web.answers.code import read_code
from folja.web.answers.models import Contact, LeaveCode, WayIn
from folja.web.organisation.units import units_in
from folja.web.publication.models import closed_until

Shut = Literal["unknown", "replaced", "ended", "not_asked", "closed"]


@dataclass(frozen=True)
class Asked:
    """The questions a family meets behind a code, in the version of the month."""

    code: str
    unit: Unit
    instrument: Instrument
    month: Month
    one_time: bool = False

    def sheet(self, answers: Mapping[str, Any], *, late: bool = False) -> Sheet:
        """What a family has answered here."""
        return Sheet(self.instrument.code, self.instrument.version, self.unit.code, self.month, answers, late)


def asked_at(written: str, day: date) -> Asked | Shut:
    """What is asked behind a code as somebody typed it, or why nothing is."""
    way = WayIn.objects.filter(code=read_code(written)).first()
    if way is None:
        return "unknown"
    if not way.in_use:
        return "replaced"
    month = Month.of(day)
    unit = _unit(way.unit, month)
    if unit is None:
        return "ended"
    instrument = shipped().in_force(way.instrument, month) if way.instrument in shipped() else None
    if instrument is None:
        return "not_asked"
    closed = closed_until()
    if closed is not None and month <= closed.last:
        return "closed"
    return Asked(way.code, unit, instrument, month, way.one_time)


def unit_of(written: str) -> str:
    """The unit that a way in belongs to or has belonged to; nothing for what is no code."""
    return WayIn.objects.filter(code=read_code(written)).values_list("unit", flat=True).first() or ""


def family_instruments(month: Month) -> tuple[Instrument, ...]:
    """What families can be asked in a month."""
    return tuple(one for one in shipped().all_in_force(month) if one.audience == "family")


def contact_of(unit: str) -> str:
    """How a unit says that it is reached; nothing where it has not said."""
    return Contact.objects.filter(unit=unit).values_list("words", flat=True).first() or ""


def leave_code_of(unit: str) -> str:
    """What staff type to leave the questions on a unit's tablet; nothing where there is no code yet."""
    return LeaveCode.objects.filter(unit=unit).values_list("code", flat=True).first() or ""


def _unit(code: str, month: Month) -> Unit | None:
    tree = units_in(month.tertial).tree
    there = code in tree and tree[code].exists_in(Period(month, month))
    return tree[code] if there else None
