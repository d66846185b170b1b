"""The one door for what a family has answered: saved, or put aside where very many came at once. Once, either way."""

from typing import Literal

from folja.web.answers import flood
from folja.web.answers.asked import Asked
from folja.web.answers.one_time import take_once
from folja.web.answers.question_page import Answers
from folja.web.collection.actions import put_aside, record

Taken = Literal["saved", "full", "not_good", "too_many_tries"]


def take(asked: Asked, answers: Answers, receipt: str, address: str, once: str = "") -> Taken:
    """Save checked answers; whoever sent them is not told where. "full" when there is no room for more.

    Where an answer takes a code, `once` is that; it may be no good. Such answers are never put aside: each has cost a
    slip. The address is counted and forgotten: it comes near nothing that is kept. Raises Refused as `record`.
    """
    if asked.one_time:
        return take_once(asked, answers, once, receipt, address)
    judgement = flood.answers.judge(address, asked.code)
    if judgement == "full":
        return "full"
    sheet = receipt, asked.instrument.code, asked.instrument.version, asked.unit.code, asked.month, answers
    if judgement == "taken":
        record(*sheet)
    else:
        put_aside(*sheet, judgement)
    return "saved"
