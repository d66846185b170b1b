"""What the start page shows of a unit: its sheets, the most used first, and its latest months in exact numbers."""

from dataclasses import dataclass
from datetime import date

from folja.figures.library import Library
from folja.instruments.instrument import Instrument
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit
from folja.web.collection.volumes import ACTS

MONTHS_BACK = 6  # bars in the picture
MONTHS_OF_USE = 12  # what decides the order of the sheets

# The picture's measures, in points; whole ones, since a template writes others with a comma.
STEP, WIDTH, HEIGHT = 27, 20, 56


@dataclass(frozen=True)
class Bar:
    """One month: its number, or None where nothing was reported, and where its bar stands."""

    month: Month
    number: int | None
    x: int
    y: int
    height: int
    unfinished: bool

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2

    @property
    def above(self) -> int:
        return self.y - 6


@dataclass(frozen=True)
class LatestMonths:
    """An instrument's volumes at a unit over the latest months, this one last and not finished."""

    instrument: Instrument
    unit: Unit
    bars: tuple[Bar, ...]

    @property
    def now(self) -> Bar:
        return self.bars[-1]

    @property
    def before(self) -> Bar:
        return self.bars[-2]

    @property
    def width(self) -> int:
        return STEP * len(self.bars)

    @property
    def any(self) -> bool:
        return any(bar.number for bar in self.bars)


def staff_sheets(library: Library, unit: Unit | None, today: date) -> tuple[Instrument, ...]:
    """The instruments that staff fill in now, those the unit uses most first.

    Where nothing has been registered the fullest sheets come first: they are what the follow-up is about.
    """
    sheets = [sheet for sheet in library.instruments.all_in_force(Month.of(today)) if sheet.audience == "staff"]
    months = _months_of_use(today)

    def use(sheet: Instrument) -> tuple[int, int]:
        used = sum(library.volume_below(sheet.code, unit.code, month, ACTS) or 0 for month in months) if unit else 0
        return -used, -len(sheet.questions)

    return tuple(sorted(sheets, key=use))


def latest_months(library: Library, sheet: Instrument, unit: Unit, today: date) -> LatestMonths:
    """The volumes of a unit whose volumes may be shown."""
    now = Month.of(today)
    months = [now.plus(back) for back in range(1 - MONTHS_BACK, 1)]
    numbers = [library.volume_below(sheet.code, unit.code, month, ACTS) for month in months]
    most = max((number or 0 for number in numbers), default=0) or 1
    bars = []
    for place, (month, number) in enumerate(zip(months, numbers, strict=True)):
        height = max(round((number or 0) / most * HEIGHT), 2) if number else 0
        bars.append(Bar(month, number, place * STEP + 3, 20 + HEIGHT - height, height, unfinished=month == now))
    return LatestMonths(sheet, unit, tuple(bars))


def shown_unit(library: Library, unit: Unit, today: date) -> Unit | None:
    """The unit, or the nearest one above it whose volumes are not one colleague's work; None where there is none."""
    months = [Period(month, month) for month in _months_of_use(today)]
    above = (library.tree[code] for code in library.tree.path(unit.code))
    return next((one for one in above if not any(library.hides_volumes(one.code, month) for month in months)), None)


def _months_of_use(today: date) -> list[Month]:
    return [Month.of(today).plus(-back) for back in range(MONTHS_OF_USE)]
