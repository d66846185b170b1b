"""Reads what has been decided about families' words. It is kept in memory for as long as nothing changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from folja.vocabulary.text import Language, Status
from folja.web.wordings import drafts
from folja.web.wordings.models import FIRST, Edition, StoredWording


@dataclass(frozen=True)
class Decided:
    """A wording with who decided it, and when. A draft that came with Följa is by nobody."""

    words: str
    status: Status
    by: str = ""
    on: date | None = None

    @property
    def is_approved(self) -> bool:
        return self.status == "approved"


Wordings = Mapping[str, Decided]
"""Swedish words -> what they are in one language."""


def approved() -> Mapping[Language, Mapping[str, str]]:
    """Language -> Swedish words -> words, of all that is approved. It is read before each page for families."""
    return _approved(_edition())


def wordings(language: Language) -> Wordings:
    """Everything there is in a language: what was decided here before the drafts that came with Följa."""
    ours = {
        row.swedish: Decided(row.words, row.status, row.by, row.on)  # type: ignore[arg-type]
        for row in StoredWording.objects.filter(language=language)
    }
    shipped = {swedish: Decided(words, "draft") for swedish, words in drafts.shipped().get(language, {}).items()}
    return shipped | ours


def _edition() -> str:
    return Edition.objects.filter(pk=FIRST).values_list("name", flat=True).first() or ""


@lru_cache(maxsize=2)
def _approved(edition: str) -> Mapping[Language, Mapping[str, str]]:  # noqa: ARG001
    rows = StoredWording.objects.filter(status=StoredWording.Status.APPROVED)
    found: dict[Language, dict[str, str]] = {}
    for language, swedish, words in rows.values_list("language", "swedish", "words"):
        found.setdefault(language, {})[swedish] = words
    return found
