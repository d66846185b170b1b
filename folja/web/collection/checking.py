"""Checks a sheet that is handed in: its questions are those of the month, its unit was there, its answers are valid."""

from typing import Literal

from folja.instruments.loading import shipped
from folja.instruments.registration import Registration
from folja.instruments.sheet import Sheet
from folja.instruments.validation import registration
from folja.vocabulary.clock import today
from folja.vocabulary.problem import refuse
from folja.web.organisation.units import refuse_unless_there, units_in

Saved = Literal["saved", "already_saved"]


def checked(sheet: Sheet) -> Registration:
    """The registration that a sheet becomes. Raises Refused."""
    month, instruments = sheet.month, shipped()
    current = instruments.in_force(sheet.instrument, month) if sheet.instrument in instruments else None
    if current is None or current.version != sheet.version:
        raise refuse(
            "version",
            sv=f"Frågorna är andra i {month.name()}. Öppna sidan på nytt för den månaden.",
            en=f"the questions are others in {month.name('en')}; open the page again for that month",
        )
    refuse_unless_there(sheet.unit, month, units_in(month.tertial))
    return registration(current, sheet.unit, month, sheet.answers, today=today(), late=sheet.late)
