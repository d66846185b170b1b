"""The report that a district of the invented city has written and had approved: content/demo/writing.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from folja.instruments.content import SHIPPED, read
from folja.vocabulary.period import Period


@dataclass(frozen=True)
class WrittenReport:
    """A unit's report of a tertial by a template, and its texts by section."""

    template: str
    unit: str
    period: Period
    texts: Mapping[str, str]
    diary_number: str


def written_report(root: Path = SHIPPED) -> WrittenReport:
    """The report. Raises Refused with file and line."""
    node = read(root / "demo" / "writing.yaml", root)
    node.only("unit", "report", "period", "diary_number", "texts")
    texts = node.node("texts")
    period = Period.parse(node.word("period"))
    unbroken = {key: _unbroken(texts.word(key)) for key in texts.values}
    return WrittenReport(node.word("report"), node.word("unit"), period, unbroken, node.word("diary_number"))


def _unbroken(text: str) -> str:
    """Without the file's own ends of lines: only paragraphs are the writer's."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))
