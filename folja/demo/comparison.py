"""The published figures that the demo city is drawn to show, each beside the indicator that shows it."""

from dataclasses import dataclass
from pathlib import Path

from folja.demo.loading import known_units, period, weight
from folja.instruments.content import SHIPPED, Node, read
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text
from folja.vocabulary.unit import UnitTree


@dataclass(frozen=True)
class Published:
    """A published figure: the indicator's value for the units added together, in the period. Shares are 0-1.

    `tolerance` is how far the demo's frozen figure may lie from it, rounding included, in the same unit;
    `note` says how the published figure was read.
    """

    indicator: str
    units: tuple[str, ...]
    period: Period
    value: float
    tolerance: float
    note: Text | None


def published_figures(tree: UnitTree, root: Path = SHIPPED) -> tuple[Published, ...]:
    """Every published figure, in the order of the content file. Raises Refused with file and line."""
    node = read(root / "demo" / "comparison.yaml", root)
    node.only("figures")
    return tuple(_published(inner, tree) for inner in node.nodes("figures"))


def _published(node: Node, tree: UnitTree) -> Published:
    node.only("indicator", "units", "period", "value", "tolerance", "note")
    return Published(
        indicator=node.word("indicator"),
        units=known_units(node, "units", node.words("units"), tree),
        period=period(node, "period"),
        value=weight(node, "value"),
        tolerance=weight(node, "tolerance"),
        note=node.text("note") if "note" in node.values else None,
    )
