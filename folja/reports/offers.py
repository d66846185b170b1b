"""What stands in for figures that can't be shown: where it is from, and hidden figures told together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.reports import words
from folja.reports.document import Column, Name, NotShown, Paragraph, Piece, Quote, Table
from folja.reports.sentences import inside
from folja.vocabulary.text import Text
from folja.vocabulary.unit import UnitTree

_WHOLE_CITY = Text.of(sv="hela staden", en="the whole city")
_WHOLE_NATION = Text.of(sv="hela landet", en="the whole nation")
_CAPTION = Text.of(sv="Kan inte visas här", en="Can't be shown here")
_COLUMNS = (
    Text.of(sv="Nyckeltal", en="Indicator"),
    Text.of(sv="Varför", en="Why"),
    Text.of(sv="I stället", en="Instead"),
)
_INSTEAD = Text.of(sv=". I stället ", en=". Instead ")
_CONCERNS = Text.of(sv=". Det gäller ", en=". This is about ")


def told(library: Library, figure: Figure, language: str) -> Figure:
    """The figure, offering one of the city as one of the whole city: a city's own name sounds like a place in it."""
    if figure.offered is None or figure.offered.unit != library.tree.city.code:
        return figure
    return replace(figure, offered=replace(figure.offered, unit_name=whole(library.tree).in_language(language)))


def whole(tree: UnitTree) -> Text:
    """What all units are called together, inside a sentence."""
    return _WHOLE_NATION if tree.is_national else _WHOLE_CITY


def not_shown(figures: Sequence[Figure], language: str) -> NotShown:
    """Hidden figures as one block: a paragraph for each reason and place, and a table with a row for each figure."""
    rows = tuple((_title(figure, language), Quote(figure, "reason"), Quote(figure, "offered")) for figure in figures)
    columns = tuple(Column(header.in_language(language)) for header in _COLUMNS)
    table = Table(_CAPTION.in_language(language), columns, rows)
    return NotShown(tuple(_paragraphs(figures, language)), table, locked=any(map(words.protects, figures)))


def _paragraphs(figures: Iterable[Figure], language: str) -> Iterator[Paragraph]:
    def kind(figure: Figure) -> tuple[str, str]:
        return words.reason(figure, language), words.elsewhere(figure, language)

    found = list(figures)
    order = list(dict.fromkeys(map(kind, found)))
    for _, group in groupby(sorted(found, key=lambda figure: order.index(kind(figure))), key=kind):
        yield Paragraph(tuple(_together(list(group), language)))


def _together(figures: Sequence[Figure], language: str) -> Iterator[Piece]:
    """Visas inte: färre än 40 svar. I stället i Farsta: andelen som fick hjälp 63 % (50 av 80); ..."""
    yield Quote(figures[0], "reason")
    where = words.elsewhere(figures[0], language)
    if where:
        yield from (_INSTEAD.in_language(language), Name(where), ": ")
    else:
        yield _CONCERNS.in_language(language)
    for place, figure in enumerate(figures):
        yield from ("; ",) if place else ()
        yield Name(inside(figure.title.in_language(language)))
        yield from _offered(figure)
    yield "."


def _offered(figure: Figure) -> Iterator[Piece]:
    if figure.offered:
        yield from (words.NO_BREAK, Quote(figure.offered))
        if figure.offered.base is not None:
            yield from (" (", Quote(figure.offered, "base"), ")")


def _title(figure: Figure, language: str) -> Name:
    return Name(figure.title.in_language(language))
