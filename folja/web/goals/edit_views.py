"""Changing a plan: goals and results on a page each, their order, what is removed and put back, and a new year's."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folja.goals import changing
from folja.goals.changing import MOST_AREAS
from folja.goals.year_plan import DevelopmentArea, ExpectedResult, UnitGoal, YearPlan, copied_forward
from folja.screening.cleaning import in_one_line
from folja.vocabulary.problem import Problem, Refused
from folja.web.frame.numbers import number_in
from folja.web.frame.parts import Choice, Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.goals.actions import ChangedMeanwhile, change_plan, save_plan
from folja.web.goals.changed import said
from folja.web.goals.desk import Desk, managed_desk
from folja.web.goals.form_page import goal_form, in_words, kinds, result_form, shelves
from folja.web.goals.learned import learned
from folja.web.goals.plan_page import aim_in_words
from folja.web.goals.stored import kept_plan, plan_at, plan_of, versions_of
from folja.web.goals.written import (
    WrittenGoal,
    WrittenResult,
    checked_goal,
    checked_result,
    new_key,
    sent_areas,
    sent_goal,
    sent_result,
    written_as_goal,
    written_as_result,
)
from folja.web.organisation.models import Account
from folja.web.year.actions import decide

NEW = "nytt"
EMPTY_AREAS = 2  # rows to write in, below those that are there


@require_http_methods(["GET", "HEAD", "POST"])
def edit_plan(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """All goals and results to change, move and remove."""
    desk, account = managed_desk(request, unit, year)
    if request.method == "POST":
        return _changed(request, desk, account)
    gone = changing.piece(plan_at(unit, year, number_in(request.GET.get("version"))), request.GET.get("borttaget", ""))
    shown = {
        "desk": desk,
        "tabs": desk.tabs("edit_plan"),
        "menu": desk.menu("edit_plan"),
        "goals": tuple((goal, tuple(_with_aims(goal))) for goal in desk.kept.plan.goals),
        "gone": gone,
        "gone_words": _words(gone) if gone else "",
        "gone_version": request.GET.get("version", ""),
        "changed": changing.piece(desk.kept.plan, request.GET.get("andrat", "")),
        "year_before": plan_of(unit, year - 1) and year - 1,
    }
    return render(request, "goals/edit.html", shown)


def _with_aims(goal: UnitGoal) -> Iterator[tuple[ExpectedResult, str]]:
    for result in goal.results:
        yield result, aim_in_words(result, language())


def _changed(request: HttpRequest, desk: Desk, account: Account) -> HttpResponse:
    """One step: moved, removed, put back, or said to hold this year too."""
    form = request.POST
    step = next((step for step in STEPS if form.get(step)), None)
    if step is None:
        raise Http404
    key, page, save = form[step], reverse("edit_plan", args=desk.at), partial(_save, desk, account)
    match step:
        case "up" | "down":
            save(lambda plan: changing.moved(plan, key, -1 if step == "up" else 1))
        case "hold":
            save(lambda plan: changing.reviewed(plan, key))
        case "put_back":
            before = plan_at(*desk.at, number_in(form.get("version")))
            save(lambda plan: changing.put_back(plan, before, key))
        case "remove":
            return redirect(f"{page}?{urlencode(_removed(desk, account, key, number_in(form.get('seen'))))}")
    return redirect(f"{reverse('plan', args=desk.at) if form.get('from') == 'plan' else page}#{key}")


STEPS = ("up", "down", "hold", "put_back", "remove")


def _removed(desk: Desk, account: Account, key: str, seen: int) -> dict[str, object]:
    """What the page is told: what is gone and in which version it stands, or that somebody else has changed it."""
    try:
        version = _save(desk, account, lambda plan: changing.without(plan, key), key=key, seen=seen)
    except ChangedMeanwhile:
        return {"andrat": key}
    return {"borttaget": key, "version": version - 1}


def _save(desk: Desk, account: Account, change: Callable[[YearPlan], YearPlan], *, key: str = "", seen: int = 0) -> int:
    return change_plan(*desk.at, change, account, key=key, seen=seen)


@dataclass(frozen=True)
class Theirs:
    """What somebody else has saved meanwhile: who, and every field where it differs from what is written here."""

    saved_by: str
    is_gone: bool
    differing: tuple[tuple[str, str], ...]


@require_http_methods(["GET", "HEAD", "POST"])
def edit_goal(request: HttpRequest, unit: str, year: int, key: str) -> HttpResponse:
    """A goal's words."""
    desk, account = managed_desk(request, unit, year)
    goal = changing.goal_of(desk.kept.plan, key)
    if request.method != "POST":
        if goal is None and key != NEW:
            raise Http404
        return _goal_page(request, desk, key, written_as_goal(goal) if goal else WrittenGoal(), desk.kept.version)
    written, seen = sent_goal(request.POST), number_in(request.POST.get("seen"))
    _refuse_unknown(desk, key, seen)
    try:
        checked = checked_goal(written, new_key() if key == NEW else key)
        _save(desk, account, partial(changing.with_goal, goal=checked), key=checked.key, seen=seen)
    except Refused as refused:
        return _goal_page(request, desk, key, written, seen, refused.problems)
    except ChangedMeanwhile as changed:
        return _goal_page(request, desk, key, written, changed.latest, is_changed=True)
    return redirect(f"{reverse('edit_plan', args=desk.at)}#{checked.key}")


