"""A manager's and a team's pages: teams, a round from start to closing, the result, and what the team does about it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.reports.paper import SLIPS_A_PAGE, poster
from folja.rounds.round_type import RoundType
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.unit import Unit
from folja.web.answers.one_time import make_codes
from folja.web.frame.parts import Choice, Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.current import current_unit
from folja.web.organisation.models import Account
from folja.web.organisation.scope import scope_of
from folja.web.rounds import actions, on_paper
from folja.web.rounds.models import TeamAction
from folja.web.rounds.progress import pass_night
from folja.web.rounds.stored import (
    ClosedRound,
    OpenRound,
    Team,
    actions_of,
    closed_rounds,
    kind_of,
    open_round,
    round_types,
    team_of,
    teams_of,
)
from folja.web.rounds.team_page import Result, result, round_name
from folja.web.rounds.written import (
    LONGEST_ROUND,
    STATES,
    WrittenAction,
    WrittenRound,
    WrittenTeam,
    checked_action,
    checked_round,
    checked_team,
    checked_went,
    sent_action,
    sent_round,
    sent_team,
)
from folja.web.signing_in.second_step import drawn

WEEKS_OPEN = timedelta(weeks=3)


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """The teams of one's own units, each with when it last answered. Never beside each other's results."""
    scope = scope_of(request)
    if not scope.works:
        raise PermissionDenied
    names = {unit.code: unit.name for unit in scope.tree.units}
    rows = []
    for one in teams_of(unit.code for unit in scope.works):
        closed = closed_rounds(one)
        latest = round_name(closed[0].release, language()) if closed else ""
        rows.append((one, names.get(one.unit, one.unit), latest, _still_open(one)))
    latest_day = max((closed_rounds(one)[0].release.closed_on for one, _u, latest, _o in rows if latest), default=None)
    shown = {
        "rows": rows,
        "answered": sum(bool(latest) for _team, _unit, latest, _open in rows),
        "latest": Month.of(latest_day).name(language()) if latest_day else "",
        "types": round_types().values(),
        "may_start": bool(scope.manages),
        "leads_city": scope.leads_city,
        "here": _here(request),
    }
    return render(request, "rounds/rounds.html", shown)


def _still_open(found: Team) -> OpenRound | None:
    """The round that the team can answer. What is over is closed within minutes, by nobody's page."""
    now = open_round(found)
    return None if now is None or now.is_over(today()) else now


def _here(request: HttpRequest) -> Unit | None:
    here = current_unit(request)
    return here if here and scope_of(request).may_write(here.code) else None


@require_http_methods(["GET", "HEAD", "POST"])
def new_team(request: HttpRequest) -> HttpResponse:
    """The form of a new team, at one of the units that one manages."""
    scope, account = scope_of(request), _account(request)
    if not scope.manages:
        raise PermissionDenied
    asked = request.POST.get("unit") or request.GET.get("unit")
    unit = next((one for one in scope.manages if one.code == asked), None)
    if asked and unit is None:
        raise PermissionDenied
    unit = unit or next((one for one in scope.manages if one.kind == "unit"), scope.manages[0])
    if request.method != "POST":
        kind = _first_type()
        usual = "\n".join(one.in_language(language()) for one in kind.usual_groups)
        return _team_form(request, WrittenTeam("", usual), unit, is_new=True)
    written = sent_team(request.POST)
    try:
        team = checked_team(written, unit.code)
    except Refused as refused:
        return _team_form(request, written, unit, refused.problems, is_new=True)
    actions.save_team(team, account)
    return redirect("team", team.key)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_team(request: HttpRequest, key: str) -> HttpResponse:
    """The form of a team."""
    team, unit, account = _managed(request, key)
    if team.survey:
        raise Http404
    if request.method != "POST":
        return _team_form(request, WrittenTeam(team.name, "\n".join(team.agencies)), unit, team=team)
    written = sent_team(request.POST)
    try:
        actions.save_team(checked_team(written, team.unit, team.key), account)
    except Refused as refused:
        return _team_form(request, written, unit, refused.problems, team=team)
    return redirect("team", team.key)


