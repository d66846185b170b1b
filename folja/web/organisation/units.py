"""The stored units as a UnitTree, built anew only when a row has changed."""

from functools import lru_cache
from typing import Any

from folja.vocabulary.period import Month
from folja.vocabulary.unit import Unit, UnitTree
from folja.web.organisation.models import StoredUnit

COLUMNS = ("code", "name", "kind", "parent_id", "staff", "valid_from", "valid_to", "successor")


def tree() -> UnitTree:
    """All units. Raises Refused while none have been loaded."""
    return _tree_of(tuple(StoredUnit.objects.values_list(*COLUMNS)))


def has_units() -> bool:
    """Whether units have been loaded."""
    return StoredUnit.objects.exists()


@lru_cache(maxsize=2)
def _tree_of(rows: tuple[tuple[Any, ...], ...]) -> UnitTree:
    return UnitTree(tuple(_unit(row) for row in rows))


def _unit(row: tuple[Any, ...]) -> Unit:
    code, name, kind, parent, staff, valid_from, valid_to, successor = row
    return Unit(code, name, kind, parent, staff, _month(valid_from), _month(valid_to), successor)


def _month(written: str | None) -> Month | None:
    return Month.parse(written) if written else None
