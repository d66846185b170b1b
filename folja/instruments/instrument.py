"""An instrument: the questions about one kind of activity, in one version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from folja.instruments.question import Question
from folja.vocabulary.condition import Answers, holds, questions_in
from folja.vocabulary.period import Month
from folja.vocabulary.text import Text

Audience = Literal["staff", "family"]


@dataclass(frozen=True)
class Nouns:
    """What one act is called in running text, by language: one (samtal), the (samtalet), many (samtal)."""

    one: Text
    the: Text
    many: Text


@dataclass(frozen=True)
class Change:
    """How one question differs from the version before, and whether figures may be compared over it."""

    question: str
    replaces: str | None
    comparable: bool
    why: Text


@dataclass(frozen=True)
class Cross:
    """Two attributes counted together, at district and city only: a rating by a one-question's options."""

    question: str
    by: str


@dataclass(frozen=True, eq=False)
class Instrument:
    """One version of an instrument; it holds from `first_month` until the next version begins.

    An `easy` one is for children from about six: each question has a picture, and nothing needs to be read.
    """

    code: str
    version: int
    first_month: Month
    audience: Audience
    level: str
    icon: str
    title: Text
    definition: Text
    nouns: Nouns
    questions: tuple[Question, ...]
    crosses: tuple[Cross, ...] = ()
    changes: tuple[Change, ...] = ()
    examples: tuple[Mapping[str, object], ...] = field(default=(), repr=False)
    easy: bool = False

    @cached_property
    def by_code(self) -> Mapping[str, Question]:
        """The questions by their code."""
        return {question.code: question for question in self.questions}

    def visible(self, answers: Answers) -> tuple[Question, ...]:
        """The questions that are shown, given the answers so far.

        An answer to a question that is itself hidden does not count, so a chain hides together.
        """
        seen: dict[str, object] = {}
        shown = []
        for question in self.questions:
            if holds(question.show_if, seen):
                shown.append(question)
                if question.code in answers:
                    seen[question.code] = answers[question.code]
        return tuple(shown)

    def parent_of(self, question: Question) -> Question | None:
        """The question that this one hangs on by show_if."""
        codes = set(questions_in(question.show_if))
        return self.by_code[codes.pop()] if codes else None


def in_force(versions: tuple[Instrument, ...], month: Month) -> Instrument | None:
    """The version that holds in a month; None before the first."""
    begun = [version for version in versions if version.first_month <= month]
    return max(begun, key=lambda version: version.version) if begun else None
