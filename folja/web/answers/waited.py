"""Takes the answers that have waited on a family's device, sealed: opens them, finds their month, counts them once.

The device's clock may be wrong by years, so it is not asked. The page says in which month the server made it, with a
mark that only the server can make and that is the same for everybody in that month.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.core.signing import BadSignature, Signer

from folja.vocabulary.period import Month
from folja.vocabulary.problem import Refused
from folja.web.answers.asked import Asked, Shut, asked_at
from folja.web.answers.notice import SHUT
from folja.web.answers.once import read_once
from folja.web.answers.question_page import understood_since
from folja.web.answers.sealing import Damaged, OtherKey, opened
from folja.web.answers.taking import Taken, take
from folja.web.collection.receipt import read_receipt

Fields = Mapping[str, Sequence[str]]
Became = Literal["done", "later", "other_key"]

_SIGNER = Signer(salt="folja.web.answers.waited")


@dataclass(frozen=True)
class Outcome:
    """What became of it, and the phrase that tells the family. What is done with for good need not wait any more."""

    became: Became
    said: str


@dataclass(frozen=True)
class Waited:
    """A sending as the page made it: the code it was opened with, its mark, and the fields of its form."""

    code: str
    mark: str
    fields: Fields

    def one(self, name: str) -> str:
        """The first value of a field."""
        return "".join(self.fields.get(name, ())[:1])


def mark(code: str, month: Month) -> str:
    """What a page carries to say when it was made."""
    return _SIGNER.sign(f"{code} {month}")


def take_waited(sealed: str, address: str, day: date) -> Outcome:
    """Take what has waited, as far as it can be. Sending it again is harmless."""
    try:
        waited = _read(opened(sealed))
        receipt = read_receipt(waited.one("receipt"))
    except OtherKey:
        return Outcome("other_key", "device.other_key")
    except (Damaged, Refused):
        return Outcome("done", "device.damaged")
    asked, late = _asked(waited, day)
    if not isinstance(asked, Asked):
        return _shut(asked)
    answers, is_whole = understood_since(asked.instrument, waited.one("version"), waited.fields)
    once = read_once(waited.one("once"))
    return _told(take(asked, answers, receipt, address, once, late=late), is_whole=is_whole)


def _told(taken: Taken, *, is_whole: bool) -> Outcome:
    if taken in ("full", "closed", "too_many_tries"):
        return Outcome("later", "device.waits")
    if taken == "nothing" and is_whole:
        return Outcome("done", "device.damaged")
    if taken == "refused":
        return Outcome("done", "device.none_sent")
    if taken == "not_good":
        return Outcome("done", "once.not_counted")
    if is_whole:
        return Outcome("done", "device.sent")
    return Outcome("done", "device.some_sent" if taken in ("saved", "already_saved") else "device.none_sent")


def _shut(why: Shut) -> Outcome:
    return Outcome("later", "device.waits") if why == "closed" else Outcome("done", SHUT[why].words)


def _asked(waited: Waited, day: date) -> tuple[Asked | Shut, bool]:
    """What was asked, in the month that the page was made; where that is closed, in the present one, as late."""
    made = _made(waited)
    if made is None or made >= Month.of(day):
        return asked_at(waited.code, day), False
    then = asked_at(waited.code, made.last_day)
    return (asked_at(waited.code, day), True) if then == "closed" else (then, False)


def _made(waited: Waited) -> Month | None:
    """The month the page was made; None where nothing tells, as when the server's own key has been replaced."""
    try:
        code, month = _SIGNER.unsign(waited.mark).split(" ")
    except (BadSignature, UnicodeEncodeError):  # half a character is JSON, and no text
        return None
    return Month.parse(month) if code == waited.code else None


def _read(content: Any) -> Waited:
    """Raises Damaged for what no page has made."""
    match content:
        case {"code": str(code), "mark": str(mark), "fields": list(pairs)}:
            fields: dict[str, list[str]] = {}
            for pair in pairs:
                match pair:
                    case [str(name), str(value)]:
                        fields.setdefault(name, []).append(value)
                    case _:
                        raise Damaged
            return Waited(code, mark, fields)
    raise Damaged
