"""Figures inside an answer's words: they are named by code and read anew each time, so that they stay true."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_INSERTED = re.compile(r"\[(?:siffra|figure) ([a-z0-9_]{1,80})\]")


@dataclass(frozen=True)
class Inserted:
    """A figure that is to stand here, by its indicator's code."""

    code: str


def mark(code: str) -> str:
    """What stands in the words for a figure."""
    return f"[siffra {code}]"


def parts(words: str) -> tuple[str | Inserted, ...]:
    """The words with the figures between them, in order, without what is only spaces."""
    found: list[str | Inserted] = []
    end = 0
    for match in _INSERTED.finditer(words):
        found += [words[end : match.start()], Inserted(match.group(1))]
        end = match.end()
    found.append(words[end:])
    return tuple(one for one in found if isinstance(one, Inserted) or one.strip())


def inserted(all_words: Iterable[str]) -> tuple[str, ...]:
    """The codes that are inserted in any of the words, each once, in order."""
    codes = (one.code for words in all_words for one in parts(words) if isinstance(one, Inserted))
    return tuple(dict.fromkeys(codes))


def without(words: str) -> str:
    """The words alone."""
    return " ".join(_INSERTED.sub(" ", words).split())
