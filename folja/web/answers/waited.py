"""Takes the answers that have waited on a family's device, sealed: opens them, finds their month, counts them once.

The device's clock may be wrong by years, so it is not asked: the page's mark says in which month the server made it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from folja.vocabulary.period import Month
from folja.vocabulary.problem import Refused
from folja.web.answers.asked import Asked, Shut, asked_at
from folja.web.answers.notice import SHUT
from folja.web.answers.once import read_once
from folja.web.answers.page_mark import PageMark, oldest_believed
from folja.web.answers.question_page import understood_since
from folja.web.answers.sealing import Damaged, OtherKey, opened
from folja.web.answers.taking import Taken, take
from folja.web.collection.receipt import read_receipt

Fields = Mapping[str, Sequence[str]]
Became = Literal["done", "later", "other_key"]


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


def take_waited(sealed: str, address: str, day: date) -> Outcome:
    """Take what has waited, as far as it can be. Sending it again is harmless."""
    try:
        waited = _read(opened(sealed))
        receipt = read_receipt(waited.one("receipt"))
    except OtherKey:
        return Outcome("other_key", "device.other_key")
    except (Damaged, Refused):
        return Outcome("done", "device.damaged")
    page = _page(waited, day)
    asked, made_in = _asked(waited.code, page, day)
    if not isinstance(asked, Asked):
        return _shut(asked)
    if page and not page.one_time:  # codes were turned on while these waited
        asked = replace(asked, one_time=False)
    answers, is_whole = understood_since(asked.instrument, waited.one("version"), waited.fields)
    once = read_once(waited.one("once"))
    return _told(take(asked, answers, receipt, address, once, made_in), is_whole=is_whole)


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


def _asked(code: str, page: PageMark | None, day: date) -> tuple[Asked | Shut, Month | None]:
    """What was asked, in the month of the page. Where that is closed: what is asked now, and the month of the page."""
    if page is None:
        return asked_at(code, day), None
    then = asked_at(code, page.month.last_day)
    return (asked_at(code, day), page.month) if then == "closed" else (then, None)


def _page(waited: Waited, day: date) -> PageMark | None:
    """What the mark says; None where it says nothing that is believed, and then what is asked now counts."""
    page = PageMark.read(waited.mark)
    now = Month.of(day)
    if page is None or page.code != waited.code or not oldest_believed(now) <= page.month <= now:
        return None
    return page


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
