"""What people say for what Följa calls something else, read from content: pappa for man."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from folja.instruments.content import SHIPPED, Node, read
from folja.vocabulary.text import REQUIRED
from folja.web.help.stemming import Phrase, Word, words_of


@dataclass(frozen=True)
class Speech:
    """In one language: the phrases that a word is said for, and the stems of words that say nothing by themselves."""

    meant: Mapping[Word, tuple[Phrase, ...]]
    passed_over: frozenset[str]


@cache
def shipped() -> Mapping[str, Speech]:
    """The words that come with Följa, by language."""
    return load(SHIPPED)


def load(root: Path) -> Mapping[str, Speech]:
    """The words in a content folder, by language. Raises Refused with file and line."""
    file = read(root / "search.yaml", root)
    file.only(*REQUIRED)
    return {language: _speech(file.node(language), language) for language in REQUIRED}


def _speech(node: Node, language: str) -> Speech:
    node.only("said", "passed_over")
    meant: dict[Word, tuple[Phrase, ...]] = {}
    for inner in node.nodes("said"):
        inner.only("for", "say")
        phrases = _phrases(inner, "for", language)
        for word in _words(inner, "say", language):
            if any(word.stem == other.stem for other in meant):
                raise inner.refused(
                    "say",
                    sv=f"{word.written} står redan, i den här formen eller en annan. Ta bort det ena.",
                    en=f"{word.written} is there already, in this form or another; remove one",
                )
            meant[word] = phrases
    return Speech(meant, frozenset(word.stem for word in _words(node, "passed_over", language)))


def _words(node: Node, key: str, language: str) -> tuple[Word, ...]:
    """A list of single words, as people write them one by one."""
    phrases = _phrases(node, key, language)
    if any(len(phrase) > 1 for phrase in phrases):
        raise node.refused(
            key,
            sv=f"Varje del av {key} ska vara ett enda ord.",
            en=f"every part of {key} must be a single word",
        )
    return tuple(word for (word,) in phrases)


def _phrases(node: Node, key: str, language: str) -> tuple[Phrase, ...]:
    phrases = tuple(words_of(written, language) for written in node.words(key))
    if not phrases or not all(phrases):
        raise node.refused(
            key,
            sv=f"{key} ska vara en lista av ord, minst ett.",
            en=f"{key} must be a list of words, at least one",
        )
    return phrases
