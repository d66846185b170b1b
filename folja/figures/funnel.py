"""Sets the units below a unit beside the whole: which of them differ by more than chance and rounding explain."""

from collections.abc import Iterable
from dataclasses import dataclass

from folja.figures.figure import Figure
from folja.figures.library import Cells, Library
from folja.figures.limits import Standing, comparable_base, standing
from folja.figures.reading import Asked, figure_of_cells, read
from folja.figures.statistics import Proportion
from folja.vocabulary.period import Period


@dataclass(frozen=True)
class Placed:
    """A unit's share and whether it stands out from the whole.

    `base` is its own where it is added from as few rounded cells as any; more cells make it count for less.
    """

    figure: Figure
    base: float
    standing: Standing


@dataclass(frozen=True)
class Funnel:
    """The whole, and the units below in the order they were given: those that can be placed, and the hidden.

    The limits are of `cells` rounded cells in each of numerator and base. The whole is taken for fixed though the
    units are part of it. A large unit draws it along, so that it stands out more seldom than the limits promise and
    never more often.
    """

    whole: Figure
    cells: int
    placed: tuple[Placed, ...]
    hidden: tuple[Figure, ...]

    @property
    def outside(self) -> tuple[Placed, ...]:
        """The units that stand out, in the order they were given."""
        return tuple(unit for unit in self.placed if unit.standing != "inside")


def read_funnel(library: Library, code: str, unit: str, below: Iterable[str], period: Period) -> Funnel | None:
    """The units below beside the whole, by one share.

    None for what is no share, for a whole that is hidden, where no unit can be placed, and where all or none are so:
    then there are no limits. Raises Refused for an unknown indicator or unit.
    """
    (whole, *_) = read(library, code, unit, period)
    indicator = library.indicators[code]
    if indicator.kind != "share" or indicator.distribution or whole.value in (None, 0, 1):
        return None
    asked = (Asked(indicator, one, period, indicator.numerator, indicator.base) for one in below)
    found = [figure_of_cells(library, one) for one in asked]
    shown = [(figure, _proportion(cells)) for figure, cells in found if figure.shown and cells]
    if not shown:
        return None
    fewest = min(share.numerator_cells for _, share in shown)
    placed = tuple(_placed(figure, share, whole, fewest) for figure, share in shown)
    return Funnel(whole, fewest, placed, tuple(figure for figure, _ in found if not figure.shown))


def _proportion(cells: Cells) -> Proportion:
    numerator, base, _ = cells
    return Proportion(numerator.total, base.total, numerator.cells, base.cells)


def _placed(figure: Figure, share: Proportion, whole: Figure, cells: int) -> Placed:
    assert whole.value is not None
    base = comparable_base(whole.value, share, cells)
    return Placed(figure, base, standing(share.share, whole.value, base, cells))
