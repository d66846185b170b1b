"""What a report says of comments and complaints: the tertials one by one, and of few neither how many nor of what."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from string import Formatter

from folja.goals.complaints import FEW, Complaints
from folja.reports import sentences, words
from folja.reports.document import Amount, Name, Piece
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text, listed

_TEXTS = {
    "none": Text.of(
        sv="I {period} kom inga synpunkter eller klagomål in.", en="In {period} no comments or complaints came in."
    ),
    "few": Text.of(
        sv="I {period} kom färre än {few} synpunkter och klagomål in.",
        en="In {period} fewer than {few} comments and complaints came in.",
    ),
    "one": Text.of(
        sv="I {period} kom en synpunkt eller ett klagomål in.", en="In {period} one comment or complaint came in."
    ),
    "many": Text.of(
        sv="I {period} kom {number} synpunkter och klagomål in.",
        en="In {period} {number} comments and complaints came in.",
    ),
    "themes": Text.of(sv=" De handlade om {themes}.", en=" They were about {themes}."),
    "one theme": Text.of(sv=" Det handlade om {themes}.", en=" It was about {themes}."),
    "not counted": Text.of(
        sv="Synpunkter och klagomål är inte räknade för {period}.",
        en="Comments and complaints have not been counted for {period}.",
    ),
}


def told(counted: Iterable[Complaints], period: Period, language: str = "sv") -> tuple[Piece, ...]:
    """What is said of the tertials of the period one after the other; nothing where none of them is counted.

    Never a sum: with the tertial before it would tell how many the few were.
    """
    found = {one.period: one for one in counted if one.period in period.tertials}
    if not found:
        return ()
    said = (_told(tertial, found.get(tertial), language) for tertial in period.tertials)
    return tuple(piece for number, one in enumerate(said) for piece in (*([" "] if number else []), *one))


def _told(tertial: Period, one: Complaints | None, language: str) -> Iterator[Piece]:
    if one is None:
        yield from _say("not counted", language, period=tertial)
    elif one.is_few:
        yield from _say("few", language, period=tertial, few=words.spelled(FEW, language))
    else:
        yield from exactly(one, language)


def exactly(one: Complaints, language: str = "sv") -> Iterator[Piece]:
    """The same for those who work at the unit: always how many, and of what."""
    spelled = words.spelled(one.number, language)
    number: Piece = spelled if spelled.isalpha() else Amount(Decimal(one.number), "number")
    yield from _say({0: "none", 1: "one"}.get(one.number, "many"), language, period=one.period, number=number)
    if one.themes and one.number:
        themes = Name(listed([sentences.inside(theme) for theme in one.themes], language))
        yield from _say("one theme" if one.number == 1 else "themes", language, themes=themes)


def _say(key: str, language: str, **values: Piece) -> Iterator[Piece]:
    for before, hole, _, _ in Formatter().parse(_TEXTS[key].in_language(language)):
        if before:
            yield before
        if hole:
            yield values[hole]
