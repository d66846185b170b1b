"""Published cells as rows, one number each: leaves as they were frozen, and every sum that is ever shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from folja.disclosure.publication import Cube, Publication
from folja.vocabulary.period import Period
from folja.vocabulary.unit import Unit, UnitTree


@dataclass(frozen=True, slots=True)
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


def all_cells(publications: Iterable[Publication], code: str | None = None) -> Iterator[PublishedCell]:
    """Every cell of one cube, or of all: leaves by tertial, then units' sums by tertial, year to date and year."""
    by_cube: dict[str, dict[Period, _Cells]] = {}
    for publication in publications:
        for cube in publication.cubes:
            if code is None or cube.code == code:
                by_cube.setdefault(cube.code, {})[cube.period] = _Cells(cube, publication.units.tree)
    for by_tertial in by_cube.values():
        for cells in by_tertial.values():
            yield from leaf_cells(cells.cube)
        yield from _sum_cells(by_tertial)


def as_rows(cells: Iterable[PublishedCell]) -> Iterator[dict[str, object]]:
    """Cells as `folja cube` prints them; the schema stands in docs/reference."""
    for cell in cells:
        yield {
            "cube": cell.cube,
            "instrument": cell.instrument,
            "attribute": cell.attribute,
            "unit": cell.unit,
            "leaf": cell.leaf,
            "period": str(cell.period),
            "category": cell.category,
            "value": cell.value,
        }


def cube_codes(publications: Iterable[Publication]) -> list[str]:
    """The codes of every cube ever published."""
    return sorted({cube.code for publication in publications for cube in publication.cubes})


@dataclass(frozen=True)
class _Cells:
    """A cube, and the units as they were when it was frozen."""

    cube: Cube
    tree: UnitTree

    def leaves_in(self, unit: str) -> list[Mapping[str, int]]:
        """The numbers of the leaves that lay in a unit."""
        leaves = self.cube.leaves if unit in self.tree else ()
        return [self.cube.values.get(leaf.code, {}) for leaf in leaves if leaf.lies_in(unit, self.tree)]


def _sum_cells(by_tertial: Mapping[Period, _Cells]) -> Iterator[PublishedCell]:
    for period in reported_periods(by_tertial):
        among = [by_tertial[tertial] for tertial in period.tertials if tertial in by_tertial]
        cube = among[0].cube
        for unit in _units(among):
            if period.kind == "tertial" and unit.kind == "unit":
                continue  # Its own leaf is that number already.
            below = [(cells.cube.categories, leaf) for cells in among for leaf in cells.leaves_in(unit.code)]
            # Of a category that some leaf lacks, as it is shown coarsely, the others' sum would be of another base.
            lacking = {category for categories, leaf in below for category in categories if category not in leaf}
            total: Counter[str] = Counter()
            for _, leaf in below:
                total.update({category: value for category, value in leaf.items() if category not in lacking})
            for category, value in total.items():
                yield PublishedCell(
                    cube.code, cube.instrument, cube.attribute, unit.code, None, period, category, value
                )


def _units(among: Iterable[_Cells]) -> Iterable[Unit]:
    """Every unit there was in any of the tertials, as it was last."""
    return {unit.code: unit for cells in among for unit in cells.tree.units}.values()


def reported_periods(tertials: Iterable[Period]) -> list[Period]:
    """The periods that can be read from these frozen tertials: each of them, and each year up to it."""
    tertials = sorted(tertials)
    to_date = {tertial.to_date for tertial in tertials if tertial.number > 1}
    return sorted({*tertials, *to_date})
