"""Where translations of families' words are read, corrected and approved, fetched for a bureau and taken in again."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.spreadsheets.summary import first_problems
from folja.vocabulary.languages import BY_CODE, Tongue
from folja.vocabulary.problem import Problem, Refused, problem
from folja.web.frame.parts import Link
from folja.web.frame.templatetags.frame import language as readers_language
from folja.web.organisation.models import Account
from folja.web.organisation.scope import scope_of
from folja.web.wordings import bureau, reviewing
from folja.web.wordings.actions import approve, keep_drafts, take_back
from folja.web.wordings.reviewing import Row, translated

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAVED, MORE, LESS = "1", "fler", "farre"  # whether families can now choose the language in as much as before
NO_FILE = problem("", sv="Välj en fil först.", en="choose a file first")


@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """All languages, and how far each has come."""
    _for_reviewers(request)
    return render(request, "wordings/languages.html", {"all": [reviewing.progress(one) for one in translated()]})


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, language: str) -> HttpResponse:
    """One language: a part of the words at a time, each to correct and approve."""
    _for_reviewers(request)
    tongue = _tongue(language)
    part = request.GET.get("del", "")
    part = part if part in reviewing.parts() else next(iter(reviewing.parts()))
    rows = reviewing.rows(language, part)
    if request.method != "POST":
        return _review_page(request, tongue, part, rows)
    rows = reviewing.sent(rows, request.POST)
    if any(row.problem for row in rows):
        return _review_page(request, tongue, part, rows)
    before = reviewing.progress(tongue).met_in
    _save(language, rows, request.user)  # type: ignore[arg-type]
    after = reviewing.progress(tongue).met_in
    told = LESS if len(after) < len(before) else MORE if len(after) > len(before) else SAVED
    return redirect(f"{reverse('wordings', args=(language,))}?del={part}&sparat={told}")


@require_safe
def export(request: HttpRequest, language: str) -> HttpResponse:
    """Everything in one language as a spreadsheet."""
    _for_reviewers(request)
    tongue = _tongue(language)
    answer = HttpResponse(bureau.workbook(tongue), content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="folja-{tongue.code}.xlsx"'
    return answer


@require_http_methods(["POST"])
def take_in(request: HttpRequest, language: str) -> HttpResponse:
    """A spreadsheet that has come back: what is changed becomes drafts, all or nothing."""
    _for_reviewers(request)
    tongue = _tongue(language)
    part = next(iter(reviewing.parts()))
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise Refused([NO_FILE])
        found = bureau.returned(upload.read(), upload.name or "", language)
        if found.changed:
            keep_drafts(language, found.changed, request.user)  # type: ignore[arg-type]
    except Refused as refused:
        rows = reviewing.rows(language, part)
        return _review_page(request, tongue, part, rows, in_file=first_problems(refused.problems))
    return render(request, "wordings/taken_in.html", {"tongue": tongue, "found": found, "new": len(found.changed)})


def _save(language: str, rows: tuple[Row, ...], account: Account) -> None:
    done: dict[str, dict[str, str]] = {"approve": {}, "draft": {}, "take_back": {}}
    for what, row in reviewing.changes(rows):
        done[what][row.text.sv] = row.words
    if done["approve"]:
        approve(language, done["approve"], account)
    if done["draft"]:
        keep_drafts(language, done["draft"], account)
    for swedish in done["take_back"]:
        take_back(language, swedish, account)


def _review_page(
    request: HttpRequest, tongue: Tongue, part: str, rows: tuple[Row, ...], in_file: Iterable[Problem] = ()
) -> HttpResponse:
    shown = {
        "progress": reviewing.progress(tongue),
        "part": part,
        "tabs": [_tab(tongue, code, here=code == part) for code in reviewing.parts()],
        "rows": rows,
        "saved": request.GET.get("sparat", "") if request.method != "POST" else "",
        "in_file": tuple(in_file),
        "wrong": [Link(f"#w-{row.name}", row.text.sv) for row in rows if row.problem],
    }
    return render(request, "wordings/review.html", shown, status=422 if shown["wrong"] or in_file else 200)


def _tab(tongue: Tongue, code: str, *, here: bool) -> Link:
    title = reviewing.title_of(code)
    words = title.in_language(readers_language()) if title else _("Runt frågorna")
    return Link(f"{reverse('wordings', args=(tongue.code,))}?del={code}", words, here)


def _tongue(language: str) -> Tongue:
    if language not in {one.code for one in translated()}:
        raise Http404
    return BY_CODE[language]


def _for_reviewers(request: HttpRequest) -> None:
    if not scope_of(request).reviews_words:
        raise Http404
