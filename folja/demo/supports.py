"""The register of decided supports that the invented city has: content/demo/supports.yaml."""

from datetime import date
from pathlib import Path

from folja.instruments.content import SHIPPED, Node, read
from folja.supports import usual
from folja.supports.support import DecidedSupport, Register


def demo_register(root: Path = SHIPPED) -> Register:
    """The register. Conditions that are not written are those that a usual support starts from.

    Raises Refused with file and line.
    """
    node = read(root / "demo" / "supports.yaml", root)
    node.only("supports")
    return tuple(map(_support, node.nodes("supports")))


def _support(node: Node) -> DecidedSupport:
    node.only("key", "name", "covers", "decided_on", "reference", "held_since", "conditions", "is_exempt", "review_on")
    covers = node.words("covers")
    begun_from = usual.shipped().supports[covers[0]] if covers else None
    is_exempt = bool(node.optional("is_exempt", bool, default=True))
    return DecidedSupport(
        key=node.code("key"),
        name=node.word("name"),
        covers=covers,
        decided_on=_day(node, "decided_on"),
        reference=node.word("reference"),
        held_since=_day(node, "held_since"),
        conditions=node.optional("conditions", str, begun_from.conditions.sv if begun_from else ""),
        is_exempt=is_exempt,
        exemption=begun_from.exemption.sv if begun_from and is_exempt else "",
        review_on=_day(node, "review_on"),
    )


def _day(node: Node, key: str) -> date | None:
    written = node.optional(key, str, "")
    return date.fromisoformat(written) if written else None
