"""Places that are not ours and that our figures can stand beside: the nation, a county, another city; from content."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from folja.instruments.content import SHIPPED, Node, files, read
from folja.vocabulary.text import Text

KINDS = ("nation", "county", "city")

_OF_A_PLACE = "place:"
"""What a figure from outside names its place with; the code of a unit can't have a colon."""


@dataclass(frozen=True)
class Place:
    """A reference place. `phrase` is its name inside a sentence."""

    code: str
    kind: str
    title: Text
    phrase: Text

    @property
    def whose(self) -> str:
        """What stands in a figure from outside in the place of a unit's code."""
        return f"{_OF_A_PLACE}{self.code}"


@cache
def shipped() -> Mapping[str, Place]:
    """The places that come with Följa, by what stands in their figures, in the order they are shown in."""
    return load(SHIPPED)


def is_of_a_place(whose: str) -> bool:
    """Whether a figure is a reference place's and not one of our units'."""
    return whose.startswith(_OF_A_PLACE)


def load(root: Path) -> Mapping[str, Place]:
    """Every place under a content folder. Raises Refused with file and line."""
    found: dict[str, Place] = {}
    for path in files(root, "places"):
        for node in read(path, root).nodes("places"):
            place = _place(node)
            if place.whose in found:
                raise node.refused(
                    "code",
                    sv=f"Platsen {place.code} finns redan. Välj en annan kod.",
                    en=f"the place {place.code} is there already; choose another code",
                )
            found[place.whose] = place
    return found


def _place(node: Node) -> Place:
    node.only("code", "kind", "title", "phrase")
    kind, title = node.word("kind"), node.text("title")
    if kind not in KINDS:
        raise node.refused("kind", sv=f"kind är {', '.join(KINDS)}.", en=f"kind is one of {', '.join(KINDS)}")
    return Place(node.code("code"), kind, title, node.text("phrase") if "phrase" in node.values else title)
