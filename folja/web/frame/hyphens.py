"""Where a long word may be broken: browsers without a Swedish word list break it anywhere, or not at all."""

import re
from functools import cache

import pyphen

SOFT = "\u00ad"
_LONG = re.compile(r"\w{14,}")
_DICTIONARIES = {"sv": "sv_SE", "en": "en_GB"}


def hyphenated(words: str, language: str) -> str:
    """The words with soft hyphens in those of fourteen letters or more, at least four letters from either end."""
    return _LONG.sub(lambda found: _inserted(found[0], language), words)


@cache
def _inserted(word: str, language: str) -> str:
    name = _DICTIONARIES.get(language)
    return pyphen.Pyphen(lang=name, left=4, right=4).inserted(word, hyphen=SOFT) if name else word
