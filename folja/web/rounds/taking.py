"""The one door for what somebody of a team has answered: saved once, joined to nothing, and deleted at closing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from django.db import transaction

from folja.disclosure.team import MOST
from folja.rounds.counted import MOST_ANSWERS
from folja.rounds.release import Sheet
from folja.vocabulary.period import Month
from folja.web.answers import flood
from folja.web.answers.one_time import spend
from folja.web.answers.tries import tries
from folja.web.collection.actions import hold, use_receipt
from folja.web.collection.receipt import random_key
from folja.web.collection.stored import is_used
from folja.web.leftovers import PATIENCE, empty_log
from folja.web.locks import alone
from folja.web.rounds.models import TeamAnswer
from folja.web.rounds.progress import pass_night
from folja.web.rounds.stored import OpenRound, round_at

Taken = Literal[
    "saved", "already_saved", "nothing", "closed", "not_begun", "not_good", "too_many_tries", "busy", "tomorrow", "full"
]


@dataclass(frozen=True)
class Sent:
    """A filled-in form: the receipt that it is sent with, the code of a slip, and what was answered."""

    receipt: str
    once: str
    sheet: Sheet


def take(code: str, sent: Sent, address: str, day: date) -> Taken:
    """Save an answer, whole or not at all. The address is counted and forgotten."""
    if not sent.sheet.answers:
        return "nothing"
    if is_used(sent.receipt):
        return "already_saved"
    there = round_at(code)
    if not isinstance(there, OpenRound) or there.is_over(day):
        return "closed"
    if tries.are_used_up(address, code):
        return "too_many_tries"
    if not there.one_time:
        judged = flood.answers.judge(address, code, there.invited)
        if judged != "taken":  # nothing is put aside: whose answer counts is nobody's to choose in a team
            return "busy" if judged == "one_connection" else "tomorrow"
    became = _taken(code, sent, day)
    if became == "not_good" and sent.once:
        tries.failed(address, code)
    return became


@transaction.atomic
def _taken(code: str, sent: Sent, day: date) -> Taken:
    hold(sent.receipt)
    alone("round", code)  # nobody is counted beside another: more than can be tried are not taken
    if is_used(sent.receipt):
        return "already_saved"
    there = round_at(code)
    if not isinstance(there, OpenRound) or there.is_over(day):
        return "closed"
    if not there.has_begun(day):
        return "not_begun"
    pass_night(code, day)
    if TeamAnswer.objects.filter(round=code).count() >= (MOST if there.kind.policy == "team" else MOST_ANSWERS):
        return "full"
    if there.one_time and not spend(sent.once, code, Month.of(day)):
        return "not_good"
    use_receipt(sent.receipt)
    TeamAnswer.objects.create(key=random_key(), round=code, answers=written(sent.sheet))
    transaction.on_commit(partial(empty_log, patience=PATIENCE), robust=True)
    return "saved"


def sheets_of(code: str) -> list[Sheet]:
    """All that was answered in a round, for its closing."""
    rows = TeamAnswer.objects.filter(round=code).order_by("key").values_list("answers", flat=True)
    return [_read(json.loads(written)) for written in rows]


def written(sheet: Sheet) -> str:
    """The same answers are the same text."""
    return json.dumps({"agency": sheet.agency, "answers": dict(sheet.answers)}, sort_keys=True, ensure_ascii=False)


def _read(kept: Mapping[str, object]) -> Sheet:
    answers = kept["answers"]
    assert isinstance(answers, dict)
    return Sheet(str(kept["agency"]), answers)
