"""A sheet as its page shows it: a card for each question, with what is written there and what is wrong with it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from folja.instruments.instrument import Instrument
from folja.instruments.question import (
    HeadcountQuestion,
    ManyQuestion,
    NoteQuestion,
    NumberQuestion,
    OneQuestion,
    Option,
    Question,
)
from folja.vocabulary.condition import Any as AnyOf
from folja.vocabulary.condition import Is
from folja.vocabulary.problem import Problem
from folja.vocabulary.text import REQUIRED, Text
from folja.web.collection.answers import Written, answers_in
from folja.web.frame.parts import Step
from folja.web.frame.templatetags.frame import language

MOST_CARDS = 12  # more options than this are too many to look over at once
FIRST_CARDS = 2  # of those, the first stay cards and the rest become a list

HALF_WIDTH, HALF_WORD = 24, 13  # letters that two lines of half a phone hold, and the longest word there

MOST_BY_ONE = 20  # where there may be more people than this, there is a button for five

SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-ZÅÄÖ])")

# Options named as an icon are drawn with it, when all options of the question are.
OPTION_ICONS = frozenset({"on_site", "phone", "video", "walk", "home"})


def has_long_word(title: Text) -> bool:
    """Whether a word of it would be broken on half a phone, in the reader's language."""
    return any(len(word) > HALF_WORD for word in title.in_language(language()).split())


@dataclass(frozen=True)
class ChoiceCard:
    """One option of a question, as a card."""

    value: str
    title: Text
    chosen: bool
    icon: str = ""

    @property
    def long(self) -> bool:
        """Whether the title needs the whole width of a phone, not half of it."""
        return len(self.title.in_language(language())) > HALF_WIDTH or has_long_word(self.title)


@dataclass(frozen=True)
class Count:
    """One number to give: a kind of person, or the question's only number."""

    name: str
    title: Text
    written: str
    most: int
    least: int = 0
    by_five: bool = False


@dataclass(frozen=True)
class Card:
    """A question with all that its card needs. `hangs_on` and `values` say when it is asked."""

    question: Question
    kind: str = ""
    asked: bool = True
    hangs_on: Question | None = None
    values: tuple[str, ...] = ()
    value_titles: tuple[Text, ...] = ()
    choices: tuple[ChoiceCard, ...] = ()
    listed: tuple[ChoiceCard, ...] = ()
    counts: tuple[Count, ...] = ()
    written: str = ""
    problem: Text | None = None

    @property
    def help(self) -> tuple[Text, Text | None]:
        """The definition's first sentence, always shown, and the rest, which opens in place."""
        parts = {language: SENTENCE_END.split(self.question.help.in_language(language), 1) for language in REQUIRED}
        first = Text.of(**{language: words[0] for language, words in parts.items()})
        if any(len(words) == 1 for words in parts.values()):
            return self.question.help, None
        return first, Text.of(**{language: words[1] for language, words in parts.items()})

    @property
    def known(self) -> bool:
        """Whether anything is chosen or written."""
        chosen = any(choice.chosen for choice in (*self.choices, *self.listed))
        return chosen or bool(self.written) or any(count.written for count in self.counts)

    @property
    def at_rest(self) -> bool:
        """Whether it stands as not known."""
        return not self.known

    @property
    def is_labelled(self) -> bool:
        """Whether its numbers need names of their own beside the question."""
        return self.kind == "headcount"


@dataclass(frozen=True)
class ShownSheet:
    """All cards of an instrument, and how many of those that are asked have an answer."""

    instrument: Instrument
    cards: tuple[Card, ...]

    @property
    def asked(self) -> int:
        return sum(card.asked for card in self.cards)

    @property
    def answered(self) -> int:
        return sum(card.asked and card.known for card in self.cards)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The cards as a thread to follow."""
        return tuple(Step(card.question.code, card.asked, card.known) for card in self.cards)

    @property
    def wrong(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.problem)


def shown_sheet(instrument: Instrument, written: Written, problems: Iterable[Problem] = ()) -> ShownSheet:
    """The sheet with what is written on it."""
    answers, _ = answers_in(instrument, written)
    visible = {question.code for question in instrument.visible(answers)}
    wrong = {problem.where: problem.text for problem in problems}
    cards = [
        _card(instrument, question, written, question.code in visible, wrong.get(question.code))
        for question in instrument.questions
    ]
    return ShownSheet(instrument, tuple(cards))


def _card(instrument: Instrument, question: Question, written: Written, asked: bool, problem: Text | None) -> Card:
    parent = instrument.parent_of(question)
    values = wanted_answers(question)
    titles = tuple(option.title for option in getattr(parent, "options", ()) if option.code in values)
    words = [word for word in written.get(question.code, ()) if word]
    card = Card(
        question,
        # What is written under a question that is not asked stays in sight until somebody has dealt with it.
        asked=asked or problem is not None,
        hangs_on=parent,
        values=values,
        value_titles=titles,
        problem=problem,
    )
    match question:
        case HeadcountQuestion():
            return replace(card, kind="headcount", counts=tuple(_counts(question, written)))
        case NumberQuestion(least=least, most=most):
            only = Count(question.code, question.text, "".join(words[:1]), most, least)
            return replace(card, kind="number", counts=(only,))
        case NoteQuestion():
            return replace(card, kind="note", written="".join(words[:1]))
        case ManyQuestion():
            return replace(card, kind="many", choices=_choices(question.options, words))
        case OneQuestion():
            choices = _choices(question.options, words)
            split = FIRST_CARDS if len(choices) > MOST_CARDS else len(choices)
            return replace(card, kind="one", choices=choices[:split], listed=choices[split:])


def _counts(question: HeadcountQuestion, written: Written) -> Iterable[Count]:
    for kind in question.kinds:
        name = f"{question.code}.{kind.code}"
        number = "".join(list(written.get(name, ()))[:1])
        yield Count(name, kind.title, number, question.most, by_five=question.most > MOST_BY_ONE)


def _choices(options: Iterable[Option], words: list[str]) -> tuple[ChoiceCard, ...]:
    options = tuple(options)
    drawn = are_drawn(options)
    return tuple(
        ChoiceCard(option.code, option.title, option.code in words, option.code if drawn else "") for option in options
    )


def are_drawn(options: Iterable[Option]) -> bool:
    """Whether the options have icons, each its own."""
    return OPTION_ICONS.issuperset(option.code for option in options)


def wanted_answers(question: Question) -> tuple[str, ...]:
    """The parent's answers that the question is asked after; none when any answer will do."""
    match question.show_if:
        case Is(_, option):
            return (str(option),)
        case AnyOf(_, options):
            return tuple(str(option) for option in options)
    return ()
