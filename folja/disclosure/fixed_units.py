"""The units that a tertial is counted in: fixed on its first night, and frozen with its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from folja.disclosure.hidden_volumes import hidden_volumes
from folja.disclosure.policy import Policy
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit, UnitTree, read_successors, written_successors


@dataclass(frozen=True)
class Units:
    """The units with their places and staff, and those whose volumes are shown only inside their parent."""

    tree: UnitTree
    hidden: frozenset[str]


def units_of(tree: UnitTree, period: Period, policy: Policy) -> Units:
    """The units of a period that is not fixed yet."""
    return Units(tree, hidden_volumes(tree, period, policy))


def grown(fixed: Units, today: UnitTree, period: Period, policy: Policy, next_month: Month) -> Units:
    """The units of a fixed period with those founded since, and without those that end.

    Nobody is moved, and who is hidden stays so: a unit that moved, or staff who came, while numbers are shown every
    night would tell by the difference between two nights what one night hides. Staff who leave do count, since fewer
    staff only hide more; and so does an end, since a unit that is no more hides nobody beside it. It is in this month
    at the earliest, and one that has passed stays. New units are there at once, but where one makes somebody hidden
    it begins with the next month: in the months that have been shown its numbers would be a difference to the night
    before.
    """
    kept = UnitTree(tuple(_as_of_today(unit, today, next_month.plus(-1)) for unit in fixed.tree.units))
    hidden = hidden_volumes(kept, period, policy, fixed.hidden)
    founded = [unit for unit in today.units if unit.code not in kept]
    at_once = UnitTree((*kept.units, *founded))
    if hidden_volumes(at_once, period, policy, hidden) == hidden:
        return Units(at_once, hidden)
    later = UnitTree((*kept.units, *(_not_before(next_month, unit) for unit in founded)))
    return Units(later, hidden_volumes(later, period, policy, hidden))


def _as_of_today(unit: Unit, today: UnitTree, this_month: Month) -> Unit:
    """A unit with its fewer staff, its end and who takes over; its place and name are those it was fixed with."""
    if unit.code not in today:
        return unit
    now = today[unit.code]
    known = unit.staff is not None and now.staff is not None
    staff = min(unit.staff, now.staff) if known else None  # type: ignore[type-var]
    return replace(unit, staff=staff, valid_to=_end(unit, now, this_month), successors=now.successors)


def _end(fixed: Unit, now: Unit, this_month: Month) -> Month | None:
    if fixed.valid_to is not None and fixed.valid_to < this_month:
        return fixed.valid_to
    return max(now.valid_to, this_month) if now.valid_to else None


def _not_before(month: Month, unit: Unit) -> Unit:
    return replace(unit, valid_from=max(unit.valid_from or month, month))


def plain(units: Units) -> dict[str, Any]:
    """As JSON holds it."""
    return {"units": [_plain_unit(unit) for unit in units.tree.units], "hidden": sorted(units.hidden)}


def from_plain(read: Mapping[str, Any]) -> Units:
    """What `plain` wrote."""
    return Units(UnitTree(tuple(map(_unit, read["units"]))), frozenset(read["hidden"]))


def _plain_unit(unit: Unit) -> dict[str, Any]:
    written = {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "parent": unit.parent,
        "staff": unit.staff,
        "valid_from": str(unit.valid_from) if unit.valid_from else None,
        "valid_to": str(unit.valid_to) if unit.valid_to else None,
        "successor": written_successors(unit.successors),
    }
    return {key: value for key, value in written.items() if value is not None}


def _unit(read: Mapping[str, Any]) -> Unit:
    months = {key: Month.parse(read[key]) for key in ("valid_from", "valid_to") if key in read}
    return Unit(**{key: read[key] for key in read if key != "successor"} | months | _successors(read))


def _successors(read: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {"successors": read_successors(read.get("successor"))}
