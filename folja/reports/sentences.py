"""Sentences made by rule from figures: a value with its comparison, a series, a distribution, or what is not shown."""

from collections.abc import Iterable, Sequence

from folja.figures.figure import Figure
from folja.figures.indicator import Indicator
from folja.reports.document import Name, Piece, Quote
from folja.reports.words import against_before, compared, is_certain, unbroken_spaces
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text, in_quotes, listed

_SV = {
    "is": " är ",
    "exactly": ", exakt räknat",
    "that is": "Det är ",
    "was hidden": " visas inte för den här perioden",
    "instead": "I stället visas ",
    "none": "Inget kan visas än för ",
    "most": "Vanligast är ",
    "each": " vardera)",
    "then": ", sedan ",
    "nothing": ": inget rapporterat",
}
_EN = {
    "is": " is ",
    "exactly": ", counted exactly",
    "that is": "That is ",
    "was hidden": " is not shown for this period",
    "instead": "Shown instead: ",
    "none": "Nothing can be shown yet for ",
    "most": "Most common is ",
    "each": " each)",
    "then": ", then ",
    "nothing": ": nothing reported",
}


def _words(language: str) -> dict[str, str]:
    return _SV if language == "sv" else _EN


def finding(figure: Figure, indicator: Indicator, language: str = "sv") -> tuple[Piece, ...]:
    """What a figure says, as one or two sentences."""
    phrase = indicator.phrase.in_language(language)
    if not figure.shown:
        return _hidden(figure, phrase, language)
    # Among shares whose changes are tested, a reader is to see which numbers are simply counted.
    exactly = (_words(language)["exactly"],) if figure.kind == "volume" else ()
    named = Name(_capital(phrase))
    return (named, _is(figure, language), Quote(figure), *exactly, *_against_the_year_before(figure, language))


def headline(
    figure: Figure, indicator: Indicator, language: str = "sv", *, period: Period | None = None
) -> tuple[Piece, ...]:
    """What stands above a chart: how the figure stands to the year before, and then its value and its period."""
    phrase = indicator.phrase.in_language(language)
    if not figure.shown:
        return _hidden(figure, phrase, language)
    when = (Name(f" ({unbroken_spaces(period.name(language))})"),) if period else ()
    named, verdict = Name(_capital(phrase)), against_before(figure, language)
    if verdict:
        return (named, *verdict, *when, ".")
    *compared_, _ = _against_the_year_before(figure, language)
    return (named, _is(figure, language), Quote(figure), *when, *compared_, ".")


def _is(figure: Figure, language: str) -> str:
    # "The share is fewer than 5" is no sentence.
    few = figure.kind in ("share", "rate") and figure.numerator == 0
    return ": " if few else _words(language)["is"]


def _hidden(figure: Figure, phrase: str, language: str) -> tuple[Piece, ...]:
    words = _words(language)
    if figure.reason == "nothing":
        return (Name(_capital(phrase)), words["nothing"], ". ")
    pieces: tuple[Piece, ...] = (Name(_capital(phrase)), words["was hidden"], ". ")
    if figure.offered:
        pieces += (words["instead"], Quote(figure, "offered"), ". ")
    return pieces


def _against_the_year_before(figure: Figure, language: str) -> tuple[Piece, ...]:
    pieces = compared(figure, language)
    if not pieces:
        return (". ",)
    opening = (_words(language)["that is"],) if is_certain(figure) else ()
    return (". ", *opening, *pieces, ". ")


def trend(figures: Sequence[Figure], indicator: Indicator, language: str = "sv") -> tuple[Piece, ...]:
    """What a series says: how its last shown value stands to the year before, the value, and when that was."""
    shown = [figure for figure in figures if figure.shown]
    if not shown:
        return (_words(language)["none"], Name(indicator.phrase.in_language(language)), ".")
    return headline(shown[-1], indicator, language, period=shown[-1].period)


def distribution(figures: Iterable[Figure], language: str = "sv") -> tuple[Piece, ...]:
    """The two most common options, or all that are as common as the first."""
    words = _words(language)
    shown = sorted((f for f in figures if f.shown and f.numerator), key=lambda f: -(f.numerator or 0))
    if not shown:
        return ()
    tied = [figure for figure in shown if figure.numerator == shown[0].numerator]
    if len(tied) > 1:
        names = listed([_title(figure, language) for figure in tied], language)
        return words["most"], Name(names), " (", Quote(tied[0]), words["each"], "."
    pieces: tuple[Piece, ...] = (words["most"], *_named(shown[0], language))
    if len(shown) > 1:
        pieces += (words["then"], *_named(shown[1], language))
    return (*pieces, ".")


def _named(figure: Figure, language: str) -> tuple[Piece, ...]:
    return Name(_title(figure, language)), " (", Quote(figure), ")"


def _title(figure: Figure, language: str) -> str:
    """An answer inside a sentence: quoted as it is written, since it may be a clause of its own or have a comma."""
    assert figure.category_title is not None
    return in_quotes(figure.category_title.in_language(language), language)


_MANY = {"woman": Text.of(sv="Kvinnor", en="Women"), "man": Text.of(sv="Män", en="Men")}


def gender(figure: Figure) -> Text:
    """What those of a figure's gender are called: an answer is given by one, a share is of many."""
    return _MANY.get(figure.category or "", figure.category_title or figure.title)


def by_gender(figures: Sequence[Figure], indicator: Indicator, language: str = "sv") -> tuple[Piece, ...]:
    """Andelen som fullföljde programmet: kvinnor 92 %, män 88 %."""
    pieces: list[Piece] = [Name(_capital(indicator.phrase.in_language(language)))]
    for place, figure in enumerate(figures):
        title = inside(gender(figure).in_language(language))
        pieces += [", " if place else ": ", Name(title), " ", Quote(figure)]
    return (*pieces, ".")


def inside(title: str) -> str:
    """A figure's title as it is written inside a sentence: a short form such as BVC keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
