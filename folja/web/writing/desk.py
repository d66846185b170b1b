"""What every page of a report that is written needs: the report, its sections, where it is on its way, who reads."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from folja.figures.library import Library
from folja.reports.template import Template, shipped
from folja.reports.tertial import refuse_unless_reportable
from folja.reports.words import spelled
from folja.vocabulary.clock import today
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem
from folja.vocabulary.unit import Unit
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.models import Account
from folja.web.organisation.scope import scope_of
from folja.web.publication.reporting import manuscript_of
from folja.web.publication.shelf import library
from folja.web.writing.actions import Place
from folja.web.writing.handing_in import left_to_do, may_decide
from folja.web.writing.models import ReleasedReport, Remark, StoredReport, Turn
from folja.web.writing.parts import Part, parts_of
from folja.web.writing.stored import is_locked, latest_released, latest_turn, remarks_of, report_of, writers_of


@dataclass(frozen=True)
class Desk:
    """One report as somebody who writes at the unit has it before them."""

    books: Library
    template: Template
    unit: Unit
    period: Period
    account: Account
    may_manage: bool
    report: StoredReport | None

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The sections, in the report's order."""
        manuscript = manuscript_of(self.template.code, self.unit.code, self.period)
        return parts_of(self.books, self.template, manuscript, self.period, self.report, language())

    @cached_property
    def turn(self) -> Turn | None:
        return latest_turn(self.report)

    @cached_property
    def released(self) -> ReleasedReport | None:
        """The approved report that holds."""
        return latest_released(self.report)

    @cached_property
    def writers(self) -> list[Account]:
        return writers_of(self.unit.code)

    @cached_property
    def remarks(self) -> list[Remark]:
        return remarks_of(self.report)

    @property
    def title(self) -> str:
        """Tertialrapport 1 2022; Verksamhetsberättelse 2021."""
        return self.template.title_of(self.period, language())

    @property
    def span(self) -> str:
        """januari–april 2022: what the report is of."""
        return self.period.to_date.span(language())

    @property
    def is_locked(self) -> bool:
        return is_locked(self.turn)

    @property
    def waits(self) -> bool:
        """Whether it is handed in and nobody has decided."""
        return self.turn is not None and self.turn.kind == Turn.Kind.HANDED_IN

    @property
    def is_approved(self) -> bool:
        return self.turn is not None and self.turn.kind == Turn.Kind.APPROVED

    @property
    def sent_back(self) -> Turn | None:
        """Why it was not approved, until it is handed in again."""
        return self.turn if self.turn is not None and self.turn.kind == Turn.Kind.SENT_BACK else None

    @property
    def has_internal(self) -> bool:
        """Whether some section is about figures out of a case system, which a copy for everybody is without."""
        return any(part.followed is not None and part.followed.result.is_internal for part in self.parts)

    @property
    def may_decide(self) -> bool:
        return may_decide(self.turn, self.unit.code, self.account)

    @property
    def done(self) -> int:
        """How many sections are done."""
        return sum(part.is_done for part in self.parts)

    @property
    def how_far(self) -> str:
        """Tre av åtta delar klara."""
        done, all_of_them = (spelled(number, language()) for number in (self.done, len(self.parts)))
        said = _("%(done)s av %(all)s delar klara") % {"done": done, "all": all_of_them}
        return said[:1].upper() + said[1:]

    @property
    def left(self) -> tuple[Problem, ...]:
        """What is left to do before it can be handed in."""
        return left_to_do(self.parts)

    @property
    def due_on(self) -> date | None:
        return self.report.due_on if self.report else None

    @property
    def days_left(self) -> int | None:
        """Until it is to be handed in; less than none when that has passed."""
        return (self.due_on - today()).days if self.due_on else None

    @property
    def address(self) -> tuple[str, str, Period]:
        """What its addresses are made of."""
        return self.template.code, self.unit.code, self.period

    def place(self, key: str) -> Place:
        return Place(self.template.code, self.unit.code, self.period, key)

    def after(self, part: Part) -> Part | None:
        """The section that follows; none after the last."""
        return next((other for other in self.parts if other.number == part.number + 1), None)

    def part(self, key: str) -> Part:
        """The section of that key. Raises Http404."""
        found = next((part for part in self.parts if part.key == key), None)
        if found is None:
            raise Http404
        return found


def desk_of(request: HttpRequest, template: str, unit: str, period: Period) -> Desk:
    """The report of an address. Raises Http404 for who does not write there, Refused while there are no figures."""
    scope, account = scope_of(request), request.user
    if template not in shipped() or not scope.may_write(unit) or not isinstance(account, Account):
        raise Http404
    books = library()
    refuse_unless_reportable(books, shipped()[template], unit, period)
    report = report_of(template, unit, period)
    return Desk(books, shipped()[template], scope.tree[unit], period, account, scope.may_manage(unit), report)
