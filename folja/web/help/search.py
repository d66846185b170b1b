"""Finds pages, what can be registered, indicators, questions and help by words, whatever form they are written in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from folja.vocabulary.text import Language
from folja.web.help.excerpt import Piece, excerpt
from folja.web.help.said import Speech
from folja.web.help.stemming import Phrase, Word, composed, words_in, words_of


class Standing(IntEnum):
    """What comes first among what is found alike; the handbook comes after all else."""

    FOREMOST = 0
    OTHER = 1
    HANDBOOK = 2


@dataclass(frozen=True)
class Entry:
    """Something that can be found: what kind of thing, its title, words about it, and where it is.

    `shows` is the indicator whose figure can be shown with it. `language` is that of the title and the words. `group`
    is what stands above several of the kind.
    """

    kind: str
    title: str
    about: str
    address: str
    icon: str
    language: Language
    standing: Standing = Standing.OTHER
    shows: str = ""
    group: str = ""


@dataclass(frozen=True)
class Hit:
    """An entry that was found, and the words about it around what was sought."""

    entry: Entry
    excerpt: tuple[Piece, ...]


class Rank(IntEnum):
    """Where what is sought was found. The handbook comes last, but for a heading that is just what is sought."""

    IS_TITLE = 0
    IN_TITLE = 1
    IN_WORDS = 2
    IN_HEADING = 3
    IN_HANDBOOK = 4


Meets = Callable[[Word, Word], bool]
"""Whether a word that is sought is found in another, in this order."""


@dataclass(frozen=True)
class Sought:
    """What is sought, in one language.

    `words` holds each word with the phrases it is said for; one of them is enough. Those that say nothing by
    themselves are `passed_over`.
    """

    words: tuple[tuple[Phrase, ...], ...]
    passed_over: tuple[Word, ...]

    @cached_property
    def every(self) -> tuple[Word, ...]:
        """Every word that may be found."""
        return tuple(word for phrases in self.words for phrase in phrases for word in phrase)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of all that was written and all that was meant."""
        return frozenset(word.stem for word in (*self.every, *self.passed_over))


def find(entries: Iterable[Entry], sought: str, said: Mapping[Language, Speech]) -> tuple[Hit, ...]:
    """The entries that hold every word that is sought, the best first; equals in the order given.

    Where there are none, those that hold what every word is a kind of: a pappagrupp is a grupp.
    """
    among = tuple(entries)
    for stands_for, found_by in ((same, meets), (is_kind_of, is_kind_of)):
        if hits := tuple(_found(among, composed(sought), said, stands_for, found_by)):
            return hits
    return ()


def same(sought: Word, found: Word) -> bool:
    """Forms of one word: pappor, pappa."""
    return sought.stem == found.stem


def meets(sought: Word, found: Word) -> bool:
    """Forms of one word, or the sought is the beginning or a part of the other: samtal, stödsamtal."""
    return same(sought, found) or (len(sought.stem) >= LEAST_PART and sought.stem in found.written)


def is_kind_of(sought: Word, found: Word) -> bool:
    """The sought ends in the other, which a Swedish compound then is a kind of: tertialrapport, rapport."""
    return len(found.stem) >= LEAST_PART and sought.stem.endswith(found.stem)


LEAST_PART = 4  # letters; fewer stand in too much


def _found(
    entries: Iterable[Entry], written: str, said: Mapping[Language, Speech], stands_for: Meets, found_by: Meets
) -> Iterator[Hit]:
    sought = {language: _sought(written, language, words, stands_for) for language, words in said.items()}
    ranked = [
        (rank, entry.standing, place, entry)
        for place, entry in enumerate(entries)
        if (rank := _rank(entry, sought[entry.language], found_by)) is not None
    ]
    for *_, entry in sorted(ranked, key=lambda one: one[:3]):
        yield Hit(entry, _excerpt(entry, sought[entry.language], found_by))


def _sought(written: str, language: Language, said: Speech, stands_for: Meets) -> Sought:
    """Words that say nothing by themselves are passed over, if any other is there."""
    words = words_of(written, language)
    telling = tuple(word for word in words if word.stem not in said.passed_over) or words
    passed_over = tuple(word for word in words if word not in telling)
    return Sought(tuple(((word,), *_meant(word, said, stands_for)) for word in telling), passed_over)


def _meant(word: Word, said: Speech, stands_for: Meets) -> Iterator[Phrase]:
    for other, phrases in said.meant.items():
        if stands_for(word, other):
            yield from phrases


def _rank(entry: Entry, sought: Sought, found_by: Meets) -> Rank | None:
    """Where in the entry all that is sought stands; None where something is missing, or nothing is sought."""
    title, about = words_in(entry.title, entry.language), words_in(entry.about, entry.language)
    beyond = [phrases for phrases in sought.words if not _stands_in(title, phrases, found_by)]
    if not sought.words or not all(_stands_in(about, phrases, found_by) for phrases in beyond):
        return None
    if all(word.stem in sought.stems for word in title):
        return Rank.IS_TITLE
    if entry.standing is Standing.HANDBOOK:
        return Rank.IN_HANDBOOK if beyond else Rank.IN_HEADING
    return Rank.IN_WORDS if beyond else Rank.IN_TITLE


def _stands_in(words: Iterable[Word], phrases: Iterable[Phrase], found_by: Meets) -> bool:
    """Whether all words of a phrase are there."""
    return any(all(any(found_by(part, word) for word in words) for part in phrase) for phrase in phrases)


def _excerpt(entry: Entry, sought: Sought, found_by: Meets) -> tuple[Piece, ...]:
    words = words_in(entry.about, entry.language)
    hits = [word for word in words if any(found_by(one, word) for one in sought.every)]
    return excerpt(entry.about, [(word.start, word.end) for word in hits])
