"""One question at a time: what a family has answered so far, which question comes next, and how it is shown.

The answers so far stand in the form itself and go with it; nothing is kept anywhere until they are sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from folja.instruments.question import OneQuestion, Question, ScaleQuestion
from folja.instruments.validation import stored
from folja.vocabulary.problem import Refused
from folja.web.collection.answers import Written, answers_in, written_as
from folja.web.collection.sheet import wanted_answers
from folja.web.frame.parts import Answer
from folja.web.wordings.say import said

Answers = Mapping[str, Any]


def understood(instrument: Instrument, written: Written) -> dict[str, Any]:
    """The answers of a form that are answers. What is not was never given by the page, and is left out."""
    answers, _ = answers_in(instrument, written)
    return {code: value for code, value in answers.items() if _is_answer(instrument.by_code[code], value)}


def understood_since(instrument: Instrument, version: str, written: Written) -> tuple[dict[str, Any], bool]:
    """The answers of a form made of these questions or of an earlier version's, and whether those are all it held.

    An answer to a question that has changed since is no answer to the one that stands in its place.
    """
    if version == str(instrument.version):
        return understood(instrument, written), True
    earlier = next((one for one in shipped().of(instrument.code) if str(one.version) == version), None)
    answers = understood(earlier, written) if earlier else {}
    same = {code for code, question in instrument.by_code.items() if earlier and question == earlier.by_code.get(code)}
    return {code: value for code, value in answers.items() if code in same}, False


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
class QuestionCard:
    """One question with its answers. `hangs_on` and `values` say when it is asked."""

    question: Question
    answers: tuple[Answer, ...]
    hangs_on: Question | None
    values: tuple[str, ...]


@dataclass(frozen=True)
class QuestionPage:
    """One question as it is shown. `place` of `of` is where it stands among those asked; `carried` goes along."""

    card: QuestionCard
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
    card = _card(instrument, question, answers.get(question.code), language)
    return QuestionPage(card, asked.index(question.code) + 1, len(asked), carried)


def question_cards(instrument: Instrument, language: str) -> tuple[QuestionCard, ...]:
    """All questions, none answered."""
    return tuple(_card(instrument, question, None, language) for question in instrument.questions)


def _card(instrument: Instrument, question: Question, answer: Any, language: str) -> QuestionCard:
    shown = tuple(_shown(question, answer, language))
    return QuestionCard(question, shown, instrument.parent_of(question), wanted_answers(question))


def _shown(question: Question, answer: Any, language: str) -> list[Answer]:
    if not isinstance(question, OneQuestion):
        raise TypeError(f"families are asked for one answer at a time, not for a {type(question).__name__}")
    faces = _faces(question)
    return [
        Answer(
            option.code,
            faces.get(option.code, ""),
            said(option.title, language),
            chosen=option.code == str(answer),
        )
        for option in question.options
    ]


def _faces(question: OneQuestion) -> dict[str, str]:
    """A face for each step of a scale: five of them, or for three steps the unhappy, the calm and the happiest."""
    if not isinstance(question, ScaleQuestion):
        return {}
    drawn = (2, 3, 5) if question.steps == 3 else range(1, question.steps + 1)
    return {option.code: f"face_{face}" for option, face in zip(question.options, drawn, strict=True)}


def _is_answer(question: Question, value: Any) -> bool:
    try:
        stored(question, value)
    except Refused:
        return False
    return True
