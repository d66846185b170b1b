"""The pages where methods are found and read: the catalogue, one method, its editions, two beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.methods.comparing import Beside, compared
from folja.methods.method import Method
from folja.methods.typology import shipped
from folja.reports import method_description, rendering
from folja.screening.cleaning import in_one_line
from folja.vocabulary.problem import Problem, Refused
from folja.web.frame.numbers import number_in
from folja.web.frame.parts import Choice, Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.methods import actions, finding
from folja.web.methods.files import TYPES
from folja.web.methods.models import MethodEdition, MethodReference, StoredMethod
from folja.web.methods.profiles import row, rows
from folja.web.methods.room_views import places
from folja.web.methods.shown import document_of
from folja.web.methods.stored import (
    draft,
    edition_of,
    editions_of,
    published,
    readable,
    references_in,
)
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, scope_of
from folja.web.publication.files import file_answer
from folja.web.publication.head import head

ON_A_PAGE = 20
LONGEST_SEARCH = 200
FORMATS = ("pdf", "docx")


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """The catalogue: is anyone doing something similar?"""
    scope, typology, form = scope_of(request), shipped(), request.GET
    sought = in_one_line(form.get("ord", ""))[:LONGEST_SEARCH]
    choices = {facet.code: form.getlist(facet.code) for facet in typology.facets}
    choices["element"] = form.getlist("element")
    among = readable(scope) & (Q(unit__in=[one.code for one in scope.reads_rooms]) if "egna" in form else Q())
    found = finding.find(sought, choices, among)
    page = max(1, number_in(form.get("sida")))
    keys = found[ON_A_PAGE * (page - 1) : ON_A_PAGE * page]
    shown = StoredMethod.objects.in_bulk(keys)
    onward = form.copy()
    onward["sida"] = str(page + 1)
    values = {
        "sought": sought,
        "facets": [*_facets(choices), _elements(choices["element"])],
        "is_filtered": any(choices.values()),
        "own": "egna" in form,
        "is_sought": bool(sought or any(choices.values()) or "egna" in form),
        "deleted": "borttagen" in form,
        "found": len(found),
        "rows": [(one, _unit_name(scope, one), one.unit in scope.ended) for one in map(shown.__getitem__, keys)],
        "next": f"?{onward.urlencode()}" if len(found) > ON_A_PAGE * page else "",
        "may_write": bool(places(scope)),
        "any": bool(found) or StoredMethod.objects.filter(readable(scope)).exists(),
    }
    return render(request, "methods/methods.html", values)


def _facets(choices: dict[str, list[str]]) -> Iterable[tuple[Field, tuple[Choice, ...]]]:
    for facet in shipped().facets:
        named = ((one.code, one.name.in_language(language())) for one in facet.choices)
        chosen = choices[facet.code]
        yield (
            Field(facet.code, facet.name.in_language(language())),
            tuple(Choice(code, words, code in chosen) for code, words in named),
        )


def _elements(chosen: list[str]) -> tuple[Field, tuple[Choice, ...]]:
    named = ((one.code, one.name.in_language(language())) for one in shipped().elements)
    return Field("element", _("Har beskrivit")), tuple(Choice(code, words, code in chosen) for code, words in named)


@require_http_methods(["GET", "HEAD", "POST"])
def method(request: HttpRequest, key: str, number: int = 0) -> HttpResponse:
    """One method as it is read: its latest edition, an earlier one, or the draft while there is none."""
    stored = _readable(request, key)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            return _copied(request, stored)
        except Refused as refused:
            problems = refused.problems
    edition = edition_of(stored, number)
    if number and edition is None:
        raise Http404
    return _page(request, stored, edition, problems)


def _copied(request: HttpRequest, stored: StoredMethod) -> HttpResponse:
    """A copy at a unit of one's own. Raises Refused for another unit, Http404 for who writes nowhere."""
    if not places(scope_of(request)) or not isinstance(request.user, Account):
        raise Http404
    return redirect("write_method", actions.copy_to(stored.key, request.POST.get("unit", ""), request.user))


def _page(
    request: HttpRequest, stored: StoredMethod, edition: MethodEdition | None, problems: tuple[Problem, ...]
) -> HttpResponse:
    scope, one = scope_of(request), published(edition) if edition else draft(stored)
    document = document_of(one, edition, has_profile=False)
    others = StoredMethod.objects.filter(readable(scope)).exclude(pk=stored.pk)
    values = head(document) | {
        "stored": stored,
        "edition": edition,
        "is_earlier": edition is not None and edition.number != stored.edition,
        "editions": editions_of(stored),
        "rows": rows(shipped(), one),
        "rules": method_description.rules_told(shipped(), language()),
        "references": references_in(stored, one),
        "origin": StoredMethod.objects.filter(readable(scope), key=one.origin.key).first() if one.origin else None,
        "may_write": scope.may_describe(stored.unit),
        "may_read_room": scope.may_read_rooms(stored.unit),
        "places": places(scope),
        "comparable": others.exists(),
        "suffix": f"?utgava={edition.number}" if edition else "",
        "links": [Link("#unit", problem.text.in_language(language())) for problem in problems],
    }
    return render(request, "methods/method.html", values, status=422 if problems else 200)


