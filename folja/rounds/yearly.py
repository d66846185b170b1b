"""Yearly surveys: the same questions year by year, counted elsewhere, and whether a change is more than chance.

Who made the survey counts its answers. They are figures from outside, as exact as their source, and no cells.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from folja.disclosure import policy
from folja.figures.statistics import Proportion, newcombe
from folja.instruments.content import SHIPPED, Node, files, read
from folja.vocabulary.problem import refuse
from folja.vocabulary.text import Text

Frequency = Literal["never", "once", "sometimes", "often"]
FREQUENCIES: Mapping[Frequency, Text] = {
    "never": Text.of(sv="aldrig", en="never"),
    "once": Text.of(sv="en gång", en="once"),
    "sometimes": Text.of(sv="ibland", en="sometimes"),
    "often": Text.of(sv="ofta", en="often"),
}
FEW = 5
Verdict = Literal["more", "less", "cannot_be_told"]


@dataclass(frozen=True)
class Line:
    """What is counted of a question: those who gave any of these answers."""

    code: str
    text: Text
    counts: tuple[Frequency, ...]


@dataclass(frozen=True)
class Survey:
    """A survey: whom it asks, and its lines."""

    code: str
    title: Text
    asked_of: Text
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class YearResult:
    """One year of a survey at a unit, as its source has it; a line that was not asked is not in `counts`."""

    year: int
    answered: int
    counts: Mapping[str, int]
    source: str


@dataclass(frozen=True)
class Change:
    """From one year to the next: a difference of shares with its 95 % interval, and what can be said of it."""

    difference: float
    low: float
    high: float

    @property
    def verdict(self) -> Verdict:
        """Nothing is called a rise while the interval holds none."""
        return "more" if self.low > 0 else "less" if self.high < 0 else "cannot_be_told"


def is_shown(result: YearResult, line: str) -> bool:
    """Whether a line is there and is not about fewer than five, of those who are counted or of the others."""
    count = result.counts.get(line)
    return count is not None and min(count, result.answered - count) >= FEW


def change(now: YearResult, before: YearResult, line: str) -> Change | None:
    """None where either year has nothing to show of the line. The two years' answers are taken for independent."""
    if not (is_shown(now, line) and is_shown(before, line)):
        return None
    after, earlier = (Proportion(one.counts[line], one.answered, 0, 0) for one in (now, before))
    low, high = newcombe(after, earlier)
    return Change(after.share - earlier.share, low, high)


def refuse_few(answered: int) -> None:
    """Raises Refused for a survey of too few answers for shares, with what to do instead."""
    least = policy.shipped().least_base_for_share
    if answered < least:
        raise refuse(
            "answered",
            sv=f"Det behövs minst {least} svar för att visa andelar. Av så få kan någon kännas igen, och en skillnad "
            "mellan två år säger inget. Berätta i stället med egna ord vad ni hörde, fråga muntligt när ni möts, eller "
            "lägg ihop flera enheter.",
            en=f"shares are shown from {least} answers; of so few somebody could be recognised, and a difference "
            "between two years says nothing. Tell in words what you heard, ask when you meet, or add several units",
        )


@cache
def shipped() -> Mapping[str, Survey]:
    """The surveys that come with Följa, by code."""
    return load(SHIPPED)


def load(root: Path) -> Mapping[str, Survey]:
    """Every survey under a content folder. Raises Refused with file and line."""
    found = (_survey(read(path, root)) for path in files(root, "surveys"))
    return {one.code: one for one in found}


def _survey(node: Node) -> Survey:
    node.only("code", "title", "asked_of", "lines")
    lines = tuple(map(_line, node.nodes("lines")))
    return Survey(node.code("code"), node.text("title"), node.text("asked_of"), lines)


def _line(node: Node) -> Line:
    node.only("code", "text", "counts")
    counts = node.words("counts")
    if not counts or not set(counts) <= set(get_args(Frequency)):
        known = ", ".join(get_args(Frequency))
        raise node.refused("counts", sv=f"counts är några av {known}.", en=f"counts is some of {known}")
    return Line(node.code("code"), node.text("text"), counts)  # type: ignore[arg-type]
