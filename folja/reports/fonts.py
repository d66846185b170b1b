"""The fonts of what is printed, and which letters they have: no page gets an empty box for a letter."""

import unicodedata
from functools import cache
from pathlib import Path

import fontpkg_source_sans_3
import manimgx_fonts
from fontTools.ttLib import TTFont

LATIN_AND_CYRILLIC = Path(fontpkg_source_sans_3.__file__).resolve().parent / "files"
OTHER_SCRIPTS = Path(manimgx_fonts.__file__).resolve().parent

# Those that paper.typ names, in its order.
_USED = (
    LATIN_AND_CYRILLIC / "SourceSans3[wght].ttf",
    OTHER_SCRIPTS / "NotoSansArabic[wght].ttf",
    OTHER_SCRIPTS / "NotoSansBengali[wght].ttf",
    OTHER_SCRIPTS / "NotoSansEthiopic[wght].ttf",
)


def missing(words: str) -> frozenset[str]:
    """The characters of a text that none of the fonts has. What is only a sign to the typesetter is not missed."""
    return frozenset(one for one in words if ord(one) not in _letters() and not _is_sign(one))


@cache
def _letters() -> frozenset[int]:
    found: set[int] = set()
    for path in _USED:
        with TTFont(path, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Zs", "Cc")