def _team_form(
    request: HttpRequest,
    written: WrittenTeam,
    unit: Unit,
    problems: Iterable[Problem] = (),
    *,
    is_new: bool = False,
    team: Team | None = None,
) -> HttpResponse:
    wrong = _wrong(problems)
    agencies_help = _("En på varje rad. Den som svarar väljer en av dem. Skriv verksamheter eller yrken, inga namn.")
    choices = [Choice(one.code, one.name, one == unit) for one in scope_of(request).manages]
    shown = {
        "is_new": is_new,
        "team": team,
        "unit": unit,
        "units": choices if is_new and len(choices) > 1 else (),
        "name": Field("name", _("Vad heter teamet?"), "", written.name, wrong.get("name", "")),
        "agencies": Field(
            "agencies", _("Vilka verksamheter är med?"), agencies_help, written.agencies, wrong.get("agencies", "")
        ),
        "links": _links(wrong),
    }
    return render(request, "rounds/team_form.html", shown, status=422 if wrong else 200)


@require_safe
def team(request: HttpRequest, key: str) -> HttpResponse:
    """The team's page: its latest round that can be shown, or the one that is asked for."""
    found, unit = _read(request, key)
    if found.survey:
        return redirect("surveys", found.unit)
    return _team_page(request, found, unit)


def _team_page(
    request: HttpRequest,
    found: Team,
    unit: Unit,
    written: WrittenAction | None = None,
    problems: Iterable[Problem] = (),
    about: str = "",
) -> HttpResponse:
    wrong = _wrong(problems)
    now, closed = open_round(found), closed_rounds(found)
    chosen = _chosen(request, closed)
    shown_result = _result(chosen, closed)
    names = _short_names(closed)
    form = written or WrittenAction()
    going_on = [_action(one, names, request.POST if one.key == about else {}, wrong) for one in actions_of(found)]
    shown = {
        "team": found,
        "unit": unit,
        "open": now,
        "is_open": now is not None and now.has_begun(today()),
        "is_over": now is not None and now.is_over(today()),
        "latest": closed[0] if closed else None,
        "latest_name": round_name(closed[0].release, language()) if closed else "",
        "result": shown_result,
        "chosen": chosen,
        "rounds": [(round_name(one.release, language()), one) for one in closed],
        "going_on": going_on,
        "may_manage": scope_of(request).may_manage(found.unit),
        "may_write": scope_of(request).may_write(found.unit),
        "fields": _action_fields(form, wrong),
        "axes": [(code, short, code == form.axis) for code, short in names.items()],
        "about": about,
        "names_nobody": wrong.get("names_nobody", ""),
        "says_names_nobody": form.names_nobody,
        "links": tuple(Link(f"{one.address}-{about}" if about else one.address, one.words) for one in _links(wrong)),
    }
    return render(request, "rounds/team.html", shown, status=422 if wrong else 200)


def _action_fields(form: WrittenAction, wrong: dict[str, str]) -> dict[str, Field]:
    who = _("En verksamhet eller funktion, ingen persons namn. Kan lämnas tomt.")
    return {
        "axis": Field("axis", _("Vilket påstående gäller det?"), "", form.axis, wrong.get("axis", "")),
        "words": Field("words", _("Vad gör ni?"), _("En mening."), form.words, wrong.get("words", "")),
        "who": Field("who", _("Vem gör det?"), who, form.who, wrong.get("who", "")),
        "due_on": Field("due_on", _("När ska det vara gjort?"), "", form.due_on, wrong.get("due_on", "")),
    }


def _action(
    one: TeamAction, names: Mapping[str, str], sent: Mapping[str, str], wrong: Mapping[str, str]
) -> dict[str, object]:
    """Something that the team does; where how it went was refused, as it was sent."""
    went = Field(
        f"went-{one.key}", _("Vad hände?"), "", sent.get("went", one.went), wrong.get("went", "") if sent else ""
    )
    state = Field(f"state-{one.key}", _("Hur går det?"), "", "", wrong.get("state", "") if sent else "")
    return {
        "one": one,
        "axis": names.get(one.axis, one.axis),
        "is": _states(one.state),
        "choices": _states(sent.get("state", one.state)),
        "state": state,
        "went": went,
        "says_names_nobody": "names_nobody" in sent,
    }


def _short_names(closed: Iterable[ClosedRound]) -> dict[str, str]:
    """What the statements of the team's latest round are called, and after them those that only earlier ones had."""
    types = round_types()
    shorts = {
        (kind.code, axis.code): axis.short.in_language(language()) for kind in types.values() for axis in kind.axes
    }
    found: dict[str, str] = {}
    for one in closed:
        for asked in one.release.asked:
            found.setdefault(asked.code, shorts.get((one.release.round_type, asked.code), asked.short))
    return found


def _states(chosen: str) -> tuple[Choice, ...]:
    words = {"planned": _("Inte börjat"), "begun": _("På gång"), "done": _("Gjort"), "dropped": _("Blev inte av")}
    return tuple(Choice(state, words[state], state == chosen) for state in STATES)


