"""One question at a time: what a family has answered so far, which question comes next, and how it is shown.

The answers so far stand in the form itself and go with it; nothing is kept anywhere until they are sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from folja.instruments.instrument import Instrument
from folja.instruments.question import OneQuestion, Question, ScaleQuestion
from folja.instruments.validation import stored
from folja.vocabulary.problem import Refused
from folja.web.collection.answers import Written, answers_in, written_as
from folja.web.frame.parts import Answer
from folja.web.wordings.say import said

Answers = Mapping[str, Any]


def understood(instrument: Instrument, written: Written) -> dict[str, Any]:
    """The answers of a form that are answers. What is not was never given by the page, and is left out."""
    answers, _ = answers_in(instrument, written)
    return {code: value for code, value in answers.items() if _is_answer(instrument.by_code[code], value)}


def given(instrument: Instrument, answers: Answers) -> dict[str, Any]:
    """The answers to questions that are asked: who goes back and answers anew may have left others behind."""
    asked = {question.code for question in instrument.visible(answers)}
    return {code: value for code, value in answers.items() if code in asked}


def moved(instrument: Instrument, answers: Answers, here: str, move: str) -> Question | None:
    """The question to show: `back` is the one before among those asked, `stay` the same in another language.

    Everything else goes on to the next, which is None after the last. Where `here` is no question, as on the first
    page, that is the first.
    """
    asked = instrument.visible(answers)
    order = [question.code for question in instrument.questions]
    if here not in order:
        return asked[0]
    place = order.index(here)
    before = [question for question in asked if order.index(question.code) < place]
    after = [question for question in asked if order.index(question.code) > place]
    match move:
        case "back":
            return before[-1] if before else asked[0]
        case "stay" if here in {question.code for question in asked}:
            return instrument.by_code[here]
    return after[0] if after else None


@dataclass(frozen=True)
class QuestionPage:
    """One question as it is shown. `place` of `of` is where it stands among those asked; `carried` goes along."""

    question: Question
    answers: tuple[Answer, ...]
    place: int
    of: int
    carried: tuple[tuple[str, str], ...]

    @property
    def is_last(self) -> bool:
        return self.place == self.of

    @property
    def steps(self) -> tuple[str, ...]:
        """The thread: what is behind, the one that is here, and what is left."""
        return (*["done"] * (self.place - 1), "next", *[""] * (self.of - self.place))


def question_page(instrument: Instrument, answers: Answers, question: Question, language: str) -> QuestionPage:
    """The page of one question, with what is answered on it and elsewhere."""
    asked = [one.code for one in instrument.visible(answers)]
    others = {code: value for code, value in answers.items() if code != question.code}
    carried = tuple((name, word) for name, words in written_as(instrument, others).items() for word in words)
    shown = tuple(_shown(question, answers.get(question.code), language))
    return QuestionPage(question, shown, asked.index(question.code) + 1, len(asked), carried)


def _shown(question: Question, answer: Any, language: str) -> list[Answer]:
    if not isinstance(question, OneQuestion):
        raise TypeError(f"families are asked for one answer at a time, not for a {type(question).__name__}")
    has_faces = isinstance(question, ScaleQuestion)
    return [
        Answer(
            option.code,
            f"face_{option.code}" if has_faces else "",
            said(option.title, language),
            chosen=option.code == str(answer),
        )
        for option in question.options
    ]


def _is_answer(question: Question, value: Any) -> bool:
    try:
        stored(question, value)
    except Refused:
        return False
    return True
