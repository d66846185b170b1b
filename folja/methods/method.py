"""A method as it is described: what it is and whom it is for, and an answer to each question of the typology."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from folja.methods.typology import Question, Typology

Judgement = Literal["", "yes", "partly", "no", "not_relevant"]
JUDGEMENTS: tuple[Judgement, ...] = ("yes", "partly", "no", "not_relevant")


@dataclass(frozen=True)
class About:
    """What a method is called, in short, and what it is found by: the codes that are chosen of each facet."""

    name: str
    summary: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What is answered to one question. A question of words only has no judgement."""

    judgement: Judgement = ""
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.judgement and not self.words


@dataclass(frozen=True)
class Reference:
    """What an answer refers to: a link with its address, or a file that lies with the method and has none."""

    question: str
    title: str
    address: str = ""
    number: int = 0


@dataclass(frozen=True)
class Origin:
    """The method that this one was begun as a copy of, and where it is from. Edition 0 is one never published."""

    key: str
    name: str
    unit: str
    edition: int = 0


@dataclass(frozen=True)
class Method:
    """All of it. `answers` are by question; a question that nobody has answered may be missing."""

    key: str
    unit: str
    about: About
    answers: Mapping[str, Answer] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    origin: Origin | None = None

    def answer(self, question: str) -> Answer:
        return self.answers.get(question, Answer())


def is_answered(question: Question, answer: Answer) -> bool:
    """Whether nothing is left to say: a judgement with words, words alone where they are what is asked, or that it is
    not relevant.
    """
    if answer.judgement == "not_relevant":
        return True
    return bool(answer.words) and (question.form == "how" or bool(answer.judgement))


def left(typology: Typology, method: Method) -> tuple[Question, ...]:
    """The questions that are not answered, in the order they are asked."""
    return tuple(one for one in typology.questions.values() if not is_answered(one, method.answer(one.code)))


def method_as_json(method: Method) -> str:
    """The same text for the same method."""
    return json.dumps(asdict(method), ensure_ascii=False, sort_keys=True)


def method_from_json(text: str) -> Method:
    """Read back."""
    values: dict[str, Any] = json.loads(text)
    about = values["about"]
    return Method(
        key=values["key"],
        unit=values["unit"],
        about=About(about["name"], about["summary"], {key: tuple(one) for key, one in about["facets"].items()}),
        answers={key: Answer(**one) for key, one in values["answers"].items()},
        references=tuple(Reference(**one) for one in values["references"]),
        origin=Origin(**values["origin"]) if values["origin"] else None,
    )
