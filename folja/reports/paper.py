"""A way in to families' questions on paper: a poster for the wall, cards to hand over, and slips that work once."""

import io
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import segno

from folja.reports import labels, typesetting
from folja.reports.fonts import missing
from folja.vocabulary.languages import direction
from folja.vocabulary.text import Language

SLIPS_A_PAGE = 12


@dataclass(frozen=True)
class Said:
    """What paper says in one language: its name, a question, what to do, what is promised, what the code is called.

    `needed` is what else it takes to answer, where it takes anything.
    """

    language: Language
    name: str
    question: str
    what_to_do: str
    promise: str
    code: str
    needed: str = ""

    @property
    def can_be_set(self) -> bool:
        """Whether the fonts have all its letters."""
        return not missing("".join((self.name, self.question, self.what_to_do, self.promise, self.code, self.needed)))


@dataclass(frozen=True)
class WayInOnPaper:
    """One way in. `address` is scanned; `shown` is the same as people type it. The first language is the largest.

    A language with a letter that the fonts lack is left out.
    """

    title: str
    unit: str
    address: str
    shown: str
    code: str
    said: tuple[Said, ...]
    made_on: date
    invented: bool


@dataclass(frozen=True)
class Slip:
    """A code that works once: the address that is scanned, and the code as it is typed."""

    address: str
    code: str


@dataclass(frozen=True)
class SlipWords:
    """What every slip says besides, in the first language: what its code is called and how long it is good."""

    once: str
    until: str


def poster(way: WayInOnPaper) -> bytes:
    """A poster on A4, and a second page of four cards to cut out."""
    return _set("poster.typ", way, _values(way) | {"qr": qr(way.address)})


def slips(way: WayInOnPaper, codes: tuple[Slip, ...], words: SlipWords) -> bytes:
    """Slips to cut out, twelve a page, each with a code of its own."""
    drawn = [{"code": slip.code, "address": slip.address, "qr": qr(slip.address)} for slip in codes]
    return _set("slips.typ", way, _values(way) | {"slips": drawn} | asdict(words))


def qr(address: str) -> str:
    """The address as a QR code, as SVG with its quiet zone. A quarter of it may be worn away."""
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False).save(drawn, kind="svg", border=4, xmldecl=False)
    return drawn.getvalue().decode()


def _values(way: WayInOnPaper) -> dict[str, Any]:
    set_in = [one for one in way.said if one.can_be_set]
    first = set_in[0].language
    return asdict(way) | {
        "said": [asdict(one) | {"direction": direction(one.language)} for one in set_in],
        "made_on": str(way.made_on),
        "language": first,
        "product": labels.PRODUCT,
        "invented": labels.INVENTED.in_language(first) if way.invented else "",
    }


def _set(template: str, way: WayInOnPaper, values: dict[str, Any]) -> bytes:
    made_at = datetime.combine(way.made_on, time(), UTC)
    return typesetting.pdf(template, values, made_at=int(made_at.timestamp()), in_every_script=True)
