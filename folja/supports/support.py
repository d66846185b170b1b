"""A support that the committee has decided: day, reference and conditions, and where and how long it holds."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from folja.vocabulary.period import Month
from folja.vocabulary.unit import UnitTree


@dataclass(frozen=True)
class DecidedSupport:
    """One support as the municipality's register has it.

    `covers` are codes of usual supports, on which instruments hang; none where it is not registered in Följa.
    `decided_on` is None while nothing is decided. `held_since` is the day of an earlier decision that this one goes on
    from. `is_exempt` says that whoever comes is not to be documented, `exemption` how the decision puts it. `units` are
    those that offer it, with all below them; none means all.
    """

    key: str
    name: str
    covers: tuple[str, ...] = ()
    decided_on: date | None = None
    reference: str = ""
    held_since: date | None = None
    conditions: str = ""
    is_exempt: bool = False
    exemption: str = ""
    review_on: date | None = None
    units: tuple[str, ...] = ()
    withdrawn_on: date | None = None

    @property
    def begins(self) -> Month | None:
        """The first month that a decision holds in; None while nothing is decided."""
        first = self.held_since or self.decided_on
        return Month.of(first) if self.decided_on and first else None

    def holds_in(self, month: Month) -> bool:
        """Whether it is decided in some part of a month, which is as closely as anything is known."""
        return self.begins is not None and self.begins <= month and not self.is_withdrawn_before(month)

    def is_withdrawn_before(self, month: Month) -> bool:
        return self.withdrawn_on is not None and Month.of(self.withdrawn_on) < month

    def is_withdrawn(self, day: date) -> bool:
        return self.withdrawn_on is not None and self.withdrawn_on <= day

    def is_offered_at(self, places: Collection[str]) -> bool:
        """Whether it is offered by one of these units, given with those above them."""
        return not self.units or any(unit in places for unit in self.units)


Register = tuple[DecidedSupport, ...]


def like(register: Register, one: DecidedSupport) -> Register:
    """What the register has that could be the same decision: of the same name, or the same number and coverage."""
    name = " ".join(one.name.casefold().split())
    return tuple(
        other
        for other in register
        if other.key != one.key
        and other.withdrawn_on is None
        and (
            " ".join(other.name.casefold().split()) == name
            or (other.reference == one.reference != "" and other.covers == one.covers != ())
        )
    )


def places_of(tree: UnitTree, unit: str) -> frozenset[str]:
    """What a decision may name to be about a unit: itself, all above it and all below it."""
    below = (one.code for one in tree.units if unit in tree.path(one.code))
    return frozenset((*tree.path(unit), *below))


def offered_at(register: Register, tree: UnitTree, unit: str) -> Register:
    """The supports that are offered at a unit or somewhere below it."""
    places = places_of(tree, unit)
    return tuple(support for support in register if support.is_offered_at(places))


_DAYS = ("decided_on", "held_since", "review_on", "withdrawn_on")


def support_as_json(support: DecidedSupport) -> str:
    """The support, readable by people too: keys by name, days as 2026-02-17."""
    return json.dumps(asdict(support), ensure_ascii=False, default=str)


def support_from_json(written: str) -> DecidedSupport:
    """A support that `support_as_json` wrote."""
    values: Mapping[str, Any] = json.loads(written)
    days = {name: date.fromisoformat(values[name]) if values[name] else None for name in _DAYS}
    listed = {name: tuple(values[name]) for name in ("covers", "units")}
    return DecidedSupport(**{**values, **days, **listed})
