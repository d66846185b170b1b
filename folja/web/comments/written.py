"""What a family has written, made clean and looked through: it can be taken, or why it can't, or what to ask first."""

from dataclasses import dataclass
from typing import Literal

from folja.screening.cleaning import cleaned
from folja.screening.screening import Screened, known_words, screen
from folja.vocabulary.unit import UnitTree

LONGEST = 600  # characters
KEPT = 5000  # longer texts are not sent back to be shortened

Wrong = Literal["", "empty", "too_long", "unreadable", "blocked"]


NOTHING = Screened((), ())


@dataclass(frozen=True)
class Written:
    """Clean words, what stands in them, and what is wrong with them if anything is."""

    words: str
    found: Screened = NOTHING
    wrong: Wrong = ""


def look_through(written: str, tree: UnitTree) -> Written:
    """Only what is short enough is looked through. Names of units and places are names of no people."""
    if len(written) > KEPT:
        return Written("", wrong="unreadable")
    words = cleaned(written)
    if not words:
        return Written("", wrong="empty")
    if len(words) > LONGEST:
        return Written(words, wrong="too_long")
    found = screen(words, known_words(tree))
    return Written(words, found, "blocked" if found.blocking else "")
