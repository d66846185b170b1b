"""Women and men beside each other: in what they take part, and what is split by gender."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from folja.figures.figure import Figure
from folja.figures.genders import Genders, beside_other_genders, split_by_gender
from folja.figures.library import Library
from folja.figures.reading import read_by_gender
from folja.reports import charted, sentences
from folja.reports.document import Bars, Column, Name, Paragraph, Piece, Table
from folja.reports.offers import told
from folja.reports.template import Section
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text

STRIPED = frozenset({"man"})

Named = Iterator[tuple[str, Genders]]
_WHAT = Text.of(sv="Nyckeltal", en="Indicator")
_BY_GENDER = Text.of(sv="Efter kön", en="By gender")


def taking_part(library: Library, sections: Iterable[Section], unit: str, period: Period, language: str) -> Named:
    """In each part, the first share that is about one gender beside the same of the others, by the part's name."""
    for section in sections:
        found = (beside_other_genders(library, code, unit, period) for code in section.figures)
        genders = next(filter(None, found), None)
        if genders and genders.woman.reason != "nothing":
            yield section.title.in_language(language), genders


def each_by_gender(library: Library, codes: Iterable[str], unit: str, period: Period, language: str) -> Named:
    """Every share that is split by gender, by its own name."""
    for code in codes:
        genders = split_by_gender(library, code, unit, period)
        if genders and genders.woman.reason != "nothing":
            yield library.indicators[code].title.in_language(language), genders


def split(library: Library, code: str, unit: str, period: Period, language: str) -> Bars | None:
    """An indicator split by gender as bars; None when it is not counted so or nothing can be shown."""
    figures = read_by_gender(library, code, unit, period)
    if not any(figure.value for figure in figures):
        return None
    figures = [_of_many(told(library, figure, language)) for figure in figures]
    sentence = Paragraph(sentences.by_gender(figures, library.indicators[code], language))
    title, missing = _BY_GENDER.in_language(language), charted.unanswered(library, [code])
    return charted.side_by_side(title, figures, sentence, language, striped=STRIPED, missing=missing)


def _of_many(figure: Figure) -> Figure:
    return replace(figure, comparison=None, category_title=sentences.gender(figure))


def split_table(library: Library, codes: Iterable[str], unit: str, period: Period, language: str) -> Table | None:
    """Every indicator that is split by gender, a row each with a column per gender; None where none can be shown."""
    splits = [read_by_gender(library, code, unit, period) for code in codes]
    splits = [figures for figures in splits if len(figures) > 1 and any(figure.shown for figure in figures)]
    if not splits:
        return None
    genders = {figure.category: sentences.gender(figure).in_language(language) for figure in splits[0]}
    columns = (Column(_WHAT.in_language(language)), *(Column(title, numeric=True) for title in genders.values()))
    rows = tuple(_row(figures, genders, language) for figures in splits)
    return Table(_BY_GENDER.in_language(language), columns, rows)


def _row(figures: Sequence[Figure], genders: Iterable[str | None], language: str) -> tuple[Piece, ...]:
    by_gender = {figure.category: replace(figure, offered=None) for figure in figures}
    cells = (charted.value_or_reason(by_gender[gender]) if gender in by_gender else "" for gender in genders)
    return Name(figures[0].title.in_language(language)), *cells
