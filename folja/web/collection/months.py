"""Which months can still be registered in."""

from datetime import date

from folja.instruments.instrument import Instrument
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Refused, problem
from folja.web.locks import MONTHS, together
from folja.web.publication.models import closed_until

SHOWN = 12  # a form offers no more; an import may reach further back


def open_months(instruments: tuple[Instrument, ...], today: date) -> tuple[Month, ...]:
    """The months a form about these versions offers, the latest first."""
    first = min(version.first_month for version in instruments)
    closed = closed_until()
    months = [Month.of(today).plus(-back) for back in range(SHOWN)]
    return tuple(month for month in months if month >= first and (closed is None or month > closed.last))


def hold_months() -> None:
    """No month is closed until the transaction ends: what was open when it began to write is open when it has."""
    together(MONTHS)


class Closed(Refused):
    """The month is closed. Unlike what else is refused, the same may be taken another day."""


def refuse_closed(month: Month) -> None:
    """Raises Closed for a month in a closed tertial, with what to do."""
    closed = closed_until()
    if closed is not None and month <= closed.last:
        opens = closed.last.plus(1)
        said = problem(
            "month",
            sv=f"{month.name().capitalize()} är stängd och siffrorna är fastställda. Välj {opens.name()} eller senare "
            "och markera att det hölls tidigare. Då räknas det där.",
            en=f"{month.name('en')} is closed and its figures are frozen; choose {opens.name('en')} or later and mark "
            "that it was held earlier; it is then counted there",
        )
        raise Closed([said])
