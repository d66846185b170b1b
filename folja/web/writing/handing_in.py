"""Hands a report in, sends it back, approves it and keeps it: the only writer of turns and approved reports."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from folja import __version__
from folja.closing import content_hash
from folja.disclosure import policy
from folja.instruments.content import SHIPPED
from folja.reports.document import Released
from folja.reports.frozen import FrozenReport, hash_of
from folja.reports.template import shipped
from folja.vocabulary import clock
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.web.locks import alone
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account
from folja.web.organisation.scope import read_scope
from folja.web.organisation.units import tree
from folja.web.publication.reporting import document_of, manuscript_of
from folja.web.publication.shelf import library
from folja.web.writing.actions import locked_report
from folja.web.writing.models import ReleasedReport, StoredReport, Turn
from folja.web.writing.parts import Part, parts_of
from folja.web.writing.stored import handed_in, is_locked, latest_released, latest_turn
from folja.web.writing.written import Typed, checked

LANGUAGE = "sv"
"""A report is approved in the language that it is written in, by somebody who has read it so."""


def left_to_do(parts: Sequence[Part]) -> tuple[Problem, ...]:
    """What has to be done before the report can be handed in, section by section."""
    return tuple(_left(part) for part in parts if part.lacks_words or not part.is_done)


def _left(part: Part) -> Problem:
    if part.lacks_words:
        return problem(
            part.key,
            sv=f"{part.number}. {part.title} har ingen analys",
            en=f"{part.number}. {part.title} lacks analysis",
        )
    return problem(part.key, sv=f"Gör klar {part.number}. {part.title}", en=f"finish {part.number}. {part.title}")


@transaction.atomic
def hand_in(template: str, unit: str, period: Period, account: Account) -> None:
    """Hand the report in as it now is. What is read until it is approved, and then approved, is this.

    Raises Refused when something is left to do, when it is handed in already, and for who does not manage the unit.
    """
    report = locked_report(template, unit, period)
    _refuse_unless_manages(unit, account)
    if is_locked(latest_turn(report)):
        raise refuse("", sv="Rapporten är redan lämnad.", en="the report is handed in already")
    manuscript = manuscript_of(template, unit, period)
    found = parts_of(library(), shipped()[template], manuscript, period, report, LANGUAGE)
    if left := left_to_do(found):
        raise Refused(left)
    text = _frozen(template, unit, period).to_json()
    _turn(report, Turn.Kind.HANDED_IN, account, document=text, hash=hash_of(text))


@transaction.atomic
def take_back(template: str, unit: str, period: Period, account: Account) -> None:
    """Let those who write change it again. Doing it twice is harmless. Raises Refused when it has been approved."""
    report = locked_report(template, unit, period)
    _refuse_unless_manages(unit, account)
    turn = latest_turn(report)
    if turn is not None and turn.kind == Turn.Kind.APPROVED:
        raise refuse(
            "",
            sv="Rapporten är redan godkänd. Börja på en ny utgåva om något ska ändras.",
            en="the report has been approved; begin a new edition if something is to be changed",
        )
    if is_locked(turn):
        _turn(report, Turn.Kind.TAKEN_BACK, account)


@transaction.atomic
def send_back(template: str, unit: str, period: Period, seen: int, words: str, account: Account) -> None:
    """Do not approve, say what to correct and open the texts again. Raises Refused as `approve`, and for no words."""
    report = locked_report(template, unit, period)
    _turn_to_decide(report, seen, account)
    said = checked(Typed(words, names_nobody=True), tree())
    if not said:
        raise refuse("why", sv="Skriv vad som behöver rättas.", en="write what has to be corrected")
    _turn(report, Turn.Kind.SENT_BACK, account, words=said)


@transaction.atomic
def approve(template: str, unit: str, period: Period, seen: int, account: Account) -> ReleasedReport:
    """Approve what was handed in and keep it under the next number, in the place of the one before.

    Raises Refused for who handed it in or does not manage the unit, and when it is no longer what was `seen`.
    """
    report = locked_report(template, unit, period)
    turn = _turn_to_decide(report, seen, account)
    before = latest_released(report)
    alone("numbers of reports")
    number = (ReleasedReport.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    released = Released(number, clock.today(), before.number if before else None)
    text = handed_in(turn).released(released).to_json()
    kept = ReleasedReport.objects.create(
        number=number,
        report=report,
        replaces=before,
        document=text,
        hash=hash_of(text),
        released_on=released.on,
        handed_in_by=turn.by,
        approved_by=account,
    )
    _turn(report, Turn.Kind.APPROVED, account)
    return kept


@transaction.atomic
def take_up(template: str, unit: str, period: Period, account: Account) -> None:
    """Begin on what is to take the place of an approved report. Doing it twice is harmless."""
    report = locked_report(template, unit, period)
    _refuse_unless_manages(unit, account)
    turn = latest_turn(report)
    if turn is not None and turn.kind == Turn.Kind.APPROVED:
        _turn(report, Turn.Kind.TAKEN_UP, account)


def may_decide(turn: Turn | None, unit: str, account: Account) -> bool:
    """Whether somebody may approve or send back what is handed in: who manages, and did not hand it in."""
    is_waiting = turn is not None and turn.kind == Turn.Kind.HANDED_IN
    return is_waiting and turn is not None and turn.by != account and read_scope(account).may_manage(unit)


def _turn_to_decide(report: StoredReport, seen: int, account: Account) -> Turn:
    turn = latest_turn(report)
    if turn is None or turn.kind != Turn.Kind.HANDED_IN or turn.pk != seen:
        raise refuse(
            "",
            sv="Rapporten har ändrats sedan du öppnade sidan. Läs den igen.",
            en="the report has changed since you opened the page; read it again",
        )
    _refuse_unless_manages(report.unit, account)
    if turn.by == account:
        raise refuse(
            "",
            sv="Du har lämnat rapporten själv, så någon annan behöver godkänna den.",
            en="you have handed the report in yourself, so somebody else has to approve it",
        )
    return turn


def _refuse_unless_manages(unit: str, account: Account) -> None:
    if not read_scope(account).may_manage(unit):
        raise refuse(
            "",
            sv="Det här gör den som är chef för enheten. Säg till din chef.",
            en="this is done by who manages the unit; tell your manager",
        )


def _turn(report: StoredReport, kind: Turn.Kind, account: Account, **more: str) -> None:
    # What was handed in before has been read for the last time: an approved report is a copy of its own.
    Turn.objects.filter(report=report).exclude(document="").update(document="")
    Turn.objects.create(report=report, kind=kind, at=clock.now(), by=account, **more)
    note(account, f"report {kind.value.replace('_', ' ')}", str(report))


def _frozen(template: str, unit: str, period: Period) -> FrozenReport:
    """The report with the hashes of all it may have read: every tertial that was closed until its own."""
    document, less = (document_of(template, unit, period, LANGUAGE, is_open=is_open) for is_open in (False, True))
    cubes = {
        str(tertial): publication.hash for tertial, publication in library().publications.items() if tertial <= period
    }
    made_from = cubes, content_hash(SHIPPED), policy.shipped().hash, __version__
    return FrozenReport(document, *made_from, less if less != document else None)
