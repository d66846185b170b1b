"""A text cut to the words around what was sought in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ROOM = 140  # letters: two lines on a desk, four on a phone
BEFORE = 40  # of them before the first hit

Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they are what was sought."""

    words: str
    sought: bool = False


def excerpt(text: str, hits: Sequence[Span]) -> tuple[Piece, ...]:
    """The text from its beginning, or from a little before the first hit where that is further in, to a whole word.

    `hits` are where in the text the sought words begin and end, in order. An ellipsis says that something is left out.
    """
    start = _start(text, hits)
    end = _end(text, start)
    kept = [(begin, stop) for begin, stop in hits if start <= begin and stop <= end]
    pieces = list(_pieces(text, start, end, kept))
    return (
        ((Piece("…\N{NO-BREAK SPACE}"),) if start else ())
        + tuple(pieces)
        + ((Piece("\N{NO-BREAK SPACE}…"),) if end < len(text) else ())
    )


def _start(text: str, hits: Sequence[Span]) -> int:
    """The beginning of a word."""
    if not hits or hits[0][1] <= ROOM - BEFORE:
        return 0
    return text.find(" ", hits[0][0] - BEFORE, hits[0][0]) + 1


def _end(text: str, start: int) -> int:
    """The end of a word; of the whole text where the rest has room."""
    if len(text) - start <= ROOM:
        return len(text)
    space = text.rfind(" ", start, start + ROOM)
    return space if space > start else start + ROOM


def _pieces(text: str, start: int, end: int, hits: Sequence[Span]) -> Iterator[Piece]:
    for begin, stop in hits:
        if start < begin:
            yield Piece(text[start:begin])
        yield Piece(text[begin:stop], sought=True)
        start = stop
    if start < end:
        yield Piece(text[start:end])
