"""What one unit of the invented city tells its families."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from folja.instruments.content import SHIPPED, read
from folja.vocabulary.text import Language


@dataclass(frozen=True)
class GivenBack:
    """A unit, and what it did in its manager's words, by language."""

    unit: str
    did: Mapping[Language, str]


def given_back(root: Path = SHIPPED) -> GivenBack:
    """What is published in the demo. Raises Refused with file and line."""
    node = read(root / "demo" / "giving_back.yaml", root)
    node.only("unit", "did")
    did = node.node("did")
    return GivenBack(node.word("unit"), {language: did.word(language).strip() for language in did.values})
