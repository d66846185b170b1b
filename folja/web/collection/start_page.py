"""What the start page shows of a unit: its sheets, the most used first, and its latest months in exact numbers."""

from dataclasses import dataclass
from datetime import date, timedelta

from folja.closing import closable_from
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


def staff_sheets(library: Library, unit: Unit, today: date) -> tuple[Instrument, ...]:
    """The instruments that staff fill in now, those the unit uses most first.

    Where nothing has been registered the fullest sheets come first: they are what the follow-up is about.
    """
    now = Month.of(today)
    sheets = [sheet for sheet in library.instruments.all_in_force(now) if sheet.audience == "staff"]
    months = [now.plus(-back) for back in range(MONTHS_OF_USE)]

    def use(sheet: Instrument) -> tuple[int, int]:
        used = sum(_volume(library, sheet, unit, month) or 0 for month in months)
        return -used, -len(sheet.questions)

    return tuple(sorted(sheets, key=use))


def latest_months(library: Library, sheet: Instrument, unit: Unit, today: date) -> LatestMonths:
    """The volumes of a unit whose volumes may be shown."""
    now = Month.of(today)
    months = [now.plus(back) for back in range(1 - MONTHS_BACK, 1)]
    numbers = [_volume(library, sheet, unit, month) for month in months]
    most = max((number or 0 for number in numbers), default=0) or 1
    bars = []
    for place, (month, number) in enumerate(zip(months, numbers, strict=True)):
        height = max(round((number or 0) / most * HEIGHT), 2) if number else 0
        bars.append(Bar(month, number, place * STEP + 3, 20 + HEIGHT - height, height, unfinished=month == now))
    return LatestMonths(sheet, unit, tuple(bars))


def shown_unit(library: Library, unit: Unit) -> Unit:
    """The unit, or the nearest one above it whose volumes are not one colleague's work."""
    path = [library.tree[code] for code in library.tree.path(unit.code)]
    return next((above for above in path if above.code not in library.without_volumes), library.tree.city)


def open_tertials(library: Library, today: date) -> tuple[Period, ...]:
    """The tertials that are not frozen, from the first that anything was registered in to the present one."""
    now = Month.of(today).tertial
    earliest = min((month for _, _, month in library.open_volumes), default=now.first)
    found = [library.latest.next_tertial if library.latest else earliest.tertial]
    while found[-1] < now:
        found.append(found[-1].next_tertial)
    return tuple(found)


def last_day_to_mend(library: Library, tertial: Period) -> date:
    """The last day of a tertial's grace: it may be closed the day after."""
    return closable_from(tertial, library.policy) - timedelta(days=1)


def _volume(library: Library, sheet: Instrument, unit: Unit, month: Month) -> int | None:
    """What the unit and those below it held; None where nothing was reported, which is not nothing done."""
    leaves = library.tree.leaves_of(unit.code)
    numbers = [library.volume(sheet.code, leaf.code, month, ACTS) for leaf in leaves]
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
