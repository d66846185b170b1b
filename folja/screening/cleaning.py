"""A text as somebody typed it, made clean: one spelling of every letter, and nothing that is not seen.

Scripts and mark-up are words like others here: what shows a text escapes it.
"""

import re
import unicodedata
from itertools import groupby

MOST_MARKS = 4  # on one letter: no language has more, and a tower of them would cover its neighbours

# Letters hold together or apart by these in Persian, Kurdish, Bengali and others; all other unseen signs go.
JOINERS = "\u200c\u200d"
ENDS_OF_LINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")
ORDINARY_SPACES = re.compile(r"[ \t\n]+")
AROUND_LINES = re.compile(r" ?\n ?")
EMPTY_LINES = re.compile(r"\n{3,}")


def cleaned(written: str) -> str:
    """The text in NFC, without control signs, signs that turn the direction of writing, and others that are not seen.

    Lines are kept, with at most one empty between two.
    """
    text = AROUND_LINES.sub("\n", SPACES.sub(" ", _legible(written)))
    text = EMPTY_LINES.sub("\n\n", text).strip()
    return text if any(not character.isspace() and character not in JOINERS for character in text) else ""


def in_one_line(written: str) -> str:
    """The same in one line, which keeps the spaces that hold a sign on its line, as French and Swedish have."""
    return ORDINARY_SPACES.sub(" ", _legible(written)).strip()


def _legible(written: str) -> str:
    text = ENDS_OF_LINE.sub("\n", written)
    return _with_few_marks(unicodedata.normalize("NFC", "".join(filter(_is_seen, text))))


def _is_seen(character: str) -> bool:
    return character in "\n\t" or character in JOINERS or unicodedata.category(character)[0] != "C"


def _with_few_marks(text: str) -> str:
    parts = ("".join(part) for part in _by_marks(text))
    return "".join(part[:MOST_MARKS] if unicodedata.combining(part[0]) else part for part in parts)


def _by_marks(text: str) -> list[list[str]]:
    return [list(part) for _, part in groupby(text, key=lambda character: unicodedata.combining(character) > 0)]


def plain(text: str) -> str:
    """The text with digits of every script as 0-9, dashes as - and spaces as such: as long, for looking through."""
    return "".join(map(_plain, text))


def _plain(character: str) -> str:
    usual = unicodedata.normalize("NFKC", character)
    if len(usual) != 1:
        return character
    if usual.isdecimal():
        return str(unicodedata.decimal(usual))
    category = unicodedata.category(usual)
    if category == "Pd" or usual == "\u2212":
        return "-"
    return " " if category == "Zs" else usual
