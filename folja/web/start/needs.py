"""What the tertial needs of a manager: the report that is ready, the time that is left, and what has not come in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folja.figures.library import Library
from folja.figures.outnumbered import outnumbered
from folja.figures.reading import read, volume_months
from folja.reports.decisions import counted, where
from folja.reports.labels import day
from folja.reports.template import Template, shipped
from folja.reports.words import spelled
from folja.vocabulary.period import Month, Period
from folja.vocabulary.text import listed
from folja.vocabulary.unit import Unit
from folja.web.answers.put_aside import put_aside_at
from folja.web.comments.stored import wished_at
from folja.web.goals.stored import plan_of, planned_years
from folja.web.methods.stored import sent_back_to, to_review
from folja.web.organisation.models import Account
from folja.web.organisation.units import tree
from folja.web.publication.calendar import Next, next_to_close
from folja.web.supports.stored import register
from folja.web.supports.warned import warned
from folja.web.writing.needed import sent_back, unwritten, waiting_for
from folja.web.year.stored import near_tasks

MOST_URGENT_FIRST = ("attention", "half", "document", "calendar", "good")
"""The signs: time is running out, something is missing, something is there to read, time is left, all is well."""


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
    library: Library, template: Template, unit: Unit, today: date, language: str, reader: Account, *, leads: bool
) -> tuple[Need, ...]:
    """What the tertial needs of the one who manages a unit, most urgent first; `leads` of who closes for the city."""
    upcoming = next_to_close(library, today)
    found = [
        *_wished(unit),
        *_to_approve(reader),
        *_methods(reader),
        *_sent_back(unit, language),
        *_not_written(library, template, unit, language),
        *_report(library, unit, language),
        *_put_aside(unit, language),
        *_too_many_answers(library, unit, language),
        _closing(upcoming, unit, language, leads=leads),
        *_not_in(library, template, unit, upcoming, today, language),
        *_to_review(unit, today),
        *_decisions(library, unit, today, language),
        *_next_in_the_year(unit, today, language),
    ]
    return tuple(sorted(found, key=lambda need: MOST_URGENT_FIRST.index(need.sign)))


def _wished(unit: Unit) -> Iterator[Need]:
    """What families want a workplace to do and that can't wait: for it, and for its district to see that it is done.

    How many do is not said.
    """
    leaves = {leaf.code: leaf.name for leaf in tree().leaves_of(unit.code)} if unit.kind != "city" else {}
    wished = wished_at(leaves)
    for code in (code for code in leaves if code in wished):
        words = _("På %s. Läs det i dag.") % leaves[code]
        address = f"{reverse('comments')}?unit={code}"
        yield Need("attention", "attention", _("Någon vill att ni gör något"), words, address, _("Läs vad de skriver"))


def _report(library: Library, unit: Unit, language: str) -> Iterator[Need]:
    latest = library.latest
    if latest is None:
        return
    frozen = day(library.publications[latest].provenance.frozen_on, language)
    yield Need(
        "document",
        "",
        _("Siffrorna för tertial %(number)s %(year)s är klara") % {"number": latest.number, "year": latest.year},
        _("Siffrorna fastställdes %s.") % frozen,
        reverse("report", args=(unit.code, latest)),
        _("Öppna rapporten"),
    )


def _sent_back(unit: Unit, language: str) -> Iterator[Need]:
    """Reports that were not approved, with what is to be mended."""
    for turn in sent_back(unit.code):
        report, period = turn.report, Period.parse(turn.report.period)
        title = shipped()[report.template].title_of(period, language)
        said = f"{turn.by.first_name}: {turn.words}" if turn.by else turn.words
        address = reverse("write_report", args=(report.template, report.unit, period))
        yield Need("attention", "attention", _("%s behöver rättas") % title, said, address, _("Till rapporten"))


def _to_approve(reader: Account) -> Iterator[Need]:
    """Reports that others have handed in, wherever the reader may approve them."""
    found = waiting_for(reader)
    if not found:
        return
    one = found[0].report
    address = reverse("write_report", args=(one.template, one.unit, Period.parse(one.period)))
    heading = ngettext(
        "En rapport väntar på att du godkänner den", "%d rapporter väntar på att du godkänner dem", len(found)
    )
    heading = heading % len(found) if len(found) > 1 else heading
    names = listed([tree()[turn.report.unit].name for turn in found])
    yield Need("attention", "attention", heading, f"{names}.", address, _("Läs och godkänn"))


def _methods(reader: Account) -> Iterator[Need]:
    """Methods that others have asked a review of, and the reader's own that have come back."""
    for one in to_review(reader):
        words = _("%s. Läs hela utkastet och säg om det går att publicera.") % tree()[one.unit].name
        address = reverse("method_draft", args=(one.key,))
        yield Need("attention", "", _("%s väntar på granskning") % one.name, words, address, _("Läs utkastet"))
    for one in sent_back_to(reader):
        words = _("Den som granskade har skrivit vad som kan bli bättre.")
        address = reverse("write_method", args=(one.key,))
        yield Need("half", "", _("%s har kommit tillbaka") % one.name, words, address, _("Till metoden"))


