"""The usual supports of open family support, and which instruments hang on each; loaded from content."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from folja.instruments import loading
from folja.instruments.content import SHIPPED, Node, collected, read
from folja.instruments.loading import Instruments
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Problem
from folja.vocabulary.text import Text

FILE = "supports/usual.yaml"


@dataclass(frozen=True)
class UsualSupport:
    """A support that most municipalities have. `conditions` and `exemption` are texts that one can start from."""

    code: str
    name: Text
    conditions: Text
    exemption: Text
    instruments: tuple[str, ...]


@dataclass(frozen=True)
class NoSupport:
    """An instrument about work that no family is offered, and that therefore needs no decision; and why."""

    instrument: str
    why: Text


@dataclass(frozen=True)
class Usual:
    """`needed_from` is the month since when the law lets the committee decide supports without assessed needs."""

    needed_from: Month
    supports: Mapping[str, UsualSupport]
    without: tuple[NoSupport, ...]


@cache
def shipped() -> Usual:
    """The usual supports that come with Följa."""
    return load(SHIPPED, loading.shipped())


def load(root: Path, instruments: Instruments) -> Usual:
    """The usual supports under a content folder. Raises Refused with file and line, also for an instrument that hangs
    on nothing.
    """
    node = read(root / FILE, root)
    node.only("needed_from", "supports", "without")
    supports = {one.code: one for one in (_support(inner) for inner in node.nodes("supports"))}
    without = tuple(_without(inner) for inner in node.nodes("without"))
    usual = Usual(node.month("needed_from"), supports, without)
    collected(list(_problems(node, usual, instruments)))
    return usual


def _support(node: Node) -> UsualSupport:
    node.only("code", "name", "conditions", "exemption", "instruments")
    return UsualSupport(
        node.code("code"),
        node.text("name"),
        node.text("conditions"),
        node.text("exemption"),
        node.words("instruments"),
    )


def _without(node: Node) -> NoSupport:
    node.only("instrument", "why")
    return NoSupport(node.word("instrument"), node.text("why"))


def _problems(node: Node, usual: Usual, instruments: Instruments) -> Iterator[Problem]:
    hang = {code for one in usual.supports.values() for code in one.instruments}
    hang_not = {one.instrument for one in usual.without}
    if unknown := sorted((hang | hang_not) - set(instruments)):
        yield from node.refused(
            "supports",
            sv=f"Instrumentet {', '.join(unknown)} finns inte. Se mappen instruments.",
            en=f"no instrument {', '.join(unknown)}; see the folder instruments",
        ).problems
    if forgotten := sorted(set(instruments) - hang - hang_not):
        yield from node.refused(
            "supports",
            sv=f"Instrumentet {', '.join(forgotten)} hör inte till någon insats. "
            "Skriv det under en insats, eller under without med varför.",
            en=f"{', '.join(forgotten)} hangs on no support; list it under one, or under without and say why",
        ).problems
    if both := sorted(hang & hang_not):
        yield from node.refused(
            "without",
            sv=f"Instrumentet {', '.join(both)} står både under en insats och under without. Ta bort det ena.",
            en=f"{', '.join(both)} stands both under a support and under without; remove one",
        ).problems
