"""The invented city: its units, and the day it lives in."""

import csv
import io
from datetime import date
from pathlib import Path

from folja.instruments.content import SHIPPED, Node, read
from folja.vocabulary.unit import KINDS, Unit, UnitTree


def city(root: Path = SHIPPED) -> UnitTree:
    """The units of the demo city. Raises Refused with file and line."""
    return UnitTree(tuple(_unit(node) for node in _file(root).nodes("units")))


def city_csv(root: Path = SHIPPED) -> bytes:
    """The units as the file that `folja init` takes."""
    columns = ("code", "name", "kind", "parent", "staff", "valid_from")
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    for unit in city(root).units:
        values = (getattr(unit, column) for column in columns)
        table.writerow(["" if value is None else str(value) for value in values])
    return written.getvalue().encode()


def city_today(root: Path = SHIPPED) -> date:
    """The day the demo city lives in: what FOLJA_TODAY is set to for it."""
    node = _file(root)
    try:
        return date.fromisoformat(node.word("today"))
    except ValueError:
        raise node.refused(
            "today", sv="today ska vara ett datum, som 2022-06-14.", en="today must be a date such as 2022-06-14"
        ) from None


def _file(root: Path) -> Node:
    node = read(root / "demo" / "city.yaml", root)
    node.only("today", "units")
    return node


def _unit(node: Node) -> Unit:
    node.only("code", "name", "kind", "parent", "staff", "valid_from")
    kind = next((kind for kind in KINDS if kind == node.word("kind")), None)
    if kind is None:
        raise node.refused("kind", sv=f"kind är något av {', '.join(KINDS)}.", en=f"kind is one of {', '.join(KINDS)}")
    return Unit(
        code=node.word("code"),
        name=node.word("name"),
        kind=kind,
        parent=node.optional("parent", str, None),
        staff=node.optional("staff", int, None),
        valid_from=node.month("valid_from") if "valid_from" in node.values else None,
    )
