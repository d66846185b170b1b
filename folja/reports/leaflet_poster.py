"""What families hear back, on paper: a poster in one language with what was said, what was done, and a code to scan."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time

from folja.reports import labels, typesetting
from folja.reports.paper import qr
from folja.vocabulary.languages import direction, tag
from folja.vocabulary.text import Language


@dataclass(frozen=True)
class PosterLine:
    """A question, how many said yes, of how many answers, and ten dots of which as many are filled; or no dots."""

    question: str
    words: str
    answers: str
    dots: tuple[bool, ...]


@dataclass(frozen=True)
class PosterPart:
    """The lines of one thing; `place` says whose answers they are where they are not only the unit's own."""

    title: str
    place: str
    months: str
    lines: tuple[PosterLine, ...]


@dataclass(frozen=True)
class LeafletPoster:
    """All words that stand on it, in one language but for `did`, which is in `written_in`.

    `nothing` stands where there are no parts, `rounded` below them, `note` below what was done, `scan` at the code,
    and `invented` above where all of it is.
    """

    language: Language
    title: str
    unit: str
    you_said: str
    parts: tuple[PosterPart, ...]
    nothing: str
    rounded: str
    we_did: str
    did: str
    written_in: Language
    note: str
    address: str
    shown: str
    scan: str
    made_on: date
    invented: str


def pdf(poster: LeafletPoster) -> bytes:
    """One page of A4."""
    values = asdict(poster) | {
        "made_on": str(poster.made_on),
        "tag": tag(poster.language),
        "direction": direction(poster.language),
        "written_tag": tag(poster.written_in),
        "written_direction": direction(poster.written_in),
        "product": labels.PRODUCT,
        "qr": qr(poster.address),
    }
    made_at = datetime.combine(poster.made_on, time(), UTC)
    return typesetting.pdf("leaflet.typ", values, made_at=int(made_at.timestamp()), in_every_script=True)
