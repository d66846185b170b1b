"""Whom a family can turn to with what can't wait, read from content."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from folja.instruments.content import SHIPPED, read
from folja.vocabulary.text import Text


@dataclass(frozen=True)
class Number:
    """A number to call, and when."""

    call: str
    when: Text


@cache
def shipped() -> tuple[Number, ...]:
    """The numbers that come with Följa."""
    return load(SHIPPED)


def load(root: Path) -> tuple[Number, ...]:
    """The numbers in a content folder. Raises Refused with file and line."""
    node = read(root / "urgent.yaml", root)
    node.only("numbers")
    for inner in node.nodes("numbers"):
        inner.only("call", "when")
    return tuple(Number(inner.word("call"), inner.text("when")) for inner in node.nodes("numbers"))
