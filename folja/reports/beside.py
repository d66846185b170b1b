"""Figures of other places beside one's own: said and shown, never judged, never put in the order of their sizes."""

from collections.abc import Iterator, Sequence

from folja.goals import place
from folja.goals.outside import GENDERS, OutsideFigure
from folja.reports import labels
from folja.reports.document import Amount, Column, Entered, Name, Piece, Table
from folja.vocabulary.text import Text

_BESIDE = Text.of(sv="Till jämförelse: ", en="For comparison: ")
_CAPTION = Text.of(sv="Till jämförelse", en="For comparison")
_PLACE = Text.of(sv="Plats", en="Place")
_VALUE = Text.of(sv="Utfall", en="Result")
_SOURCE = Text.of(sv="Källa", en="Source")
_NO_FIGURE = Text.of(sv="ingen uppgift", en="no figure")


def said(beside: Sequence[OutsideFigure], language: str = "sv") -> Iterator[Piece]:
    """Till jämförelse: riket 71 %, Malmö 68 %. Not which is higher: how sure the numbers are is not known."""
    if beside:
        yield _BESIDE.in_language(language)
        yield from _listed(beside, language)
        yield ". "


def said_of(figure: OutsideFigure, beside: Sequence[OutsideFigure], language: str = "sv") -> Iterator[Piece]:
    """Sjukfrånvaro, helåret 2021, till jämförelse: riket 5,2 % (källa, dag)."""
    title, period = figure.measure.title.in_language(language), figure.period.name(language)
    caption = _CAPTION.in_language(language)
    yield Name(f"{title}, {period}, {caption[:1].lower()}{caption[1:]}: ")
    yield from _listed(beside, language, with_source=True)
    yield "."


def _listed(beside: Sequence[OutsideFigure], language: str, *, with_source: bool = False) -> Iterator[Piece]:
    for number, one in enumerate(beside):
        yield ", " if number else ""
        yield Name(f"{place.shipped()[one.unit].phrase.in_language(language)} ")
        yield Entered(one)
        if with_source:
            yield Name(f" ({_source(one, language)})")


def table(own: OutsideFigure, name: str, beside: Sequence[OutsideFigure], of: str, language: str = "sv") -> Table:
    """One's own figure first, then each place with its source; by gender as far as any source has it."""
    all_of_them = (own, *beside)
    genders = [gender for gender in GENDERS if any(gender in one.by_gender for one in all_of_them)]
    columns = (
        Column(_PLACE.in_language(language)),
        Column(_VALUE.in_language(language), numeric=True),
        *(Column(labels.GENDERS[gender].in_language(language), numeric=True) for gender in genders),
        Column(_SOURCE.in_language(language)),
    )
    names = (name, *(place.shipped()[one.unit].title.in_language(language) for one in beside))
    rows = tuple(
        (
            Name(named),
            Entered(one),
            *(_by_gender(one, gender, language) for gender in genders),
            Name(_source(one, language)),
        )
        for named, one in zip(names, all_of_them, strict=True)
    )
    return Table(f"{_CAPTION.in_language(language)}: {of}", columns, rows, caption_shown=True)


def _by_gender(one: OutsideFigure, gender: str, language: str) -> Piece:
    if gender not in one.by_gender:
        return _NO_FIGURE.in_language(language)
    return Amount(one.by_gender[gender], one.measure.scale)


def _source(one: OutsideFigure, language: str) -> str:
    return f"{one.source}, {labels.day(one.dated, language)}"
