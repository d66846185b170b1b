"""What is asked and counted, as plain data: each text in Swedish and English."""

from folja.figures.indicator import Indicator
from folja.instruments.instrument import Change, Instrument
from folja.instruments.loading import Classification
from folja.instruments.question import (
    Band,
    HeadcountQuestion,
    Kind,
    ManyQuestion,
    NoteQuestion,
    NumberQuestion,
    OneQuestion,
    Option,
    Question,
    ScaleQuestion,
)
from folja.vocabulary.text import Text

Plain = dict[str, object]

KINDS = {
    OneQuestion: "one",
    ScaleQuestion: "scale",
    ManyQuestion: "many",
    HeadcountQuestion: "headcount",
    NumberQuestion: "number",
    NoteQuestion: "note",
}


def text(words: Text) -> Plain:
    """Swedish and English; what families read in other languages is decided wording by wording, elsewhere."""
    return {"sv": words.sv, "en": words.en}


def instrument(one: Instrument) -> Plain:
    """One version of an instrument."""
    return {
        "code": one.code,
        "version": one.version,
        "first_month": str(one.first_month),
        "audience": one.audience,
        "title": text(one.title),
        "definition": text(one.definition),
        "questions": [_question(one, question) for question in one.questions],
        "changes": [_change(change) for change in one.changes],
    }


def indicator(one: Indicator) -> Plain:
    """One definition. `cells` are attribute.category of the instrument's cubes, added."""
    return {
        "code": one.code,
        "title": text(one.title),
        "definition": text(one.definition),
        "instrument": one.instrument,
        "kind": one.kind,
        "measure": one.measure or None,
        "distribution": one.distribution or None,
        "per": one.per or None,
        "numerator": [term.code for term in one.numerator],
        "base": [term.code for term in one.base],
        "better": one.better,
    }


def classification(one: Classification) -> Plain:
    """A list of options that questions share."""
    return {
        "code": one.code,
        "title": text(one.title),
        "values": [_titled(value.code, value.title) for value in one.values],
        "groups": [{**_titled(group.code, group.title), "of": list(group.of)} for group in one.groups],
    }


def _question(one: Instrument, question: Question) -> Plain:
    parent = one.parent_of(question)
    groups = getattr(question, "groups", ())
    return {
        "code": question.code,
        "kind": KINDS[type(question)],
        "text": text(question.text),
        "help": text(question.help),
        "follows": parent.code if parent else None,
        "options": [_titled(part.code, part.title) for part in _parts(question)],
        "groups": [{**_titled(group.code, group.title), "of": list(group.of)} for group in groups],
    }


def _parts(question: Question) -> tuple[Option | Kind | Band, ...]:
    match question:
        case HeadcountQuestion():
            return question.kinds
        case NumberQuestion():
            return question.bands
        case _:
            return getattr(question, "options", ())


def _change(change: Change) -> Plain:
    return {
        "question": change.question,
        "replaces": change.replaces,
        "comparable": change.comparable,
        "why": text(change.why),
    }


def _titled(code: str, title: Text) -> Plain:
    return {"code": code, "title": text(title)}
