"""The pages of a whole method that is described: what it is called, how far it has come, and its way to everybody."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folja.methods.method import About
from folja.methods.typology import shipped
from folja.vocabulary.problem import Problem, Refused
from folja.web.frame.numbers import number_in
from folja.web.frame.parts import Choice, Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.methods import actions
from folja.web.methods.profiles import rows
from folja.web.methods.room import Room, room_of
from folja.web.methods.written import sent_about
from folja.web.organisation.current import current_unit
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, scope_of


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, key: str) -> HttpResponse:
    """Where the method is: its elements, what is left, and what can be done with the whole of it."""
    found = room_of(request, key)
    if request.method != "POST":
        return _room_page(request, found)
    try:
        _act(request, found)
    except Refused as refused:
        return _room_page(request, found, refused.problems)
    return redirect("method" if request.POST.get("act") == "publish" else "write_method", key)


def _act(request: HttpRequest, room: Room) -> None:
    """Do what a button says. Raises Refused."""
    key, account = room.stored.key, room.account
    match request.POST.get("act", ""):
        case "ask":
            actions.ask(key, account)
        case "take_back":
            actions.take_back(key, account)
        case "review":
            actions.review(key, account)
        case "send_back":
            actions.send_back(key, request.POST.get("why", ""), account)
        case "publish":
            actions.publish(key, account)


def _room_page(request: HttpRequest, room: Room, problems: Iterable[Problem] = ()) -> HttpResponse:
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    values = {
        "room": room,
        "rows": rows(room.typology, room.method),
        "why": Field(
            "why",
            _("Vad behöver bli bättre?"),
            value=request.POST.get("why", ""),
            problem=wrong.get("why", wrong.get("words", "")),
        ),
        "links": [Link("#why", said) for where, said in wrong.items() if where],
        "others": [said for where, said in wrong.items() if not where],
        "remarks": [one for one in room.remarks if not one.is_done],
    }
    return render(request, "methods/room.html", values, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def new_method(request: HttpRequest) -> HttpResponse:
    """The form of a method that nobody has described yet."""
    units, account = places(scope_of(request)), request.user
    if not units or not isinstance(account, Account):
        raise Http404
    sent = request.POST.get("unit", "")
    here = current_unit(request)
    chosen = sent or (here.code if here else "")
    if request.method != "POST":
        return _form(request, About(""), units, chosen)
    about = sent_about(request.POST, shipped())
    try:
        if not any(one.value == sent for one in units):
            raise Http404
        key = actions.make(sent, about, account)
    except Refused as refused:
        return _form(request, about, units, chosen, problems=refused.problems)
    return redirect("write_method", key)


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, key: str) -> HttpResponse:
    """The form of what a method is called and whom it is for."""
    found = room_of(request, key)
    version = found.about.version if found.about else 0
    if request.method != "POST":
        return _form(request, found.method.about, (), "", room=found, seen=version)
    written = sent_about(request.POST, shipped())
    try:
        actions.save_about(key, written, number_in(request.POST.get("seen")), found.account)
    except Refused as refused:
        return _form(request, written, (), "", room=found, seen=version, problems=refused.problems)
    return redirect("write_method", key)


def places(scope: Scope) -> tuple[Choice, ...]:
    """The units where somebody describes methods."""
    return tuple(Choice(one.code, one.name, chosen=False) for one in scope.describes)


def _form(
    request: HttpRequest,
    about: About,
    units: tuple[Choice, ...],
    unit: str,
    *,
    room: Room | None = None,
    seen: int = 0,
    problems: Iterable[Problem] = (),
) -> HttpResponse:
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    help_ = _("Två eller tre meningar som säger vad det är, till någon som aldrig har hört om det.")
    values = {
        "room": room,
        "seen": seen,
        "name": Field("name", _("Vad heter metoden?"), "", about.name, wrong.get("name", "")),
        "summary": Field("summary", _("I korthet"), help_, about.summary, wrong.get("summary", "")),
        "units": tuple(Choice(one.value, one.words, one.value == unit) for one in units),
        "facets": [
            (
                Field(facet.code, facet.name.in_language(language())),
                tuple(
                    Choice(one.code, one.name.in_language(language()), one.code in about.facets.get(facet.code, ()))
                    for one in facet.choices
                ),
            )
            for facet in shipped().facets
        ],
        "links": [Link(f"#{where}", said) for where, said in wrong.items() if where],
        "others": [said for where, said in wrong.items() if not where],
    }
    return render(request, "methods/about.html", values, status=422 if wrong else 200)
