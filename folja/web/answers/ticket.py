"""Lets whoever has answered with a code write one comment that is known to come from somebody with a code.

A ticket is a receipt for the comment, drawn at random, and a mark that only the server can make. It is made when the
answer has been saved and has nothing of it. It is kept nowhere; that a receipt can be used once makes it work once.
"""

from django.utils.crypto import constant_time_compare, salted_hmac

from folja.web.answers.asked import Asked
from folja.web.collection.receipt import new_receipt

PURPOSE = "folja ticket for a comment"


def new_ticket(asked: Asked) -> str:
    """receipt.mark, to stand behind # in an address."""
    receipt = new_receipt()
    return f"{receipt}.{_mark(asked, receipt)}"


def is_marked(asked: Asked, receipt: str, mark: str) -> bool:
    """Whether a receipt is one of ours, made for this way in and this month."""
    return constant_time_compare(mark, _mark(asked, receipt))


def _mark(asked: Asked, receipt: str) -> str:
    return salted_hmac(PURPOSE, f"{asked.code} {asked.month} {receipt}", algorithm="sha256").hexdigest()[:32]
