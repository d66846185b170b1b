"""Which periods can be read, and where the next tertial stands on its way to closing."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from folja.closable import closable_from
from folja.figures.library import Library
from folja.vocabulary.period import Month, Period

Stage = Literal["going on", "being mended", "closable"]


@dataclass(frozen=True)
class Next:
    """The tertial that is next to close, until when it can be mended, and how many days that is."""

    period: Period
    last_day: date
    closable_from: date
    days_left: int
    stage: Stage


def next_to_close(library: Library, today: date) -> Next:
    """The tertial after the latest closed; where none is, the first that anything was registered in, or today's."""
    if library.latest:
        period = library.latest.next_tertial
    else:
        months = [month for _, _, month in library.open_volumes]
        period = min(months, default=Month.of(today)).tertial
    closable = closable_from(period, library.policy)
    last_day = closable - timedelta(days=1)
    days_left = (last_day - today).days
    stage: Stage = "going on" if today <= period.last.last_day else "being mended" if days_left >= 0 else "closable"
    return Next(period, last_day, closable, days_left, stage)


def readable_periods(library: Library, today: date) -> tuple[Period, ...]:
    """Closed tertials with the years to date and years they complete, and the open tertials; the latest first.

    Within a year the longer period comes after the tertials it is made of.
    """
    closed = [period for tertial in sorted(library.publications) for period in _completed(library, tertial)]
    newest_year_first = sorted((*closed, *open_tertials(library, today)), key=lambda period: -period.year)
    return tuple(newest_year_first)


def _completed(library: Library, tertial: Period) -> tuple[Period, ...]:
    """The tertial, and what is complete now that it is closed."""
    to_date = tertial.to_date
    return (tertial,) if to_date == tertial or not library.is_frozen(to_date) else (tertial, to_date)


def open_tertials(library: Library, today: date) -> tuple[Period, ...]:
    """The tertials that are not frozen, from the first that anything was registered in to the present one."""
    now = Month.of(today).tertial
    earliest = min((month for _, _, month in library.open_volumes), default=now.first)
    found = [library.latest.next_tertial if library.latest else earliest.tertial]
    while found[-1] < now:
        found.append(found[-1].next_tertial)
    return tuple(found)


def shown_first(library: Library, today: date) -> Period:
    """The latest closed tertial; before the first closing the open one."""
    return library.latest or next_to_close(library, today).period


def is_open(library: Library, period: Period) -> bool:
    """Whether a period's numbers about people are still to come."""
    return not library.is_frozen(period)
