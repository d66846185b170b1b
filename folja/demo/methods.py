"""The methods that units of the invented city have described: content/demo/methods.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from folja.instruments.content import SHIPPED, Node, read
from folja.methods.method import About, Answer
from folja.methods.typology import shipped


@dataclass(frozen=True)
class DescribedMethod:
    """A method of a unit. `published` is the day it was; None of one that is being written."""

    unit: str
    about: About
    answers: Mapping[str, Answer]
    published: date | None


def described_methods(root: Path = SHIPPED) -> tuple[DescribedMethod, ...]:
    """The methods, in the order they were described. Raises Refused with file and line."""
    node = read(root / "demo" / "methods.yaml", root)
    node.only("methods")
    return tuple(map(_method, node.nodes("methods")))


def _method(node: Node) -> DescribedMethod:
    node.only("unit", "name", "summary", "chosen", "published", "answers")
    chosen, answers = node.node("chosen"), node.node("answers")
    chosen.only(*(facet.code for facet in shipped().facets))
    answers.only(*shipped().questions)
    about = About(node.word("name"), node.word("summary"), {code: chosen.words(code) for code in chosen.values})
    published = date.fromisoformat(node.word("published")) if "published" in node.values else None
    return DescribedMethod(
        node.word("unit"), about, {code: _answer(answers.node(code)) for code in answers.values}, published
    )


def _answer(node: Node) -> Answer:
    node.only("answer", "words")
    return Answer(node.optional("answer", str, ""), node.word("words"))
