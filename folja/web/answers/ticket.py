"""Lets whoever has answered with a code write one comment that is known to come from somebody with a code.

A ticket is a receipt for the comment and a stamp that only the server can make. It is worked out from the receipt of
the answer, so that an answer sent eight times at the same second gives one ticket and not eight, and it is kept
nowhere: only the server's secret key could tell that the two belong together, and only from the receipts, of which it
keeps hashes. That a receipt can be used once makes a ticket work once.
"""

from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac

from folja.vocabulary.period import Month
from folja.web.answers.asked import Asked
from folja.web.answers.page_mark import believed_months
from folja.web.collection.receipt import BYTES, receipt_of

PURPOSE = "folja ticket for a comment"


@dataclass(frozen=True)
class Ticket:
    """A receipt for the comment, and what tells that the server made it."""

    receipt: str
    stamp: str


def ticket_of(asked: Asked, answered: str) -> Ticket:
    """The ticket for the receipt that an answer was saved with."""
    receipt = receipt_of(salted_hmac(PURPOSE, answered, algorithm="sha256").digest()[:BYTES])
    return Ticket(receipt, _stamp(asked.code, asked.month, receipt))


def is_good(ticket: Ticket, asked: Asked) -> bool:
    """Whether it is one of ours, made for this way in and not too long ago: a month may end while somebody writes."""
    stamps = [_stamp(asked.code, month, ticket.receipt) for month in believed_months(asked.month)]
    return any(constant_time_compare(ticket.stamp, stamp) for stamp in stamps)


def _stamp(code: str, month: Month, receipt: str) -> str:
    return salted_hmac(PURPOSE, f"{code} {month} {receipt}", algorithm="sha256").hexdigest()[:32]
