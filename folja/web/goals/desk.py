"""What every page about a unit's plan is made with: whose and which year's it is, who looks, and the ways from it."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from folja.figures.library import Library
from folja.goals.followed import Outside
from folja.vocabulary.clock import today
from folja.vocabulary.period import Period, tertial
from folja.vocabulary.unit import Unit
from folja.web.frame.parts import Link
from folja.web.goals.stored import KeptPlan, kept_plan, outside_of, planned_years
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, scope_of
from folja.web.publication.shelf import library

YEARS = range(1900, 3000)


@dataclass(frozen=True)
class Desk:
    """A unit and a year, for one reader. `is_own` where they work there or manage it, and may see what is internal."""

    books: Library
    scope: Scope
    unit: Unit
    year: int
    is_own: bool
    may_manage: bool

    @cached_property
    def kept(self) -> KeptPlan:
        """The plan as it is now."""
        return kept_plan(self.unit.code, self.year)

    @cached_property
    def outside(self) -> Outside:
        """The unit's figures from outside that this reader may see."""
        return readable(outside_of(self.unit.code), is_own=self.is_own)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that can be gone to, the latest first: planned ones, this one and the next."""
        now = today().year
        nearby = {now, now + 1} if self.may_manage else {now}
        return tuple(sorted({*planned_years(self.unit.code), *nearby, self.year}, reverse=True))

    @cached_property
    def closed(self) -> tuple[Period, ...]:
        """The parts of the year that are closed, from its beginning, the longest first."""
        tertials = (tertial(self.year, number) for number in (3, 2, 1))
        return tuple(one.to_date for one in tertials if one in self.books.publications)

    @property
    def at(self) -> tuple[str, int]:
        """What an address of the plan is made with."""
        return self.unit.code, self.year

    def tabs(self, here: str) -> tuple[Link, ...]:
        """The pages about the plan."""
        named = [("plan", _("Planen"))]
        if self.may_manage:
            named.append(("edit_plan", _("Ändra")))
        named += [("outside", _("Andra källor")), ("budget", _("Budget")), ("year_wheel", _("Årshjulet"))]
        if self.kept.version:
            named.append(("plan_history", _("Historik")))
        return tuple(Link(reverse(name, args=self.at), words, name == here) for name, words in named)

    def menu(self, name: str, chosen: Period | None = None) -> tuple[tuple[int, tuple[Link, ...]], ...]:
        """The same page of other years; of the plan, each closed part of them."""
        return tuple((year, self._links(name, year, chosen)) for year in self.years)

    def _links(self, name: str, year: int, chosen: Period | None) -> tuple[Link, ...]:
        address = reverse(name, args=(self.unit.code, year))
        other = Desk(self.books, self.scope, self.unit, year, self.is_own, self.may_manage)
        if name != "plan" or not other.closed:
            return (Link(address, _("Planen för %s") % year, year == self.year),)
        return tuple(Link(f"{address}?till={part.number}", _said(part), part == chosen) for part in other.closed)


def _said(part: Period) -> str:
    if part.kind == "year":
        return _("Helåret")
    return _("Tertial 1") if part.number == 1 else _("Tertial 1–%d") % part.number


def readable(outside: Outside, *, is_own: bool) -> Outside:
    """What of a unit's figures from outside somebody may see: others than its own not those from case systems."""
    if is_own:
        return outside
    return Outside({key: one for key, one in outside.figures.items() if not one.measure.internal})


def desk_of(request: HttpRequest, unit: str, year: int) -> Desk:
    """Raises Http404 for a unit that may not be read, and for what is no year."""
    scope = scope_of(request)
    if not scope.may_follow(unit) or year not in YEARS:
        raise Http404
    return Desk(library(), scope, scope.tree[unit], year, scope.may_write(unit), scope.may_manage(unit))


def managed_desk(request: HttpRequest, unit: str, year: int) -> tuple[Desk, Account]:
    """The same for the one who manages the unit. Raises PermissionDenied for others."""
    desk = desk_of(request, unit, year)
    if not desk.may_manage or not isinstance(request.user, Account):
        raise PermissionDenied
    return desk, request.user
