"""Guesses in which language a text is written, so that staff know what interpreter to ask for. It is kept nowhere.

A word counts by how few languages have it, and the words known in a language are those that families are told in it,
drafts too. What is guessed is no more than likely, and the page says so.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from folja.figures.indicator import shipped as indicators
from folja.instruments.loading import shipped as instruments
from folja.instruments.question import OneQuestion
from folja.vocabulary.text import REQUIRED, Language, Text
from folja.web.wordings import drafts
from folja.web.wordings.sources import all_sources

HOME = REQUIRED[0]
LEAST = 1.0  # as much as one word that only one language has
AT_MOST = 2  # languages that are named: Persian and Dari share half their words
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Guess:
    """The likely languages, the likeliest first. None where it is another than Swedish but none that is known."""

    languages: tuple[Language, ...]


def guessed(text: str) -> Guess | None:
    """In what other language than Swedish a text seems to be; None where it may be Swedish or nothing can be said."""
    known, rarity, written = _known(), _rarity(), _words(text)
    weights = {language: sum(rarity[word] for word in written if word in words) for language, words in known.items()}
    most = max(weights.values())
    likely = sorted((one for one in weights if weights[one] * 2 > most), key=lambda one: -weights[one])
    if most >= LEAST and len(likely) <= AT_MOST:
        return None if HOME in likely else Guess(tuple(likely))
    return None if _is_latin(text) else Guess(())


def _is_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(character, "") for character in letters)
    return latin * 2 >= len(letters)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@cache
def _known() -> Mapping[Language, frozenset[str]]:
    """The words that are known in each language."""
    found = {code: frozenset(_each(drafted.values())) for code, drafted in drafts.shipped().items()}
    ours = {code: frozenset(_each(text.in_language(code) for text in _texts())) for code in REQUIRED}
    return {**found, **ours}


@cache
def _rarity() -> Mapping[str, float]:
    """Each known word's weight: 1 for one language's own, 1/2 for what two have."""
    return {word: 1 / many for word, many in Counter(word for words in _known().values() for word in words).items()}


def _each(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _words(text)


def _texts() -> Iterator[Text]:
    """All that is written in Swedish and English: what families are told, and what staff fill in and read."""
    yield from all_sources()
    for code in instruments():
        sheet = instruments().latest(code)
        yield from (sheet.title, sheet.definition)
        for question in sheet.questions:
            yield from (question.text, question.help)
            if isinstance(question, OneQuestion):
                yield from (option.title for option in question.options)
    yield from (indicator.definition for indicator in indicators().values())
