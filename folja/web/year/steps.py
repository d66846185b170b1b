"""The steps of a unit's year as its page shows them: when each is due, how far it has come, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folja.closable import closable_from
from folja.goals import measure
from folja.goals.usual_year import Step, shipped
from folja.goals.year_wheel import DONE, Lack, Section, Stage, lessons_left, of_next_plan, of_plan, of_report
from folja.reports import complaints, sentences, words
from folja.reports.labels import day
from folja.reports.template import shipped as templates
from folja.vocabulary.clock import today
from folja.vocabulary.period import Period, tertial
from folja.vocabulary.text import listed
from folja.web.frame.parts import Link
from folja.web.frame.templatetags.frame import language
from folja.web.goals.learned import learned
from folja.web.goals.stored import budgets_of
from folja.web.publication.reporting import manuscript_of
from folja.web.writing.parts import parts_of
from folja.web.writing.stored import latest_released, report_of
from folja.web.year.desk import YearDesk
from folja.web.year.stored import complaints_of, decided_of, due_on_of

Place = Literal["done", "now", "coming"]


@dataclass(frozen=True)
class ShownLack:
    """What is missing, and where to do something about it."""

    words: str
    address: str = ""
    link: str = ""


@dataclass(frozen=True)
class ShownStep:
    """One step. `about` says its days and what there is; `due_on` when it is due, and `late` where that is past."""

    code: str
    title: str
    place: Place
    stage: Stage
    stage_words: str
    sign: str
    about: tuple[str, ...]
    due_on: date | None
    due_words: str
    late: bool
    lacks: tuple[ShownLack, ...]
    links: tuple[Link, ...]


SIGNS = {
    "not_begun": "calendar",
    "being_written": "pencil",
    "in_place": "good",
    "handed_in": "forward",
    "approved": "good",
}


def stage_in_words(stage: Stage, *, is_report: bool) -> str:
    """Inte börjad; Skrivs; Planen finns; Lämnad; Godkänd."""
    named = {
        "not_begun": _("Inte börjad"),
        "being_written": _("Skrivs nu"),
        "in_place": _("Finns"),
        "handed_in": _("Väntar på att godkännas"),
        "approved": _("Godkänd"),
    }
    return named[stage] if is_report or stage != "being_written" else _("Ses över")


def step_title(step: Step, year: int) -> str:
    """Planen för 2022; Tertialrapport 1 2022; Verksamhetsberättelse 2022."""
    if not step.is_report:
        return _("Planen för %d") % (year + step.plan_of)
    return templates()[step.template].title_of(tertial(year, step.tertial), language())


def shown_steps(desk: YearDesk) -> tuple[ShownStep, ...]:
    """The steps in order: those that are done, the first that is not, and those that come."""
    usual = shipped()
    first = next((step.code for step in usual.steps if desk.stages[step.code] not in DONE), None)
    return tuple(_shown(desk, step, is_first=step.code == first) for step in usual.steps)


def _shown(desk: YearDesk, step: Step, *, is_first: bool) -> ShownStep:
    stage = desk.stages[step.code]
    is_done = stage in DONE
    due_on = due_on_of(desk.unit.code, desk.year, step)
    late = due_on is not None and due_on < today() and stage in ("not_begun", "being_written")
    is_worked_with = desk.plan is not None or stage != "not_begun" or not step.is_report
    is_open = stage in ("not_begun", "being_written", "in_place")
    lacks = tuple(_lacks(desk, step)) if desk.may_write and is_open and is_worked_with else ()
    return ShownStep(
        code=step.code,
        title=step_title(step, desk.year),
        place="done" if is_done else "now" if is_first else "coming",
        stage=stage,
        stage_words=stage_in_words(stage, is_report=step.is_report),
        sign=SIGNS[stage],
        about=tuple(_about(desk, step)),
        due_on=due_on,
        due_words=_due_words(step, due_on, stage),
        late=late,
        lacks=lacks,
        links=tuple(_links(desk, step)),
    )


def _due_words(step: Step, due_on: date | None, stage: Stage) -> str:
    if due_on is None or stage in DONE or stage == "handed_in":
        return ""
    said = _("Ska vara lämnad %s") if step.is_report else _("Ska vara klar %s")
    return f"{said % day(due_on, language())}{_how_far(due_on)}"


def _how_far(due_on: date) -> str:
    """, om 3 dagar; only while it is near, so that nothing counts down for months."""
    left = (due_on - today()).days
    if left < 0:
        return "."
    if left == 0:
        return _(", det är i dag.")
    if left > NEAR_DAYS:
        return "."
    return ngettext(", om %d dag.", ", om %d dagar.", left) % left


NEAR_DAYS = 31
NEXT_PLAN_FROM = (9, 15)
"""The month and day from which a next plan that nobody has begun is missing."""


def _about(desk: YearDesk, step: Step) -> Iterator[str]:
    yield from _about_report(desk, step) if step.is_report else _about_plan(desk, step)


def _about_plan(desk: YearDesk, step: Step) -> Iterator[str]:
    plan = desk.next_plan if step.plan_of else desk.plan
    if plan is None:
        return
    results, areas = len(tuple(plan.results)), len(plan.areas)
    said = ngettext("ett förväntat resultat", "%(number)s förväntade resultat", results)
    more = ngettext("ett utvecklingsområde", "%(number)s utvecklingsområden", areas)
    counted = [one % {"number": words.spelled(n, language())} for one, n in ((said, results), (more, areas)) if n]
    if counted:
        yield sentences.capital(f"{listed(counted, language())}.")


def _about_report(desk: YearDesk, step: Step) -> Iterator[str]:
    period = tertial(desk.year, step.tertial)
    publication = desk.desk.books.publications.get(period)
    released = latest_released(report_of(step.template, desk.unit.code, period))
    if released:
        said = {"number": released.number, "day": day(released.released_on, language())}
        yield _("Rapport nr %(number)s, godkänd %(day)s.") % said
    if publication:
        yield _("Siffrorna fastställdes %s.") % day(publication.provenance.frozen_on, language())
    else:
        yield _ends(period, closable_from(period, desk.desk.books.policy))
    if desk.may_write and desk.desk.is_own:
        counted = next((one for one in complaints_of(desk.unit.code, desk.year) if one.period == period), None)
        if counted:
            yield "".join(words.quoted(piece, language()) for piece in complaints.exactly(counted, language()))


def _ends(period: Period, closable: date) -> str:
    last = period.last.last_day
    if today() <= last:
        said = {"last": day(last, language()), "closable": day(closable, language())}
        return _("Tertialet slutar %(last)s och går att stänga från %(closable)s.") % said
    if today() < closable:
        return _("Tertialet är slut och går att stänga från %s.") % day(closable, language())
    return _("Tertialet är slut.")


def _links(desk: YearDesk, step: Step) -> Iterator[Link]:
    """Where the step is worked with, or read."""
    if not step.is_report:
        if desk.stages[step.code] != "not_begun":
            yield Link(reverse("plan", args=(desk.unit.code, desk.year + step.plan_of)), _("Läs planen"))
        return
    period = tertial(desk.year, step.tertial)
    if period not in desk.desk.books.publications:
        return
    if desk.may_write:
        yield Link(reverse("write_report", args=(step.template, desk.unit.code, period)), _("Till rapporten"))
        if desk.desk.is_own:
            yield Link(reverse("count_complaints", args=(*desk.at, period)), _("Synpunkter och klagomål"))


def _lacks(desk: YearDesk, step: Step) -> Iterator[ShownLack]:
    if not step.is_report and step.plan_of:
        lacks = _of_next_plan(desk)
    elif not step.is_report:
        lacks = of_plan(desk.plan)
    else:
        lacks = _of_report(desk, step)
    yield from (_said(desk, step, lack) for lack in lacks)


def _of_next_plan(desk: YearDesk) -> tuple[Lack, ...]:
    """Nothing before the autumn: until then a plan that is not begun is as it should be."""
    is_near = today() >= date(desk.year, *NEXT_PLAN_FROM)
    return of_next_plan(desk.next_plan, lessons_of(desk)) if desk.plan and (desk.next_plan or is_near) else ()


def lessons_of(desk: YearDesk) -> tuple[str, ...]:
    """The lessons of the year that are in no plan and that nobody has decided about."""
    if desk.plan is None:
        return ()
    return lessons_left(learned(desk.plan), desk.next_plan, decided_of(*desk.at))


def _of_report(desk: YearDesk, step: Step) -> tuple[Lack, ...]:
    period = tertial(desk.year, step.tertial)
    if today() <= period.last.last_day:
        return ()
    is_closed = period in desk.desk.books.publications
    return of_report(
        desk.plan,
        desk.desk.outside,
        period,
        _sections(desk, step, period) if is_closed else (),
        waits_for_closing=not is_closed and today() >= closable_from(period, desk.desk.books.policy),
        is_counted=any(one.period == period for one in complaints_of(desk.unit.code, desk.year)),
        has_budget=any(one.year == desk.year and one.outcome for one in budgets_of(desk.unit.code)),
    )


def _sections(desk: YearDesk, step: Step, period: Period) -> tuple[Section, ...]:
    template, report = templates()[step.template], report_of(step.template, desk.unit.code, period)
    manuscript = manuscript_of(step.template, desk.unit.code, period)
    found = parts_of(desk.desk.books, template, manuscript, period, report, language())
    return tuple(Section(part.title, part.writer, part.is_done) for part in found)


def _said(desk: YearDesk, step: Step, lack: Lack) -> ShownLack:
    """A lack in words, and the way to where it is mended."""
    count = len(lack.of)
    number = words.spelled(count, language())
    match lack.kind:
        case "plan":
            return _no_plan(desk, step)
        case "review":
            said = ngettext(
                "Ett kopierat resultat är inte genomgånget.",
                "%(number)s kopierade resultat är inte genomgångna.",
                count,
            )
            return _lack(said % {"number": number}, _of_plan(desk, step, "edit_plan"), _("Gå igenom"))
        case "targets":
            said = ngettext(
                "Ett resultat har inget mål i siffror.", "%(number)s resultat har inga mål i siffror.", count
            )
            return _lack(said % {"number": number}, _of_plan(desk, step, "edit_plan"), _("Ändra planen"))
        case "areas":
            return _lack(_("Inga utvecklingsområden."), _of_plan(desk, step, "edit_areas"), _("Skriv dem"))
        case "lessons":
            said = ngettext(
                "En lärdom från %(year)d är inte genomgången.",
                "%(number)s lärdomar från %(year)d är inte genomgångna.",
                count,
            )
            address = reverse("lessons", args=desk.at)
            return _lack(said % {"number": number, "year": desk.year}, address, _("Gå igenom"))
        case "closing":
            address = reverse("closing") if desk.desk.scope.leads_city else ""
            return _lack(_("Tertialet väntar på att stängas."), address, _("Till stängningen"))
        case "outside":
            titles = [sentences.inside(measure.shipped()[code].title.in_language(language())) for code in lack.of]
            said = _("Inte inskrivet: %s.") % listed(titles, language())
            return _lack(said, reverse("outside", args=desk.at), _("Skriv in"))
        case "complaints":
            period = tertial(desk.year, step.tertial)
            address = reverse("count_complaints", args=(*desk.at, period)) if desk.desk.is_own else ""
            return _lack(_("Synpunkter och klagomål är inte räknade."), address, _("Räkna dem"))
        case "budget":
            said = _("Bokslutet för %d är inte inskrivet.") % desk.year
            return _lack(said, reverse("budget", args=desk.at), _("Skriv in"))
        case "texts":
            return _texts(desk, step, lack, number)


def _texts(desk: YearDesk, step: Step, lack: Lack, number: str) -> ShownLack:
    count = len(lack.of)
    if lack.who:
        said = ngettext("%(who)s har en del kvar.", "%(who)s har %(number)s delar kvar.", count)
    else:
        said = ngettext(
            "En del är inte klar, och ingen är vald att skriva den.",
            "%(number)s delar är inte klara, och ingen är vald att skriva dem.",
            count,
        )
    said %= {"who": lack.who, "number": number}
    address = reverse("write_report", args=(step.template, desk.unit.code, tertial(desk.year, step.tertial)))
    return _lack(said, address, _("Skriv"))


def _no_plan(desk: YearDesk, step: Step) -> ShownLack:
    year = desk.year + step.plan_of
    said = _("Planen för %d är inte börjad.") % year
    has_before = desk.plan is not None if step.plan_of else False
    page = "begin_plan" if has_before else "plan"
    return _lack(said, reverse(page, args=(desk.unit.code, year)) if desk.desk.may_manage else "", _("Börja"))


def _of_plan(desk: YearDesk, step: Step, page: str) -> str:
    return reverse(page, args=(desk.unit.code, desk.year + step.plan_of)) if desk.desk.may_manage else ""


def _lack(said: str, address: str, link: str) -> ShownLack:
    return ShownLack(sentences.capital(said), address, link if address else "")
