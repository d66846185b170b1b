"""Today's date, from the computer or, for the demo city and the tests, from FOLJA_TODAY."""

import os
from datetime import date

from folja.vocabulary.period import Month


def today() -> date:
    """The date that Följa lives in. FOLJA_TODAY (2022-06-14) fixes it."""
    fixed = os.environ.get("FOLJA_TODAY")
    # The local date is meant: a day and a month begin where the staff are.
    return date.fromisoformat(fixed) if fixed else date.today()  # noqa: DTZ011


def this_month() -> Month:
    """The month that Följa lives in."""
    return Month.of(today())
