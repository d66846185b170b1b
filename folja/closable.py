"""Whether a tertial can be closed, and from which day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from folja.disclosure.policy import Policy
from folja.instruments.loading import Instruments
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused, refuse
from folja.vocabulary.text import listed


@dataclass(frozen=True)
class Standing:
    """How far an installation has come: the tertials that are closed, and those that hold registrations.

    `undecided` names the units where answers of a tertial are put aside and nobody has decided about them.
    """

    closed: frozenset[Period]
    holding: frozenset[Period]
    undecided: Mapping[Period, tuple[str, ...]] = field(default_factory=dict)


def refuse_unless_closable(
    period: Period,
    standing: Standing,
    instruments: Instruments,
    policy: Policy,
    *,
    today: date,
    even_if_empty: bool = False,
) -> None:
    """Raises Refused for a period that is no tertial, is not over and its grace days run out, or is out of turn.

    So it does while answers are put aside, and for a tertial without registrations, which is more often forgotten than
    idle, unless it is said to be.
    """
    obstacles = (
        _not_a_tertial(period),
        _closed_already(period, standing),
        _later_is_closed(period, standing),
        _too_early(period, policy, today),
        _nothing_was_asked(period, instruments),
        _earlier_is_open(period, standing),
        _undecided(period, standing),
        None if even_if_empty else _empty(period, standing),
    )
    for obstacle in obstacles:
        if obstacle:
            raise obstacle


def closable_from(period: Period, policy: Policy) -> date:
    """The first day a tertial can be closed: when it is over and the days of grace have run out."""
    return period.last.last_day + timedelta(days=policy.grace_days + 1)


def _not_a_tertial(period: Period) -> Refused | None:
    if period.kind == "tertial":
        return None
    return refuse(
        str(period),
        sv="Bara ett tertial kan stängas. Skriv till exempel 2021T1.",
        en="only a tertial can be closed; write for example 2021T1",
    )


def _closed_already(period: Period, standing: Standing) -> Refused | None:
    if period not in standing.closed:
        return None
    return refuse(
        str(period),
        sv=f"{_capital(period)} är redan stängt. Siffrorna är fastställda.",
        en=f"{period.name('en')} is closed already; its figures are frozen",
    )


def _later_is_closed(period: Period, standing: Standing) -> Refused | None:
    latest = max(standing.closed, default=period)
    if latest <= period:
        return None
    return refuse(
        str(period),
        sv=f"{_capital(latest)} är redan stängt, och tertialen stängs i ordning. Det som hölls före "
        f"{latest.next_tertial.first.name()} räknas som efterregistrerat.",
        en=f"{latest.name('en')} is closed already, and tertials are closed in order",
    )


def _nothing_was_asked(period: Period, instruments: Instruments) -> Refused | None:
    if instruments.all_in_force(period.last):
        return None
    return refuse(
        str(period),
        sv=f"Uppföljningen hade inte börjat i {period.name()}, så inget finns att stänga. Skriv ett senare tertial.",
        en=f"the follow-up had not begun in {period.name('en')}, there is nothing to close; write a later tertial",
    )


def _too_early(period: Period, policy: Policy, today: date) -> Refused | None:
    first = closable_from(period, policy)
    if today >= first:
        return None
    month = Month.of(first)
    return refuse(
        str(period),
        sv=f"{_capital(period)} kan stängas från och med {first.day} {month.name()}. "
        "Till och med dagen före går det att rätta.",
        en=f"{period.name('en')} can be closed from {first.day} {month.name('en')}; "
        "until the end of the day before it can be corrected",
    )


def _earlier_is_open(period: Period, standing: Standing) -> Refused | None:
    earlier = min((held for held in standing.holding - standing.closed if held < period), default=None)
    if earlier is None:
        return None
    return refuse(
        str(period),
        sv=f"{_capital(earlier)} är inte stängt och har registreringar. Stäng det först.",
        en=f"{earlier.name('en')} is not closed and holds registrations; close it first",
    )


def answers_put_aside(period: Period, units: Sequence[str]) -> Refused:
    """Why a tertial waits: what was put aside at the units of these names belongs to it or not, and nobody has said."""
    return refuse(
        str(period),
        sv=f"Svar från {period.name()} är lagda åt sidan på {listed(units, 'sv')}. Bestäm under Familjen om de ska "
        "räknas eller tas bort. Sedan går tertialet att stänga.",
        en=f"answers of {period.name('en')} are put aside at {listed(units, 'en')}; decide under Families whether they "
        "count or are removed, then close",
    )


def _undecided(period: Period, standing: Standing) -> Refused | None:
    units = standing.undecided.get(period)
    return answers_put_aside(period, units) if units else None


def _empty(period: Period, standing: Standing) -> Refused | None:
    if period in standing.holding:
        return None
    return refuse(
        str(period),
        sv=f"I {period.name()} är ingenting registrerat. Läs in eller registrera det som saknas. Om ingenting hände: "
        "bekräfta det när du stänger, i kommandot med --empty.",
        en=f"nothing is registered in {period.name('en')}; import what is missing, or confirm that nothing happened",
    )


def _capital(period: Period) -> str:
    return period.name().capitalize()
