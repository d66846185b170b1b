"""What a page carries to say when the server made it, and whether it asked for a code that works once.

Only the server can make it, and it is the same for everybody at that code in that month.
"""

from dataclasses import dataclass
from typing import Self

from django.core.signing import BadSignature, Signer

from folja.vocabulary.period import Month

_SIGNER = Signer(salt="folja.web.answers.waited")
_ASKS, _DOES_NOT_ASK = "once", "free"


@dataclass(frozen=True)
class PageMark:
    """The way in that a page led from, the month it was made, and whether its answers were to take a code."""

    code: str
    month: Month
    one_time: bool

    def signed(self) -> str:
        """As it stands in the page."""
        return _SIGNER.sign(f"{self.code} {self.month} {_ASKS if self.one_time else _DOES_NOT_ASK}")

    @classmethod
    def read(cls, signed: str) -> Self | None:
        """None where nothing tells, as when the server's own key has been replaced."""
        try:
            code, month, asks = _SIGNER.unsign(signed).split(" ")
        except (BadSignature, ValueError):  # half a character is JSON, and no text
            return None
        return cls(code, Month.parse(month), asks == _ASKS)


def believed_months(month: Month) -> tuple[Month, ...]:
    """The months of pages that are believed in this one."""
    return tuple(month.plus(-back) for back in range(12) if month.plus(-back) >= oldest_believed(month))


def oldest_believed(month: Month) -> Month:
    """The first month of the tertial before: who keeps an older page can't choose its month any more."""
    return month.tertial.first.plus(-1).tertial.first
