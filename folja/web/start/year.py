"""The tertials of a year on their way to closing, as a timeline."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from folja.figures.library import Library
from folja.reports.labels import day
from folja.vocabulary.period import Month, Period
from folja.web.frame.parts import Event
from folja.web.publication.calendar import Next, next_to_close


def year(library: Library, today: date, language: str) -> tuple[Event, ...]:
    """The tertials of the year that is next to close, after the latest closed one where that is of the year before."""
    upcoming = next_to_close(library, today)
    of_the_year = [Period.parse(f"{upcoming.period.year}T{number}") for number in (1, 2, 3)]
    before = [library.latest] if library.latest and library.latest.year < upcoming.period.year else []
    return tuple(_event(library, tertial, upcoming, language) for tertial in (*before, *of_the_year))


def _event(library: Library, tertial: Period, upcoming: Next, language: str) -> Event:
    name = tertial.name(language)
    heading = name[:1].upper() + name[1:]
    if tertial in library.publications:
        frozen = day(library.publications[tertial].provenance.frozen_on, language)
        return Event(
            "done",
            heading,
            _("Siffrorna fastställdes %s.") % frozen,
            reverse("closing_of", args=(tertial,)),
            _("Protokoll"),
        )
    if tertial == upcoming.period:
        return Event("now", heading, _stage(upcoming, language), reverse("closing"), _("Till stängningen"))
    return Event("coming", heading, _("Börjar i %s.") % _month_name(tertial.first, language))


def _stage(upcoming: Next, language: str) -> str:
    last = day(upcoming.last_day, language)
    match upcoming.stage:
        case "going on":
            return _("Pågår, och går att rätta till och med %s.") % last
        case "being mended":
            return _("Slut, men går att rätta till och med %s.") % last
        case "closable":
            return _("Kan stängas nu.")


def _month_name(month: Month, language: str) -> str:
    return month.name(language).split()[0]
