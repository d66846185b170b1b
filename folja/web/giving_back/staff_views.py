"""The page where a unit's manager writes what families hear back, looks at it, and publishes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.figures.library import Library
from folja.reports.leaflet_poster import pdf
from folja.vocabulary.clock import today
from folja.vocabulary.languages import BY_CODE, Tongue
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.text import REQUIRED, Language
from folja.vocabulary.unit import Unit
from folja.web.frame.parts import Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.giving_back.actions import publish, take_down
from folja.web.giving_back.on_paper import has_letters, poster
from folja.web.giving_back.shown import shown, tongues_of
from folja.web.giving_back.stored import Leaflet, published
from folja.web.giving_back.ways import code_to
from folja.web.giving_back.written import Written, checked, field_of, sent
from folja.web.organisation.current import current_unit, own_leaves
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, scope_of
from folja.web.publication.places import years
from folja.web.publication.shelf import library


@dataclass(frozen=True)
class Desk:
    """What the page is made with."""

    books: Library
    unit: Unit
    period: Period
    may_manage: bool

    @cached_property
    def tongues(self) -> tuple[Tongue, ...]:
        """The languages that the leaflet can be read in."""
        return tongues_of(self.books, self.unit.code, self.period)


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The leaflet of the latest closed tertial of one's own unit; several are chosen among."""
    scope, books = scope_of(request), library()
    unit = current_unit(request)
    if unit is None or unit not in scope.meets_families:
        raise PermissionDenied
    if books.latest is None:
        return render(request, "giving_back/nothing_closed.html")
    if unit.kind != "unit":
        leaves = own_leaves(scope)
        return render(request, "giving_back/choose_unit.html", {"below": leaves, "period": books.latest})
    return redirect("giving_back", unit.code, books.latest)


@require_http_methods(["GET", "HEAD", "POST"])
def leaflet(request: HttpRequest, unit: str, period: Period) -> HttpResponse:
    """What families said, drafted, and what the unit did, written by its manager: looked at, published, taken down."""
    desk = _desk(request, unit, period)
    if request.method != "POST":
        kept = published(unit, period)
        return _page(request, desk, Written(kept.did) if kept else Written({}))
    if not desk.may_manage or not isinstance(request.user, Account):
        raise PermissionDenied
    if "take_down" in request.POST:
        take_down(unit, period, request.user)
        return redirect("giving_back", unit, period)
    written = sent(request.POST, desk.tongues)
    try:
        kept = published(unit, period)
        did = checked(written, desk.books.tree, kept.did if kept else {})
    except Refused as refused:
        return _page(request, desk, written, refused.problems)
    if "look" in request.POST:
        return _page(request, desk, written, looks=True)
    publish(unit, period, did, request.user)
    return redirect(f"{reverse('giving_back', args=(unit, period))}#published")


@require_safe
def on_paper(request: HttpRequest, unit: str, period: Period, language: Language) -> HttpResponse:
    """The poster of a published leaflet, in a language that families are met in."""
    desk, kept, code = _desk(request, unit, period), published(unit, period), code_to(unit)
    if kept is None or not code or language not in {tongue.code for tongue in desk.tongues}:
        raise Http404
    address = request.build_absolute_uri(reverse("given_back", args=(code, language)))
    made = poster(shown(desk.books, desk.unit, period, kept.did, language), address, today())
    if not has_letters(made):
        raise Http404
    named = {"Content-Disposition": f'inline; filename="ni-sa-{unit}-{period}-{language}.pdf"'}
    return HttpResponse(pdf(made), content_type="application/pdf", headers=named)


def _page(
    request: HttpRequest, desk: Desk, written: Written, problems: Iterable[Problem] = (), *, looks: bool = False
) -> HttpResponse:
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    kept, code = published(desk.unit.code, desk.period), code_to(desk.unit.code)
    fields = {tongue.code: _field(tongue, written, wrong) for tongue in desk.tongues}
    values = {
        "unit": desk.unit,
        "period": desk.period,
        "years": _years(desk),
        "may_manage": desk.may_manage,
        "drafted": shown(desk.books, desk.unit, desk.period, {}, language()),
        "field": fields.pop(REQUIRED[0]),
        "written_in": tuple(one for one in fields.values() if one.value or one.problem),
        "other_languages": tuple(one for one in fields.values() if not one.value and not one.problem),
        "names_nobody": wrong.get("names_nobody", ""),
        "says_names_nobody": written.names_nobody,
        "still_true": wrong.get("still_true", ""),
        "says_still_true": written.still_true,
        "links": [Link(f"#{name}", _called(name)) for name in wrong],
        "looks": _looks(desk, written) if looks else (),
        "kept": kept,
        "code": code,
        "posters": _posters(desk, kept) if kept and code else (),
    }
    return render(request, "giving_back/write.html", values, status=422 if wrong else 200)


def _field(tongue: Tongue, written: Written, wrong: dict[str, str]) -> Field:
    name = field_of(tongue.code)
    is_first = tongue.code == REQUIRED[0]
    return Field(
        name,
        _("Vad gjorde ni?") if is_first else tongue.name,
        help=_("Några meningar, som till en förälder. Alla kan läsa dem: inga namn, och inget som pekar ut någon.")
        if is_first
        else "",
        value=written.did.get(tongue.code, ""),
        problem=wrong.get(name, ""),
        language=tongue.tag,
    )


def _called(name: str) -> str:
    """What a field is called where its problem is listed."""
    if name in ("names_nobody", "still_true"):
        return _("Namn och adresser") if name == "names_nobody" else _("De andra språken")
    code = name.removeprefix("did-")
    return _("Vad gjorde ni?") if code == REQUIRED[0] else BY_CODE[code].name


def _looks(desk: Desk, written: Written) -> tuple[tuple[Tongue, SafeString], ...]:
    """The leaflet as families will read it, in Swedish and every other language that something is written in."""
    found = []
    for code in written.languages:
        with translation.override(code):
            told = shown(desk.books, desk.unit, desk.period, written.did, code)
            found.append((BY_CODE[code], mark_safe(render_to_string("giving_back/told.html", {"leaflet": told}))))  # noqa: S308
    return tuple(found)


def _posters(desk: Desk, kept: Leaflet) -> tuple[Tongue, ...]:
    """The languages whose letters can be set on paper."""
    books, unit, period = desk.books, desk.unit, desk.period
    return tuple(
        tongue
        for tongue in desk.tongues
        if has_letters(poster(shown(books, unit, period, kept.did, tongue.code), "", today()))
    )


def _years(desk: Desk) -> tuple[tuple[int, tuple[Link, ...]], ...]:
    tertials = sorted(desk.books.publications, key=lambda period: (-period.year, period))
    return years(
        tertials,
        desk.period,
        lambda other: reverse("giving_back", args=(desk.unit.code, other)),
        library=desk.books,
    )


def _desk(request: HttpRequest, unit: str, period: Period) -> Desk:
    """Raises Http404 for what is none of one's own units and for a tertial that is not closed."""
    scope, books = scope_of(request), library()
    found = _own(scope, unit)
    if found is None or period not in books.publications:
        raise Http404
    return Desk(books, found, period, scope.may_manage(unit))


def _own(scope: Scope, unit: str) -> Unit | None:
    return next((one for one in own_leaves(scope) if one.code == unit), None)
