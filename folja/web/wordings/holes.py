"""The {holes} in a sentence, which are filled when it is said."""

import re
from collections.abc import Mapping

_HOLE = re.compile(r"\{(\w+)\}")


def holes(words: str) -> frozenset[str]:
    """The names of the holes."""
    return frozenset(_HOLE.findall(words))


def filled(words: str, values: Mapping[str, object]) -> str:
    """The sentence with its holes filled. Not by str.format: translators may write any braces. Raises KeyError."""
    return _HOLE.sub(lambda hole: str(values[hole[1]]), words)
