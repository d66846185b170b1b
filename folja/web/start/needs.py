"""What the tertial needs of a manager: the report that is ready, the time that is left, and what has not come in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folja.figures.library import Library
from folja.figures.reading import read, volume_months
from folja.reports.labels import day
from folja.reports.template import Template
from folja.vocabulary.period import Month, Period
from folja.vocabulary.text import listed
from folja.vocabulary.unit import Unit
from folja.web.comments.stored import wished_at
from folja.web.publication.calendar import Next, next_to_close


@dataclass(frozen=True)
class Need:
    """One thing: what, by when or why, and where to do it if it asks for something. `tone`: good, attention or none."""

    sign: str
    tone: str
    heading: str
    words: str
    address: str = ""
    link: str = ""


def needs(
    library: Library, template: Template, unit: Unit, today: date, language: str, *, leads: bool
) -> tuple[Need, ...]:
    """What the tertial needs of the one who manages a unit; `leads` of the one who closes for the city."""
    upcoming = next_to_close(library, today)
    found = [*_report(library, unit, language), _closing(upcoming, unit, language, leads=leads)]
    return (*found, *_not_in(library, template, unit, upcoming, today, language))


def wished(units: Iterable[Unit]) -> Iterator[Need]:
    """What families want a unit to do and that can't wait; how many do is not said."""
    named = {unit.code: unit for unit in units}
    for code in sorted(wished_at(named), key=list(named).index):
        words = _("På %s. Läs det i dag.") % named[code].name
        address = f"{reverse('comments')}?unit={code}"
        yield Need("flag", "attention", _("Någon vill att ni gör något"), words, address, _("Läs vad de skriver"))


def _report(library: Library, unit: Unit, language: str) -> Iterator[Need]:
    latest = library.latest
    if latest is None:
        return
    frozen = day(library.publications[latest].provenance.frozen_on, language)
    yield Need(
        "document",
        "",
        _("Tertialrapport %(number)s %(year)s är klar") % {"number": latest.number, "year": latest.year},
        _("Siffrorna fastställdes %s.") % frozen,
        reverse("report", args=(unit.code, latest)),
        _("Öppna rapporten"),
    )


def _closing(upcoming: Next, unit: Unit, language: str, *, leads: bool) -> Need:
    name = upcoming.period.name(language).capitalize()
    last = day(upcoming.last_day, language)
    coming_in = reverse("overview", args=(unit.code, upcoming.period))
    see = _("Se vad som har kommit in")
    if upcoming.stage == "closable":
        words = _("Tiden för att rätta är ute.")
        address, link = (reverse("closing"), _("Till stängningen")) if leads else (coming_in, see)
        return Need("attention", "attention", _("%s väntar på att stängas") % name, words, address, link)
    left = ngettext("%d dag kvar.", "%d dagar kvar.", upcoming.days_left) % upcoming.days_left
    if upcoming.days_left == 0:
        left = _("Sista dagen är i dag.")
    if upcoming.stage == "being mended":
        heading = _("%s är slut men går att rätta") % name
        return Need("attention", "attention", heading, f"{_('Till och med %s.') % last} {left}", coming_in, see)
    heading = _("%(name)s går att rätta till och med %(last)s") % {"name": name, "last": last}
    return Need("calendar", "", heading, left, coming_in, see)


def _not_in(
    library: Library, template: Template, unit: Unit, upcoming: Next, today: date, language: str
) -> Iterator[Need]:
    """What is reported every month, but was not for the last month that is over."""
    month = Month.of(today).plus(-1)
    if library.latest is None or month not in upcoming.period:
        return
    usual = [
        code
        for section in template.sections
        for code in section.volumes
        if all(figure.shown for figure in volume_months(library, code, unit.code, library.latest))
    ]
    last = Period(month, month)
    missing = [code for code in usual if read(library, code, unit.code, last)[0].reason == "nothing"]
    name = month.name(language)
    if missing:
        titles = listed([library.indicators[code].title.in_language(language) for code in missing], language)
        address = f"{reverse('overview', args=(unit.code, upcoming.period))}#by-month"
        heading = _("Inget rapporterat för %s") % name
        yield Need("half", "", heading, f"{titles}.", address, _("Se månad för månad"))
    elif usual:
        words = _("Minst en registrering av varje slag som ni brukar ha.")
        yield Need("good", "good", _("%s har kommit in") % name.capitalize(), words)
