"""Who is to be reminded today and of what: sections they write, tasks of their groups, days that are near."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.conf import settings
from django.urls import reverse

from folja.goals.usual_year import shipped
from folja.goals.year_tasks import is_near
from folja.goals.year_wheel import DONE
from folja.reports.template import shipped as templates
from folja.reports.words import spelled
from folja.vocabulary.clock import today
from folja.vocabulary.period import Period, tertial
from folja.vocabulary.text import listed
from folja.vocabulary.unit import Unit, UnitTree
from folja.web.organisation.models import Account, Role
from folja.web.organisation.units import tree
from folja.web.publication.reporting import manuscript_of
from folja.web.publication.shelf import library
from folja.web.writing.models import StoredReport
from folja.web.writing.needed import waiting_for
from folja.web.writing.parts import Part, parts_of
from folja.web.writing.stored import is_locked, latest_turn
from folja.web.year.letter import LANGUAGE, SUBJECT, Item, Place, text_of
from folja.web.year.models import Membership, StoredYear
from folja.web.year.stages import stages_of
from folja.web.year.stored import memberships_of, near_tasks, reminding_of, with_groups

EVERY = timedelta(days=7)


@dataclass(frozen=True)
class Letter:
    """A letter to somebody, ready to be sent."""

    account: Account
    subject: str
    text: str

    @property
    def address(self) -> str:
        return self.account.email


def letters() -> tuple[Letter, ...]:
    """The letters of today: none to who wants none, had one less than a week ago, or has nothing near to do."""
    now, units = today(), tree()
    accounts = list(Account.objects.filter(is_active=True, pk__in=Role.objects.values("account")).order_by("pk"))
    kept = reminding_of(accounts)
    asked = [
        one
        for one in accounts
        if one.pk not in kept or not (kept[one.pk].is_off or ((sent := kept[one.pk].sent_on) and now - sent < EVERY))
    ]
    found = ((one, tuple(_places(one, units, now))) for one in asked)
    off = link("reminders")
    return tuple(Letter(one, SUBJECT, text_of(one.first_name, places, off, now)) for one, places in found if places)


def link(name: str, *args: object) -> str:
    """The address of a page as somebody outside Följa reaches it."""
    return f"{settings.FOLJA_MAIL_LINKS}{reverse(name, args=args)}"


def _places(account: Account, units: UnitTree, now: date) -> Iterator[Place]:
    """What somebody is to do, unit by unit."""
    manages, works = _own(account, units)
    mine = memberships_of(account)
    approving = _approving(account)
    codes = [unit.code for unit in units.units if unit.code in {*works, *manages, *approving}]
    planned = with_groups(codes, now.year) | with_groups(codes, now.year - 1) | with_groups(codes, now.year + 1)
    for code in codes:
        groups = {group for unit, group in mine if unit == code}
        items = list(approving.get(code, ()))
        if code in planned and code in works:
            at = At(units[code], now, code in manages)
            items += [*at.tasks(groups), *at.sections(account, groups), *at.days()]
        if items:
            yield Place(units[code].name, link("year_wheel", code, now.year), tuple(dict.fromkeys(items)))


def _own(account: Account, units: UnitTree) -> tuple[frozenset[str], frozenset[str]]:
    """The units that somebody manages by a role there, not above; and all where they work in that sense."""
    roles = list(Role.objects.filter(account=account).values_list("kind", "unit_id"))
    manages = frozenset(unit for kind, unit in roles if kind != Role.Kind.REGISTERS)
    registers = {leaf.code for kind, unit in roles if kind == Role.Kind.REGISTERS for leaf in units.leaves_of(unit)}
    return manages, manages | registers


def _approving(account: Account) -> Mapping[str, tuple[Item, ...]]:
    """Reports that others have handed in and that wait for somebody who may approve them."""
    found: dict[str, tuple[Item, ...]] = {}
    for turn in waiting_for(account):
        report = turn.report
        item = Item(f"Läs och godkänn {_title(report)}")
        found[report.unit] = (*found.get(report.unit, ()), item)
    return found


def _title(report: StoredReport) -> str:
    """tertialrapport 1 2022."""
    title = templates()[report.template].title_of(Period.parse(report.period), LANGUAGE)
    return title[:1].lower() + title[1:]


@dataclass(frozen=True)
class At:
    """A unit on a day, for somebody who works there."""

    unit: Unit
    now: date
    manages: bool

    def tasks(self, groups: set[str]) -> Iterator[Item]:
        """Tasks that are near: everybody's, one's groups', and to who manages also those that no group member has."""
        free: dict[Item, list[str]] = {}
        for _, task in near_tasks(self.unit.code, self.now):
            item = Item(task.words, task.due_on)
            if not task.group or task.group in groups:
                yield item
            elif self.manages and task.group not in self._with_members:
                free.setdefault(item, []).append(task.group)
        for item, of_groups in free.items():
            yield Item(f"{listed(of_groups)}: {item.words}", item.due_on)

    @cached_property
    def _with_members(self) -> frozenset[str]:
        return frozenset(Membership.objects.filter(unit=self.unit.code).values_list("group", flat=True))

    def sections(self, account: Account, groups: set[str]) -> Iterator[Item]:
        """The parts of a report that somebody, or their group, is to write and that are not done."""
        for report in self._reports:
            mine = [part for part in self._parts(report) if not part.is_done and _is_written_by(part, account, groups)]
            if mine:
                parts = "del" if len(mine) == 1 else "delar"
                number = "en" if len(mine) == 1 else spelled(len(mine), LANGUAGE)
                yield Item(f"Skriv {number} {parts} av {_title(report)}", report.due_on)

    @cached_property
    def _reports(self) -> tuple[StoredReport, ...]:
        """The reports of the latest closed tertial that are being written, while their day is near."""
        latest = library().latest
        if latest is None:
            return ()
        frozen_on = library().publications[latest].provenance.frozen_on
        found = StoredReport.objects.filter(unit=self.unit.code, period=str(latest))
        return tuple(
            one for one in found if is_near(one.due_on or frozen_on, self.now) and not is_locked(latest_turn(one))
        )

    def _parts(self, report: StoredReport) -> tuple[Part, ...]:
        template, period = templates()[report.template], Period.parse(report.period)
        manuscript = manuscript_of(report.template, report.unit, period)
        return parts_of(library(), template, manuscript, period, report, LANGUAGE)

    def days(self) -> Iterator[Item]:
        """The days of reports and plans that are near, for who manages the unit."""
        if not self.manages:
            return
        for year in (self.now.year - 1, self.now.year):
            stages = stages_of([self.unit.code], shipped(), year)[self.unit.code]
            for step in shipped().steps:
                if stages[step.code] in DONE or stages[step.code] == "handed_in":
                    continue
                if step.is_report:
                    yield from self._report_day(step.template, tertial(year, step.tertial))
                else:
                    yield from self._plan_day(year + step.plan_of)

    def _report_day(self, template: str, period: Period) -> Iterator[Item]:
        found = StoredReport.objects.filter(template=template, unit=self.unit.code, period=str(period)).first()
        if found and found.due_on and is_near(found.due_on, self.now):
            yield Item(f"Lämna {_title(found)}", found.due_on)

    def _plan_day(self, year: int) -> Iterator[Item]:
        found = StoredYear.objects.filter(unit=self.unit.code, year=year).first()
        if found and found.plan_due_on and is_near(found.plan_due_on, self.now):
            yield Item(f"Gör klart planen för {year}", found.plan_due_on)


def _is_written_by(part: Part, account: Account, groups: Iterable[str]) -> bool:
    if part.assigned and part.assigned.account:
        return part.assigned.account == account
    return bool(part.writer) and part.writer in groups