def _goal_page(
    request: HttpRequest,
    desk: Desk,
    key: str,
    written: WrittenGoal,
    seen: int,
    problems: Iterable[Problem] = (),
    *,
    is_changed: bool = False,
) -> HttpResponse:
    problems = tuple(problems)
    form = goal_form(written, problems, language())
    latest = changing.goal_of(kept_plan(*desk.at).plan, key)
    theirs = _theirs(desk, written_as_goal(latest) if latest else None, written, form.fields) if is_changed else None
    shown = {"desk": desk, "form": form, "seen": seen, "is_new": key == NEW, "theirs": theirs}
    return render(request, "goals/goal.html", shown, status=409 if is_changed else 422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_result(request: HttpRequest, unit: str, year: int, key: str) -> HttpResponse:
    """An expected result: what, how it is followed, what is aimed at, and how the unit works."""
    desk, account = managed_desk(request, unit, year)
    plan = desk.kept.plan
    result, around = changing.result_of(plan, key), changing.goal_around(plan, key)
    if request.method != "POST":
        if (result is None and key != NEW) or not plan.goals:
            raise Http404
        asked = request.GET.get("mal", "")
        goal = asked if changing.goal_of(plan, asked) else plan.goals[0].key
        written = written_as_result(result, around.key) if result and around else WrittenResult(goal)
        return _result_page(request, desk, key, written, desk.kept.version)
    written, seen = sent_result(request.POST), number_in(request.POST.get("seen"))
    _refuse_unknown(desk, key, seen)
    try:
        checked = checked_result(written, new_key() if key == NEW else key)
        change = partial(changing.with_result, goal=written.goal, result=checked)
        _save(desk, account, change, key=checked.key, seen=seen)
    except Refused as refused:
        return _result_page(request, desk, key, written, seen, refused.problems)
    except ChangedMeanwhile as changed:
        return _result_page(request, desk, key, written, changed.latest, is_changed=True)
    return redirect(f"{reverse('edit_plan', args=desk.at)}#{checked.key}")


def _result_page(
    request: HttpRequest,
    desk: Desk,
    key: str,
    written: WrittenResult,
    seen: int,
    problems: Iterable[Problem] = (),
    *,
    is_changed: bool = False,
) -> HttpResponse:
    problems, plan = tuple(problems), kept_plan(*desk.at).plan
    form = result_form(written, problems, language())
    latest, around = changing.result_of(plan, key), changing.goal_around(plan, key)
    saved = written_as_result(latest, around.key) if latest and around else None
    shown: dict[str, Any] = {
        "desk": desk,
        "form": form,
        "seen": seen,
        "is_new": key == NEW,
        "goals": tuple(Choice(goal.key, goal.title, goal.key == written.goal) for goal in plan.goals),
        "kinds": kinds(written.kind),
        "in_words": in_words(written.followed),
        "shelves": shelves(written.followed, language()),
        "groups": plan.groups,
        "theirs": _theirs(desk, saved, written, form.fields) if is_changed else None,
    }
    return render(request, "goals/result.html", shown, status=409 if is_changed else 422 if problems else 200)


def _refuse_unknown(desk: Desk, key: str, seen: int) -> None:
    """Raises Http404 for what neither stands in the plan nor stood there when the form was opened."""
    if key != NEW and not any(changing.piece(plan, key) for plan in (desk.kept.plan, plan_at(*desk.at, seen))):
        raise Http404


def _theirs(desk: Desk, saved: object, written: object, fields: dict[str, Field] | Any) -> Theirs:
    """What stands now beside what is written, field by field."""
    by = versions_of(*desk.at)[0].saved_by
    if saved is None:
        return Theirs(by, is_gone=True, differing=())
    return Theirs(by, is_gone=False, differing=tuple(_differing(desk, saved, written, fields)))


def _differing(desk: Desk, saved: object, written: object, fields: dict[str, Field]) -> Iterator[tuple[str, str]]:
    for name, field in fields.items():
        theirs = str(getattr(saved, name))
        if theirs != str(getattr(written, name)):
            yield field.label, _said(desk, name, theirs) or _("(tomt)")


def _said(desk: Desk, name: str, value: str) -> str:
    """What a field holds, in words where it holds a code."""
    if name == "goal":
        goal = changing.goal_of(desk.kept.plan, value)
        return goal.title if goal else ""
    return said(name, value)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_areas(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """The year's development areas."""
    desk, account = managed_desk(request, unit, year)
    before = desk.kept.plan.areas
    if request.method != "POST":
        return _areas_page(request, desk, [(area.key, area.words, area.group) for area in before], desk.kept.version)
    seen = number_in(request.POST.get("seen"))
    names = [(f"key-{place}", f"words-{place}", f"group-{place}") for place in range(MOST_AREAS)]
    sent = {name: in_one_line(request.POST.get(name, "")) for row in names for name in row}
    rows = [(sent[key], sent[words], sent[group]) for key, words, group in names]
    try:
        areas = sent_areas(request.POST, before)
        _save(desk, account, partial(changing.with_areas, areas=areas), key=changing.AREAS, seen=seen)
    except Refused as refused:
        return _areas_page(request, desk, rows, seen, refused.problems)
    except ChangedMeanwhile as changed:
        return _areas_page(request, desk, [row for row in rows if any(row[1:])], changed.latest, is_changed=True)
    return redirect(f"{reverse('plan', args=desk.at)}#areas")


AreaRow = tuple[str, str, str]  # its key, its words, and the group that is responsible


def _areas_page(
    request: HttpRequest,
    desk: Desk,
    rows: list[AreaRow],
    seen: int,
    problems: Iterable[Problem] = (),
    *,
    is_changed: bool = False,
) -> HttpResponse:
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    rows = [*rows, *[("", "", "")] * min(EMPTY_AREAS, MOST_AREAS - len(rows))]
    shown = {
        "desk": desk,
        "rows": [_area_fields(place, row, wrong) for place, row in enumerate(rows)],
        "links": tuple(Link(f"#{name}", _("Rad %s") % (int(name.rpartition("-")[2]) + 1)) for name in wrong),
        "groups": desk.kept.plan.groups,
        "seen": seen,
        "theirs": _their_areas(desk, rows) if is_changed else None,
    }
    return render(request, "goals/areas.html", shown, status=409 if is_changed else 422 if wrong else 200)


def _their_areas(desk: Desk, rows: Iterable[AreaRow]) -> Theirs:
    """The areas as they stand now, those that are not the same as written here."""
    latest = kept_plan(*desk.at).plan.areas
    written = {(words, group) for _key, words, group in rows}
    differing = tuple(
        (_("Rad %s") % number, f"{area.words} ({area.group})" if area.group else area.words)
        for number, area in enumerate(latest, start=1)
        if (area.words, area.group) not in written
    )
    return Theirs(versions_of(*desk.at)[0].saved_by, is_gone=not latest, differing=differing)


def _area_fields(place: int, row: AreaRow, wrong: dict[str, str]) -> tuple[str, str, Field, Field]:
    key, words, group = row
    name, of_group = f"words-{place}", f"group-{place}"
    return (
        f"key-{place}",
        key,
        Field(name, _("Vad vill ni utveckla?"), "", words, wrong.get(name, "")),
        Field(of_group, _("Ansvarig grupp"), "", group, wrong.get(of_group, "")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def begin_plan(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """The year's plan begun from the year before: all of it to be looked through, with what was learned."""
    desk, account = managed_desk(request, unit, year)
    before = plan_of(unit, year - 1)
    if before is None or desk.kept.version:
        raise Http404
    lessons = learned(before)
    written = request.POST.get("areas", "\n".join(lessons))
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            lines = [line.strip() for line in written.split("\n") if line.strip()]
            taken, over = lines[:MOST_AREAS], lines[MOST_AREAS:]
            if not set(over) <= set(lessons):  # a lesson that there is no room for is asked about again
                changing.refuse_more_than_room(len(lines))
            areas = sent_areas({f"words-{place}": line for place, line in enumerate(taken)}, ())
            save_plan(copied_forward(before, areas), 0, account)
            decide(unit, before.year, (lesson for lesson in lessons if lesson not in over))
            return redirect("edit_plan", unit, year)
        except Refused as refused:
            problems = refused.problems
    wrong = " ".join(_of_line(one) for one in problems)
    help_ = _(
        "Ett på varje rad. Det som står här är hämtat ur förra årets plan och analyser: ändra, ta bort, lägg till."
    )
    field = Field("areas", _("Det här ska ni utveckla"), help_, written, wrong)
    links = (Link("#areas", field.label),) if wrong else ()
    shown = {"desk": desk, "before": before, "field": field, "links": links, "count": len(tuple(before.results))}
    return render(request, "goals/begin.html", shown, status=422 if wrong else 200)


def _of_line(one: Problem) -> str:
    """What is wrong, after the number of its line where it is in one."""
    words, number = one.text.in_language(language()), one.where.rpartition("-")[2]
    return f"{_('Rad %s') % (int(number) + 1)}: {words}" if number.isdecimal() else words


def _words(piece: UnitGoal | ExpectedResult | DevelopmentArea) -> str:
    return piece.title if isinstance(piece, UnitGoal) else piece.words