@require_http_methods(["GET", "HEAD", "POST"])
def team_action(request: HttpRequest, key: str) -> HttpResponse:
    """Takes something that the team has decided to do, or how it went with it."""
    found, unit = _read(request, key)
    if not scope_of(request).may_write(found.unit):
        raise PermissionDenied
    if found.survey:
        raise Http404
    if request.method != "POST":
        return redirect("team", key)
    account, tree, closed = _account(request), scope_of(request).tree, closed_rounds(found)
    known = request.POST.get("action", "")
    try:
        if known:
            state, went = checked_went(request.POST, tree)
            actions.follow_up(found, known, state, went, account)
        elif closed:
            decided = checked_action(sent_action(request.POST), _short_names(closed), tree)
            actions.decide(found, closed[0].code, decided, account)
    except Refused as refused:
        written = None if known else sent_action(request.POST)
        return _team_page(request, found, unit, written, refused.problems, about=known)
    return redirect(f"{reverse('team', args=(key,))}#gor")


@require_http_methods(["GET", "HEAD", "POST"])
def start_round(request: HttpRequest, key: str) -> HttpResponse:
    """The form of a new round."""
    found, _unit, account = _managed(request, key)
    if open_round(found):
        return redirect("open_round", key)
    asked = request.POST.get("kind") or request.GET.get("slag", "")
    kind = kind_of(found.survey) if found.survey else round_types().get(asked) or _first_type()
    if request.method != "POST":
        first = WrittenRound(kind.code, str(today()), str(today() + WEEKS_OPEN))
        return _round_form(request, found, kind, first)
    written = sent_round(request.POST, kind)
    try:
        actions.start(found, checked_round(written, kind, today()), account)
    except Refused as refused:
        return _round_form(request, found, kind, written, refused.problems)
    return redirect("open_round", key)


