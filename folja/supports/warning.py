"""What is wrong with the decisions behind what is registered: pure rules from a register and what is in use."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from folja.supports.in_use import InUse
from folja.supports.support import DecidedSupport, Register
from folja.supports.usual import UsualSupport
from folja.vocabulary.period import Month

Kind = Literal["missing", "withdrawn", "review passed", "not exempt", "late", "review soon"]

MOST_URGENT_FIRST: tuple[Kind, ...] = ("missing", "withdrawn", "review passed", "not exempt", "late", "review soon")
SOON = timedelta(days=90)
"""How long before its review a decision is warned of: time for a matter to be prepared and reach the committee."""


@dataclass(frozen=True)
class SupportWarning:
    """One thing to see to. `support` is the decision that it is about, `usual` what is registered, where it is that.

    `units` are the names of the units that it is about, where it is not all that are looked at; `months` those that
    were registered in without a decision.
    """

    kind: Kind
    support: DecidedSupport | None = None
    usual: UsualSupport | None = None
    units: tuple[str, ...] = ()
    months: tuple[Month, ...] = ()

    @property
    def is_pressing(self) -> bool:
        """Whether something is wrong already, and not only coming."""
        return self.kind != "review soon"


def needed_since(register: Register, law: Month, today: date) -> Month | None:
    """From when what is registered needs a decision: since the law came, and before that day as far as a municipality
    has decided by itself.
    """
    if Month.of(today) >= law:
        return law
    return min((one.begins for one in register if one.begins), default=None)


def warnings_of(
    register: Register, found: Iterable[InUse], needed: Month | None, today: date
) -> tuple[SupportWarning, ...]:
    """All warnings, the most urgent kind first. `found` is what was registered at one unit and below it, and `needed`
    the first month that a decision is needed for; None for no month.
    """
    found = tuple(found)
    used = {one.usual.code for one in found}
    warnings = [
        *(warning for support in register for warning in _of_decision(support, used, today)),
        *(_of_use(register, found, needed) if needed else ()),
    ]
    return tuple(sorted(warnings, key=lambda one: MOST_URGENT_FIRST.index(one.kind)))


def _of_decision(support: DecidedSupport, used: set[str], today: date) -> Iterator[SupportWarning]:
    """What is wrong with a decision as it stands; nothing of one that is withdrawn or not made."""
    if support.decided_on is None or support.is_withdrawn(today):
        return
    if support.review_on and support.review_on < today:
        yield SupportWarning("review passed", support)
    elif support.review_on and support.review_on <= today + SOON:
        yield SupportWarning("review soon", support)
    if not support.is_exempt and used & set(support.covers):
        # Every instrument is anonymous: a registration has no place for a name.
        yield SupportWarning("not exempt", support)


def _of_use(register: Register, found: tuple[InUse, ...], needed: Month) -> Iterator[SupportWarning]:
    """Months that were registered in without a decision: of the whole, and else of the units that it is about."""
    for usual, group in groupby(found, key=lambda one: one.usual):
        of_whole: set[Lack] = set()
        of_units: dict[Lack, list[tuple[str, Month]]] = {}
        for one in group:
            for lack, months in _lacks(register, one, needed).items():
                if one.is_whole:
                    of_whole.add(lack)
                    yield SupportWarning(lack[0], lack[1], usual, (), months)
                elif lack not in of_whole:
                    of_units.setdefault(lack, []).extend((one.unit_name, month) for month in months)
        for (kind, support), pairs in of_units.items():
            units = tuple(dict.fromkeys(name for name, _ in pairs))
            yield SupportWarning(kind, support, usual, units, tuple(sorted({month for _, month in pairs})))


Lack = tuple[Kind, DecidedSupport | None]


def _lacks(register: Register, one: InUse, needed: Month) -> dict[Lack, tuple[Month, ...]]:
    """What is lacking and in which months, for one place."""
    decided = [
        support
        for support in register
        if support.begins and one.usual.code in support.covers and support.is_offered_at(one.places)
    ]
    found: dict[Lack, tuple[Month, ...]] = {}
    for month in one.months:
        if month >= needed and not any(support.holds_in(month) for support in decided):
            lack = _lack(decided, month)
            found[lack] = (*found.get(lack, ()), month)
    return found


def _lack(decided: list[DecidedSupport], month: Month) -> Lack:
    """None was ever decided; the last one had been withdrawn; or the first one came later."""
    ended = [support for support in decided if support.is_withdrawn_before(month)]
    if ended:
        return "withdrawn", max(ended, key=lambda support: support.withdrawn_on or date.min)
    if decided:
        return "late", min(decided, key=lambda support: support.begins or month)
    return "missing", None
