"""A leaflet as it is shown, on a page or on paper: what families said, and what the unit did, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from folja.figures.library import Library
from folja.reports import giving_back
from folja.reports.giving_back import AnsweredPart, Line
from folja.vocabulary.languages import Tongue, direction, months_in
from folja.vocabulary.period import Period
from folja.vocabulary.text import REQUIRED, Language
from folja.vocabulary.unit import Unit
from folja.web.wordings.offered import offered_with
from folja.web.wordings.say import said, say

WRITTEN_IN = REQUIRED[0]


@dataclass(frozen=True)
class ShownLine:
    """A question, how many said yes in words, of how many answers; `dots` are ten, filled where it is about so many."""

    question: str
    words: str
    answers: str
    dots: tuple[bool, ...]


@dataclass(frozen=True)
class ShownPart:
    """What was said of one thing. `place` says whose answers they are where they are not only the unit's own."""

    title: str
    place: str
    months: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True)
class Shown:
    """The whole leaflet. `did` is in `written_in`, which is Swedish where nobody wrote it in the language asked for."""

    unit: Unit
    parts: tuple[ShownPart, ...]
    did: str
    language: Language
    written_in: Language

    @property
    def direction(self) -> str:
        """In which direction what the unit did is written."""
        return direction(self.written_in)

    @property
    def is_translated(self) -> bool:
        return self.language == self.written_in


def shown(library: Library, unit: Unit, period: Period, did: Mapping[Language, str], language: Language) -> Shown:
    """A unit's leaflet of a closed tertial."""
    parts = _said(library, unit.code, period)
    written_in = language if did.get(language) else WRITTEN_IN
    told = tuple(_part(library, part, language) for part in parts)
    return Shown(unit, told, did.get(written_in, ""), language, written_in)


def tongues_of(library: Library, unit: str, period: Period) -> tuple[Tongue, ...]:
    """The languages in which all that a leaflet tells is approved: the questions as they were asked then, of all kinds
    that are told, whatever the unit asks today."""
    parts = _said(library, unit, period)
    return offered_with(text for part in parts for text in (part.title, *(line.question for line in part.lines)))


@lru_cache(maxsize=64)
def _said(library: Library, unit: str, period: Period) -> tuple[AnsweredPart, ...]:
    """Figures that never change, told on one page again and again: in every language, and to know in which."""
    return giving_back.said(library, giving_back.shipped(), unit, period)


def _part(library: Library, part: AnsweredPart, language: Language) -> ShownPart:
    return ShownPart(
        said(part.title, language),
        _place(library, part, language),
        months_in(language, part.period),
        tuple(_line(line, language) for line in part.lines),
    )


def _place(library: Library, part: AnsweredPart, language: Language) -> str:
    if part.is_own:
        return ""
    if part.place.code == library.tree.city.code:
        return say("giving_back.whole_city", language)
    return say("giving_back.whole", language, place=part.place.name)


def _line(line: Line, language: Language) -> ShownLine:
    words = {
        "nearly_all": say("giving_back.nearly_all", language),
        "of_ten": say("giving_back.of_ten", language, tenths=line.tenths),
        "at_least": say("giving_back.at_least", language, tenths=line.tenths),
        "most": say("giving_back.most", language),
        "some": say("giving_back.some", language),
        "few": say("giving_back.few", language),
        "nearly_none": say("giving_back.nearly_none", language),
    }
    dots = tuple(place < line.tenths for place in range(10)) if line.extent == "of_ten" else ()
    answers = say("giving_back.answers", language, answers=line.answers)
    return ShownLine(said(line.question, language), words[line.extent], answers, dots)
