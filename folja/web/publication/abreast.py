"""The units below a unit beside each other, in the tree's order and never ranked: as a table, and as bars."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.figures.reading import read
from folja.reports import charted, words
from folja.reports.below import header, one_by_one
from folja.reports.document import Bars, Name, Paragraph
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text
from folja.vocabulary.unit import Unit


@dataclass(frozen=True)
class Cell:
    """A value with its base beneath, or in short why there is none: `hidden` where that protects somebody."""

    words: str
    beneath: str
    shown: bool
    hidden: bool


@dataclass(frozen=True)
class Abreast:
    """Indicators across, units down. A unit that has reported nothing at all has no cells."""

    header: Text
    titles: tuple[str, ...]
    rows: tuple[tuple[Unit, tuple[Cell, ...]], ...]

    @property
    def columns(self) -> tuple[tuple[str, tuple[tuple[Unit, Cell | None], ...]], ...]:
        """The same an indicator at a time, for where there is no room for a table."""
        return tuple(
            (title, tuple((unit, cells[place] if cells else None) for unit, cells in self.rows))
            for place, title in enumerate(self.titles)
        )


def abreast(
    library: Library, codes: Sequence[str], whole: Unit, units: Sequence[Unit], period: Period, language: str
) -> Abreast:
    """The table of these indicators: of the whole first, then of these units below it."""
    titles = tuple(library.indicators[code].title.in_language(language) for code in codes)
    rows = tuple((unit, _cells(library, codes, unit, period, language)) for unit in (whole, *units))
    return Abreast(header(units), titles, rows)


def _cells(library: Library, codes: Sequence[str], unit: Unit, period: Period, language: str) -> tuple[Cell, ...]:
    figures = [read(library, code, unit.code, period)[0] for code in codes]
    volumes = [figure for figure in figures if figure.kind == "volume"]
    silent = volumes and all(figure.reason == "nothing" for figure in volumes)
    return () if silent else tuple(_cell(figure, language) for figure in figures)


def unit_bars(library: Library, code: str, units: Sequence[Unit], period: Period, language: str) -> Bars:
    """One indicator of these units as bars on one scale, with their uncertainty. Not for a distribution."""
    figures = [_named(read(library, code, unit.code, period)[0], unit) for unit in units]
    title = library.indicators[code].title.in_language(language)
    sentence = Paragraph((Name(f"{title}: {one_by_one(units).in_language(language)}"),))
    return charted.side_by_side(title, figures, sentence, language, missing=charted.unanswered(library, [code]))


def _named(figure: Figure, unit: Unit) -> Figure:
    title = Text.of(sv=unit.name, en=unit.name)
    return replace(figure, category=unit.code, category_title=title, comparison=None, offered=None)


def _cell(figure: Figure, language: str) -> Cell:
    if figure.shown:
        return Cell(words.value(figure, language), words.base(figure, language), shown=True, hidden=False)
    return Cell(words.short_reason(figure, language), "", shown=False, hidden=words.protects(figure))
