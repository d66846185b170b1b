"""Report templates: which indicators a report holds, in which order, loaded from content."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from folja.figures import indicator
from folja.figures.indicator import Indicator
from folja.instruments.content import SHIPPED, Node, files, read
from folja.vocabulary.text import Text


@dataclass(frozen=True)
class Section:
    """One part of a report: volumes, person figures, and at most one trend and one distribution to draw.

    `finding` is the figure that is told in a sentence below the intro.
    """

    code: str
    title: Text
    intro: Text | None
    volumes: tuple[str, ...]
    figures: tuple[str, ...]
    trend: str | None
    bars: str | None
    finding: str | None = None

    @property
    def foremost(self) -> tuple[str, ...]:
        """What stands for it where there is room for little: its first volume and what it is drawn by."""
        return (*self.volumes[:1], *([self.trend] if self.trend else []))

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator in it."""
        drawn = tuple(code for code in (self.trend, self.bars, self.finding) if code)
        return (*self.volumes, *self.figures, *drawn)


@dataclass(frozen=True)
class Template:
    """A report's parts, in order."""

    code: str
    title: Text
    sections: tuple[Section, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator in it, once."""
        return tuple(dict.fromkeys(code for section in self.sections for code in section.indicators))


@cache
def shipped() -> Mapping[str, Template]:
    """The report templates that come with Följa, by code."""
    return load(SHIPPED, indicator.shipped())


def load(root: Path, indicators: Mapping[str, Indicator]) -> Mapping[str, Template]:
    """Every report template under a content folder. Raises Refused with file and line."""
    templates = (_template(read(path, root), indicators) for path in files(root, "reports"))
    return {template.code: template for template in templates}


def _template(node: Node, indicators: Mapping[str, Indicator]) -> Template:
    node.only("code", "title", "sections")
    sections = tuple(_section(inner, indicators) for inner in node.nodes("sections"))
    return Template(node.word("code"), node.text("title"), sections)


def _section(node: Node, indicators: Mapping[str, Indicator]) -> Section:
    node.only("code", "title", "intro", "volumes", "figures", "trend", "bars", "finding")
    section = Section(
        node.word("code"),
        node.text("title"),
        node.text("intro") if "intro" in node.values else None,
        node.words("volumes"),
        node.words("figures"),
        node.optional("trend", str, None),
        node.optional("bars", str, None),
        node.optional("finding", str, None),
    )
    for key, codes in (("volumes", section.volumes), ("figures", section.figures), ("trend", section.indicators)):
        unknown = [code for code in codes if code not in indicators]
        if unknown:
            raise node.refused(
                key,
                sv=f"Nyckeltalet {', '.join(unknown)} finns inte. Se mappen indicators.",
                en=f"no indicator {', '.join(unknown)}; see the folder indicators",
            )
    return section
