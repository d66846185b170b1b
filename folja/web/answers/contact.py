"""How a unit is reached, in its own words, with the telephone numbers in them as something to tap."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from folja.screening.numbers import telephone_numbers


@dataclass(frozen=True)
class Piece:
    """Words as they were written; `dialled` is what a telephone is given of them where they are a number."""

    words: str
    dialled: str = ""


def in_pieces(words: str) -> Iterator[Piece]:
    """The words in order, numbers by themselves."""
    end = 0
    for start, after in sorted(telephone_numbers(words)):
        if start < end:  # found in two ways
            continue
        if start > end:
            yield Piece(words[end:start])
        yield Piece(words[start:after], re.sub(r"[^\d+]", "", words[start:after]))
        end = after
    if words[end:]:
        yield Piece(words[end:])
