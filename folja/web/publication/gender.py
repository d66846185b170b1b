"""Women and men beside each other: the pairs of indicators that stand for them, and what is split by gender."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from folja.figures.figure import Figure
from folja.figures.indicator import Term, kind_of_person
from folja.figures.library import Library
from folja.figures.reading import read, read_by_gender
from folja.reports import charted, sentences
from folja.reports.document import Bars, Column, Name, Paragraph, Piece, Table
from folja.reports.offers import told
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text

STRIPED = frozenset({"man"})

_TITLE = Text.of(sv="Kvinnor och män", en="Women and men")
_WHAT = Text.of(sv="Nyckeltal", en="Indicator")
_BY_GENDER = Text.of(sv="Efter kön", en="By gender")


def women_and_men(library: Library, codes: Iterable[str], unit: str, period: Period, language: str) -> Bars | None:
    """The first shares among these that say the same about women and about men, as bars; None when there are none."""
    pair = _pair(library, codes, period)
    if len(pair) < 2:
        return None
    ordered = sorted(pair.items(), reverse=True)  # woman, then man
    figures = [
        replace(told(library, read(library, code, unit, period)[0], language), category=gender, comparison=None)
        for gender, code in ordered
    ]
    said = (sentences.finding(figure, library.indicators[figure.indicator], language) for figure in figures)
    sentence = Paragraph(tuple(chain(*said)))
    return charted.side_by_side(_TITLE.in_language(language), figures, sentence, language, striped=STRIPED)


def split(library: Library, code: str, unit: str, period: Period, language: str) -> Bars | None:
    """An indicator split by gender as bars; None when it is not counted so or nothing can be shown."""
    figures = read_by_gender(library, code, unit, period)
    if not any(figure.value for figure in figures):
        return None
    figures = [replace(told(library, figure, language), comparison=None) for figure in figures]
    sentence = Paragraph(sentences.by_gender(figures, library.indicators[code], language))
    return charted.side_by_side(_BY_GENDER.in_language(language), figures, sentence, language, striped=STRIPED)


def split_table(library: Library, codes: Iterable[str], unit: str, period: Period, language: str) -> Table | None:
    """Every indicator that is split by gender, a row each with a column per gender; None where none can be shown."""
    splits = [read_by_gender(library, code, unit, period) for code in codes]
    splits = [figures for figures in splits if len(figures) > 1 and any(figure.shown for figure in figures)]
    if not splits:
        return None
    genders = {f.category: f.category_title.in_language(language) for f in splits[0] if f.category_title}
    columns = (Column(_WHAT.in_language(language)), *(Column(title, numeric=True) for title in genders.values()))
    rows = tuple(_row(figures, genders, language) for figures in splits)
    return Table(_BY_GENDER.in_language(language), columns, rows)


def _row(figures: Sequence[Figure], genders: Iterable[str | None], language: str) -> tuple[Piece, ...]:
    by_gender = {figure.category: replace(figure, offered=None) for figure in figures}
    cells = (charted.value_or_reason(by_gender[gender]) if gender in by_gender else "" for gender in genders)
    return Name(figures[0].title.in_language(language)), *cells


def _pair(library: Library, codes: Iterable[str], period: Period) -> dict[str, str]:
    """Gender -> indicator, for the first women and men that are shares of the same."""
    found: dict[tuple[Term, ...], dict[str, str]] = {}
    for code in codes:
        indicator = library.indicators[code]
        plan = library.plan(indicator.instrument, period)
        kind = kind_of_person(indicator, plan) if plan and indicator.kind == "share" else None
        if kind and kind.gender in ("woman", "man"):
            pair = found.setdefault(indicator.base, {})
            pair[kind.gender] = code
            if len(pair) == 2:
                return pair
    return {}
