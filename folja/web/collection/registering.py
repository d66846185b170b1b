"""The page of one sheet: opened, filled in, saved, corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from folja.instruments.instrument import Instrument, in_force
from folja.instruments.loading import shipped
from folja.instruments.sheet import Sheet
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Problem, Refused
from folja.web.collection import actions, wording
from folja.web.collection.answers import Written, answers_in
from folja.web.collection.habits import habit_key
from folja.web.collection.months import open_months
from folja.web.collection.putting_aside import pass_night
from folja.web.collection.receipt import in_groups, new_receipt
from folja.web.collection.sheet import Card, shown_sheet
from folja.web.frame.numbers import number_in
from folja.web.frame.parts import Link
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.current import current_unit
from folja.web.organisation.scope import Scope, scope_of
from folja.web.publication.models import closed_until


@dataclass(frozen=True)
class Filled:
    """A sheet as it was sent, or as it is opened."""

    instrument: Instrument
    version: int
    unit: str
    month: Month
    receipt: str
    written: Written
    late: bool = False
    correcting: bool = False
    replacing: bool = False


def register_one(request: HttpRequest, code: str) -> HttpResponse:
    """One sheet. Only the instruments that staff fill in have one; families have pages of their own."""
    versions = shipped().versions.get(code, ())
    if not versions or versions[-1].audience != "staff":
        raise Http404
    scope = scope_of(request)
    if not scope.registers:
        raise PermissionDenied
    if request.method == "POST":
        return _save(request, versions, scope)
    # Counted before anything of today is saved: what this device adds of its own is then not in it yet.
    pass_night(today())
    return sheet_page(request, _opened(request, versions, scope))


def sheet_page(request: HttpRequest, filled: Filled, problems: Iterable[Problem] = ()) -> HttpResponse:
    """The page with what is filled in and what is wrong with it."""
    problems = tuple(problems)
    shown = shown_sheet(filled.instrument, filled.written, problems)
    on_cards = {card.question.code for card in shown.wrong}
    context = {
        "filled": filled,
        "instrument": filled.instrument,
        "sheet": shown,
        "months": _months(shipped().of(filled.instrument.code)),
        "closed": closed_until(),
        "sheet_unit": scope_of(request).tree[filled.unit],
        "habit_key": habit_key(request.user),  # type: ignore[arg-type]
        "wrong_words": wording.must_change(len(shown.wrong)) if problems else "",
        "wrong_links": [_to(card) for card in shown.wrong],
        "wrong_elsewhere": [
            problem.text.in_language(language()) for problem in problems if problem.where not in on_cards
        ],
        "code": in_groups(filled.receipt),
        **_sentences(filled),
    }
    return render(request, "collection/sheet.html", context, status=422 if problems else 200)


def _to(card: Card) -> Link:
    return Link(f"#{card.question.code}", card.question.text.in_language(language()))


def _opened(request: HttpRequest, versions: tuple[Instrument, ...], scope: Scope) -> Filled:
    offered = open_months(versions, today())
    asked = _month(request.GET.get("month", ""), versions)
    month = asked if asked in offered else next(iter(offered), asked)
    current = current_unit(request)
    unit = current if current and scope.may_register(current.code) else scope.registers[0]
    instrument = _version(versions, month)
    return Filled(instrument, instrument.version, unit.code, month, new_receipt(), {})


def _save(request: HttpRequest, versions: tuple[Instrument, ...], scope: Scope) -> HttpResponse:
    filled = _sent(request, versions, scope)
    answers, problems = answers_in(filled.instrument, filled.written)
    problems = problems or _write(filled, answers)
    if problems:
        return sheet_page(request, filled, problems)
    if request.POST.get("script"):
        return JsonResponse({})
    return _saved_page(request, filled)


def _write(filled: Filled, answers: Mapping[str, Any]) -> list[Problem]:
    """Save, or say why not."""
    write = actions.replace if filled.replacing else actions.correct if filled.correcting else actions.record
    handed_in = Sheet(filled.instrument.code, filled.version, filled.unit, filled.month, answers, filled.late)
    try:
        write(filled.receipt, handed_in)
    except Refused as refused:
        return list(refused.problems)
    return []


def _sent(request: HttpRequest, versions: tuple[Instrument, ...], scope: Scope) -> Filled:
    sent = request.POST
    month = _month(sent.get("month", ""), versions)
    unit = sent.get("unit", "")
    if not scope.may_register(unit):
        raise PermissionDenied
    return Filled(
        _version(versions, month),
        number_in(sent.get("version")),
        unit,
        month,
        sent.get("receipt", "") or new_receipt(),
        {name: sent.getlist(name) for name in sent},
        late=bool(sent.get("late")),
        correcting=bool(sent.get("correcting")),
        replacing=bool(sent.get("replacing")),
    )


def _month(written: str, versions: tuple[Instrument, ...]) -> Month:
    """The month that is asked for, else the present one."""
    try:
        return Month.parse(written)
    except ValueError:
        return max(Month.of(today()), versions[0].first_month)


def _version(versions: tuple[Instrument, ...], month: Month) -> Instrument:
    """The version of a month. A month before the first is told of by validation, beside the first's questions."""
    return in_force(versions, month) or versions[0]


def _months(versions: tuple[Instrument, ...]) -> list[dict[str, Any]]:
    return [{"month": month, "version": _version(versions, month).version} for month in open_months(versions, today())]


def _sentences(filled: Filled) -> dict[str, str]:
    nouns, reader = filled.instrument.nouns, language()
    done = wording.is_corrected if filled.correcting else wording.is_saved
    return {
        "save_words": _("Spara ändringen") if filled.correcting else wording.save(nouns, reader),
        "saved_words": done(nouns, reader),
    }


def _saved_page(request: HttpRequest, filled: Filled) -> HttpResponse:
    shown = {"filled": filled, "code": in_groups(filled.receipt), **_sentences(filled)}
    return render(request, "collection/saved.html", shown)
