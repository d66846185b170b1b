"""The pages of a whole method that is described: its name, how far it has come, the draft, and its way to everybody."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.methods.changing import Changed, changed
from folja.methods.method import About, Method
from folja.methods.typology import shipped
from folja.reports import html, method_description
from folja.vocabulary.problem import Problem, Refused
from folja.web.frame.numbers import number_in
from folja.web.frame.parts import Choice, Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.methods import actions, removing
from folja.web.methods.actions import Overtaken
from folja.web.methods.answer_views import who_writes
from folja.web.methods.models import MethodText
from folja.web.methods.profiles import rows
from folja.web.methods.room import Room, room_of
from folja.web.methods.shown import answer_shown, document_of
from folja.web.methods.stored import ABOUT, about_of, versions_of
from folja.web.methods.written import sent_about, together_about
from folja.web.organisation.current import current_unit
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, scope_of


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, key: str) -> HttpResponse:
    """Where the method is: its elements, what is left, and what can be done with the whole of it."""
    found = room_of(request, key, may_be_taken_over=True)
    if request.method != "POST":
        return _room_page(request, found)
    try:
        _act(request, found)
    except Refused as refused:
        return _room_page(request, found, refused.problems)
    act = request.POST.get("act")
    if act == "delete":
        return redirect(f"{reverse('methods')}?borttagen=1")
    return redirect("method" if act == "publish" else "write_method", key)


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
        case "delete":
            actions.delete_draft(key, account)
        case "take_over":
            actions.take_over(key, request.POST.get("unit", ""), account)


def _room_page(request: HttpRequest, room: Room, problems: Iterable[Problem] = ()) -> HttpResponse:
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    values = {
        "room": room,
        "rows": rows(room.typology, room.method),
        "removed": request.GET.get("borttaget", ""),
        "why": Field(
            "why",
            _("Vad behöver bli bättre?"),
            value=request.POST.get("why", ""),
            problem=wrong.get("why", wrong.get("words", "")),
        ),
        "links": [Link("#why", said) for where, said in wrong.items() if where],
        "others": [said for where, said in wrong.items() if not where],
        "remarks": [one for one in room.remarks if not one.is_done],
        "rules": method_description.rules_told(room.typology, language()),
        "changed": len(changed(room.typology, room.published, room.method)) if room.waits and room.published else 0,
        "has_written": room.account in room.writers,
        "other_writers": ", ".join(one.first_name or one.email for one in room.writers if one != room.account),
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
    sent_ = sent_about(request.POST, shipped())
    names_nobody = "names_nobody" in request.POST
    try:
        if not any(one.value == sent for one in units):
            raise Http404
        key = actions.make(sent, sent_, account, names_nobody=names_nobody)
    except Refused as refused:
        return _form(request, sent_, units, chosen, problems=refused.problems)
    return redirect("write_method", key)


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, key: str) -> HttpResponse:
    """The form of what a method is called and whom it is for, with what it was called before."""
    found = room_of(request, key)
    if request.method != "POST":
        return _form(request, found.method.about, room=found)
    form, written = request.POST, sent_about(request.POST, shipped())
    seen = number_in(form.get("seen"))
    try:
        if form.get("act") == "restore":
            actions.restore_about(key, number_in(form.get("version")), seen, found.account)
        else:
            actions.save_about(key, written, seen, found.account, names_nobody="names_nobody" in form)
    except Overtaken as overtaken:
        return _both(request, found, written, overtaken.latest)
    except Refused as refused:
        return _form(request, written, room=found, problems=refused.problems)
    return redirect(f"{reverse('about_method', args=(key,))}?sparat=1")


def _both(request: HttpRequest, room: Room, yours: About, latest: MethodText) -> HttpResponse:
    """What another has saved and what this one has written beside each other, and both together to go on from."""
    seen = number_in(request.POST.get("seen"))
    base = about_of(next((one for one in versions_of(room.stored, ABOUT) if one.version == seen), None))
    theirs = about_of(latest)
    values = _fields(together_about(base, theirs, yours), {}) | {
        "room": room,
        "latest": latest,
        "theirs": (theirs, _chosen(theirs)),
        "yours": (yours, _chosen(yours)),
        "says_names_nobody": "names_nobody" in request.POST,
    }
    return render(request, "methods/both_about.html", values, status=409)


def _chosen(about: About) -> list[str]:
    """Målgrupp: Föräldrar, Unga. A line for each facet of which something is chosen."""
    lines = []
    for facet in shipped().facets:
        codes = about.facets.get(facet.code, ())
        if names := [one.name.in_language(language()) for one in facet.choices if one.code in codes]:
            lines.append(f"{facet.name.in_language(language())}: {', '.join(names)}")
    return lines


@require_safe
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """The whole draft as its readers will meet it, with its figures, after what is new in it since the last edition."""
    found = room_of(request, key)
    before, now = found.published, found.method
    values = {
        "room": found,
        "document": (document := document_of(now, None, has_profile=False)),
        "fragment": html.fragment(document),
        "edition": found.stored.edition,
        "changes": [_change(one, before, now) for one in changed(found.typology, before, now)] if before else [],
        "about_before": (before.about, _chosen(before.about)) if before and before.about != now.about else None,
        "about_now": (now.about, _chosen(now.about)),
        "references": found.references,
    }
    return render(request, "methods/draft.html", values)


def _change(one: Changed, before: Method, now: Method) -> dict[str, object]:
    """A question, and its answer then and now, each with what it refers to."""
    return {
        "question": one.question,
        "then": answer_shown(before, one.question, one.before),
        "now": answer_shown(now, one.question, one.now),
        "is_new": one.before.is_empty,
        "is_gone": one.now.is_empty,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def remove_words(request: HttpRequest, key: str) -> HttpResponse:
    """Where words that tell who somebody is are taken away for good: first it is told where they stand, then asked."""
    room = room_of(request, key)
    if not room.may_manage:
        raise Http404
    sent = request.POST.get("passage", "")
    stands: removing.Stands | None = None
    problems: tuple[Problem, ...] = ()
    try:
        if request.POST.get("act") == "remove":
            number = removing.remove(key, sent, room.account).number
            return redirect(f"{reverse('write_method', args=(key,))}?borttaget={number}")
        if request.method == "POST":
            stands = removing.where(key, sent, room.account)
    except Refused as refused:
        problems = refused.problems
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    help_ = _("Skriv eller klistra in dem precis som de står. Bara ett namn, eller en hel mening.")
    values = {
        "room": room,
        "field": Field("passage", _("Vilka ord ska bort?"), help_, sent, wrong.get("passage", "")),
        "links": [Link("#passage", said) for said in wrong.values()],
        "stands": stands,
        "kinds": [(_kinds()[kind], number) for kind, number in stands.of_kind.items()] if stands else [],
    }
    return render(request, "methods/remove.html", values, status=422 if wrong else 200)


def _kinds() -> dict[removing.Kind, str]:
    return {
        "text": _("i svar, nu eller förut"),
        "about": _("i namnet eller sammanfattningen, nu eller förut"),
        "remark": _("i påpekanden och förslag"),
        "turn": _("i det som har sagts vid granskning"),
        "reference": _("i länkar och filers namn"),
        "edition": _("i utgåvor som är publicerade"),
        "origin": _("där det står vad en metod bygger på"),
    }


def places(scope: Scope) -> tuple[Choice, ...]:
    """The units where somebody describes methods."""
    return tuple(Choice(one.code, one.name, chosen=False) for one in scope.describes)


def _form(
    request: HttpRequest,
    about: About,
    units: tuple[Choice, ...] = (),
    unit: str = "",
    *,
    room: Room | None = None,
    problems: Iterable[Problem] = (),
) -> HttpResponse:
    """The form: of a method's `room`, or without one where it is begun."""
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    values = _fields(about, wrong) | {
        "room": room,
        "seen": request.POST.get("seen", room.version_of(ABOUT) if room else 0),
        "units": tuple(Choice(one.value, one.words, one.value == unit) for one in units),
        "saved": "sparat" in request.GET,
        "names_nobody": wrong.get("names_nobody", ""),
        "says_names_nobody": "names_nobody" in request.POST,
        "writes_now": who_writes(room, ABOUT) if room else "",
        "history": [(one, about_of(one), _chosen(about_of(one))) for one in versions_of(room.stored, ABOUT)]
        if room
        else [],
        "links": [Link(f"#{where}", said) for where, said in wrong.items() if where],
        "others": [said for where, said in wrong.items() if not where],
    }
    return render(request, "methods/about.html", values, status=422 if wrong else 200)


def _fields(about: About, wrong: dict[str, str]) -> dict[str, object]:
    help_ = _("Två eller tre meningar som säger vad det är, till någon som aldrig har hört om det.")
    return {
        "name": Field("name", _("Vad heter metoden?"), "", about.name, wrong.get("name", "")),
        "summary": Field("summary", _("I korthet"), help_, about.summary, wrong.get("summary", "")),
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
    }
