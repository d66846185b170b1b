"""The page where the code of a slip is typed: before the questions, and again where it was not taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from folja.web.answers.asked import Asked
from folja.web.answers.question_page import Answers
from folja.web.collection.answers import written_as

NotTaken = Literal["misspelled", "not_good", "too_many_tries"]

STATUS: Mapping[NotTaken, int] = {"misspelled": 422, "not_good": 409, "too_many_tries": 429}
SAID: Mapping[NotTaken, str] = {
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


def once_page(asked: Asked, answers: Answers, here: str, written: str, why: NotTaken = "misspelled") -> OncePage:
    """Who has written nothing yet has done nothing wrong."""
    fields = written_as(asked.instrument, answers).items()
    carried = tuple((name, word) for name, words in fields for word in words)
    if not written.strip():
        return OncePage(here, carried, "", "", 200)
    return OncePage(here, carried, written, SAID[why], STATUS[why])
