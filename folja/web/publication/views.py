"""The pages of figures, reports and closings. Everything they show of people is read from what is frozen."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.closable import Standing, answers_put_aside, refuse_unless_closable
from folja.figures.library import Library
from folja.figures.reading import read
from folja.reports import labels, rendering
from folja.reports.template import Template, shipped
from folja.vocabulary.clock import this_month, today
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused
from folja.vocabulary.unit import Unit
from folja.web.collection.aside import undecided
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.actions import note
from folja.web.organisation.current import current_unit, own_units
from folja.web.organisation.scope import Scope, scope_of
from folja.web.publication.actions import StoredPublications, StoredRegistrations, close_tertial
from folja.web.publication.calendar import next_to_close, readable_periods, shown_first
from folja.web.publication.files import FILE_TYPES, file_answer
from folja.web.publication.head import head
from folja.web.publication.indicator_page import indicator_page
from folja.web.publication.overview import Desk
from folja.web.publication.overview import overview as made_overview
from folja.web.publication.places import Address, Place, below, grouped, place, years
from folja.web.publication.protocol import protocol, too_many_answers
from folja.web.publication.reporting import document_of
from folja.web.publication.shelf import library
from folja.web.writing.ways import Ways, ways_of


@require_safe
def latest_overview(request: HttpRequest) -> HttpResponse:
    """The reader's own unit for the latest closed tertial; before the first closing, for the open one."""
    unit, books = current_unit(request), library()
    if unit is None:
        raise Http404
    return redirect("overview", unit.code, shown_first(books, today()))


@require_safe
def overview(request: HttpRequest, unit: str, period: Period) -> HttpResponse:
    """A unit's, a district's or the city's figures for a period."""
    books = library()
    here = _place(request, books, unit, period, lambda code, when: reverse("overview", args=(code, when)))
    children = below(books, scope_of(request), here.unit, period)
    desk = Desk(books, _template(), unit, period, children, this_month(), language())
    shown = {
        "place": here,
        "page": made_overview(desk),
        "frozen_on": _frozen_on(books, period),
        "as_report": period.tertials[-1] if period == period.tertials[-1].to_date else None,
        "upcoming": next_to_close(books, today()),
    }
    return render(request, "publication/overview.html", shown)


@require_safe
def indicator(request: HttpRequest, unit: str, period: Period, code: str) -> HttpResponse:
    """One indicator: what it means, how it has developed, by gender and by unit, and what was asked."""
    books = library()
    here = _place(request, books, unit, period, lambda other, when: reverse("indicator", args=(other, when, code)))
    if code not in books.indicators:
        raise Http404
    children = below(books, scope_of(request), here.unit, period)
    page = indicator_page(books, _template(), code, unit, period, children, this_month(), language())
    return render(request, "publication/indicator.html", {"place": here, "page": page})


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The reports of a closed tertial, for every unit that the reader may read."""
    books, scope = library(), scope_of(request)
    tertials = sorted(books.publications, key=lambda period: (-period.year, period))
    chosen = next((t for t in tertials if str(t) == request.GET.get("tertial")), books.latest)
    shown: dict[str, Any] = {"chosen": chosen, "upcoming": next_to_close(books, today())}
    if chosen:
        shown |= {
            "years": years(tertials, chosen, lambda other: f"?tertial={other}", library=books),
            "groups": _with_ways(scope, grouped(books, scope, chosen), chosen),
            "frozen_on": _frozen_on(books, chosen),
        }
    return render(request, "publication/reports.html", shown)


def _with_ways(
    scope: Scope, groups: Iterable[tuple[Unit, Sequence[Unit]]], period: Period
) -> list[tuple[Ways, list[Ways]]]:
    groups = list(groups)
    ways = ways_of(scope, {unit for top, inside in groups for unit in (top, *inside)}, period)
    return [(ways[top.code], [ways[unit.code] for unit in inside]) for top, inside in groups]


@require_safe
def report(request: HttpRequest, unit: str, period: Period, template: str = "tertial") -> HttpResponse:
    """A unit's report by a template as a page."""
    _readable(request, unit)
    _refuse_unless_readable(request, template, unit)
    try:
        document = document_of(template, unit, period, language(), is_open=_is_anothers(request, unit))
    except Refused as refused:
        return _refused(request, _("Rapporten finns inte än"), refused)
    scope = scope_of(request)
    ways = ways_of(scope, [scope.tree[unit]], period)[unit]
    shown = {"tertial": period, "ways": ways, "template": template}
    return render(request, "publication/report.html", head(document) | shown)


