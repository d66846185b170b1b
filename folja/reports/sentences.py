"""Sentences made by rule from figures: they say nothing that the interval does not carry.

Each finding is one of a few: a value; more or less than the year before by so much; unchanged, since
chance can explain the difference; can't be compared, and why; not shown, and what is.
"""

from collections.abc import Iterable, Sequence

from folja.figures.figure import Figure
from folja.figures.indicator import Indicator
from folja.reports.document import Name, Piece, Quote
from folja.reports.words import number as in_digits
from folja.reports.words import points

_SV = {
    "is": " är ",
    "was hidden": " visas inte för den här perioden",
    "instead": "I stället visas ",
    "the year before": "Året före: ",
    "chance": ". Skillnaden kan bero på slumpen. ",
    "same": ". Det är lika många som året före. ",
    "than before": " än året före (",
    "none": "Inget kan visas än för ",
    "most": "Vanligast är ",
    "then": ", sedan ",
    "nothing": " är inget rapporterat",
    "for": "För ",
}
_EN = {
    "is": " is ",
    "was hidden": " is not shown for this period",
    "instead": "Shown instead: ",
    "the year before": "The year before: ",
    "chance": ". The difference can be chance. ",
    "same": ". It is as many as the year before. ",
    "than before": " than the year before (",
    "none": "Nothing can be shown yet for ",
    "most": "Most common is ",
    "then": ", then ",
    "nothing": " nothing is reported",
    "for": "For ",
}


def _words(language: str) -> dict[str, str]:
    return _SV if language == "sv" else _EN


def finding(figure: Figure, indicator: Indicator, language: str = "sv", *, lead: bool = True) -> tuple[Piece, ...]:
    """What a figure says, as one or two sentences."""
    words = _words(language)
    phrase = indicator.phrase.in_language(language)
    if not figure.shown:
        return _hidden(figure, phrase, language)
    named = Name(_capital(phrase) if lead else phrase)
    return (named, words["is"], Quote(figure), *_against_the_year_before(figure, language))


def _hidden(figure: Figure, phrase: str, language: str) -> tuple[Piece, ...]:
    words = _words(language)
    if figure.reason == "nothing":
        return (words["for"], Name(phrase), words["nothing"], ". ")
    pieces: tuple[Piece, ...] = (Name(_capital(phrase)), words["was hidden"], ". ")
    if figure.offered:
        pieces += (words["instead"], Quote(figure, "offered"), ". ")
    return pieces


def _against_the_year_before(figure: Figure, language: str) -> tuple[Piece, ...]:
    words, comparison = _words(language), figure.comparison
    if comparison is None:
        return (". ",)
    if comparison.verdict == "not comparable":
        return (". ", Name(comparison.why.in_language(language) if comparison.why else ""), ". ")
    if comparison.verdict == "unchanged" and figure.kind == "volume":
        return (words["same"],)
    assert comparison.before is not None
    before = Quote(comparison.before)
    if comparison.verdict == "unchanged":
        return (". ", words["the year before"], before, words["chance"])
    return (". ", Name(_size(figure, language)), words["than before"], before, "). ")


def _size(figure: Figure, language: str) -> str:
    """Det är 12 procentenheter mer; 23 fler."""
    comparison = figure.comparison
    assert comparison is not None
    assert comparison.difference is not None
    swedish, more = language == "sv", comparison.verdict == "more"
    if figure.kind == "share":
        size = points(comparison.difference, language)
        kind = ("mer" if more else "mindre") if swedish else ("more" if more else "less")
    else:
        size = in_digits(abs(comparison.difference), language)
        kind = ("fler" if more else "färre") if swedish else ("more" if more else "fewer")
    return f"{'Det är' if swedish else 'That is'} {size} {kind}"


def trend(figures: Sequence[Figure], indicator: Indicator, language: str = "sv") -> tuple[Piece, ...]:
    """What a series says: its last shown value and when that was."""
    words = _words(language)
    phrase = indicator.phrase.in_language(language)
    shown = [figure for figure in figures if figure.shown]
    if not shown:
        return (words["none"], Name(phrase), ".")
    last = shown[-1]
    return (Name(_capital(phrase)), words["is"], Quote(last), " (", last.period, ").")


def distribution(figures: Iterable[Figure], language: str = "sv") -> tuple[Piece, ...]:
    """The two most common options, when both are clear."""
    words = _words(language)
    shown = sorted((f for f in figures if f.shown and f.numerator), key=lambda f: -(f.numerator or 0))
    if not shown:
        return ()
    pieces: tuple[Piece, ...] = (words["most"], *_named(shown[0], language))
    if len(shown) > 1:
        pieces += (words["then"], *_named(shown[1], language))
    return (*pieces, ".")


def _named(figure: Figure, language: str) -> tuple[Piece, ...]:
    assert figure.category_title is not None
    title = figure.category_title.in_language(language)
    # A short form such as BVC keeps its capitals in the middle of a sentence.
    named = title if title[1:2].isupper() else title[:1].lower() + title[1:]
    return Name(named), " (", Quote(figure), ")"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