def _round_form(
    request: HttpRequest, found: Team, kind: RoundType, written: WrittenRound, problems: Iterable[Problem] = ()
) -> HttpResponse:
    wrong = _wrong(problems)
    invited_help = (
        _("Alla som får länken. Minst fyrtio, annars kan inga andelar visas.")
        if found.survey
        else _("Alla som får länken. Minst fem, annars kan inget visas.")
    )
    statements = []
    for axis in () if found.survey else kind.axes:
        name = f"words-{axis.code}"
        typed = written.words.get(axis.code, "") or axis.text.in_language(language())
        statements.append(Field(name, axis.short.in_language(language()), "", typed, wrong.get(name, "")))
    shown = {
        "team": found,
        "kind": kind,
        "others": [] if found.survey else [one for one in round_types().values() if one != kind],
        "opens_on": Field("opens_on", _("Första dagen"), "", written.opens_on, wrong.get("opens_on", "")),
        "closes_on": Field("closes_on", _("Sista dagen"), "", written.closes_on, wrong.get("closes_on", "")),
        "invited": Field(
            "invited",
            _("Hur många får länken?") if found.survey else _("Hur många är ni?"),
            invited_help,
            written.invited,
            wrong.get("invited", ""),
        ),
        "one_time": written.one_time,
        "statements": statements,
        "are_open": any(name.startswith("words-") for name in wrong),
        "links": _links(wrong),
        "others_wrong": [wrong[""]] if wrong.get("") else (),
    }
    return render(request, "rounds/start.html", shown, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def open_round_page(request: HttpRequest, key: str) -> HttpResponse:
    """The round that is open: its link, how far it has come in a word, a reminder to all, and its closing."""
    found, _unit, account = _managed(request, key)
    now = _still_open(found)
    if now is None:
        return redirect("team", key)
    pass_night(now.code, today())
    if request.method == "POST":
        return _round_changed(request, found, now, account)
    return _open_page(request, found)


def _round_changed(request: HttpRequest, found: Team, now: OpenRound, account: Account) -> HttpResponse:
    if "close" in request.POST:
        if request.POST.get("sure") != "yes":
            return _open_page(request, found, asks="close")
        actions.close(now.code, today(), account)
        return redirect("team", found.key)
    day = _day(request.POST.get("closes_on", ""))
    if day is None or not max(today(), now.opens_on) <= day <= now.opens_on + LONGEST_ROUND:
        said = _("Välj en dag från i dag till tre månader efter den första dagen.")
        return _open_page(request, found, problem=said)
    actions.prolong(now.code, day, account)
    return redirect("open_round", found.key)


def _open_page(request: HttpRequest, found: Team, asks: str = "", problem: str = "") -> HttpResponse:
    now = open_round(found)
    assert now is not None
    address = _address(request, now)
    shown = {
        "team": found,
        "open": now,
        "is_open": now.has_begun(today()),
        "address": address,
        "picture": mark_safe(drawn(address)),  # noqa: S308  drawn here, of an address of our own
        "closes_on": Field("closes_on", _("Sista dagen"), "", str(now.closes_on), problem),
        "asks": asks,
    }
    return render(request, "rounds/open.html", shown, status=422 if problem else 200)


@require_safe
def round_poster(request: HttpRequest, key: str) -> HttpResponse:
    """The open round's link on paper."""
    found, _unit, _account_of = _managed(request, key)
    now = _open_or_404(found)
    file = poster(on_paper.on_paper(now, _address(request, now), today()))
    return _pdf(file, f"{_('affisch')}-{now.code}.pdf", "inline")


@require_http_methods(["GET", "HEAD", "POST"])
def round_slips(request: HttpRequest, key: str) -> HttpResponse:
    """Slips with codes that work once, as many as are invited and no more than fit their pages."""
    found, _unit, _account_of = _managed(request, key)
    now = _open_or_404(found)
    if not now.one_time:
        raise Http404
    if request.method != "POST":
        return redirect("open_round", key)
    month = Month.of(today())
    pages = -(-now.invited // SLIPS_A_PAGE)
    # Good for as long as the round can be open, though its last day is moved; closing ends them all.
    codes = make_codes(now.code, month, pages * SLIPS_A_PAGE, Month.of(now.opens_on + LONGEST_ROUND))
    file = on_paper.slips(now, _address(request, now), codes, today())
    return _pdf(file, f"{_('lappar')}-{now.code}.pdf", "attachment")


@require_safe
def discussion_sheet(request: HttpRequest, key: str) -> HttpResponse:
    """The sheet to talk from, as PDF."""
    found, _unit = _read(request, key)
    if found.survey:
        raise Http404
    closed = closed_rounds(found)
    chosen = _chosen(request, closed)
    shown = _result(chosen, closed)
    if chosen is None or shown is None:
        raise Http404
    before = {one.code for one in closed[closed.index(chosen) + 1 :]}
    kept = [one for one in actions_of(found) if one.round_id in before]
    kind = round_types()[chosen.release.round_type].title.in_language(language())
    file = on_paper.sheet(found, kind, shown, chosen, kept, today(), language())
    return _pdf(file, f"{_('samtalsunderlag')}-{chosen.release.closed_on}.pdf", "inline")


def _chosen(request: HttpRequest, closed: Sequence[ClosedRound]) -> ClosedRound | None:
    """The round that is asked for, else the latest that has something to show."""
    told = [one for one in closed if one.release.has_result]
    asked = request.GET.get("omgang", "")
    return next((one for one in told if one.code == asked), told[0] if told else None)


def _result(chosen: ClosedRound | None, closed: Sequence[ClosedRound]) -> Result | None:
    """What a round shows, over those before it of the same kind."""
    kind = round_types().get(chosen.release.round_type) if chosen else None
    if chosen is None or kind is None:
        return None
    until = closed[closed.index(chosen) :]
    return result(kind, [one for one in until if one.release.round_type == kind.code], language())


def _read(request: HttpRequest, key: str) -> tuple[Team, Unit]:
    found, scope = team_of(key), scope_of(request)
    if found is None or found.unit not in scope.tree:
        raise Http404
    if not scope.may_write(found.unit):
        raise PermissionDenied
    return found, scope.tree[found.unit]


def _managed(request: HttpRequest, key: str) -> tuple[Team, Unit, Account]:
    found, unit = _read(request, key)
    if not scope_of(request).may_manage(found.unit):
        raise PermissionDenied
    return found, unit, _account(request)


def _account(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise PermissionDenied
    return request.user


def _open_or_404(found: Team) -> OpenRound:
    now = open_round(found)
    if now is None:
        raise Http404
    return now


def _first_type() -> RoundType:
    return next(iter(round_types().values()))


def _address(request: HttpRequest, now: OpenRound) -> str:
    return request.build_absolute_uri(reverse("answer_round", args=(now.code,)))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _wrong(problems: Iterable[Problem]) -> dict[str, str]:
    return {one.where: one.text.in_language(language()) for one in problems}


def _links(wrong: dict[str, str]) -> tuple[Link, ...]:
    return tuple(Link(f"#{name}", said) for name, said in wrong.items() if name)


def _pdf(file: bytes, name: str, how: str) -> HttpResponse:
    return HttpResponse(
        file, content_type="application/pdf", headers={"Content-Disposition": f'{how}; filename="{name}"'}
    )
