"""A round type: who answers which questions under which rules for showing; loaded from content."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from folja.disclosure.team import STEPS
from folja.instruments.content import SHIPPED, Node, collected, files, read
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.text import Text

Policy = Literal["team", "cubes"]
POLICIES = ("team",)
"""Those of the content of rounds. What is rounded as the cubes are is a yearly survey, with content of its own."""

LEAST_AXES, MOST_AXES = 3, 12


@dataclass(frozen=True)
class Axis:
    """One statement: `text` is what is answered, `short` what the chart says."""

    code: str
    dimension: str
    short: Text
    text: Text


@dataclass(frozen=True)
class Dimension:
    """Statements that belong together. `is_local` where they are the municipality's own, beside the instrument."""

    code: str
    title: Text
    axes: tuple[Axis, ...]
    is_local: bool


@dataclass(frozen=True)
class RoundType:
    """Everything a round of its kind asks, in one version. `scale` are the words of the steps, from low to high."""

    code: str
    version: int
    policy: Policy
    title: Text
    definition: Text
    group_question: Text
    usual_groups: tuple[Text, ...]
    scale: tuple[Text, ...]
    dimensions: tuple[Dimension, ...]

    @property
    def axes(self) -> tuple[Axis, ...]:
        """All statements, in the order they are asked and drawn."""
        return tuple(axis for dimension in self.dimensions for axis in dimension.axes)

    def worded(self, words: Mapping[str, str]) -> "RoundType":
        """The same with other words for some statements, in the one language that they were written in."""
        return replace(self, dimensions=tuple(_worded(one, words) for one in self.dimensions))


def _worded(dimension: Dimension, words: Mapping[str, str]) -> Dimension:
    axes = (
        replace(axis, text=Text.of(sv=words[axis.code], en=words[axis.code])) if axis.code in words else axis
        for axis in dimension.axes
    )
    return replace(dimension, axes=tuple(axes))


@cache
def shipped() -> Mapping[str, RoundType]:
    """The round types that come with Följa, by code."""
    return load(SHIPPED)


def load(root: Path) -> Mapping[str, RoundType]:
    """Every round type under a content folder. Raises Refused with file and line, with all errors found."""
    found: dict[str, RoundType] = {}
    problems: list[Problem] = []
    for path in files(root, "rounds"):
        try:
            node = read(path, root)
            one = _round_type(node)
            if one.code in found:
                raise node.refused(
                    "code",
                    sv=f"Omgången {one.code} finns redan. Välj en annan kod.",
                    en=f"the round type {one.code} is there already; choose another code",
                )
            found[one.code] = one
        except Refused as refused:
            problems.extend(refused.problems)
    collected(problems)
    return found


def _round_type(node: Node) -> RoundType:
    node.only("code", "version", "policy", "title", "definition", "groups", "scale", "dimensions")
    policy = node.word("policy")
    if policy not in POLICIES:
        raise node.refused(
            "policy", sv=f"policy är {' eller '.join(POLICIES)}.", en=f"policy is {' or '.join(POLICIES)}"
        )
    groups = node.node("groups")
    groups.only("question", "usual")
    one = RoundType(
        code=node.code("code"),
        version=node.number("version"),
        policy="team",
        title=node.text("title"),
        definition=node.text("definition"),
        group_question=groups.text("question"),
        usual_groups=tuple(inner.as_text("usual") for inner in groups.nodes("usual")),
        scale=tuple(inner.as_text("scale") for inner in node.nodes("scale")),
        dimensions=tuple(_dimension(inner) for inner in node.nodes("dimensions")),
    )
    collected([found for refused in _wrong(node, one) for found in refused.problems])
    return one


def _dimension(node: Node) -> Dimension:
    node.only("code", "title", "local", "axes")
    code = node.code("code")
    axes = tuple(_axis(inner, code) for inner in node.nodes("axes"))
    return Dimension(code, node.text("title"), axes, node.optional("local", bool, default=False))


def _axis(node: Node, dimension: str) -> Axis:
    node.only("code", "short", "text")
    return Axis(node.code("code"), dimension, node.text("short"), node.text("text"))


def _wrong(node: Node, one: RoundType) -> Iterator[Refused]:
    if len(one.scale) != STEPS:
        yield node.refused(
            "scale",
            sv=f"Skalan har {len(one.scale)} steg. Röjandekontrollen är prövad för {STEPS}: skriv så många.",
            en=f"the scale has {len(one.scale)} steps; disclosure control is proved for {STEPS}, write as many",
        )
    if not LEAST_AXES <= len(one.axes) <= MOST_AXES:
        yield node.refused(
            "dimensions",
            sv=f"En omgång har {LEAST_AXES} till {MOST_AXES} påståenden, annars går den inte att rita. "
            f"Nu är de {len(one.axes)}.",
            en=f"a round has {LEAST_AXES} to {MOST_AXES} statements, or it can't be drawn; there are {len(one.axes)}",
        )
    codes = [axis.code for axis in one.axes]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        yield node.refused(
            "dimensions",
            sv=f"Koden {', '.join(twice)} står två gånger. Byt den ena.",
            en=f"the code {', '.join(twice)} is given twice; change one",
        )
