"""Attacks what this installation has published, or a file of cells as an outsider would have them."""

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from folja.counting.plan import Plan
from folja.disclosure.attacker import Finding, Knowledge, attack
from folja.disclosure.cells import PublishedCell, all_cells
from folja.disclosure.fixed_units import Units
from folja.figures.library import Library
from folja.pooling.adding import bearers
from folja.vocabulary.period import Period
from folja.vocabulary.problem import refuse
from folja.web.publication.shelf import library


def audit_published() -> list[Finding]:
    """What can be proved from everything this installation has published."""
    return audit(library())


def audit(books: Library) -> list[Finding]:
    """What can be proved from all publications of a library."""
    return attack(all_cells(books.publications.values()), _knowledge(books))


def audit_cells(file: Path) -> list[Finding]:
    """What can be proved from a JSON file of cells, with this installation's units and volumes. Raises Refused."""
    return attack(read_cells(file), _knowledge(library()))


def read_cells(file: Path) -> list[PublishedCell]:
    """Cells as `folja cube --format json` prints them. Raises Refused with the row that can't be read."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"), parse_constant=_no_number)
    except ValueError:
        raise refuse(
            file.name,
            sv="Filen är inte JSON. Gör den med python3 run.py cube all.",
            en="the file is not JSON; make it with python3 run.py cube all",
        ) from None
    return list(_cells(rows, file.name))


def _cells(rows: Any, name: str) -> Iterable[PublishedCell]:
    if not isinstance(rows, list) or not rows:
        raise refuse(name, sv="Filen har inga celler.", en="the file has no cells")
    for number, row in enumerate(rows, start=1):
        try:
            yield PublishedCell(
                _word(row["cube"]),
                _word(row["instrument"]),
                _word(row["attribute"]),
                _word(row["unit"]),
                None if row.get("leaf") is None else _word(row["leaf"]),
                Period.parse(_word(row["period"])),
                _word(row["category"]),
                _number(row["value"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise refuse(
                f"{name}, cell {number}",
                sv="Cellen går inte att läsa. Den ska ha cube, instrument, attribute, unit, leaf, period, category "
                "och value.",
                en="not a cell; it has cube, instrument, attribute, unit, leaf, period, category and value",
            ) from None


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no word")
    return value


def _no_number(written: str) -> float:
    raise ValueError(f"{written} is no number")


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError("no count")
    return value


def _knowledge(books: Library) -> Knowledge:
    """What an outsider knows: the content, the units, the policy, and the exact volumes of staff's instruments."""

    def acts(instrument: str, leaf: str, period: Period) -> int | None:
        publication = books.publications.get(period)
        volumes = publication.volumes.get(instrument) if publication else None
        units = _units_of(books, instrument, leaf, period)
        if publication is None or volumes is None or not units:
            return None
        if publication.units.tree.is_national and not _are_told_alone(units, publication.units):
            return None
        return sum(month["acts"] for unit in units for month in volumes.get(unit, {}).values())

    def plan(instrument: str, period: Period) -> Plan | None:
        return books.plan(instrument, period) if instrument in books.instruments else None

    return Knowledge(plan, books.tree_in, acts, books.policy)


def _are_told_alone(units: Collection[str], of: Units) -> bool:
    """Whether what these did is known in a nation: a municipality hands over one number for all hidden units that are
    shown inside the same one, and where districts lie in districts some of those may be in another leaf."""
    at = bearers(of)
    borne = {at[unit] for unit in units if unit in at}
    return all(unit in units for unit, bearer in at.items() if bearer in borne)


def _units_of(books: Library, instrument: str, leaf: str, period: Period) -> tuple[str, ...]:
    publication = books.publications.get(period)
    cubes = [cube for cube in publication.cubes if cube.instrument == instrument] if publication else []
    found = (own for cube in cubes for own in cube.leaves if own.code == leaf)
    return next((own.units for own in found), (leaf,) if leaf in books.tree_in(period) else ())
