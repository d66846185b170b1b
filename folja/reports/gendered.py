"""Women and men as a block of a document: in several matters on one scale, and what their intervals say together."""

from collections.abc import Iterable, Iterator, Sequence

from folja.figures.figure import Figure
from folja.figures.genders import Genders, Verdict
from folja.figures.library import Library
from folja.reports import words
from folja.reports.charted import value_or_reason
from folja.reports.document import Column, GenderPairs, Name, Pair, Paragraph, Piece, Quote, Table
from folja.reports.labels import MEN, WOMEN
from folja.reports.offers import told
from folja.reports.sentences import inside
from folja.vocabulary.text import Text, listed

_TITLE = Text.of(sv="Kvinnor och män", en="Women and men")
_MATTER = Text.of(sv="Vad", en="What")
_SUBTITLE = Text.of(sv="Andel. Strecken visar osäkerheten.", en="Share. The lines show the uncertainty.")
_FEW = Text.of(sv="{value} i {matters}", en="{value} in {matters}")

_DIFFER = Text.of(sv="Kvinnor och män skiljer sig med säkerhet. ", en="Women and men differ for certain. ")
_ALIKE = Text.of(sv="Ingen säker skillnad mellan kvinnor och män. ", en="No certain difference between women and men. ")
_NONE = Text.of(
    sv="Ingen säker skillnad mellan kvinnor och män i någon av dem",
    en="No certain difference between women and men in any",
)
_HIDDEN = Text.of(sv="Kvinnor och män kan inte visas var för sig", en="Women and men can't be shown apart")
_LARGER: dict[Verdict, Text] = {
    "woman": Text.of(
        sv="Andelen är med säkerhet större för kvinnor än för män i {matters}",
        en="The share is certainly larger for women than for men in {matters}",
    ),
    "man": Text.of(
        sv="Andelen är med säkerhet större för män än för kvinnor i {matters}",
        en="The share is certainly larger for men than for women in {matters}",
    ),
}
_ALL = Text.of(sv="alla {number}", en="all {number}")
_BOTH = Text.of(sv="båda", en="both")
_SOME = Text.of(sv="{some} av {number}", en="{some} of {number}")


def gender_pairs(library: Library, named: Iterable[tuple[str, Genders]], language: str = "sv") -> GenderPairs | None:
    """Women and men in each of these matters; None where no bar can be drawn."""
    pairs = tuple(Pair(name, _told(library, genders, language)) for name, genders in named)
    if not any(figure.value for pair in pairs for figure in (pair.genders.woman, pair.genders.man)):
        return None
    said = Paragraph(sentence(pairs, language))
    title = _TITLE.in_language(language)
    alt = f"{title}. {''.join(words.quoted(piece, language) for piece in said.pieces)}"
    subtitle = " ".join([_SUBTITLE.in_language(language), *_others(pairs, language)])
    return GenderPairs(said, subtitle, alt, pairs, _table(title, pairs, language))


def _told(library: Library, genders: Genders, language: str) -> Genders:
    return Genders(
        told(library, genders.woman, language),
        told(library, genders.man, language),
        told(library, genders.other, language) if genders.other else None,
    )


def sentence(pairs: Sequence[Pair], language: str = "sv") -> tuple[Piece, ...]:
    """For whom the share is larger, where the intervals say so; what is hidden says nothing."""
    shown = [pair for pair in pairs if pair.genders.verdict != "hidden"]
    if not shown:
        return (Name(_HIDDEN.in_language(language)), ".")
    if len(shown) == 1:
        return _one(shown[0].genders, language)
    said = [_larger(verdict, shown, language) for verdict in _LARGER]
    found = [one for one in said if one] or [_NONE.in_language(language)]
    return (Name(". ".join(found)), ".")


def _one(genders: Genders, language: str) -> tuple[Piece, ...]:
    """Each share by what it is of: its own indicator, or the one that is split."""
    opening = Name((_ALIKE if genders.verdict == "neither" else _DIFFER).in_language(language))
    woman, man = (figure.title.in_language(language) for figure in (genders.woman, genders.man))
    if woman != man:
        return opening, Name(woman), ": ", Quote(genders.woman), ". ", Name(man), ": ", Quote(genders.man), "."
    women, men = (inside(text.in_language(language)) for text in (WOMEN, MEN))
    return opening, Name(woman), f": {women} ", Quote(genders.woman), f", {men} ", Quote(genders.man), "."


def _larger(verdict: Verdict, shown: Sequence[Pair], language: str) -> str:
    """In how many matters, and in which where it is not in all."""
    names = [inside(pair.name) for pair in shown if pair.genders.verdict == verdict]
    if not names:
        return ""
    number = words.spelled(len(shown), language)
    if len(names) == len(shown):
        matters = (_BOTH if len(shown) == 2 else _ALL).in_language(language).format(number=number)
        return _LARGER[verdict].in_language(language).format(matters=matters)
    some = _SOME.in_language(language).format(some=words.spelled(len(names), language), number=number)
    return f"{_LARGER[verdict].in_language(language).format(matters=some)}: {listed(names, language)}"


def _others(pairs: Sequence[Pair], language: str) -> Iterator[str]:
    """Those who are neither in words, together where the same is said of them."""
    by_title: dict[str, dict[str, list[str]]] = {}
    for pair in pairs:
        other = pair.genders.other
        if other and other.shown:
            value = words.base(other, language) if other.numerator else words.value(other, language)
            by_title.setdefault(_title(other, language), {}).setdefault(value, []).append(inside(pair.name))
    for title, by_value in by_title.items():
        said = (
            _FEW.in_language(language).format(value=value, matters=listed(names, language))
            for value, names in by_value.items()
        )
        yield f"{title}: {'; '.join(said)}."


def _table(title: str, pairs: Sequence[Pair], language: str) -> Table:
    """A row for each matter; a column for those who are neither where it is asked."""
    others = [pair.genders.other for pair in pairs if pair.genders.other]
    headers = [WOMEN.in_language(language), MEN.in_language(language), *(_title(one, language) for one in others[:1])]
    columns = (Column(_MATTER.in_language(language)), *(Column(header, numeric=True) for header in headers))
    return Table(title, columns, tuple(_row(pair, len(headers)) for pair in pairs), caption_shown=False)


def _row(pair: Pair, columns: int) -> tuple[Piece, ...]:
    cells = tuple(value_or_reason(figure) for figure in pair.genders.figures)
    return (Name(pair.name), *cells, *("" for _ in range(columns - len(cells))))


def _title(figure: Figure, language: str) -> str:
    return (figure.category_title or figure.title).in_language(language)