def _not_written(library: Library, template: Template, unit: Unit, language: str) -> Iterator[Need]:
    """How many of the plan's expected results nobody has said anything about in the latest tertial's report."""
    latest = library.latest
    count = unwritten(template.code, unit.code, latest) if latest else 0
    if not latest or not count:
        return
    heading = ngettext("En analys är inte skriven", "%s analyser är inte skrivna", count)
    heading = heading % spelled(count, language).capitalize() if count > 1 else heading
    words = _("Till rapporten för %s.") % latest.name(language)
    yield Need(
        "half",
        "",
        heading,
        words,
        reverse("write_report", args=(template.code, unit.code, latest)),
        _("Skriv analyserna"),
    )


def _to_review(unit: Unit, today: date) -> Iterator[Need]:
    """A plan that was copied from the year before, and holds what nobody has looked at."""
    years = [year for year in planned_years(unit.code) if year >= today.year]
    for plan in filter(None, (plan_of(unit.code, year) for year in years)):
        left = len(plan.left_to_review)
        if left:
            words = ngettext(
                "Ett förväntat resultat är kopierat från förra året.",
                "%d förväntade resultat är kopierade från förra året.",
                left,
            )
            said = f"{words % left if '%d' in words else words} {_('Gäller de i år också?')}"
            address = reverse("edit_plan", args=(unit.code, plan.year))
            yield Need("half", "", _("Gå igenom planen för %s") % plan.year, said, address, _("Gå igenom dem"))


def _decisions(library: Library, unit: Unit, today: date, language: str) -> Iterator[Need]:
    """What is wrong with the decisions that the unit's work rests on, in one line."""
    found = warned(library, register(), unit.code, today)
    if found:
        names = listed(list(dict.fromkeys(where(one, language) for one in found)), language)
        words = f"{names}. {counted(found, language)}."
        yield Need("half", "", _("Se över beslutade insatser"), words, reverse("supports"), _("Till registret"))


def _next_in_the_year(unit: Unit, today: date, language: str) -> Iterator[Need]:
    """The first task of the year that is near and left."""
    year, task = next(iter(near_tasks(unit.code, today)), (0, None))
    if task is None:
        return
    late = task.due_on < today
    said = (_("Skulle ha varit klart %s.") if late else _("Senast %s.")) % day(task.due_on, language)
    who = f"{task.group}. " if task.group else ""
    address = f"{reverse('year_wheel', args=(unit.code, year))}#tasks"
    yield Need("half" if late else "calendar", "", task.words, f"{who}{said}", address, _("Till årshjulet"))


def _put_aside(unit: Unit, language: str) -> Iterator[Need]:
    """Answers that came so many at once that somebody must say whether they count."""
    leaves = {leaf.code: leaf.name for leaf in tree().leaves_of(unit.code)}
    waiting = put_aside_at(leaves, language)
    if not waiting:
        return
    where = [name for code, name in leaves.items() if code in {one.unit for one in waiting}]
    words = _("%(units)s. Bestäm innan tertialet stängs om svaren ska räknas.") % {"units": listed(where, language)}
    address, link = reverse("families"), _("Välj enhet och bestäm")
    if len(where) == 1:
        words = " ".join(f"{one.heading}. {one.why}" for one in waiting)
        address, link = f"{address}?unit={waiting[0].unit}#put-aside", _("Bestäm om svaren ska räknas")
    yield Need("attention", "attention", _("Svar är lagda åt sidan"), words, address, link)


def _too_many_answers(library: Library, unit: Unit, language: str) -> Iterator[Need]:
    """A closed tertial in which more answered than there were talks to answer about."""
    latest = library.latest
    if latest is None or unit.code not in library.tree_in(latest):
        return
    found = outnumbered(library, (leaf.code for leaf in library.tree_in(latest).leaves_of(unit.code)), latest)
    if not found:
        return
    words = _("%(units)s. Båda föräldrarna kan ha svarat, eller någon om och om igen. Fråga innan du litar på svaren.")
    name = listed([figure.unit_name for figure in found], language)
    yield Need(
        "attention",
        "attention",
        _("Fler svar än samtal i %s") % latest.name(language),
        words % {"units": name},
        reverse("indicator", args=(unit.code, latest, found[0].indicator)),
        _("Se svarsfrekvensen"),
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
