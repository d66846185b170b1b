"""The kinds of question, as frozen values; what an answer to each looks like stands beside it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from folja.vocabulary.condition import ALWAYS, Any, Condition
from folja.vocabulary.text import Text

Counted = Literal["presence", "alone", "people"]


@dataclass(frozen=True)
class Option:
    """One choice."""

    code: str
    title: Text


@dataclass(frozen=True)
class Group:
    """Several options counted together; groups of a question are nested or apart, never overlapping."""

    code: str
    title: Text
    of: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """One kind of person in a headcount, and the gender it stands for when it stands for one."""

    code: str
    title: Text
    gender: str | None = None


@dataclass(frozen=True)
class Band:
    """A range of a number, counted together."""

    code: str
    title: Text
    low: int
    high: int


@dataclass(frozen=True)
class Asked:
    """What every question has. A question that is not shown has no answer and is outside its own base.

    A `picture` stands beside it in an easy instrument. It is no part of what is asked: drawn anew, it asks the same.
    Of a `sensitive` one no share under 10 or over 90 % is published (disclosure.sensitive).
    """

    code: str
    text: Text
    help: Text
    show_if: Condition = ALWAYS
    picture: str = field(default="", compare=False)
    sensitive: bool = False


@dataclass(frozen=True)
class OneQuestion(Asked):
    """One option. Answer: its code. A `habit` is about how staff work, never about a family: a device may remember
    what is usually chosen. It changes nothing of what is asked, so versions that differ in it alone are the same."""

    options: tuple[Option, ...] = ()
    groups: tuple[Group, ...] = ()
    habit: bool = field(default=False, compare=False)

    @cached_property
    def option_codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.options)


@dataclass(frozen=True)
class ScaleQuestion(OneQuestion):
    """Steps from low to high: five, or three for children. Answer: 1 to as many as there are."""

    @property
    def steps(self) -> int:
        return len(self.options)


@dataclass(frozen=True)
class ManyQuestion(Asked):
    """Several options. Answer: a sorted list of codes, never empty. A group holds when any of its options is chosen."""

    options: tuple[Option, ...] = ()
    groups: tuple[Group, ...] = ()

    @cached_property
    def option_codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.options)


@dataclass(frozen=True)
class HeadcountQuestion(Asked):
    """How many of each kind. Answer: a number for every kind; when one is given the rest are 0."""

    kinds: tuple[Kind, ...] = ()
    most: int = 50
    count: tuple[Counted, ...] = ("presence",)

    @cached_property
    def kind_codes(self) -> tuple[str, ...]:
        return tuple(kind.code for kind in self.kinds)


@dataclass(frozen=True)
class NumberQuestion(Asked):
    """A whole number. Answer: the number. `about_act` says that it is about the act, not about people."""

    least: int = 0
    most: int = 999
    bands: tuple[Band, ...] = ()
    about_act: bool = False


@dataclass(frozen=True)
class NoteQuestion(Asked):
    """A short free text that is never counted. Answer: the text."""

    longest: int = 200


Question = OneQuestion | ScaleQuestion | ManyQuestion | HeadcountQuestion | NumberQuestion | NoteQuestion


def is_among(question: OneQuestion, codes: tuple[str, ...]) -> Any:
    """The condition that the answer is one of these options (a scale's answers are numbers)."""
    if isinstance(question, ScaleQuestion):
        return Any(question.code, tuple(int(code) for code in codes))
    return Any(question.code, codes)
