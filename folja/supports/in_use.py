"""In which months each usual support has been registered, as far as exact volumes may be shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from folja.figures.library import Library
from folja.supports.support import places_of
from folja.supports.usual import Usual, UsualSupport
from folja.vocabulary.period import Month, Period

ACTS = "acts"


@dataclass(frozen=True)
class InUse:
    """That a support was registered at a unit, or somewhere below it, in these months, the first first.

    `places` are the units that a decision may name to hold there: the unit and all above it, and where it stands for
    several units together all below it.
    """

    usual: UsualSupport
    unit: str
    unit_name: str
    places: frozenset[str]
    is_whole: bool
    months: tuple[Month, ...]


def in_use(library: Library, usual: Usual, unit: str, months: tuple[Month, ...]) -> tuple[InUse, ...]:
    """What was registered of each usual support: at the unit as a whole, then at each registering unit below it.

    Units whose volumes are hidden are in the whole only; a whole that is hidden tells nothing.
    """
    return tuple(one for support in usual.supports.values() for one in _of(library, support, unit, months))


def _of(library: Library, support: UsualSupport, unit: str, months: tuple[Month, ...]) -> Iterator[InUse]:
    tree = library.tree
    found = _months(library, support, unit, months)
    if not found:
        return
    yield InUse(support, unit, tree[unit].name, places_of(tree, unit), is_whole=True, months=found)
    for leaf in tree.leaves_of(unit):
        own = _months(library, support, leaf.code, found) if leaf.code != unit else ()
        if own:
            yield InUse(support, leaf.code, leaf.name, frozenset(tree.path(leaf.code)), is_whole=False, months=own)


def _months(library: Library, support: UsualSupport, unit: str, months: tuple[Month, ...]) -> tuple[Month, ...]:
    # How many families answered is a number about people, so only what staff register tells that a support is in use.
    known = library.instruments
    codes = [code for code in support.instruments if code in known and known.latest(code).audience == "staff"]
    return tuple(month for month in months if any(_held(library, code, unit, month) for code in codes))


def _held(library: Library, instrument: str, unit: str, month: Month) -> bool:
    return not library.hides_volumes(unit, Period(month, month)) and bool(
        library.volume_below(instrument, unit, month, ACTS)
    )
