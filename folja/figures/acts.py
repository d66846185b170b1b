"""The acts that answers are set against: numbers worked out of shown volumes only, so that no hidden one can be."""

from collections.abc import Iterable

from folja.disclosure.publication import Cube
from folja.figures.library import Library


def with_public_acts(library: Library, cube: Cube, unit: str, leaves: tuple[str, ...]) -> tuple[str, ...]:
    """The leaves in a unit whose acts may be added up and shown.

    All of them, where the units that are in none of them have volumes that are shown: the unit's own less theirs are
    the leaves'. Where a hidden unit is outside, that difference would be its volume; then only leaves of units
    whose volumes are all shown.
    """
    tertial = cube.period
    if not any(library.hides_volumes(one, tertial) for one in _outside(library, cube, unit, leaves)):
        return leaves
    units = _units_of(cube)
    return tuple(leaf for leaf in leaves if not any(library.hides_volumes(one, tertial) for one in units[leaf]))


def acts_of(library: Library, instrument: str, cube: Cube, leaves: Iterable[str]) -> int:
    """How many acts the units of these leaves registered in the cube's tertial, for leaves as above."""
    units = _units_of(cube)
    return sum(
        library.volume_below(instrument, one, month, "acts") or 0
        for leaf in leaves
        for one in units[leaf]
        for month in cube.period.months
    )


def _outside(library: Library, cube: Cube, unit: str, leaves: tuple[str, ...]) -> set[str]:
    """The registering units below a unit that are in none of these leaves."""
    units = _units_of(cube)
    below = {leaf.code for leaf in library.tree_in(cube.period).leaves_of(unit) if leaf.exists_in(cube.period)}
    return below - {one for leaf in leaves for one in units[leaf]}


def _units_of(cube: Cube) -> dict[str, tuple[str, ...]]:
    return {leaf.code: leaf.units for leaf in cube.leaves}
