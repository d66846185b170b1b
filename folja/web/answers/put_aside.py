"""What a manager reads of answers that are put aside: which questions and month, and why. Never how many they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from folja.instruments.loading import shipped
from folja.web.answers.flood import AT_LEAST
from folja.web.collection.aside import Aside, aside_at
from folja.web.collection.because import Because


@dataclass(frozen=True)
class PutAside:
    """A batch, as it is told: its questions and month, and why it was put aside."""

    code: str
    unit: str
    heading: str
    why: str


def put_aside_at(units: Iterable[str], language: str) -> tuple[PutAside, ...]:
    """What waits for a decision at these units."""
    return tuple(told(aside, language) for aside in aside_at(units))


def told(aside: Aside, language: str) -> PutAside:
    """A batch in words. The number is the limit that everybody knows."""
    title = shipped().of(aside.instrument)[-1].title.in_language(language)
    why: Mapping[Because, str] = {
        "one_connection": _("Minst %(number)s svar kom från samma nät på kort tid."),
        "many": _("Minst %(number)s svar kom inom några dagar."),
    }
    heading = _("%(questions)s, %(month)s") % {"questions": title, "month": aside.month.name(language)}
    return PutAside(aside.code, aside.unit, heading, why[aside.because] % {"number": AT_LEAST[aside.because]})
