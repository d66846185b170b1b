"""Takes a family's answers, once, whichever way they came: from a page, or from a device where they have waited."""

from collections.abc import Mapping
from typing import Any, Literal

from folja.vocabulary.problem import Refused
from folja.web.answers import flood
from folja.web.answers.asked import Asked
from folja.web.answers.question_page import given
from folja.web.collection.actions import record
from folja.web.collection.stored import is_used

Taken = Literal["taken", "nothing", "too_many", "closed"]


def take(asked: Asked, answers: Mapping[str, Any], receipt: str, address: str, *, late: bool = False) -> Taken:
    """What became of them. `late` are answers to what was asked in a tertial that has closed since."""
    if is_used(receipt):
        return "taken"
    kept = given(asked.instrument, answers)
    if not kept:
        return "nothing"
    if not flood.answers.takes(address, asked.code):
        return "too_many"
    instrument = asked.instrument
    try:
        record(receipt, instrument.code, instrument.version, asked.unit.code, asked.month, kept, late=late)
    except Refused:  # the tertial was closed between two taps, or the same came twice at once
        return "taken" if is_used(receipt) else "closed"
    return "taken"
