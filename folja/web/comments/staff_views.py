"""Where a unit reads what families have written, and where its manager sorts, cites and removes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folja.disclosure import policy
from folja.instruments.loading import shipped
from folja.instruments.question import Option
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.unit import Unit
from folja.web.comments import actions
from folja.web.comments.guessing import guessed
from folja.web.comments.models import Comment
from folja.web.comments.stored import (
    citation_with,
    citations_of,
    comment_with,
    comments_of,
    those_of,
    wish_with,
    wished_at,
    wishes_of,
)
from folja.web.frame.parts import Choice, Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.actions import note
from folja.web.organisation.current import asked_unit, own_leaves
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, scope_of

MANY = 10  # wishes that can be done at once: it is logged when, and of few that would say when somebody wrote

MOST_SHOWN = 500  # wishes; twenty thousand are a page of 28 MB

FROM_HERE = "own_change"  # a cookie: that the page was opened by a change of one's own
SECONDS = 10


@dataclass(frozen=True)
class Sorted:
    """A comment and what it is about, where that has been said."""

    comment: Comment
    theme: Option | None

    @property
    def key(self) -> str:
        return bytes(self.comment.key).hex()

    @property
    def language(self) -> str:
        return _probably(self.comment.words)


@dataclass(frozen=True)
class Batch:
    """What one closing released: not sorted yet first, then by theme. The order says nothing of who came when."""

    tertial: Period
    comments: tuple[Sorted, ...]

    @property
    def has_unread(self) -> bool:
        return any(not one.comment.is_read for one in self.comments)


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest) -> HttpResponse:
    """What families have written to a unit. Whoever works there reads it; its manager changes things."""
    scope, unit = scope_of(request), asked_unit(request)
    if unit.kind != "unit":
        leaves = own_leaves(scope)
        waiting = wished_at(leaf.code for leaf in leaves)
        units = {"below": leaves, "waiting": waiting, "waits": _("Någon vill att ni gör något")}
        return render(request, "comments/choose_unit.html", units)
    if request.method == "POST":
        if request.POST.get("act") == "all_done" and "sure" not in request.POST:
            return _all_done_page(request, unit)
        known = _change(request, scope, unit)
        done = known and request.POST.get("act") in ("done", "all_done")
        return _back(request, unit.code, known=known, done=done)
    return _comments_page(request, scope, unit)


def _comments_page(request: HttpRequest, scope: Scope, unit: Unit) -> HttpResponse:
    """It is noted who reads, unless one's own change opened the page: that would say when it was made."""
    from_here = request.get_signed_cookie(FROM_HERE, "", max_age=SECONDS) == _own_change(request, unit.code)
    if not from_here:
        note(_account(request), "comments read", unit.code)
    found = wishes_of(unit.code, MOST_SHOWN + 1)
    wishes = [(bytes(wish.key).hex(), wish.words, _probably(wish.words)) for wish in found[:MOST_SHOWN]]
    shown = {
        "at": unit,
        "wishes": wishes,
        "has_more": len(found) > MOST_SHOWN,
        "all_keys": " ".join(key for key, *_ in wishes) if len(wishes) >= MANY else "",
        "is_done": from_here and "klart" in request.GET,
        "batches": list(_batches(comments_of(unit.code))),
        "citations": [(bytes(one.key).hex(), Period.parse(one.tertial), one.words) for one in citations_of(unit.code)],
        "may_manage": scope.may_manage(unit.code),
        "rules": policy.shipped(),
    }
    answer = render(request, "comments/comments.html", shown)
    if from_here:
        answer.delete_cookie(FROM_HERE, path=reverse("comments"))
    return answer


def _all_done_page(request: HttpRequest, unit: Unit) -> HttpResponse:
    """Asks once more, about those that stood on the page: what has come since is not among them."""
    keys = those_of(unit.code, request.POST.get("keys", ""))
    if len(keys) < MANY:
        return _back(request, unit.code, known=False)
    shown = {"at": unit, "number": len(keys), "keys": " ".join(key.hex() for key in sorted(keys))}
    return render(request, "comments/all_done.html", shown)


def _back(request: HttpRequest, unit: str, *, known: bool, done: bool = False) -> HttpResponse:
    """To the unit's page, after a change there. `known` when it took a key that nobody has without having read it;
    `done` when it was a wish that was done, which is said."""
    answer = redirect(f"{reverse('comments')}?unit={unit}{'&klart=1#wishes' if done else ''}")
    if known:
        answer.set_signed_cookie(
            FROM_HERE,
            _own_change(request, unit),
            max_age=SECONDS,
            path=reverse("comments"),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    return answer


def _own_change(request: HttpRequest, unit: str) -> str:
    return f"{_account(request).pk} {unit}"


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, key: str) -> HttpResponse:
    """One comment: what it is about, what may be cited of it, and away with it."""
    one, scope = comment_with(key), scope_of(request)
    if one is None or not scope.may_manage(one.unit):
        raise Http404
    if request.method != "POST":
        return _comment_page(request, scope, one)
    try:
        _change_one(request, one)
    except Refused as refused:
        return _comment_page(request, scope, one, refused.problems)
    return _back(request, one.unit, known=True)


