"""What every page about a unit's year is made with: the desk of its plan, and what the reader may do with the year."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from folja.goals.usual_year import shipped
from folja.goals.year_plan import YearPlan
from folja.goals.year_wheel import Stage
from folja.vocabulary.unit import Unit
from folja.web.goals.desk import Desk, desk_of
from folja.web.goals.stored import plan_of
from folja.web.organisation.models import Account
from folja.web.year.stages import stages_of


@dataclass(frozen=True)
class YearDesk:
    """A unit's year before one reader. `may_write` of who registers there or manages it: they see what is missing."""

    desk: Desk
    account: Account
    may_write: bool

    @property
    def unit(self) -> Unit:
        return self.desk.unit

    @property
    def year(self) -> int:
        return self.desk.year

    @property
    def at(self) -> tuple[str, int]:
        return self.desk.at

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """How far each step has come."""
        return dict(stages_of([self.unit.code], shipped(), self.year)[self.unit.code])

    @cached_property
    def plan(self) -> YearPlan | None:
        return plan_of(*self.at)

    @cached_property
    def next_plan(self) -> YearPlan | None:
        return plan_of(self.unit.code, self.year + 1)


def year_desk(request: HttpRequest, unit: str, year: int) -> YearDesk:
    """Raises Http404 for a unit that may not be read, and for what is no year."""
    desk, account = desk_of(request, unit, year), request.user
    if not isinstance(account, Account):
        raise Http404
    return YearDesk(desk, account, desk.scope.may_write(unit))


def writing_desk(request: HttpRequest, unit: str, year: int) -> YearDesk:
    """The same for who works at the unit or manages it. Raises PermissionDenied for others."""
    found = year_desk(request, unit, year)
    if not found.may_write:
        raise PermissionDenied
    return found


def managing_desk(request: HttpRequest, unit: str, year: int) -> YearDesk:
    """The same for who manages the unit. Raises PermissionDenied for others."""
    found = year_desk(request, unit, year)
    if not found.desk.may_manage:
        raise PermissionDenied
    return found
