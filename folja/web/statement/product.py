"""What Följa itself says in the statement, read from content: how it is tested, its known flaws, who supervises."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from folja.instruments.content import SHIPPED, Node, read
from folja.vocabulary.text import Language, Text
from folja.web.statement.statement import Flaw, Reason

Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True)
class ProductFlaw:
    """A known flaw of Följa, wherever it is used."""

    what: Text
    reason: Reason
    why: Text
    instead: Text

    def in_language(self, language: Language) -> Flaw:
        what, why, instead = (words.in_language(language) for words in (self.what, self.why, self.instead))
        return Flaw(what, self.reason, why, instead)


@dataclass(frozen=True)
class Supervisor:
    """The authority that watches over the law, and how to complain to it."""

    name: Text
    complaints: str
    email: str
    phone: str


@dataclass(frozen=True)
class Product:
    """The product's part of every statement."""

    tested: tuple[Text, ...]
    flaws: tuple[ProductFlaw, ...]
    supervisor: Supervisor


@cache
def shipped() -> Product:
    """The part that comes with Följa."""
    return load(SHIPPED)


def load(root: Path) -> Product:
    """The part in a content folder. Raises Refused with file and line."""
    node = read(root / "statement.yaml", root)
    node.only("tested", "flaws", "supervisor")
    tested = tuple(inner.as_text("tested") for inner in node.nodes("tested"))
    if not tested:
        raise node.refused(
            "tested",
            sv="Det står inte hur Följa är prövat. Skriv minst en mening under tested.",
            en="it does not say how Följa is tested; write at least one sentence under tested",
        )
    return Product(tested, tuple(map(_flaw, node.nodes("flaws"))), _supervisor(node.node("supervisor")))


def one_of(node: Node, key: str, kinds: type[Kind]) -> Kind:
    """What a key of a content file chooses among a few. Raises Refused with file and line."""
    word = node.word(key)
    if word not in set(kinds):
        raise node.refused(
            key,
            sv=f"{key} kan inte vara {word}. Välj bland {', '.join(kinds)}.",
            en=f"{key} can't be {word}; choose one of {', '.join(kinds)}",
        )
    return kinds(word)


def _flaw(node: Node) -> ProductFlaw:
    node.only("what", "reason", "why", "instead")
    return ProductFlaw(node.text("what"), one_of(node, "reason", Reason), node.text("why"), node.text("instead"))


def _supervisor(node: Node) -> Supervisor:
    node.only("name", "complaints", "email", "phone")
    complaints = node.word("complaints")
    if not complaints.startswith("https://"):
        raise node.refused(
            "complaints",
            sv=f"{complaints} är ingen webbadress. Skriv den från https://.",
            en=f"{complaints} is no web address; write it from https://",
        )
    return Supervisor(node.text("name"), complaints, node.word("email"), node.word("phone"))
