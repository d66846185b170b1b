"""Where more answers came than acts were held, by more than chance and rounding explain.

Read from frozen figures only. A signal while the tertial is open would let whoever adds answers of their own find out
how many others there are: it would come on at a known number.
"""

from collections.abc import Iterable

from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.figures.reading import series
from folja.vocabulary.period import Period


def outnumbered(library: Library, units: Iterable[str], period: Period) -> tuple[Figure, ...]:
    """The rates of these units that are above one answer per act with their whole interval."""
    rates = [code for code, indicator in library.indicators.items() if indicator.kind == "rate"]
    found = (figure for unit in units for code in rates for figure in series(library, code, unit, [period]))
    return tuple(figure for figure in found if figure.low is not None and figure.low > 1)
