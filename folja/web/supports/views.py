"""The register of decided supports: all of them with what is wrong, one with its history, and its form."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from folja.reports import decisions
from folja.supports import usual
from folja.supports.support import DecidedSupport, Register, like
from folja.supports.warning import SupportWarning
from folja.vocabulary.clock import today
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.unit import Unit
from folja.web.frame.numbers import number_in
from folja.web.frame.templatetags.frame import language
from folja.web.goals.written import new_key
from folja.web.organisation.current import current_unit
from folja.web.organisation.models import Account
from folja.web.organisation.scope import scope_of
from folja.web.publication.shelf import library
from folja.web.supports.actions import Overtaken, save_support
from folja.web.supports.form_page import FormPage, form_page
from folja.web.supports.stored import Kept, kept_support, register, removed, versions_of
from folja.web.supports.warned import in_words, warned
from folja.web.supports.written import Written, begun_from, checked, sent, written_as


@require_safe
def supports(request: HttpRequest) -> HttpResponse:
    """All decided supports, with what is wrong where the reader works."""
    scope, here, known = scope_of(request), register(), usual.shipped()
    place = _place(request)
    warnings = warned(library(), here, place.code, today()) if place else ()
    covered = {code for support in here for code in support.covers}
    shown = {
        "rows": [_row(support, warnings) for support in here],
        "warnings": [in_words(one, language()) for one in warnings],
        "place": place,
        "missing": [one for code, one in known.supports.items() if code not in covered],
        "without": known.without,
        "instruments": library().instruments,
        "removed": removed() if scope.leads_city else (),
        "may_edit": scope.leads_city,
        "is_removed": "borttagen" in request.GET,
    }
    return render(request, "supports/supports.html", shown)


def _row(support: DecidedSupport, warnings: Iterable[SupportWarning]) -> dict[str, object]:
    own = [one for one in warnings if one.support == support]
    return {
        "support": support,
        "warned": decisions.counted(own, language()),
        "is_pressing": any(one.is_pressing for one in own),
        "is_withdrawn": support.is_withdrawn(today()),
    }


def _place(request: HttpRequest) -> Unit | None:
    """Where warnings are of: the whole city for who leads it, else where the reader works."""
    scope = scope_of(request)
    here = scope.tree.city if scope.leads_city else current_unit(request)
    return here if here and scope.may_follow(here.code) else None


@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, key: str) -> HttpResponse:
    """One support: the decision, what is wrong with it, and every version it has had."""
    kept = _kept(key)
    if request.method == "POST":
        return _step(request, kept)
    return _support_page(request, kept)


def _step(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Taken out of the register, put back into it, or as it was in an earlier version."""
    account, seen = _who_leads(request), number_in(request.POST.get("seen"))
    number = number_in(request.POST.get("restore"))
    stood = next((one.support for one in versions_of(kept.support.key) if one.version == number), kept.support)
    removes = "remove" in request.POST
    try:
        save_support(stood, seen, account, is_removed=removes)
    except Overtaken:
        return _support_page(request, kept, is_overtaken=True)
    return redirect(f"{reverse('supports')}?borttagen=1" if removes else reverse("support", args=(kept.support.key,)))


def _support_page(request: HttpRequest, kept: Kept, *, is_overtaken: bool = False) -> HttpResponse:
    one, place, tree = kept.support, _place(request), scope_of(request).tree
    warnings = warned(library(), register(), place.code, today()) if place and not kept.is_removed else ()
    covers = [usual.shipped().supports[code] for code in one.covers if code in usual.shipped().supports]
    instruments = [library().instruments.latest(code).title for item in covers for code in item.instruments]
    shown = {
        "kept": kept,
        "support": one,
        "facts": tuple(decisions.facts(one, tree, language())),
        "covers": covers,
        "instruments": tuple(dict.fromkeys(instruments)),
        "warnings": [in_words(warning, language()) for warning in warnings if warning.support == one],
        "versions": [
            (version, tuple(decisions.facts(version.support, tree, language()))) for version in versions_of(one.key)
        ],
        "may_edit": scope_of(request).leads_city,
        "is_overtaken": is_overtaken,
        "is_withdrawn": one.is_withdrawn(today()),
    }
    return render(request, "supports/support.html", shown, status=409 if is_overtaken else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def new_support(request: HttpRequest) -> HttpResponse:
    """The form of a support that is not there yet; a usual one can be started from."""
    _who_leads(request)
    if request.method == "POST":
        return _save(request, new_key(), 0)
    asked = usual.shipped().supports.get(request.GET.get("fran", ""))
    return _form(request, None, begun_from(asked, language()) if asked else Written(), 0)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_support(request: HttpRequest, key: str) -> HttpResponse:
    """The form of a support."""
    _who_leads(request)
    kept = _kept(key)
    if request.method == "POST":
        return _save(request, key, number_in(request.POST.get("seen")))
    return _form(request, kept, written_as(kept.support), kept.version)


def _save(request: HttpRequest, key: str, seen: int) -> HttpResponse:
    written, kept, account = sent(request.POST), kept_support(key), _who_leads(request)
    try:
        decided = checked(written, key, scope_of(request).tree, today())
        likes = () if kept or "is_another" in request.POST else like(register(), decided)
        if likes:
            return _form(request, kept, written, seen, likes=likes)
        save_support(decided, seen, account)
    except Refused as refused:
        return _form(request, kept, written, seen, refused.problems)
    except Overtaken as overtaken:
        return _form(request, overtaken.latest, written, overtaken.latest.version, theirs=overtaken.latest)
    return redirect("support", key)


def _form(
    request: HttpRequest,
    kept: Kept | None,
    written: Written,
    seen: int,
    problems: Iterable[Problem] = (),
    theirs: Kept | None = None,
    likes: Register = (),
) -> HttpResponse:
    """The form. `likes` are what the register already has that this could be."""
    tree = scope_of(request).tree
    page = form_page(written, tree, problems, language())
    shown = {
        "form": page,
        "kept": kept,
        "seen": seen,
        "likes": likes,
        "theirs": theirs,
        "differing": _differing(page, form_page(written_as(theirs.support), tree, (), language())) if theirs else (),
    }
    return render(request, "supports/form.html", shown, status=409 if theirs or likes else 422 if page.links else 200)


def _differing(yours: FormPage, theirs: FormPage) -> tuple[tuple[str, str], ...]:
    """Each field that somebody else has filled in otherwise, and how."""
    found = zip(yours.in_words(), theirs.in_words(), strict=True)
    return tuple((label, other or "–") for (_label, own), (label, other) in found if own != other)


def _kept(key: str) -> Kept:
    kept = kept_support(key)
    if kept is None:
        raise Http404
    return kept


def _who_leads(request: HttpRequest) -> Account:
    """Who may change the register. Raises PermissionDenied for everybody else."""
    if not scope_of(request).leads_city or not isinstance(request.user, Account):
        raise PermissionDenied
    return request.user
