"""The only writer of codes that work once: they are made, and using one deletes it.

An answer and the end of its code are one transaction, so that a code counts once however often, at the same second or
after whatever stop it is sent. Nothing joins the two afterwards: the code is in no column of the answer, and the
database's log of recent writes, where both stand side by side, is emptied before the family reads the thanks. What
remains of that is said in docs/decisions/0015.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

from django.db import transaction
from django.utils.crypto import salted_hmac

from folja.vocabulary.period import Month
from folja.web.answers import tries
from folja.web.answers.asked import Asked
from folja.web.answers.models import OneTimeCode
from folja.web.answers.once import new_once
from folja.web.answers.page_mark import oldest_believed
from folja.web.collection.actions import hold, record_unlinked
from folja.web.collection.stored import is_used
from folja.web.leftovers import PATIENCE, empty_log

MONTHS = 3  # that a code is good for, the month it is made in counted
AnsweredOnce = Literal["saved", "already_saved", "not_good"]
TakenOnce = AnsweredOnce | Literal["too_many_tries"]

PURPOSE = "folja one-time code"


def last_month(month: Month) -> Month:
    """The last month that a code made in this one can be used in."""
    return month.plus(MONTHS - 1)


@transaction.atomic
def make_codes(way: str, month: Month, many: int, last: Month | None = None) -> tuple[str, ...]:
    """New codes for a way in, known to whoever asked for them and to nobody else. Those too old are deleted.

    `last` is the last month that they can be used in, where what they are for is open until then.

    As long as the mark of a page from its last month is believed a code may be on its way: with answers that wait on a
    device for a network.
    """
    OneTimeCode.objects.filter(last_month__lt=str(oldest_believed(month))).delete()
    codes = tuple(new_once() for _ in range(many))
    good_until = str(last or last_month(month))
    # In the order of the hashes: the database would keep that of the slips in the pile.
    hashes = sorted(digest(way, code) for code in codes)
    kept = [OneTimeCode(digest=hashed, way_in=way, last_month=good_until) for hashed in hashes]
    OneTimeCode.objects.bulk_create(kept)
    return codes


def forget_codes(way: str) -> None:
    """No code of a way in works any more."""
    OneTimeCode.objects.filter(way_in=way).delete()


def take_once(
    asked: Asked,
    answers: Mapping[str, Any],
    once: str,
    receipt: str,
    address: str,
    made_in: Month | None = None,
) -> TakenOnce:
    """Save an answer that comes with a code. Many codes that did not work from one connection end its tries.

    Raises Refused as `record`; the code is then good for another time.
    """
    if tries.tries.are_used_up(address, asked.code):
        return "too_many_tries"
    became = answer_once(asked, answers, once, receipt, made_in)
    if became == "not_good" and once:  # who has none does not guess
        tries.tries.failed(address, asked.code)
    return became


def answer_once(
    asked: Asked, answers: Mapping[str, Any], code: str, receipt: str, made_in: Month | None = None
) -> AnsweredOnce:
    """Save an answer and end its code, both or neither; what has been saved with the same receipt is left as it is.

    `made_in` is the month of the page where that has closed since.
    """
    with transaction.atomic():
        hold(receipt)
        if is_used(receipt):
            return "already_saved"
        if not spend(code, asked.code, made_in or asked.month):
            return "not_good"
        record_unlinked(receipt, asked.sheet(answers, late=made_in is not None))
        transaction.on_commit(partial(empty_log, patience=PATIENCE), robust=True)
    return "saved"


def digest(way: str, code: str) -> bytes:
    """How a code is kept: a hash that says nothing without the installation's secret key."""
    return salted_hmac(PURPOSE, f"{way} {code}", algorithm="sha256").digest()


def spend(code: str, way: str, month: Month) -> bool:
    """End a code, whether it was good: in the transaction that saves what it was given for."""
    good = OneTimeCode.objects.filter(digest=digest(way, code), last_month__gte=str(month))
    deleted, _ = good.delete()
    return deleted == 1
