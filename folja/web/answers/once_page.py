"""The page where the code of a slip is typed: before the questions, and again where it was not taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from folja.web.answers.asked import Asked
from folja.web.answers.question_page import Answers
from folja.web.collection.answers import written_as

NotTaken = Literal["empty", "misspelled", "not_good", "too_many_tries"]

STATUS: Mapping[NotTaken, int] = {"empty": 422, "misspelled": 422, "not_good": 409, "too_many_tries": 429}
SAID: Mapping[NotTaken, str] = {
    "empty": "once.empty",
    "misspelled": "once.misspelled",
    "not_good": "once.not_good",
    "too_many_tries": "once.many_tries",
}


@dataclass(frozen=True)
class OncePage:
    """What was written, the phrase that says what is wrong with it, and what is answered, which stays in the form.

    `here` is the last question when the answers were on their way, and nothing before the first.
    """

    here: str
    carried: tuple[tuple[str, str], ...]
    written: str
    problem: str
    status: int


def wrong_with(written: str | None) -> NotTaken | None:
    """What is wrong with words that are no code. Who has not been asked for one yet has done nothing wrong."""
    if written is None:
        return None
    return "misspelled" if written.strip() else "empty"


def once_page(asked: Asked, answers: Answers, here: str, written: str, why: NotTaken | None) -> OncePage:
    """The page that asks for a code, and says why the one that was written was not taken."""
    fields = written_as(asked.instrument, answers).items()
    carried = tuple((name, word) for name, words in fields for word in words)
    return OncePage(here, carried, written.strip(), SAID[why] if why else "", STATUS[why] if why else 200)
