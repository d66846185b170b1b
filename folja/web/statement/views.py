"""The accessibility statement, for everybody, and the form where the one who leads the city fills it in."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from folja.vocabulary.clock import today
from folja.vocabulary.problem import Problem, Refused
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.scope import scope_of
from folja.web.statement import product
from folja.web.statement.actions import publish
from folja.web.statement.form_page import form_page
from folja.web.statement.shown import shown
from folja.web.statement.stored import published
from folja.web.statement.written import Written, checked, sent, written_as


@require_safe
@login_not_required
def statement(request: HttpRequest) -> HttpResponse:
    """What is accessible and what is not, how it was tested, and how to report a flaw."""
    page = shown(product.shipped(), published(), language())
    return render(request, "statement/statement.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """The form. Flaws are added and removed by sending it, so that it needs no script."""
    if not scope_of(request).leads_city:
        raise Http404
    if request.method != "POST":
        kept = published()
        return _form(request, written_as(kept.statement) if kept else Written())
    written = sent(request.POST)
    if "add" in request.POST:
        return _form(request, written.with_one_more(), arrive_at=f"flaw-{len(written.flaws)}")
    if "remove" in request.POST:
        return _form(request, written, arrive_at="flaws")
    return _save(request, written)


def _save(request: HttpRequest, written: Written) -> HttpResponse:
    of_product = tuple(flaw.in_language(language()) for flaw in product.shipped().flaws)
    try:
        whole = checked(written, of_product, today())
    except Refused as refused:
        return _form(request, written, refused.problems)
    publish(whole, request.user)  # type: ignore[arg-type]
    return render(request, "statement/saved.html")


def _form(
    request: HttpRequest, written: Written, problems: Iterable[Problem] = (), arrive_at: str = ""
) -> HttpResponse:
    """`arrive_at` is the part of the page that is read first."""
    page = form_page(written, tuple(problems), language())
    given = {"form": page, "arrive_at": arrive_at, "kept": published()}
    return render(request, "statement/form.html", given, status=422 if problems else 200)
