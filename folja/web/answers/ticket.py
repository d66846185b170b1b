"""Lets whoever has answered with a code write one comment that is known to come from somebody with a code.

A ticket is a receipt for the comment and a mark that only the server can make. It is worked out from the receipt of
the answer, so that an answer sent eight times at the same second gives one ticket and not eight, and it is kept
nowhere: only the server's secret key could tell that the two belong together, and only from the receipts, of which it
keeps hashes. That a receipt can be used once makes a ticket work once.
"""

from django.utils.crypto import constant_time_compare, salted_hmac

from folja.web.answers.asked import Asked
from folja.web.collection.receipt import BYTES, receipt_of

PURPOSE = "folja ticket for a comment"


def ticket_of(asked: Asked, answered: str) -> str:
    """receipt.mark, to stand behind # in an address, for the receipt that an answer was saved with."""
    receipt = receipt_of(salted_hmac(PURPOSE, answered, algorithm="sha256").digest()[:BYTES])
    return f"{receipt}.{_mark(asked, receipt)}"


def is_marked(asked: Asked, receipt: str, mark: str) -> bool:
    """Whether a receipt is one of ours, made for this way in and this month."""
    return constant_time_compare(mark, _mark(asked, receipt))


def _mark(asked: Asked, receipt: str) -> str:
    return salted_hmac(PURPOSE, f"{asked.code} {asked.month} {receipt}", algorithm="sha256").hexdigest()[:32]
