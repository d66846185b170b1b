"""The words that names and addresses are known by, read from content."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from folja.instruments.content import SHIPPED, read

KEYS = (
    "introductions",
    "given_names",
    "given_names_with_capital",
    "ordinary",
    "street_endings",
    "street_words",
    "door_words",
)


@dataclass(frozen=True)
class Lists:
    """All in small letters. `introductions` and street words may be several words each."""

    introductions: tuple[str, ...]
    given_names: frozenset[str]
    given_names_with_capital: frozenset[str]
    ordinary: frozenset[str]
    street_endings: tuple[str, ...]
    street_words: tuple[str, ...]
    door_words: tuple[str, ...]


@cache
def shipped() -> Lists:
    """The words that come with Följa."""
    return load(SHIPPED)


def load(root: Path) -> Lists:
    """The words in a content folder. Raises Refused with file and line."""
    node = read(root / "screening.yaml", root)
    node.only(*KEYS)
    words = {key: tuple(word.lower() for word in node.words(key)) for key in KEYS}
    return Lists(
        words["introductions"],
        frozenset(words["given_names"]),
        frozenset(words["given_names_with_capital"]),
        frozenset(words["ordinary"]),
        words["street_endings"],
        words["street_words"],
        words["door_words"],
    )
