"""Invented values for the parts that are shown more than words."""

from collections.abc import Mapping

from folja.web.frame.parts import Answer, Choice, Event, Field, Link, Step
from folja.web.publication.cards import Card

Words = Mapping[str, str]

COLOURS = (
    "paper", "card", "ink", "stone", "pebble", "sand", "accent", "fill", "soft", "good", "good-ground",
    "attention", "attention-ground", "dim-accent", "night",
)  # fmt: skip


def cards(words: Words) -> tuple[Card, ...]:
    """A figure in each of its states: exact, compared in four ways, hidden with something offered, and missing."""

    def one(title: str, value: str, beneath: tuple[str, ...], sign: str, said: str, place: str = "") -> Card:
        hidden = sign == "lock" or not value
        return Card("", words[title], words["counted"], value, place, beneath, sign, words[said], hidden)

    of_talks = (words["of_talks"], words["not_known"])
    return (
        one("talks", "187", (words["exact"],), "up", "more_than"),
        one("men_talks", "40 %", of_talks, "equal", "same"),
        one("fathers", "40 %", of_talks, "less", "less_than"),
        one("helped", "94 %", (words["of_answers"],), "break", "new_question"),
        one("right_things", "89 %", (words["of_district"],), "lock", "hidden", words["in_district"]),
        one("meetings", "", (), "", "nothing"),
    )


def answers(words: Words) -> tuple[Answer, ...]:
    """The five steps, the best first and chosen."""
    return tuple(
        Answer(str(step), f"face_{step}", words[f"scale_{step}"], chosen=step == 5) for step in range(5, 0, -1)
    )


def thread() -> tuple[Step, ...]:
    """Eight questions, three of them answered and one not asked."""
    return tuple(Step(f"step-{place}", asked=place != 6, known=place < 4) for place in range(1, 9))


def year(words: Words) -> tuple[Event, ...]:
    """A tertial that is done, one that goes on, one to come."""
    return (
        Event("done", words["first_tertial"], words["first_words"]),
        Event("now", words["second_tertial"], words["second_words"], "#", words["see"]),
        Event("coming", words["third_tertial"], words["third_words"]),
    )


def faults(words: Words) -> tuple[Link, ...]:
    """What is to be mended, as a form's summary says it."""
    return Link("#order", words["which"]), Link("#email", words["email"])


def fields(words: Words) -> dict[str, object]:
    """A field with something wrong in it, an empty one, and one with a few answers."""
    return {
        "email": Field("email", words["email"], words["email_help"], "amina@", words["email_wrong"]),
        "note": Field("note", words["note"]),
        "asked": Field("asked", words["one"]),
        "asked_choices": (
            Choice("yes", words["answer_yes"], chosen=True),
            Choice("no", words["answer_no"], chosen=False),
        ),
    }
