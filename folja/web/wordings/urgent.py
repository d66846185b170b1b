"""Whom a family can turn to with what can't wait, read from content."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from folja.instruments.content import SHIPPED, Node, read
from folja.vocabulary.text import Text

Audience = Literal["everybody", "children"]
AUDIENCES: tuple[Audience, ...] = ("everybody", "children")


@dataclass(frozen=True)
class Number:
    """A number to call, and when. One for children stands only where children are asked."""

    call: str
    when: Text
    audience: Audience = "everybody"

    @property
    def dialled(self) -> str:
        """What a telephone is given: the digits without the spaces that people read them by."""
        return self.call.replace(" ", "")


def numbers(*, for_children: bool) -> tuple[Number, ...]:
    """The numbers that stand where these are asked."""
    return tuple(one for one in shipped() if for_children or one.audience == "everybody")


@cache
def shipped() -> tuple[Number, ...]:
    """The numbers that come with Följa."""
    return load(SHIPPED)


def load(root: Path) -> tuple[Number, ...]:
    """The numbers in a content folder. Raises Refused with file and line."""
    node = read(root / "urgent.yaml", root)
    node.only("numbers")
    return tuple(_number(inner) for inner in node.nodes("numbers"))


def _number(node: Node) -> Number:
    node.only("call", "when", "audience")
    audience = node.optional("audience", str, "everybody")
    if audience not in AUDIENCES:
        raise node.refused(
            "audience",
            sv=f"audience är {' eller '.join(AUDIENCES)}, inte {audience}.",
            en=f"audience is {' or '.join(AUDIENCES)}, not {audience}",
        )
    return Number(node.word("call"), node.text("when"), cast(Audience, audience))
