"""What has become of a method since its last edition, question by question: for who reviews it."""

from collections.abc import Iterator
from dataclasses import dataclass

from folja.methods.method import Answer, Method, Reference
from folja.methods.typology import Question, Typology


@dataclass(frozen=True)
class Changed:
    """A question that is answered in another way, or that refers to something else."""

    question: Question
    before: Answer
    now: Answer
    came: tuple[Reference, ...]
    went: tuple[Reference, ...]


def changed(typology: Typology, before: Method, now: Method) -> tuple[Changed, ...]:
    """Every question where they differ, in the order the description is read."""
    return tuple(_changed(typology, before, now))


def _changed(typology: Typology, before: Method, now: Method) -> Iterator[Changed]:
    for code in (code for section in typology.description for code in section.questions):
        was, has = _references(before, code), _references(now, code)
        came, went = tuple(one for one in has if one not in was), tuple(one for one in was if one not in has)
        if before.answer(code) != now.answer(code) or came or went:
            yield Changed(typology.questions[code], before.answer(code), now.answer(code), came, went)


def _references(method: Method, question: str) -> tuple[Reference, ...]:
    return tuple(one for one in method.references if one.question == question)
