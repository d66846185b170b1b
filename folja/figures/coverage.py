"""Which units a figure about people is without, and what everybody can see of what they did."""

from collections.abc import Iterable

from folja.figures.acts import with_public_acts
from folja.figures.indicator import Indicator
from folja.figures.library import Library
from folja.vocabulary.period import Period
from folja.vocabulary.unit import Unit


def counted_elsewhere(library: Library, code: str, unit: str, period: Period) -> tuple[Unit, ...]:
    """The registering units below a unit that its figures about people are without, though its volumes are not.

    They are too few and are counted further up with others, or not at all. A unit whose volumes are hidden is
    named whether it did anything or not: to leave it out would tell that it did nothing.
    """
    return library.remembered(("elsewhere", code, unit, period), lambda: _elsewhere(library, code, unit, period))


def _elsewhere(library: Library, code: str, unit: str, period: Period) -> tuple[Unit, ...]:
    indicator = library.indicators[code]
    without = {
        leaf
        for tertial in library.tertials(period)
        for leaf in _left_out(library, indicator, unit, tertial)
        if not openly_idle(library, indicator, leaf, (tertial,))
    }
    return tuple(library.unit(code, period) for code in sorted(without))


def _left_out(library: Library, indicator: Indicator, unit: str, tertial: Period) -> set[str]:
    """The registering units below a unit that are in none of its leaves in a tertial, for some attribute."""
    below = {leaf.code for leaf in library.tree_in(tertial).leaves_of(unit) if leaf.exists_in(tertial)}
    left_out: set[str] = set()
    for attribute in indicator.attributes:
        cube = library.cube(indicator.instrument, attribute, tertial)
        inside = set(library.leaves(cube, unit)) if cube else set()
        if cube and indicator.per:
            inside = set(with_public_acts(library, cube, unit, tuple(inside)))
        counted = {own for leaf in (cube.leaves if cube else ()) if leaf.code in inside for own in leaf.units}
        left_out |= below - counted
    return left_out


def openly_idle(library: Library, indicator: Indicator, leaf: str, tertials: Iterable[Period]) -> bool:
    """Whether everybody can see that a unit registered nothing of this kind."""
    return all(registered(library, indicator, leaf, tertial) == 0 for tertial in tertials)


def registered(library: Library, indicator: Indicator, unit: str, tertial: Period) -> int | None:
    """How many acts a unit registered, of a rate those it is per; None where that is no public volume."""
    instrument = library.instruments.latest(indicator.per or indicator.instrument)
    if instrument.audience != "staff" or library.hides_volumes(unit, tertial):
        return None
    return sum(library.volume_below(instrument.code, unit, month, "acts") or 0 for month in tertial.months)
