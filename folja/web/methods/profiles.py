"""The profile of a method as pages draw it: two rows of steps for each element, with their words."""

from dataclasses import dataclass

from folja.methods.method import Method
from folja.methods.profile import ElementProfile, profile
from folja.methods.typology import Typology
from folja.reports.method_description import DESCRIBED, SUPPORTED
from folja.web.frame.templatetags.frame import language

STEPS = (1, 2, 3)


@dataclass(frozen=True)
class Steps:
    """How far, of three steps, and in words."""

    marks: tuple[bool, ...]
    words: str


@dataclass(frozen=True)
class Row:
    """One element."""

    number: int
    name: str
    about: str
    described: Steps
    supported: Steps


def rows(typology: Typology, method: Method) -> tuple[Row, ...]:
    """Every element, in order."""
    return tuple(row(one) for one in profile(typology, method))


def row(one: ElementProfile) -> Row:
    """One element's two rows of steps."""
    return Row(
        one.element.number,
        one.element.name.in_language(language()),
        one.element.about.in_language(language()),
        _steps(one.described_step, DESCRIBED[one.described].in_language(language())),
        _steps(one.supported_step, SUPPORTED[one.supported].in_language(language())),
    )


def _steps(reached: int, words: str) -> Steps:
    return Steps(tuple(step <= reached for step in STEPS), words)
