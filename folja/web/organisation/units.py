"""The stored units as a UnitTree, built anew only when a row has changed; and as open tertials are counted in them."""

import json
from functools import lru_cache
from typing import Any

from django.db import connection

from folja.disclosure import policy
from folja.disclosure.fixed_units import Units, from_plain, units_of
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import refuse
from folja.vocabulary.unit import Unit, UnitTree, read_successors
from folja.web.organisation.models import FixedUnits, StoredUnit

# Written out: Django would take longer to make the words of these than the database to answer, and every save asks.
ALL = (
    "SELECT code, name, kind, parent_id, staff, valid_from, valid_to, successor FROM organisation_storedunit "
    "ORDER BY place"
)
FIXED = "SELECT document FROM organisation_fixedunits WHERE period = %s"


def tree() -> UnitTree:
    """All units. Raises Refused while none have been loaded."""
    return _tree_of(_rows())


def _rows() -> tuple[tuple[Any, ...], ...]:
    with connection.cursor() as cursor:
        cursor.execute(ALL)
        return tuple(cursor.fetchall())


def fixed_units() -> tuple[tuple[str, str], ...]:
    """(tertial, units as JSON) of the tertials whose units are fixed and not frozen yet."""
    return tuple(FixedUnits.objects.values_list("period", "document"))


def next_not_fixed() -> Period | None:
    """The tertial that changes of units take effect with; None while they do so at once."""
    latest = FixedUnits.objects.order_by("-period").values_list("period", flat=True).first()
    return Period.parse(latest).next_tertial if latest else None


def first_open() -> Period | None:
    """The earliest tertial that is not closed; None before the first closing, when every month may still change."""
    earliest = FixedUnits.objects.order_by("period").values_list("period", flat=True).first()
    return Period.parse(earliest) if earliest else None


def units_in(tertial: Period) -> Units:
    """The units that an open tertial is counted in."""
    with connection.cursor() as cursor:
        cursor.execute(FIXED, (str(tertial),))
        fixed = cursor.fetchone()
    return read_units_of(fixed[0]) if fixed else _not_fixed(_rows(), tertial)


@lru_cache(maxsize=8)
def _not_fixed(rows: tuple[tuple[Any, ...], ...], tertial: Period) -> Units:
    return units_of(_tree_of(rows), tertial, policy.shipped())


def refuse_unless_there(unit: str, month: Month, units: Units) -> None:
    """Raises Refused for a unit that did not exist in a month, as its tertial is counted; and for all of a nation's."""
    if units.tree.is_national:
        raise refuse(
            "unit",
            sv="Det här är en nationell installation, där inget registreras. Det görs i kommunens egen.",
            en="this is a national installation, where nothing is registered; that is done in the municipality's own",
        )
    if unit not in units.tree or not units.tree[unit].exists_in(Period(month, month)):
        name = units.tree[unit].name if unit in units.tree else unit
        raise refuse(
            "month",
            sv=f"{name} fanns inte i {month.name()}. Välj en annan månad, eller byt enhet under Mer.",
            en=f"{name} did not exist in {month.name('en')}; choose another month, or change unit under More",
        )


@lru_cache(maxsize=8)
def read_units_of(document: str) -> Units:
    """The units of a row, read once: every answer of a family asks for them."""
    return from_plain(json.loads(document))


def has_units() -> bool:
    """Whether units have been loaded."""
    return StoredUnit.objects.exists()


@lru_cache(maxsize=2)
def _tree_of(rows: tuple[tuple[Any, ...], ...]) -> UnitTree:
    return UnitTree(tuple(_unit(row) for row in rows))


def _unit(row: tuple[Any, ...]) -> Unit:
    code, name, kind, parent, staff, valid_from, valid_to, successor = row
    return Unit(code, name, kind, parent, staff, _month(valid_from), _month(valid_to), read_successors(successor))


def _month(written: str | None) -> Month | None:
    return Month.parse(written) if written else None
