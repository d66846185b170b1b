"""The units that a tertial is counted in: fixed on its first night, and frozen with its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
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


def units_of(tree: UnitTree, period: Period, policy: Policy, fixed: Units | None = None) -> Units:
    """The units of a period. Once `fixed` nothing about them changes, and who is hidden stays so.

    A unit that moved, or staff who came and went while numbers are shown every night, would tell by the difference
    between two nights what one night hides. Units founded since are added: they have shown nothing yet.
    """
    if fixed is None:
        return Units(tree, hidden_volumes(tree, period, policy))
    founded = tuple(unit for unit in tree.units if unit.code not in fixed.tree)
    grown = UnitTree((*fixed.tree.units, *founded)) if founded else fixed.tree
    return Units(grown, hidden_volumes(grown, period, policy, fixed.hidden))


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
