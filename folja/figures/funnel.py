"""Sets the units below a unit beside the whole: which of them differ by more than chance and rounding explain."""

from collections.abc import Iterable
from dataclasses import dataclass

from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.figures.limits import MOST_DISPERSION, Standing, comparable_base, overdispersion, standing
from folja.figures.reading import Asked, figure_of_cells, read
from folja.vocabulary.period import Period


@dataclass(frozen=True)
class Placed:
    """A unit's share and whether it stands out from the whole.

    `base` is its own where it is added from as few rounded cells as any, each side from its own. More cells make it
    count for less, and cells that are on both sides for a little more.
    """

    figure: Figure
    base: float
    standing: Standing


@dataclass(frozen=True)
class Funnel:
    """The whole, and the units below in the order they were given: those that can be placed, and the hidden.

    The limits are of `cells` rounded cells in each of numerator and base, and of units that vary `dispersion` times as
    much as chance and rounding make them. The whole is taken for fixed though the
    units are part of it. A large unit draws it along, so that it stands out more seldom than the limits promise and
    never more often.
    """

    whole: Figure
    cells: int
    placed: tuple[Placed, ...]
    hidden: tuple[Figure, ...]
    dispersion: float = 1.0

    @property
    def varies(self) -> bool:
        """Whether the units vary more than can be put down to chance, rounding and families who come several times."""
        return self.dispersion >= MOST_DISPERSION

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
    shown = [(figure, cells.proportion) for figure, cells in found if figure.shown and cells]
    if not shown:
        return None
    fewest = min(share.numerator_cells for _, share in shown)
    bases = [comparable_base(whole.value, share, fewest) for _, share in shown]
    dispersion = overdispersion([share.share for _, share in shown], whole.value, bases, fewest)
    placed = tuple(
        Placed(figure, base, standing(share.share, whole.value, base, fewest, dispersion))
        for (figure, share), base in zip(shown, bases, strict=True)
    )
    return Funnel(whole, fewest, placed, tuple(figure for figure, _ in found if not figure.shown), dispersion)
