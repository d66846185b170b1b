"""A shelf of publications with numbers chosen by the test, to read figures from."""

from collections.abc import Container, Mapping
from dataclasses import replace

from folja.counting.plan import plan_for
from folja.disclosure.carriers import Leaf
from folja.disclosure.fixed_units import units_of
from folja.disclosure.publication import Cube, Publication
from folja.figures import indicator
from folja.figures.figure import Figure
from folja.figures.library import Library, OpenVolumes
from folja.figures.reading import read
from folja.instruments import loading
from folja.instruments.loading import Instruments
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import UnitTree
from tests.city import POLICY, PROVENANCE, TREE
from tests.instruments import INDICATORS, TINY

Cells = Mapping[str, Mapping[str, int]]  # leaf -> attribute.category -> published number
Volumes = Mapping[str, Mapping[str, Mapping[str, int]]]  # unit -> month -> measure -> exact number


def published(
    period: str,
    /,
    volumes: Mapping[str, Volumes] | None = None,
    tree: UnitTree = TREE,
    instruments: Instruments = TINY,
    **cells: Cells,
) -> Publication:
    """A publication with these cells, by instrument, and no others."""
    tertial = Period.parse(period)
    cubes = [cube for code, found in cells.items() for cube in _cubes(instruments, code, tertial, found, tree)]
    exact = {
        code: {
            unit: {Month.parse(month): numbers for month, numbers in months.items()} for unit, months in found.items()
        }
        for code, found in (volumes or {}).items()
    }
    units = units_of(tree, tertial, POLICY)
    return Publication(tertial, units, tuple(cubes), exact, (), PROVENANCE)


def _cubes(instruments: Instruments, code: str, tertial: Period, cells: Cells, tree: UnitTree) -> list[Cube]:
    instrument = instruments.in_force(code, tertial.last)
    assert instrument is not None
    attributes = dict.fromkeys(name.partition(".")[0] for found in cells.values() for name in found)
    assert {name for found in cells.values() for name in found} <= {cell.code for cell in plan_for(instrument).cells}
    return [_cube(code, instrument.version, attribute, tertial, cells, tree) for attribute in attributes]


def _cube(code: str, version: int, attribute: str, tertial: Period, cells: Cells, tree: UnitTree) -> Cube:
    values = {
        leaf: {name.partition(".")[2]: number for name, number in found.items() if name.startswith(f"{attribute}.")}
        for leaf, found in cells.items()
    }
    kept = {leaf: found for leaf, found in values.items() if found}
    categories = tuple(dict.fromkeys(category for found in kept.values() for category in found))
    return Cube(code, version, attribute, tertial, categories, tuple(_leaf(leaf, kept, tree) for leaf in kept), kept)


def _leaf(code: str, leaves: Container[str], tree: UnitTree) -> Leaf:
    """farsta_1 is a unit's own leaf, farsta:other that of all units under Farsta that are in no other."""
    under = code.partition(":")[0]
    if code == under:
        return Leaf(code, (code,), under)
    others = (unit.code for unit in tree.leaves_of(under) if unit.code not in leaves)
    return Leaf(code, tuple(one for one in others if under == tree[one].parent or _is_left(one, leaves, tree)), under)


def _is_left(unit: str, leaves: Container[str], tree: UnitTree) -> bool:
    """Whether a unit is not among the other units of its district."""
    return f"{tree[unit].parent}:other" not in leaves


def shelf(*publications: Publication, tree: UnitTree = TREE, open_volumes: OpenVolumes | None = None) -> Library:
    """A library of these publications."""
    by_period = {publication.period: publication for publication in publications}
    return Library(tree, TINY, INDICATORS, POLICY, by_period, open_volumes or {})


def shelf_of_shipped(*publications: Publication, instruments: Instruments | None = None) -> Library:
    """A library of publications with the instruments that ship, or with these."""
    by_period = {publication.period: publication for publication in publications}
    return Library(TREE, instruments or loading.shipped(), indicator.shipped(), POLICY, by_period, {})


def one(library: Library, code: str, unit: str, period: str) -> Figure:
    """The only figure there is."""
    (figure,) = read(library, code, unit, Period.parse(period))
    return figure


def without_company(figure: Figure) -> Figure:
    """The figure without comparison and offer."""
    return replace(figure, comparison=None, offered=None)
