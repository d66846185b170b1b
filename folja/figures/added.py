"""What of a volume is from units that were not there a year before, read from volumes that everybody can see."""

from collections.abc import Iterable, Iterator, Sequence

from folja.figures.comparing import why_not_comparable
from folja.figures.indicator import Indicator
from folja.figures.library import Library
from folja.figures.signals import YEAR
from folja.vocabulary.period import Month, Period

_HALF_YEAR = 6


def from_added(library: Library, indicator: Indicator, unit: str, period: Period) -> int:
    """How much of a volume is from units below that reported nothing in the same period of the year before.

    A district that reported nothing counts as a whole; inside one that did, its units count one by one. What is hidden
    in either year is left out, so that the number is a sum of published ones.
    """
    return sum(_added_below(library, indicator, unit, period))


def _added_below(library: Library, indicator: Indicator, unit: str, period: Period) -> Iterator[int]:
    for below in library.tree_in(period).children(unit):
        if _is_hidden(library, below.code, (*period.months, *period.year_before.months)):
            continue
        if not _is_new(library, indicator, below.code, period):
            yield from _added_below(library, indicator, below.code, period)
        elif now := _volume(library, indicator, below.code, period.months):
            yield now


def _is_new(library: Library, indicator: Indicator, unit: str, period: Period) -> bool:
    """Whether a unit reported nothing the year before, and no part of it was another unit then."""
    is_same = why_not_comparable(library, indicator, unit, period) is None
    return is_same and _volume(library, indicator, unit, period.year_before.months) is None


def any_added(library: Library, indicator: Indicator, unit: str, months: Sequence[Month]) -> bool:
    """Whether a unit below reported in these months, but nothing in the half year from a year before the first of them.

    What is hidden then or in these months is left out, and so is a unit that took over from another.
    """
    before, now = [months[0].plus(later - YEAR) for later in range(_HALF_YEAR)], Period(months[-1], months[-1])
    heirs = {heir for leaf in library.tree.leaves for heir in leaf.successors}
    leaves = (leaf.code for leaf in library.tree_in(now).leaves_of(unit) if leaf.code not in heirs)
    return any(
        _volume(library, indicator, leaf, before) is None and _volume(library, indicator, leaf, months)
        for leaf in leaves
        if not _is_hidden(library, leaf, (*before, *months))
    )


def _is_hidden(library: Library, unit: str, months: Iterable[Month]) -> bool:
    return any(library.hides_volumes(unit, tertial) for tertial in {month.tertial for month in months})


def _volume(library: Library, indicator: Indicator, unit: str, months: Iterable[Month]) -> int | None:
    found = (library.volume_below(indicator.instrument, unit, month, indicator.measure) for month in months)
    numbers = [number for number in found if number is not None]
    return sum(numbers) if numbers else None
