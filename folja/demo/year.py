"""How far a district of the invented city has come with its years: content/demo/year.yaml."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from folja.goals.complaints import Complaints
from folja.instruments.content import SHIPPED, Node, read
from folja.vocabulary.period import Period


@dataclass(frozen=True)
class DemoYears:
    """The years that a unit has begun; tasks that were due by `done_until` are done."""

    unit: str
    years: tuple[int, ...]
    done_until: date
    complaints: tuple[Complaints, ...]


def demo_years(root: Path = SHIPPED) -> DemoYears:
    """The years. Raises Refused with file and line."""
    node = read(root / "demo" / "year.yaml", root)
    node.only("unit", "years", "done_until", "complaints")
    years = tuple(int(year) for year in node.need("years", list))
    counted = tuple(map(_complaints, node.nodes("complaints")))
    return DemoYears(node.word("unit"), years, date.fromisoformat(node.word("done_until")), counted)


def _complaints(node: Node) -> Complaints:
    node.only("period", "number", "themes")
    return Complaints(Period.parse(node.word("period")), node.number("number"), node.words("themes"))
