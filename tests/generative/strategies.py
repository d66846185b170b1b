"""Hypothesis strategies: valid answers to any instrument, as they are stored."""

from typing import Any

from hypothesis import strategies as st

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
from folja.vocabulary.condition import holds


@st.composite
def answers(draw: st.DrawFn, instrument: Instrument) -> dict[str, Any]:
    """The answers of one sheet: any question may be unanswered, and those that are not shown are."""
    given: dict[str, Any] = {}
    for question in instrument.questions:
        if holds(question.show_if, given) and draw(st.booleans()):
            given[question.code] = draw(answer(question))
    return given


def answer(question: Question) -> st.SearchStrategy[Any]:
    """An answer to one question, in stored form."""
    match question:
        case ScaleQuestion():
            return st.integers(1, question.steps)
        case OneQuestion():
            return st.sampled_from(question.option_codes)
        case ManyQuestion():
            return st.sets(st.sampled_from(question.option_codes), min_size=1).map(
                lambda chosen: [code for code in question.option_codes if code in chosen]
            )
        case HeadcountQuestion():
            return st.fixed_dictionaries({code: st.integers(0, question.most) for code in question.kind_codes})
        case NumberQuestion():
            return st.integers(question.least, question.most)
        case NoteQuestion():
            return _note(question)


def _note(question: NoteQuestion) -> st.SearchStrategy[str]:
    letters = st.characters(categories=["Lu", "Ll", "Nd", "Po", "Zs"])
    written = st.text(letters, min_size=1, max_size=question.longest).map(str.strip)
    return written.filter(lambda words: any(sign.isalpha() for sign in words))
