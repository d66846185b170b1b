"""The words of a text with their stems, so that one form of a word finds the others: pappor, pappa."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

_ALGORITHMS = {"sv": "swedish", "en": "english"}
# Snowball knows the definite form of no word that ends in a: pappan, ansökan. A plan and a talesman are none.
_DEFINITE = re.compile(r"(?<=[^\W\d_]{3})(?<!pl)(?<![^m]m)ans?$")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Word:
    """A word in small letters, its stem, and the places in its text that it begins at and ends before."""

    written: str
    stem: str
    start: int
    end: int


Phrase = tuple[Word, ...]
"""Words that mean something together."""


@lru_cache(maxsize=4096)
def words_in(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text that is searched; such texts are few and read again and again."""
    return words_of(text, language)


def words_of(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text in Swedish or English, in order.

    Stems as in M. F. Porter, Snowball (2001), snowballstem.org.
    """
    found = ((match.group().casefold(), match.span()) for match in _WORD.finditer(text))
    return tuple(Word(written, _stem(written, language), start, end) for written, (start, end) in found)


@lru_cache(maxsize=65_536)
def _stem(word: str, language: str) -> str:
    """Most words of a text are the same ones again and again."""
    stemmer = snowballstemmer.stemmer(_ALGORITHMS[language])  # it has a state, so each call its own
    return str(stemmer.stemWord(_DEFINITE.sub("a", word) if language == "sv" else word))


def composed(text: str) -> str:
    """The text with å, ä and ö as one sign each, however the keyboard made them."""
    return unicodedata.normalize("NFC", text)
