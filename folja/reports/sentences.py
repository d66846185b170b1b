"""Sentences made by rule from figures: a value with its comparison, a series, a distribution, or what is not shown."""

from collections.abc import Iterable, Sequence

from folja.figures.figure import Figure
from folja.figures.indicator import Indicator
from folja.reports.document import Name, Piece, Quote
from folja.reports.words import against_before, compared, is_certain, is_few, reason, unbroken_spaces
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text, in_quotes, listed

_SV = {
    "is": " är ",
    "exactly": ", exakt räknat",
    "that is": "Det är ",
    "will be": " visas när tertialet är stängt",
    "not asked": " finns inte för den här perioden, eftersom frågan inte ställdes då",
    "hidden": " ",
    "instead": "I stället visas ",
    "none": "Inget kan visas än för ",
    "most": "Vanligast är ",
    "among": "Bland de vanligaste är ",
    "one of": "Bland de vanligaste är ",
    "and": " och ",
    "each": " vardera)",
    "then": ", sedan ",
    "nothing": ": inget rapporterat",
}
_EN = {
    "is": " is ",
    "exactly": ", counted exactly",
    "that is": "That is ",
    "will be": " will be shown when the tertial is closed",
    "not asked": " does not exist for this period, as the question was not asked then",
    "hidden": " is ",
    "instead": "Shown instead: ",
    "none": "Nothing can be shown yet for ",
    "most": "Most common is ",
    "among": "Among the most common are ",
    "one of": "Among the most common is ",
    "and": " and ",
    "each": " each)",
    "then": ", then ",
    "nothing": ": nothing reported",
}


def _words(language: str) -> dict[str, str]:
    return _SV if language == "sv" else _EN


def finding(figure: Figure, indicator: Indicator, language: str = "sv") -> tuple[Piece, ...]:
    """What a figure says, as one or two sentences."""
    if not figure.shown:
        return _hidden(figure, indicator, language)
    # Among shares whose changes are tested, a reader is to see which numbers are simply counted.
    exactly = (_words(language)["exactly"],) if figure.kind == "volume" else ()
    named = _subject(figure, indicator, language)
    return (named, _is(figure, language), Quote(figure), *exactly, *_against_the_year_before(figure, language))


def headline(
    figure: Figure, indicator: Indicator, language: str = "sv", *, period: Period | None = None
) -> tuple[Piece, ...]:
    """What stands above a chart: how the figure stands to the year before, and then its value and its period."""
    if not figure.shown:
        return _hidden(figure, indicator, language)
    when = (Name(f" ({unbroken_spaces(period.name(language))})"),) if period else ()
    named, verdict = _subject(figure, indicator, language), against_before(figure, language)
    if verdict:
        return (named, *verdict, *when, ".")
    *compared_, _ = _against_the_year_before(figure, language)
    return (named, _is(figure, language), Quote(figure), *when, *compared_, ".")


def _subject(figure: Figure, indicator: Indicator, language: str) -> Name:
    """What a sentence is about; of a distribution the answer that the figure is the share of."""
    phrase = capital(indicator.phrase.in_language(language))
    return Name(f"{phrase}: {_title(figure, language)}" if indicator.distribution else phrase)


def _is(figure: Figure, language: str) -> str:
    # "The share is fewer than 5" is no sentence, and a number is not "färre" either.
    return ": " if is_few(figure) else _words(language)["is"]


def _hidden(figure: Figure, indicator: Indicator, language: str) -> tuple[Piece, ...]:
    """Why a figure is not shown, and what is shown instead."""
    said, named = _words(language), Name(capital(indicator.phrase.in_language(language)))
    match figure.reason:
        case "nothing":
            return (named, said["nothing"], ". ")
        case "open":
            return (named, said["will be"], ". ")
        case "not asked":
            return (named, said["not asked"], ". ")
    instead = (said["instead"], Quote(figure, "offered"), ". ") if figure.offered else ()
    return (named, said["hidden"], Name(inside(reason(figure, language))), ". ", *instead)


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
    """The most common options: which of them is ahead is said only where their intervals do not meet."""
    said = _words(language)
    in_order = sorted((figure for figure in figures if figure.shown), key=lambda f: -(f.numerator or 0))
    shown = [figure for figure in in_order if figure.numerator]
    if not shown:
        return ()
    first, *others = shown
    if _is_ahead(first, in_order[1:]):
        pieces: tuple[Piece, ...] = (said["most"], *_named(first, language))
        if others and _is_ahead(others[0], in_order[2:]):
            pieces += (said["then"], *_named(others[0], language))
        return (*pieces, ".")
    tied = [figure for figure in shown if figure.numerator == first.numerator]
    if len(tied) > 1:
        names = listed([_title(figure, language) for figure in tied], language)
        return said["among"], Name(names), " (", Quote(first), said["each"], "."
    second = (said["and"], *_named(others[0], language)) if others else ()
    return (said["among"] if second else said["one of"], *_named(first, language), *second, ".")


def _is_ahead(figure: Figure, others: Iterable[Figure]) -> bool:
    """Whether its interval is above all of theirs."""
    return all(figure.low > other.high for other in others if figure.low is not None and other.high is not None)


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
    pieces: list[Piece] = [Name(capital(indicator.phrase.in_language(language)))]
    for place, figure in enumerate(figures):
        title = inside(gender(figure).in_language(language))
        pieces += [", " if place else ": ", Name(title), " ", Quote(figure)]
    return (*pieces, ".")


def inside(title: str) -> str:
    """A figure's title as it is written inside a sentence: a short form such as BVC keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def capital(title: str) -> str:
    """A phrase as it opens a sentence."""
    return title[:1].upper() + title[1:]