@require_safe
def report_file(
    request: HttpRequest, unit: str, period: Period, suffix: str, template: str = "tertial"
) -> HttpResponse:
    """The same as a file. That it was fetched is noted in the audit log."""
    _readable(request, unit)
    _refuse_unless_readable(request, template, unit)
    if suffix not in FILE_TYPES:
        raise Http404
    try:
        content = rendering.render(
            document_of(template, unit, period, language(), is_open=_is_anothers(request, unit)), f".{suffix}"
        )
    except Refused as refused:
        return _refused(request, _("Rapporten finns inte än"), refused)
    note(request.user, "report exported", f"{template} {unit} {period} {suffix}")  # type: ignore[arg-type]
    called = "tertialrapport" if template == "tertial" else template
    return file_answer(content, f"{called}-{period}-{unit}", suffix)


@require_safe
def closing(request: HttpRequest) -> HttpResponse:
    """Which tertials are closed, and when the next can be."""
    _leads_city(request)
    books = library()
    closed = [protocol(books, period, language()) for period in sorted(books.publications, reverse=True)]
    upcoming = next_to_close(books, today())
    waiting = undecided().get(upcoming.period)
    problems = answers_put_aside(upcoming.period, waiting).problems if waiting else ()
    shown = {"closed": closed, "upcoming": upcoming, "problems": problems}
    return render(request, "publication/closing.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def closing_of(request: HttpRequest, period: Period) -> HttpResponse:
    """Closes a tertial, once it has been said what that means; shows the protocol of one that is closed."""
    _leads_city(request)
    books = library()
    if period in books.publications:
        many = too_many_answers(books, period, language())
        shown = {"protocol": protocol(books, period, language()), "too_many_answers": many}
        return render(request, "publication/protocol.html", shown)
    try:
        if request.method == "POST":
            close_tertial(period, even_if_empty="empty" in request.POST)
            note(request.user, "tertial closed", str(period))  # type: ignore[arg-type]
            return redirect("closing_of", period)
        registrations = StoredRegistrations()
        standing = Standing(StoredPublications().closed(), registrations.tertials(), registrations.undecided())
        refuse_unless_closable(period, standing, books.instruments, books.policy, today=today(), even_if_empty=True)
    except Refused as refused:
        return _close_page(request, books, period, refused=refused)
    return _close_page(request, books, period, is_empty=period not in standing.holding)


def _close_page(
    request: HttpRequest, books: Library, period: Period, *, is_empty: bool = False, refused: Refused | None = None
) -> HttpResponse:
    volumes = [code for section in _template().sections for code in section.volumes]
    shown = {
        "period": period,
        "problems": refused.problems if refused else (),
        "is_empty": is_empty,
        "volumes": [read(books, code, books.tree.city.code, period)[0] for code in volumes],
    }
    return render(request, "publication/close.html", shown, status=409 if refused else 200)


def _refuse_unless_readable(request: HttpRequest, template: str, unit: str) -> None:
    """Raises Http404 for a template that there is none of, and for a compilation of units that the reader manages not.

    Who works at a unit reads the district above it, and not the other units in it: see `places.below`.
    """
    found = shipped().get(template)
    if found is None or (found.compiles and not scope_of(request).may_manage(unit)):
        raise Http404


def _template() -> Template:
    return shipped()["tertial"]


def _place(request: HttpRequest, books: Library, unit: str, period: Period, address: Address) -> Place:
    """Where the page stands. Raises Http404 for a unit that may not be read and a period without figures."""
    found = _readable(request, unit)
    if period not in readable_periods(books, today()):
        raise Http404
    return place(books, scope_of(request), found, period, address, today())


def _readable(request: HttpRequest, unit: str) -> Unit:
    scope = scope_of(request)
    if not scope.may_read(unit):
        raise Http404
    return scope.tree[unit]


def _is_anothers(request: HttpRequest, unit: str) -> bool:
    """Whether the reader neither works at the unit nor manages it: they read no figures out of case systems."""
    return unit not in {own.code for own in own_units(scope_of(request))}


def _leads_city(request: HttpRequest) -> None:
    if not scope_of(request).leads_city:
        raise Http404


def _frozen_on(books: Library, period: Period) -> str:
    """The day the last of the period's numbers were frozen, in words; nothing while it is open."""
    publication = books.publications.get(period.tertials[-1])
    return labels.day(publication.provenance.frozen_on, language()) if publication else ""


def _refused(request: HttpRequest, heading: str, refused: Refused) -> HttpResponse:
    why = " ".join(problem.text.in_language(language()) for problem in refused.problems)
    return render(request, "frame/error.html", {"heading": heading, "why": why}, status=409)
