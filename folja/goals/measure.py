"""What is measured outside Följa and entered by hand: a staff index, sick leave, a pupils' survey; from content."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from folja.instruments.content import SHIPPED, Node, files, read
from folja.vocabulary.problem import Problem, problem
from folja.vocabulary.text import Text

Scale = Literal["percent", "index", "mean", "number", "million", "printed"]
"""percent: 0–100, of a whole. index: 0–100, of nothing. mean: from 1 to `top`. number: 0 and up, of whole ones.
million: kronor, in a budget and never of a measure. printed: with the decimals that it is written with, in a plan."""

MOST_DECIMALS = 2


@dataclass(frozen=True)
class Measure:
    """One matter that is measured elsewhere, and how its values are written.

    `internal` where the values come from a case system: they are kept out of what is open to everybody and out of
    every derived total. `grows` where it counts what has come through the year so far, and so is less until the year
    is over. `decimals` is the most a value may have.
    """

    code: str
    title: Text
    phrase: Text
    definition: Text
    scale: Scale
    decimals: int
    better: Literal["higher", "lower", "neither"]
    internal: bool
    top: int = 100
    grows: bool = False

    def problems(self, value: Decimal, where: str) -> list[Problem]:
        """What is wrong with a value, if anything."""
        low = 1 if self.scale == "mean" else 0
        if value < low or (self.scale != "number" and value > self.top):
            return [_out_of_range(where, low, None if self.scale == "number" else self.top)]
        if decimals_of(value) > self.decimals:
            return [Problem(where, DECIMALS[self.decimals])]
        return []


def _out_of_range(where: str, low: int, high: int | None) -> Problem:
    if high is None:
        return problem(where, sv=f"Skriv ett tal som är {low} eller mer.", en=f"write a number that is {low} or more")
    return problem(where, sv=f"Skriv ett tal från {low} till {high}.", en=f"write a number from {low} to {high}")


DECIMALS = (
    Text.of(sv="Skriv ett helt tal.", en="write a whole number"),
    Text.of(sv="Skriv talet med högst en decimal.", en="write it with at most one decimal"),
    Text.of(sv="Skriv talet med högst två decimaler.", en="write it with at most two decimals"),
)


def decimals_of(value: Decimal) -> int:
    """How many decimals a number needs; 39.70 needs one."""
    return written_decimals(value.normalize())


def written_decimals(value: Decimal) -> int:
    """How many decimals a number is written with; 39.70 is with two."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


_NUMBER = re.compile(r"[-+]?\d{1,15}(\.\d{1,10})?", re.ASCII)


def read_number(written: str) -> Decimal | None:
    """A number as Swedes write it, 1 040,5, or with a point; None for what is none."""
    plain = written.strip().replace("\u00a0", "").replace(" ", "").replace("−", "-").replace(",", ".")
    return Decimal(plain) if _NUMBER.fullmatch(plain) else None


@cache
def shipped() -> Mapping[str, Measure]:
    """The measures that come with Följa, by code, in the files' order."""
    return load(SHIPPED)


def is_internal(code: str) -> bool:
    """Whether a measure's values come out of a case system."""
    found = shipped().get(code)
    return found is not None and found.internal


def load(root: Path) -> Mapping[str, Measure]:
    """Every measure under a content folder. Raises Refused with file and line."""
    found: dict[str, Measure] = {}
    for path in files(root, "measures"):
        for node in read(path, root).nodes("measures"):
            measure = _measure(node)
            if measure.code in found:
                raise node.refused(
                    "code",
                    sv=f"Måttet {measure.code} finns redan. Välj en annan kod.",
                    en=f"the measure {measure.code} is there already; choose another code",
                )
            found[measure.code] = measure
    return found


def _measure(node: Node) -> Measure:
    node.only("code", "title", "phrase", "definition", "scale", "decimals", "better", "internal", "top", "grows")
    scale, better = node.word("scale"), node.optional("better", str, "higher")
    for key, value, known in (
        ("scale", scale, ("percent", "index", "mean", "number")),
        ("better", better, ("higher", "lower", "neither")),
    ):
        if value not in known:
            raise node.refused(key, sv=f"{key} är {', '.join(known)}.", en=f"{key} is one of {', '.join(known)}")
    decimals = node.number("decimals", 0)
    if not 0 <= decimals <= MOST_DECIMALS:
        raise node.refused(
            "decimals", sv=f"decimals är 0 till {MOST_DECIMALS}.", en=f"decimals is 0 to {MOST_DECIMALS}"
        )
    grows = node.optional("grows", bool, default=False)
    if grows and scale != "number":
        raise node.refused(
            "grows",
            sv="Bara antal (scale: number) växer genom året. Ta bort grows.",
            en="only numbers (scale: number) grow through the year; remove grows",
        )
    return Measure(
        node.code("code"),
        node.text("title"),
        node.text("phrase"),
        node.text("definition"),
        scale,  # type: ignore[arg-type]
        decimals,
        better,
        node.optional("internal", bool, default=False),
        node.number("top", 100),
        grows,
    )
