"""The units below a unit beside each other, in the tree's order and never ranked: as a table, and as bars."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.figures.reading import read
from folja.reports import charted, words
from folja.reports.document import Bars, Name, Paragraph
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text
from folja.vocabulary.unit import Unit


@dataclass(frozen=True)
class Cell:
    """A value with its base beneath, or the reason why there is none."""

    words: str
    beneath: str
    hidden: bool


@dataclass(frozen=True)
class Abreast:
    """Indicators across, units down."""

    titles: tuple[str, ...]
    rows: tuple[tuple[Unit, tuple[Cell, ...]], ...]


def abreast(library: Library, codes: Sequence[str], units: Sequence[Unit], period: Period, language: str) -> Abreast:
    """The table of these indicators for these units."""
    titles = tuple(library.indicators[code].title.in_language(language) for code in codes)
    rows = tuple(
        (unit, tuple(_cell(read(library, code, unit.code, period)[0], language) for code in codes)) for unit in units
    )
    return Abreast(titles, rows)


def unit_bars(library: Library, code: str, units: Sequence[Unit], period: Period, language: str) -> Bars:
    """One indicator of these units as bars on one scale, with their uncertainty. Not for a distribution."""
    figures = [_named(read(library, code, unit.code, period)[0], unit) for unit in units]
    title = library.indicators[code].title.in_language(language)
    return charted.side_by_side(title, figures, Paragraph((Name(title),)), language)


def _named(figure: Figure, unit: Unit) -> Figure:
    title = Text.of(sv=unit.name, en=unit.name)
    return replace(figure, category=unit.code, category_title=title, comparison=None, offered=None)


def _cell(figure: Figure, language: str) -> Cell:
    if figure.shown:
        return Cell(words.value(figure, language), words.base(figure, language), hidden=False)
    return Cell(words.reason(figure, language), "", hidden=True)