@require_safe
def method_file(request: HttpRequest, key: str, suffix: str) -> HttpResponse:
    """The description as a file. That it was fetched is noted in the audit log."""
    stored = _readable(request, key)
    number = number_in(request.GET.get("utgava"))
    edition = edition_of(stored, number)
    if suffix not in FORMATS or (number and edition is None):
        raise Http404
    content = rendering.render(document_of(published(edition) if edition else draft(stored), edition), f".{suffix}")
    if isinstance(request.user, Account):
        note(request.user, "method exported", f"{stored.unit} {stored.key} {suffix}")
    return file_answer(content, _("metod-%s") % stored.key, suffix)


@require_safe
def attachment(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A file that lies with a method, to be kept and not shown, for who reads the draft or an edition that has it."""
    stored = _readable(request, key)
    found = MethodReference.objects.filter(method=stored, pk=number).exclude(kind="").first()
    editions = MethodEdition.objects.filter(method=stored)
    is_told = any(one.number == number for edition in editions for one in published(edition).references)
    if found is None or found.content is None or not (is_told or scope_of(request).may_read_rooms(stored.unit)):
        raise Http404
    disposition = content_disposition_header(as_attachment=True, filename=found.title)
    return HttpResponse(bytes(found.content), TYPES[found.kind], headers={"Content-Disposition": disposition or ""})


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two methods beside each other, element by element; first the one is sought, then the other."""
    scope, form = scope_of(request), request.GET
    found = StoredMethod.objects.filter(readable(scope)).in_bulk([form.get("en", ""), form.get("annan", "")])
    first, second = found.get(form.get("en", "")), found.get(form.get("annan", ""))
    sides = [
        _Side("en", _("Den ena metoden"), first, _unit_name(scope, first)),
        _Side("annan", _("Den andra metoden"), second, _unit_name(scope, second)),
    ]
    values: dict[str, object] = {"sides": sides, "first": first, "second": second, "is_same": first and first == second}
    lacking = next((side for side in sides if side.method is None), None)
    if lacking:
        values |= {"lacking": lacking, **_to_choose(request, scope, [first, second])}
    elif first and second and first != second:
        values |= {"elements": _compared(first, second), "units": [side.unit for side in sides]}
    return render(request, "methods/compare.html", values)


@dataclass(frozen=True)
class _Side:
    """One of the two: what it is chosen by in an address, and which it is."""

    name: str
    label: str
    method: StoredMethod | None
    unit: str


def _to_choose(request: HttpRequest, scope: Scope, chosen: list[StoredMethod | None]) -> dict[str, object]:
    """The first of what is found by a search, each to be chosen for the side that lacks one."""
    sought = in_one_line(request.GET.get("ord", ""))[:LONGEST_SEARCH]
    taken = {one.key for one in chosen if one}
    keys = [key for key in finding.find(sought, {}, readable(scope)) if key not in taken]
    shown = StoredMethod.objects.in_bulk(keys[:ON_A_PAGE])
    return {
        "sought": sought,
        "found": len(keys),
        "more": len(keys) > ON_A_PAGE,
        "choices": [(shown[key], _unit_name(scope, shown[key])) for key in keys[:ON_A_PAGE]],
    }


def _unit_name(scope: Scope, stored: StoredMethod | None) -> str:
    if stored is None:
        return ""
    return scope.tree[stored.unit].name if stored.unit in scope.tree else stored.unit


def _compared(first: StoredMethod, second: StoredMethod) -> list[tuple[object, ...]]:
    found = compared(shipped(), _read(first), _read(second))
    return [(row(one.first), row(one.second), [_beside(asked) for asked in one.questions]) for one in found]


def _beside(asked: Beside) -> tuple[str, str, str, bool]:
    """A question's title, what each answers, and whether that differs."""
    said = [method_description.JUDGED[one.judgement].in_language(language()) for one in (asked.first, asked.second)]
    if asked.question.form == "how":
        said = [_("Beskrivet") if one.words else "–" for one in (asked.first, asked.second)]
    return asked.question.title.in_language(language()), said[0], said[1], asked.differs


def _read(stored: StoredMethod) -> Method:
    edition = edition_of(stored)
    return published(edition) if edition else draft(stored)


def _readable(request: HttpRequest, key: str) -> StoredMethod:
    """A method that its reader may read. Raises Http404."""
    stored = StoredMethod.objects.filter(readable(scope_of(request)), key=key).first()
    if stored is None:
        raise Http404
    return stored
