"""What is asked for, looked up among what the token may read: the units and periods that pages show, and no others."""

from dataclasses import dataclass

from folja.figures.library import Library
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import problem
from folja.web.api.problems import Unanswered, not_there
from folja.web.api.tokens import Caller
from folja.web.publication.calendar import readable_periods
from folja.web.publication.places import periods_of
from folja.web.publication.shelf import library


@dataclass(frozen=True)
class Asked:
    """Who asks, and all that may be read."""

    caller: Caller
    books: Library

    def unit(self, code: str | None) -> str:
        """A unit that the token reads; its own when none is named. Raises Unanswered, alike for another's and none."""
        code = self.caller.unit if code is None else code
        if not self.caller.scope.may_read(code):
            raise unknown_unit()
        return code

    def indicator(self, code: str) -> str:
        """Raises Unanswered for one there is not."""
        if code not in self.books.indicators:
            raise not_there(
                "indicator",
                sv="Nyckeltalet finns inte. Se /api/v1/indicators.",
                en="there is no such indicator; see /api/v1/indicators",
            )
        return code

    def period(self, written: str | None, unit: str) -> Period:
        """One that pages show for the unit, or a month of it; the latest closed tertial when none is named."""
        if written is None:
            if self.books.latest is None:
                raise not_there("period", sv="Inget tertial är stängt än.", en="no tertial is closed yet")
            return self.books.latest
        period = _parsed(written)
        if period and _holds(periods_of(self.books, self.caller.scope, unit, today()), period):
            return period
        if period and _holds(readable_periods(self.books, today()), period):
            raise not_there(
                "period",
                sv="Perioden är inte stängd, och nyckeln läser bara stängda. Se /api/v1/periods.",
                en="the period is not closed, and this token reads closed ones only; see /api/v1/periods",
            )
        raise not_there(
            "period",
            sv="Perioden har inga siffror. Se /api/v1/periods.",
            en="there are no figures for that period; see /api/v1/periods",
        )

    def is_settled(self, period: Period) -> bool:
        """Whether nothing in the period can change any more."""
        return all(month.tertial in self.books.publications for month in period.months)


def asked(caller: Caller, needed: str) -> Asked:
    """Raises Unanswered where the token does not reach what is needed."""
    if needed and needed not in caller.reads:
        raise Unanswered(
            403,
            problem(
                "Authorization",
                sv=f"Nyckeln läser inte detta ({needed}). Be den som sköter konton om en som gör det.",
                en=f"this token does not read that ({needed}); ask whoever administers accounts for one that does",
            ),
        )
    return Asked(caller, library())


def unknown_unit() -> Unanswered:
    """For a unit that there is not, and for one that the token does not reach."""
    return not_there("unit", sv="Enheten finns inte. Se /api/v1/units.", en="there is no such unit; see /api/v1/units")


def _parsed(written: str) -> Period | None:
    try:
        return Period.parse(written)
    except ValueError:
        return None


def _holds(periods: tuple[Period, ...], period: Period) -> bool:
    return period in periods or (period.kind == "month" and any(period.first in one for one in periods))


def begun(period: Period) -> tuple[Month, ...]:
    """The months of a period that have begun."""
    return tuple(month for month in period.months if month <= Month.of(today()))
