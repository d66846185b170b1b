"""A way in to families' questions on paper: a poster for the wall and cards to hand over, with a code to scan."""

import io
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time

import segno

from folja.reports import labels, typesetting
from folja.vocabulary.text import Language


@dataclass(frozen=True)
class Said:
    """What a poster says in one language: a question, what to do, what is promised, and what the code is called."""

    language: Language
    question: str
    what_to_do: str
    promise: str
    code: str


@dataclass(frozen=True)
class Poster:
    """One way in. `address` is scanned; `shown` is the same as people type it. The first language is the largest."""

    title: str
    unit: str
    address: str
    shown: str
    code: str
    said: tuple[Said, ...]
    made_on: date
    invented: bool


def pdf(poster: Poster) -> bytes:
    """A poster on A4, and a second page of four cards to cut out."""
    first = poster.said[0].language
    values = asdict(poster) | {
        "made_on": str(poster.made_on),
        "language": first,
        "product": labels.PRODUCT,
        "qr": qr(poster.address),
        "invented": labels.INVENTED.in_language(first) if poster.invented else "",
    }
    made_at = datetime.combine(poster.made_on, time(), UTC)
    return typesetting.pdf("poster.typ", values, made_at=int(made_at.timestamp()))


def qr(address: str) -> str:
    """The address as a QR code, as SVG with its quiet zone. A quarter of it may be worn away."""
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False).save(drawn, kind="svg", border=4, xmldecl=False)
    return drawn.getvalue().decode()