def _change(request: HttpRequest, scope: Scope, unit: Unit) -> bool:
    """Whether it changed something whose key stands on the page."""
    act, key = request.POST.get("act"), request.POST.get("key", "")
    if act == "done":
        return _fulfil(unit, key)
    if act == "all_done":
        return _fulfil_all(request, unit)
    if not scope.may_manage(unit.code):
        raise PermissionDenied
    if act == "read":
        actions.mark_read(unit.code, _tertial(key))
    elif act == "withdraw":
        citation = citation_with(key)
        if citation and citation.unit == unit.code:
            actions.withdraw_citation(citation, _account(request))
            return True
    return False


def _fulfil(unit: Unit, key: str) -> bool:
    wish = wish_with(key)
    if wish is None or wish.unit != unit.code:
        return False
    actions.fulfil(wish)
    return True


def _fulfil_all(request: HttpRequest, unit: Unit) -> bool:
    """With fewer than many left, as when a colleague was faster, they are done one by one."""
    keys = those_of(unit.code, request.POST.get("keys", ""))
    if len(keys) < MANY:
        return False
    actions.fulfil_all(unit.code, keys, _account(request))
    return True


def _change_one(request: HttpRequest, one: Comment) -> None:
    match request.POST.get("act"):
        case "sort":
            actions.sort(one, request.POST.get("theme", ""))
        case "cite":
            sure = "identifies_nobody" in request.POST
            actions.cite(one, request.POST.get("words", ""), _account(request), identifies_nobody=sure)
        case "remove":
            actions.remove(one, _account(request))


def _comment_page(request: HttpRequest, scope: Scope, one: Comment, problems: Iterable[Problem] = ()) -> HttpResponse:
    told = {problem.where: problem.text.in_language(language()) for problem in problems}
    help_ = _("Stryk det som inte behövs. Är kommentaren på ett annat språk, skriv en översättning.")
    words = Field("words", _("Citatet"), help_, request.POST.get("words", one.words), told.get("words", ""))
    sure = Field("identifies_nobody", _("Går någon att känna igen?"), problem=told.get("identifies_nobody", ""))
    shown = {
        "one": one,
        "at": scope.tree[one.unit],
        "tertial": Period.parse(one.tertial),
        "themes": [
            Choice(theme.code, theme.title.in_language(language()), theme.code == one.theme) for theme in _themes()
        ],
        "words": words,
        "sure": sure,
        "links": [Link(f"#{field.name}", field.problem) for field in (words, sure) if field.problem],
    }
    return render(request, "comments/comment_page.html", shown, status=422 if told else 200)


def _batches(found: Iterable[Comment]) -> Iterable[Batch]:
    themes = {"": None} | {theme.code: theme for theme in _themes()}
    order = list(themes)
    known = [one if one.theme in themes else _without_theme(one) for one in found]
    for tertial, released in groupby(sorted(known, key=lambda one: one.tertial, reverse=True), lambda one: one.tertial):
        by_theme = sorted(released, key=lambda one: (order.index(one.theme), bytes(one.key)))
        yield Batch(Period.parse(tertial), tuple(Sorted(one, themes[one.theme]) for one in by_theme))


def _without_theme(one: Comment) -> Comment:
    """A theme that content no longer has is none."""
    one.theme = ""
    return one


def _probably(words: str) -> str:
    """What a text's language is guessed to be, in the reader's words; nothing of Swedish and what can't be guessed."""
    guess = guessed(words)
    if guess is None:
        return ""
    if not guess.languages:
        return _("Troligen ett annat språk än svenska")
    titles = {value.code: value.title for value in shipped().classifications["language"].values}
    named = [titles[code].in_language(language()) for code in guess.languages]
    if language() == "sv":
        named = [one[0].lower() + one[1:] for one in named]
    return _("Troligen %(language)s") % {"language": _(" eller ").join(named)}


def _themes() -> tuple[Option, ...]:
    return shipped().classifications[actions.THEMES].values


def _tertial(written: str) -> Period:
    try:
        return Period.parse(written)
    except ValueError:
        raise Http404 from None


def _account(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise PermissionDenied
    return request.user
