"""Published cells as rows, one number each: leaves as they were frozen, and every sum that is ever shown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from folja.disclosure.publication import Cube, Publication
from folja.vocabulary.period import Period
from folja.vocabulary.unit import UnitTree


@dataclass(frozen=True)
class PublishedCell:
    """One published number about people.

    A leaf's own cell names its leaf; `unit` is then the unit itself, or the one it lies under when
    several units are counted together. A sum has no leaf.
    """

    cube: str
    instrument: str
    attribute: str
    unit: str
    leaf: str | None
    period: Period
    category: str
    value: float


def leaf_cells(cube: Cube) -> Iterator[PublishedCell]:
    """The cells of a cube's leaves."""
    for leaf in cube.leaves:
        for category, value in cube.values.get(leaf.code, {}).items():
            yield PublishedCell(
                cube.code, cube.instrument, cube.attribute, leaf.under, leaf.code, cube.period, category, value
            )


def sums(cubes: Sequence[Cube], unit: str, tree: UnitTree) -> dict[str, int]:
    """Each category added over the leaves that lie in a unit, and over the cubes."""
    total: dict[str, int] = {}
    for cube in cubes:
        for leaf in cube.leaves:
            if leaf.lies_in(unit, tree):
                for category, value in cube.values.get(leaf.code, {}).items():
                    total[category] = total.get(category, 0) + value
    return total


def all_cells(publications: Iterable[Publication], tree: UnitTree, code: str | None = None) -> Iterator[PublishedCell]:
    """Every cell of one cube, or of all: leaves by tertial, then units' sums by tertial, year to date and year."""
    by_cube: dict[str, list[Cube]] = {}
    for publication in publications:
        for cube in publication.cubes:
            if code is None or cube.code == code:
                by_cube.setdefault(cube.code, []).append(cube)
    for cubes in by_cube.values():
        for cube in cubes:
            yield from leaf_cells(cube)
        yield from _sum_cells(cubes, tree)


def cube_codes(publications: Iterable[Publication]) -> list[str]:
    """The codes of every cube ever published."""
    return sorted({cube.code for publication in publications for cube in publication.cubes})


def _sum_cells(cubes: list[Cube], tree: UnitTree) -> Iterator[PublishedCell]:
    for period in reported_periods(cube.period for cube in cubes):
        among = [cube for cube in cubes if cube.period in period.tertials]
        for unit in tree.units:
            if period.kind == "tertial" and unit.kind == "unit":
                continue  # Its own leaf is that number already.
            for category, value in sums(among, unit.code, tree).items():
                yield PublishedCell(
                    among[0].code, among[0].instrument, among[0].attribute, unit.code, None, period, category, value
                )


def reported_periods(tertials: Iterable[Period]) -> list[Period]:
    """The periods that can be read from these frozen tertials: each of them, and each year up to it."""
    tertials = sorted(tertials)
    to_date = {tertial.to_date for tertial in tertials if tertial.number > 1}
    return sorted({*tertials, *to_date})
