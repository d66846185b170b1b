"""Finds pages, instruments, indicators and help by the words in them."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 40


@dataclass(frozen=True)
class Entry:
    """Something that can be found: what kind of thing, its title, words about it, and where it is."""

    kind: str
    title: str
    about: str
    address: str
    icon: str


def find(entries: Iterable[Entry], sought: str) -> tuple[Entry, ...]:
    """The entries that hold every word that is sought, those with them in the title first; none for no words."""
    words = sought.casefold().split()
    if not words:
        return ()
    found = [(_rank(entry, words), place, entry) for place, entry in enumerate(entries) if _holds(entry, words)]
    return tuple(entry for _, _, entry in sorted(found, key=lambda one: one[:2]))[:MOST]


def _holds(entry: Entry, words: Iterable[str]) -> bool:
    everything = f"{entry.title} {entry.about}".casefold()
    return all(word in everything for word in words)


def _rank(entry: Entry, words: Iterable[str]) -> int:
    title = entry.title.casefold()
    if all(any(part.startswith(word) for part in title.split()) for word in words):
        return 0
    return 1 if all(word in title for word in words) else 2
