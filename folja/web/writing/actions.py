"""Writes what people write of a report: the only writer of texts, claims, assignments and remarks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from folja.vocabulary import clock
from folja.vocabulary.period import Period
from folja.vocabulary.problem import refuse
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account
from folja.web.organisation.scope import read_scope
from folja.web.organisation.units import tree
from folja.web.writing.models import Assignment, Claim, Remark, SectionText, StoredReport
from folja.web.writing.stored import is_locked, latest_turn, writers_of
from folja.web.writing.written import Typed, checked, checked_diary_number

WRITES_FOR = timedelta(seconds=75)
"""How long a claim lasts. The page renews it more often than that, and no oftener than every twenty seconds."""


@dataclass(frozen=True)
class Place:
    """One section of one report."""

    template: str
    unit: str
    period: Period
    key: str

    def __str__(self) -> str:
        return f"{self.template} {self.unit} {self.period} {self.key}"


class Overtaken(Exception):
    """Somebody else has saved the section since it was read. `latest` is what stands there; nothing was changed.

    `typed` is what was to be saved: what was written, or the earlier text that was to hold again.
    """

    def __init__(self, latest: SectionText, typed: Typed) -> None:
        self.latest, self.typed = latest, typed
        super().__init__("somebody else has saved the section")


def locked_report(template: str, unit: str, period: Period) -> StoredReport:
    """The report's row, made where there is none, held until the transaction ends: one changes it at a time."""
    StoredReport.objects.get_or_create(template=template, unit=unit, period=str(period))
    return StoredReport.objects.select_for_update().get(template=template, unit=unit, period=str(period))


@transaction.atomic
def save_text(place: Place, typed: Typed, seen: int, account: Account, *, is_done: bool) -> int:
    """Save a section as the version after `seen`, which is 0 for the first; the version that now holds.

    Saving what stands there already changes nothing. Raises Refused for words that can't be kept and for a report that
    is handed in, Overtaken when somebody else has saved since.
    """
    words = checked(typed, tree())
    report = open_report(place.template, place.unit, place.period)
    latest = SectionText.objects.filter(report=report, key=place.key).order_by("-version").first()
    version = latest.version if latest else 0
    if latest and (latest.words, latest.is_done) == (words, is_done):
        return version
    if latest and version != seen and latest.words != words:
        raise Overtaken(latest, typed)
    made = {"words": words, "is_done": is_done, "saved_at": clock.now(), "saved_by": account}
    SectionText.objects.create(report=report, key=place.key, version=version + 1, **made)
    Claim.objects.filter(report=report, key=place.key, account=account).delete()
    note(account, "report text saved", str(place))
    return version + 1


def restore(place: Place, version: int, seen: int, account: Account) -> int:
    """Let an earlier version stand as the latest, as a version of its own. Raises as `save_text`."""
    found = SectionText.objects.filter(
        report__template=place.template,
        report__unit=place.unit,
        report__period=str(place.period),
        key=place.key,
        version=version,
        is_removed=False,
    ).first()
    if found is None:
        raise refuse("version", sv="Den texten finns inte. Läs sidan igen.", en="no such text; read the page again")
    # What was kept once has been looked through.
    return save_text(place, Typed(found.words, names_nobody=True), seen, account, is_done=False)


@transaction.atomic
def remove_words(place: Place, version: int, account: Account) -> None:
    """Take a version's words away for good; that it was there stays. Doing it twice is harmless.

    Where it is the one that holds, the section is empty after it. Raises Refused for who does not manage the unit, and
    for the version that holds of a report that is handed in.
    """
    if not read_scope(account).may_manage(place.unit):
        raise refuse(
            "",
            sv="Det här gör den som är chef för enheten. Säg till din chef.",
            en="this is done by who manages the unit; tell your manager",
        )
    report = locked_report(place.template, place.unit, place.period)
    versions = SectionText.objects.filter(report=report, key=place.key)
    latest = versions.order_by("-version").first()
    if latest and latest.version == version and latest.words:
        open_report(place.template, place.unit, place.period)
        save_text(place, Typed(""), version, account, is_done=False)
    if versions.filter(version=version, is_removed=False).update(words="", is_removed=True):
        note(account, "report text removed", f"{place} {version}")


def forget_claims() -> None:
    """Delete the claims that have run out; nothing is written where none has."""
    run_out = Claim.objects.filter(until__lt=timezone.now())
    if run_out.exists():
        run_out.delete()


@transaction.atomic
def claim(place: Place, account: Account) -> None:
    """Say that somebody writes in a section just now. It runs out by itself."""
    report = locked_report(place.template, place.unit, place.period)
    until = timezone.now() + WRITES_FOR
    forget_claims()
    Claim.objects.update_or_create({"until": until}, report=report, key=place.key, account=account)


@transaction.atomic
def assign(place: Place, to: Account | None, group: str, account: Account) -> None:
    """Say who is to write a section; nobody where neither is given. Raises Refused for who may not write there."""
    if to is not None and to not in writers_of(place.unit):
        raise refuse(
            place.key,
            sv="Välj någon som har en roll på enheten.",
            en="choose somebody who has a role at the unit",
        )
    report = locked_report(place.template, place.unit, place.period)
    if to is None and not group:
        Assignment.objects.filter(report=report, key=place.key).delete()
    else:
        Assignment.objects.update_or_create({"account": to, "group": group}, report=report, key=place.key)
    note(account, "report section assigned", str(place))


@transaction.atomic
def set_due(template: str, unit: str, period: Period, due_on: date | None, account: Account) -> None:
    """Say when the report is to be handed in."""
    report = locked_report(template, unit, period)
    StoredReport.objects.filter(pk=report.pk).update(due_on=due_on)
    note(account, "report due day set", f"{report}")


@transaction.atomic
def set_diary_number(template: str, unit: str, period: Period, written: str, account: Account) -> None:
    """Say under which number the report is in the municipality's diary. It is handed in and frozen with it.

    Raises Refused for what is no such number, and for a report that is handed in.
    """
    report = open_report(template, unit, period)
    StoredReport.objects.filter(pk=report.pk).update(diary_number=checked_diary_number(written))
    note(account, "report diary number set", f"{report}")


@transaction.atomic
def remark(place: Place, typed: Typed, account: Account) -> None:
    """Say something of a section to those who write it. Raises Refused for words that can't be kept, and for none."""
    words = checked(typed, tree())
    if not words:
        raise refuse("words", sv="Skriv vad du vill säga.", en="write what you want to say")
    report = locked_report(place.template, place.unit, place.period)
    Remark.objects.create(report=report, key=place.key, words=words, said_at=clock.now(), said_by=account)
    note(account, "report remark made", str(place))


def settle(place: Place, number: int, *, is_done: bool) -> None:
    """Say that a remark has been seen to, or that it has not. One that is not there changes nothing."""
    Remark.objects.filter(
        pk=number,
        report__template=place.template,
        report__unit=place.unit,
        report__period=str(place.period),
        key=place.key,
    ).update(is_done=is_done)


def open_report(template: str, unit: str, period: Period) -> StoredReport:
    """The report, while it can be changed. Raises Refused when it is handed in or approved."""
    report = locked_report(template, unit, period)
    if is_locked(latest_turn(report)):
        raise refuse(
            "",
            sv="Rapporten är lämnad, så texterna går inte att ändra. Ta tillbaka den först.",
            en="the report is handed in, so its texts can't be changed; take it back first",
        )
    return report
