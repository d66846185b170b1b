"""Everything that is asked and counted, sheet by sheet."""

from dataclasses import dataclass
from datetime import date

from folja.figures.indicator import Indicator
from folja.figures.library import Library
from folja.instruments.instrument import Change, Instrument
from folja.reports.template import Template
from folja.vocabulary.period import Month


@dataclass(frozen=True)
class Counted:
    """A sheet in the version in force, what changed and since when, and the indicators made of it."""

    sheet: Instrument
    changes: tuple[tuple[Month, Change], ...]
    indicators: tuple[Indicator, ...]


def content(library: Library, template: Template, today: date) -> tuple[Counted, ...]:
    """The sheets in force, those of staff first, in the order of the report."""
    told = list(dict.fromkeys(library.indicators[code].instrument for code in template.indicators))

    def place(sheet: Instrument) -> tuple[bool, int]:
        return sheet.audience != "staff", told.index(sheet.code) if sheet.code in told else len(told)

    sheets = sorted(library.instruments.all_in_force(Month.of(today)), key=place)
    return tuple(_counted(library, sheet) for sheet in sheets)


def _counted(library: Library, sheet: Instrument) -> Counted:
    versions = library.instruments.of(sheet.code)
    changes = tuple((version.first_month, change) for version in versions for change in version.changes)
    made = (indicator for indicator in library.indicators.values() if indicator.instrument == sheet.code)
    return Counted(sheet, changes, tuple(made))
