"""The one door for what a family has answered, from a page or from a device where it has waited. Once, either way.

It is saved, or put aside where very many came at once.
"""

from typing import Literal

from folja.vocabulary.period import Month
from folja.vocabulary.problem import Refused
from folja.web.answers import flood
from folja.web.answers.asked import Asked
from folja.web.answers.one_time import take_once
from folja.web.answers.question_page import Answers, given
from folja.web.collection.actions import record_unlinked
from folja.web.collection.months import Closed
from folja.web.collection.putting_aside import put_aside
from folja.web.collection.stored import is_used

Taken = Literal["saved", "already_saved", "nothing", "full", "closed", "refused", "not_good", "too_many_tries"]


def take(
    asked: Asked, answers: Answers, receipt: str, address: str, once: str = "", made_in: Month | None = None
) -> Taken:
    """Save answers; whoever sent them is not told where. "full" when there is no room for more, "refused" for good.

    Where an answer takes a code, `once` is that; it may be no good. Such answers are never put aside: each has cost a
    slip. The address is counted and forgotten: it comes near nothing that is kept. `made_in` is the month of a page
    from a tertial that has closed since: its answers are late, and its code is good if it was good then.
    """
    if is_used(receipt):
        return "already_saved"
    kept = given(asked.instrument, answers)
    if not kept:
        return "nothing"
    try:
        return _kept(asked, kept, receipt, address, once, made_in)
    except Closed:  # between two taps
        return "already_saved" if is_used(receipt) else "closed"
    except Refused:  # as it will be however often it comes
        return "already_saved" if is_used(receipt) else "refused"


def _kept(asked: Asked, answers: Answers, receipt: str, address: str, once: str, made_in: Month | None) -> Taken:
    if asked.one_time:
        return take_once(asked, answers, once, receipt, address, made_in)
    judgement = flood.answers.judge(address, asked.code)
    if judgement == "full":
        return "full"
    sheet = asked.sheet(answers, late=made_in is not None)
    if judgement == "taken":
        record_unlinked(receipt, sheet)
    else:
        put_aside(receipt, sheet, judgement)
    return "saved"
