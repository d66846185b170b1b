"""Between what a form holds, words by field name, and answers in stored form.

A field is named as its question; a headcount has one field for each kind, named question.kind.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from folja.instruments.instrument import Instrument
from folja.instruments.question import (
    HeadcountQuestion,
    ManyQuestion,
    NoteQuestion,
    NumberQuestion,
    OneQuestion,
    Question,
    ScaleQuestion,
)
from folja.vocabulary.problem import Problem, Refused, problem, refuse

Written = Mapping[str, Sequence[str]]
"""Field name -> what is written or chosen there; an empty word is nothing."""


def answers_in(instrument: Instrument, written: Written) -> tuple[dict[str, Any], list[Problem]]:
    """The answers a filled-in form holds, and what could not be understood, by question."""
    answers: dict[str, Any] = {}
    problems: list[Problem] = []
    for question in instrument.questions:
        try:
            answer = _answer(question, written)
        except Refused as refused:
            problems.extend(refused.problems)
            continue
        if answer is not None:
            answers[question.code] = answer
    return answers, problems


def written_as(instrument: Instrument, answers: Mapping[str, Any]) -> Written:
    """How a form holds these answers."""
    return {
        name: words for code, answer in answers.items() for name, words in _fields(instrument.by_code[code], answer)
    }


def _answer(question: Question, written: Written) -> Any:
    match question:
        case HeadcountQuestion():
            return _headcount(question, written)
        case ManyQuestion():
            return _words(written, question.code) or None
    words = _words(written, question.code)
    if len(words) > 1:
        raise refuse(
            question.code,
            sv="Du har valt två svar, men frågan tar bara ett. Ta bort det ena.",
            en="you have chosen two answers, but the question takes one; remove one of them",
        )
    word = words[0] if words else None
    is_number = isinstance(question, ScaleQuestion | NumberQuestion)
    return _number(question, word) if is_number and word else word


def _headcount(question: HeadcountQuestion, written: Written) -> dict[str, int] | None:
    """A number for each kind that has one; the rest become 0 when they are stored."""
    words = {kind: _words(written, f"{question.code}.{kind}") for kind in question.kind_codes}
    counts = {kind: _number(question, given[0]) for kind, given in words.items() if given}
    return counts or None


def _number(question: Question, word: str) -> int:
    if not word.isdecimal() or len(word) > 6:
        raise Refused(
            [
                problem(
                    question.code,
                    sv="Skriv ett helt tal med siffror, eller välj Vet ej.",
                    en="write a whole number in digits, or choose Not known",
                )
            ]
        )
    return int(word)


def _words(written: Written, name: str) -> list[str]:
    return [word.strip() for word in written.get(name, ()) if word.strip()]


def _fields(question: Question, answer: Any) -> Iterator[tuple[str, list[str]]]:
    match question:
        case HeadcountQuestion():
            yield from ((f"{question.code}.{kind}", [str(number)]) for kind, number in answer.items())
        case ManyQuestion():
            yield question.code, list(answer)
        case OneQuestion() | NumberQuestion() | NoteQuestion():
            yield question.code, [str(answer)]
