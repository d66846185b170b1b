"""Families' questions in the order of what a unit does: about what it does most first, as on the start page."""

from datetime import date

from folja.figures.indicator import shipped as indicators
from folja.figures.library import Library
from folja.instruments.instrument import Instrument
from folja.reports.giving_back import shipped as parts
from folja.vocabulary.period import Month
from folja.vocabulary.unit import Unit
from folja.web.answers.asked import family_instruments
from folja.web.collection.start_page import shown_unit, staff_sheets


def in_order(library: Library, unit: Unit, today: date) -> tuple[Instrument, ...]:
    """What families can be asked at a unit today. Children are asked of the same as their parents, and come after."""
    done = [sheet.code for sheet in staff_sheets(library, shown_unit(library, unit, today), today)]

    def place(asked: Instrument) -> tuple[int, bool]:
        places = [done.index(code) for code in _asked_about(asked) if code in done]
        return min(places, default=len(done)), asked.easy

    return tuple(sorted(family_instruments(Month.of(today)), key=place))


def _asked_about(asked: Instrument) -> frozenset[str]:
    """The activities that a family is asked about with an instrument, as they are told together in a leaflet."""
    found = indicators()
    return frozenset(
        found[volume].instrument
        for part in parts()
        if any(found[figure].instrument == asked.code for figure in part.figures)
        for volume in part.after
    )
