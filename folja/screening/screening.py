"""Looks a free text through for what could tell who somebody is, so that the writer can take it out.

What leads straight to a person blocks. Names and addresses can only be guessed at: of those the writer is told.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from folja.screening import hints, numbers
from folja.screening.cleaning import plain
from folja.screening.lists import Lists, shipped
from folja.screening.numbers import Span
from folja.vocabulary.unit import UnitTree

Kind = Literal["personal_number", "phone", "email", "almost_personal_number", "address", "account", "vehicle", "name"]

GONE = "\ufffc"  # stands for what is found already: no letter, and no end of a sentence

BLOCKING: dict[Kind, Callable[[str], Iterable[Span]]] = {
    "personal_number": numbers.personal_numbers,
    "email": numbers.email_addresses,
    "phone": numbers.telephone_numbers,
}


@dataclass(frozen=True)
class Found:
    """What stands in a text, as it was written."""

    kind: Kind
    words: str


@dataclass(frozen=True)
class Screened:
    """`blocking` has to go before a text is taken; of `hinted` the writer decides."""

    blocking: tuple[Found, ...]
    hinted: tuple[Found, ...]


def screen(text: str, known: Collection[str] = (), lists: Lists | None = None) -> Screened:
    """What stands in a clean text. `known` are words, in small letters, that are no names of people: places, units."""
    looked_at = plain(text)
    blocking, rest = _taken(text, looked_at, BLOCKING)
    hinted, _ = _taken(text, rest, _hints(lists or shipped(), known))
    return Screened(tuple(blocking), tuple(hinted))


def known_words(tree: UnitTree) -> Collection[str]:
    """Words of units' and places' names, which are no people's."""
    words = {word.lower() for unit in tree.units for word in unit.name.split()}
    return words | {part for word in words for part in word.split("-")}


def holds_personal_number(text: str) -> bool:
    """Whether a text for everybody holds what is given to one person only."""
    return any(numbers.personal_numbers(plain(text)))


def _hints(lists: Lists, known: Collection[str]) -> dict[Kind, Callable[[str], Iterable[Span]]]:
    return {
        "almost_personal_number": numbers.almost_personal_numbers,
        "address": lambda text: hints.addresses(text, lists),
        "account": hints.accounts,
        "vehicle": hints.vehicles,
        "name": lambda text: hints.names(text, lists, known),
    }


def _taken(text: str, looked_at: str, kinds: dict[Kind, Callable[[str], Iterable[Span]]]) -> tuple[list[Found], str]:
    """What each kind finds, and the text with that left blank: nothing is two things."""
    found: list[Found] = []
    for kind, find in kinds.items():
        for start, end in _joined(find(looked_at), looked_at):
            found.append(Found(kind, text[start:end].strip()))
            looked_at = looked_at[:start] + GONE * (end - start) + looked_at[end:]
    return list(dict.fromkeys(found)), looked_at


def _joined(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """The spans in order; those that overlap, or have only a space between them, as one."""
    at: Span | None = None
    for start, end in sorted(spans):
        if at and not text[at[1] : start].strip(" "):
            at = at[0], max(at[1], end)
            continue
        if at:
            yield at
        at = start, end
    if at:
        yield at
