"""The reports that a district of the invented city has written: content/demo/writing.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from folja.instruments.content import SHIPPED, Node, read
from folja.vocabulary.period import Period


@dataclass(frozen=True)
class WrittenReport:
    """A unit's report of a tertial by a template, and its texts by section.

    `approved` is the day it was; None of one that is being written.
    """

    template: str
    unit: str
    period: Period
    texts: Mapping[str, str]
    approved: date | None
    diary_number: str = ""


def written_reports(root: Path = SHIPPED) -> tuple[WrittenReport, ...]:
    """The reports, in the order they were written. Raises Refused with file and line."""
    node = read(root / "demo" / "writing.yaml", root)
    node.only("unit", "reports")
    return tuple(_report(node.word("unit"), inner) for inner in node.nodes("reports"))


def _report(unit: str, node: Node) -> WrittenReport:
    node.only("report", "period", "approved", "diary_number", "texts")
    texts = node.node("texts")
    unbroken = {key: _unbroken(texts.word(key)) for key in texts.values}
    approved = date.fromisoformat(node.word("approved")) if "approved" in node.values else None
    number = node.optional("diary_number", str, "")
    return WrittenReport(node.word("report"), unit, Period.parse(node.word("period")), unbroken, approved, number)


def _unbroken(text: str) -> str:
    """Without the file's own ends of lines: only paragraphs are the writer's."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))
