"""The units that a tertial is counted in: fixed on its first night, and frozen with its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from folja.disclosure.hidden_volumes import hidden_volumes
from folja.disclosure.policy import Policy
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit, UnitTree


@dataclass(frozen=True)
class Units:
    """The units with their places and staff, and those whose volumes are shown only inside their parent."""

    tree: UnitTree
    hidden: frozenset[str]


def units_of(tree: UnitTree, period: Period, policy: Policy) -> Units:
    """The units of a period that is not fixed yet."""
    return Units(tree, hidden_volumes(tree, period, policy))


def grown(fixed: Units, today: UnitTree, period: Period, policy: Policy, next_month: Month) -> Units:
    """The units of a fixed period with those founded since.

    Nobody is moved, and who is hidden stays so: a unit that moved, or staff who came, while numbers are shown every
    night would tell by the difference between two nights what one night hides. Staff who leave do count, since fewer
    staff only hide more. New units are there at once, but where one makes somebody hidden it begins with the next
    month: in the months that have been shown its numbers would be a difference to the night before.
    """
    kept = UnitTree(tuple(_with_fewer_staff(unit, today) for unit in fixed.tree.units))
    hidden = hidden_volumes(kept, period, policy, fixed.hidden)
    founded = [unit for unit in today.units if unit.code not in kept]
    at_once = UnitTree((*kept.units, *founded))
    if hidden_volumes(at_once, period, policy, hidden) == hidden:
        return Units(at_once, hidden)
    later = UnitTree((*kept.units, *(_not_before(next_month, unit) for unit in founded)))
    return Units(later, hidden_volumes(later, period, policy, hidden))


def _with_fewer_staff(unit: Unit, today: UnitTree) -> Unit:
    now = today[unit.code].staff if unit.code in today else unit.staff
    known = unit.staff is not None and now is not None
    return replace(unit, staff=min(unit.staff, now) if known else None)  # type: ignore[type-var]


def _not_before(month: Month, unit: Unit) -> Unit:
    return replace(unit, valid_from=max(unit.valid_from or month, month))


def plain(units: Units) -> dict[str, Any]:
    """As JSON holds it."""
    return {"units": [_plain_unit(unit) for unit in units.tree.units], "hidden": sorted(units.hidden)}


def from_plain(read: Mapping[str, Any]) -> Units:
    """What `plain` wrote."""
    return Units(UnitTree(tuple(map(_unit, read["units"]))), frozenset(read["hidden"]))


def _plain_unit(unit: Unit) -> dict[str, Any]:
    months = {"valid_from": unit.valid_from, "valid_to": unit.valid_to}
    given = {key: getattr(unit, key) for key in Unit.__dataclass_fields__}
    return {key: value for key, value in (given | _written(months)).items() if value is not None}


def _written(months: Mapping[str, Month | None]) -> dict[str, str | None]:
    return {key: str(month) if month else None for key, month in months.items()}


def _unit(read: Mapping[str, Any]) -> Unit:
    months = {key: Month.parse(read[key]) for key in ("valid_from", "valid_to") if key in read}
    return Unit(**{**read, **months})
