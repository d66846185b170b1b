"""The one door for what a family has answered: saved, or put aside where very many came at once. Once, either way."""

from typing import Literal

from folja.web.answers import flood
from folja.web.answers.asked import Asked
from folja.web.answers.question_page import Answers
from folja.web.collection.actions import put_aside, record


def take(asked: Asked, answers: Answers, receipt: str, address: str) -> Literal["saved", "full"]:
    """Save checked answers; whoever sent them is not told where. "full" when there is no room for more.

    The address is counted and forgotten: it comes near nothing that is kept. Raises Refused as `record`.
    """
    judgement = flood.answers.judge(address, asked.code)
    if judgement == "full":
        return "full"
    sheet = receipt, asked.instrument.code, asked.instrument.version, asked.unit.code, asked.month, answers
    if judgement == "taken":
        record(*sheet)
    else:
        put_aside(*sheet, judgement)
    return "saved"
