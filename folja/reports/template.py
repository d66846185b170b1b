"""Report templates: what a report holds, in which order, and what people are asked to write; loaded from content."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from folja.figures import indicator
from folja.figures.indicator import Indicator
from folja.instruments.content import SHIPPED, Node, files, read
from folja.supports import usual
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text
from folja.vocabulary.unit import KINDS, UnitKind


@dataclass(frozen=True)
class Section:
    """One part of a report: volumes, person figures, and at most one trend and one distribution to draw.

    `finding` is the figure that is told in a sentence below the intro. `support` is the usual support that it is about,
    where the report goes from one decided support to the next.
    """

    code: str
    title: Text
    intro: Text | None
    volumes: tuple[str, ...]
    figures: tuple[str, ...]
    trend: str | None
    bars: str | None
    finding: str | None = None
    support: str | None = None
    shown_by_unit: str | None = None

    @property
    def compared(self) -> str | None:
        """The share that units below are set beside each other by: the one that is named, else what is drawn."""
        return self.shown_by_unit or self.trend

    @property
    def foremost(self) -> tuple[str, ...]:
        """What stands for it where there is room for little: its first volume and what it is drawn by."""
        return (*self.volumes[:1], *([self.trend] if self.trend else []))

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator in it."""
        drawn = tuple(code for code in (self.trend, self.bars, self.finding, self.shown_by_unit) if code)
        return (*self.volumes, *self.figures, *drawn)


@dataclass(frozen=True)
class Written:
    """A part that people write: what it is called and what they are asked.

    `counted` where what the unit has counted of comments and complaints stands above it.
    """

    code: str
    title: Text
    prompt: Text
    counted: bool = False


DRAWN_UP = (
    *("highlights", "goals_in_short", "goals", "figures", "outside", "budget", "cited"),
    *("decisions_in_short", "decisions"),
    *("figures_by_unit", "goals_by_unit", "told_by_units"),
)
"""The parts of a report that are made from figures, or from what others have written."""


@dataclass(frozen=True)
class Template:
    """A report: its figures by section, what people write, and all parts of it in order.

    `of_year` where it is about a whole year, so that it can be made of the last tertial only. `named` is what one
    report by it is called, with {number} and {year}, where that is more than the title before them. `made_for` are the
    kinds of units that it can be made for.
    """

    code: str
    title: Text
    sections: tuple[Section, ...]
    writing: tuple[Written, ...] = ()
    parts: tuple[str, ...] = ("highlights", "figures", "cited")
    of_year: bool = False
    named: Text | None = None
    made_for: tuple[UnitKind, ...] = KINDS

    def title_of(self, period: Period, language: str) -> str:
        """Tertialrapport 1 2022; Verksamhetsberättelse 2021."""
        if self.named:
            return self.named.in_language(language).format(number=period.number, year=period.year)
        number = f"{period.year}" if self.of_year else f"{period.number} {period.year}"
        return f"{self.title.in_language(language)} {number}"

    @property
    def compiles(self) -> bool:
        """Whether it brings together what units below have."""
        return bool({"goals_by_unit", "told_by_units"} & set(self.parts))

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
    nodes = {node.word("code"): node for node in (read(path, root) for path in files(root, "reports"))}
    return {code: _template(node, nodes, indicators) for code, node in nodes.items()}


def _template(node: Node, others: Mapping[str, Node], indicators: Mapping[str, Indicator]) -> Template:
    node.only("code", "title", "named", "of_year", "made_for", "parts", "writing", "sections", "sections_of")
    sections = tuple(_section(inner, indicators) for inner in _with_sections(node, others).nodes("sections"))
    writing = tuple(_written(inner) for inner in node.nodes("writing"))
    parts, known = node.words("parts"), (*DRAWN_UP, *(one.code for one in writing))
    if sorted(parts) != sorted(set(parts)) or not set(parts) <= set(known):
        raise node.refused(
            "parts",
            sv=f"parts är delarna i ordning, var och en högst en gång: {', '.join(known)}.",
            en=f"parts are the report's parts in order, each once at most: {', '.join(known)}",
        )
    of_year = node.optional("of_year", bool, default=False)
    named = node.text("named") if "named" in node.values else None
    title, made_for = node.text("title"), _made_for(node)
    return Template(node.code("code"), title, sections, writing, parts, of_year, named, made_for)


def _made_for(node: Node) -> tuple[UnitKind, ...]:
    if "made_for" not in node.values:
        return KINDS
    made_for = node.words("made_for")
    if not made_for or not set(made_for) <= set(KINDS):
        raise node.refused(
            "made_for",
            sv=f"made_for är de slags enheter som rapporten görs för: {', '.join(KINDS)}.",
            en=f"made_for are the kinds of units that the report is made for: {', '.join(KINDS)}",
        )
    return tuple(kind for kind in KINDS if kind in made_for)


def _with_sections(node: Node, others: Mapping[str, Node]) -> Node:
    """The template whose figures this one has: its own, or another's, so that they are listed once."""
    code = node.optional("sections_of", str, "")
    if not code:
        return node
    if code not in others:
        raise node.refused(
            "sections_of", sv=f"Rapportmallen {code} finns inte.", en=f"there is no report template {code}"
        )
    return others[code]


def _written(node: Node) -> Written:
    node.only("code", "title", "prompt", "counted")
    counted = node.optional("counted", bool, default=False)
    return Written(node.code("code"), node.text("title"), node.text("prompt"), counted)


def _section(node: Node, indicators: Mapping[str, Indicator]) -> Section:
    node.only("code", "title", "intro", "volumes", "figures", "trend", "bars", "finding", "support", "shown_by_unit")
    section = Section(
        node.word("code"),
        node.text("title"),
        node.text("intro") if "intro" in node.values else None,
        node.words("volumes"),
        node.words("figures"),
        node.optional("trend", str, None),
        node.optional("bars", str, None),
        node.optional("finding", str, None),
        node.optional("support", str, None),
        node.optional("shown_by_unit", str, None),
    )
    for key, codes in (("volumes", section.volumes), ("figures", section.figures), ("trend", section.indicators)):
        unknown = [code for code in codes if code not in indicators]
        if unknown:
            raise node.refused(
                key,
                sv=f"Nyckeltalet {', '.join(unknown)} finns inte. Se mappen indicators.",
                en=f"no indicator {', '.join(unknown)}; see the folder indicators",
            )
    if section.support and section.support not in usual.shipped().supports:
        raise node.refused(
            "support",
            sv=f"Insatsen {section.support} finns inte. Se supports/usual.yaml.",
            en=f"no support {section.support}; see supports/usual.yaml",
        )
    return section
