"""A manager's and a team's pages: teams, a round from start to closing, the result, and what the team does about it."""

from collections.abc import Iterable
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
from folja.web.answers.one_time import last_month, make_codes
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
    open_round,
    round_types,
    team_of,
    teams_of,
)
from folja.web.rounds.team_page import Result, result, round_name
from folja.web.rounds.written import (
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
    actions.close_what_is_over(today())
    names = {unit.code: unit.name for unit in scope.tree.units}
    rows = []
    for one in teams_of(unit.code for unit in scope.works):
        closed = closed_rounds(one)
        latest = round_name(closed[0].release, language()) if closed else ""
        rows.append((one, names.get(one.unit, one.unit), latest, open_round(one)))
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
    """The team's page."""
    found, unit = _read(request, key)
    actions.close_what_is_over(today())
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
    if now:
        pass_night(now.code, today())
        now = open_round(found)
    shown_result = _result(closed)
    form = written or WrittenAction()
    shown = {
        "team": found,
        "unit": unit,
        "open": now,
        "is_open": now is not None and now.has_begun(today()),
        "latest": closed[0] if closed else None,
        "latest_name": round_name(closed[0].release, language()) if closed else "",
        "result": shown_result,
        "rounds": [(round_name(one.release, language()), one) for one in closed],
        "going_on": [_action(one, shown_result) for one in actions_of(found)],
        "may_manage": scope_of(request).may_manage(found.unit),
        "may_write": scope_of(request).may_write(found.unit),
        "states": STATES,
        "fields": _action_fields(form, wrong),
        "axes": [(row.code, row.short, row.code == form.axis) for row in shown_result.rows] if shown_result else (),
        "about": about,
        "names_nobody": wrong.get("names_nobody", ""),
        "says_names_nobody": form.names_nobody,
        "links": _links(wrong),
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


def _action(one: TeamAction, shown: Result | None) -> dict[str, object]:
    names = {row.code: row.short for row in shown.rows} if shown else {}
    return {"one": one, "axis": names.get(one.axis, one.axis), "choices": _states(one.state)}


def _states(chosen: str) -> tuple[Choice, ...]:
    words = {"planned": _("Inte börjat"), "begun": _("På gång"), "done": _("Gjort"), "dropped": _("Blev inte av")}
    return tuple(Choice(state, words[state], state == chosen) for state in STATES)


@require_http_methods(["GET", "HEAD", "POST"])
def team_action(request: HttpRequest, key: str) -> HttpResponse:
    """Takes something that the team has decided to do, or how it went with it."""
    found, unit = _read(request, key)
    if not scope_of(request).may_write(found.unit):
        raise PermissionDenied
    if request.method != "POST":
        return redirect("team", key)
    account, tree, closed = _account(request), scope_of(request).tree, closed_rounds(found)
    known = request.POST.get("action", "")
    try:
        if known:
            state, went = checked_went(request.POST, tree)
            actions.follow_up(found, known, state, went, account)
        elif closed:
            names = {asked.code: asked.short for asked in closed[0].release.asked}
            actions.decide(found, closed[0].code, checked_action(sent_action(request.POST), names, tree), account)
    except Refused as refused:
        return _team_page(request, found, unit, sent_action(request.POST), refused.problems, about=known)
    return redirect(f"{reverse('team', args=(key,))}#gor")


@require_http_methods(["GET", "HEAD", "POST"])
def start_round(request: HttpRequest, key: str) -> HttpResponse:
    """The form of a new round."""
    found, _unit, account = _managed(request, key)
    if open_round(found):
        return redirect("open_round", key)
    types = round_types()
    kind = types.get(request.POST.get("kind") or request.GET.get("slag", "")) or _first_type()
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
    invited_help = _("Alla som får länken. Minst fem, annars kan inget visas.")
    statements = []
    for axis in kind.axes:
        name = f"words-{axis.code}"
        typed = written.words.get(axis.code, "") or axis.text.in_language(language())
        statements.append(Field(name, axis.short.in_language(language()), "", typed, wrong.get(name, "")))
    shown = {
        "team": found,
        "kind": kind,
        "others": [one for one in round_types().values() if one != kind],
        "opens_on": Field("opens_on", _("Första dagen"), "", written.opens_on, wrong.get("opens_on", "")),
        "closes_on": Field("closes_on", _("Sista dagen"), "", written.closes_on, wrong.get("closes_on", "")),
        "invited": Field("invited", _("Hur många är ni?"), invited_help, written.invited, wrong.get("invited", "")),
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
    actions.close_what_is_over(today())
    now = open_round(found)
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
    if day is None or not max(today(), now.opens_on) <= day <= now.opens_on + timedelta(days=92):
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
    file = poster(on_paper.invitation(now, _address(request, now), today()))
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
    codes = make_codes(now.code, month, pages * SLIPS_A_PAGE)
    file = on_paper.slips(now, _address(request, now), codes, last_month(month), today())
    return _pdf(file, f"{_('lappar')}-{now.code}.pdf", "attachment")


@require_safe
def discussion_sheet(request: HttpRequest, key: str) -> HttpResponse:
    """The sheet to talk from, as PDF."""
    found, _unit = _read(request, key)
    closed = closed_rounds(found)
    shown = _result(closed)
    if shown is None:
        raise Http404
    kept = [one for one in actions_of(found) if one.round_id != closed[0].code]
    kind = round_types()[closed[0].release.round_type].title.in_language(language())
    file = on_paper.sheet(found, kind, shown, closed[0], kept, today(), language())
    return _pdf(file, f"{_('samtalsunderlag')}-{closed[0].release.closed_on}.pdf", "inline")


def _result(closed: tuple[ClosedRound, ...]) -> Result | None:
    kind = round_types().get(closed[0].release.round_type) if closed else None
    same = [one for one in closed if one.release.round_type == kind.code] if kind else []
    return result(kind, same, language()) if kind else None


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
