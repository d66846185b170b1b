"""Today's date, from the computer or, for the demo city and the tests, from FOLJA_TODAY."""

import os
from datetime import date, datetime

from folja.vocabulary.period import Month
from folja.vocabulary.problem import refuse


def today() -> date:
    """The date that Följa lives in. FOLJA_TODAY (2022-06-14) fixes it; Refused when it is no date."""
    fixed = os.environ.get("FOLJA_TODAY")
    # The local date is meant: a day and a month begin where the staff are.
    return _date(fixed) if fixed else date.today()  # noqa: DTZ011


def now() -> datetime:
    """The moment that Följa lives in: the computer's time of day, on that date."""
    moment = datetime.now().astimezone()
    return datetime.combine(today(), moment.timetz())


def this_month() -> Month:
    """The month that Följa lives in."""
    return Month.of(today())


def _date(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise refuse(
            "FOLJA_TODAY",
            sv=f"”{written}” är inget datum. Skriv det som 2022-06-14, eller ta bort inställningen.",
            en=f"“{written}” is no date; write it as 2022-06-14, or remove the setting",
        ) from None
