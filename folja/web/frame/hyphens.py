"""Where a long word may be broken: browsers without a Swedish word list break it anywhere, or not at all."""

import re
from functools import cache

import pyphen

SOFT = "\u00ad"
_LONG = re.compile(r"\w{14,}")
_DICTIONARIES = {"sv": "sv_SE", "en": "en_GB"}

# Where our own Swedish compounds are joined. A word with a seam is broken there and nowhere else.
_SEAMS = (
    "barnmorske|mottagning",
    "efter|registrera",
    "familje|central",
    "föräldraskaps|program",
    "hembesöks|program",
    "hembesöks|team",
    "köns|tillhörighet",
    "procent|enhet",
    "samarbets|partner",
    "samverkans|aktivitet",
    "sjuk|sköter",
    "social|tjänst",
    "tertial|rapport",
    "tillgänglighets|redogörelse",
)
_JOINED = {seam.replace("|", ""): seam.index("|") for seam in _SEAMS}


def hyphenated(words: str, language: str) -> str:
    """The words with soft hyphens in those of fourteen letters or more, at least four letters from either end."""
    return _LONG.sub(lambda found: _inserted(found[0], language), words)


@cache
def _inserted(word: str, language: str) -> str:
    seam = _seam(word.lower()) if language == "sv" else None
    if seam is not None:
        return f"{word[:seam]}{SOFT}{word[seam:]}"
    name = _DICTIONARIES.get(language)
    return pyphen.Pyphen(lang=name, left=4, right=4).inserted(word, hyphen=SOFT) if name else word


def _seam(word: str) -> int | None:
    """Where in the word its seam is; None when none of ours is in it."""
    return next((word.index(joined) + place for joined, place in _JOINED.items() if joined in word), None)
