"""Reads what has been decided about families' words."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from folja.vocabulary.text import Language
from folja.web.wordings import drafts
from folja.web.wordings.models import FIRST, Edition, StoredWording


@dataclass(frozen=True)
class Written:
    """Words with who wrote or approved them, and when. A draft that came with Följa is by nobody."""

    words: str
    by: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Standing:
    """Where one wording stands in a language: what families read, and a draft that waits to be read."""

    approved: Written | None = None
    draft: Written | None = None

    @property
    def words(self) -> str:
        """What is to be read next: the draft, else what is approved."""
        latest = self.draft or self.approved
        return latest.words if latest else ""

    @property
    def is_settled(self) -> bool:
        """Approved, with nothing that waits."""
        return self.approved is not None and self.draft is None

    @property
    def mark(self) -> str:
        """Another for every other standing, to notice that somebody else was quicker."""
        return hashlib.sha256(repr((self.approved, self.draft)).encode()).hexdigest()[:16]


NOTHING = Standing()

_held: ContextVar[str | None] = ContextVar("edition", default=None)


@contextmanager
def one_edition() -> Iterator[None]:
    """A page says hundreds of words: inside, it is asked once whether they have changed, and all are of one edition."""
    before = _held.set(_edition())
    try:
        yield
    finally:
        _held.reset(before)


def approved() -> Mapping[Language, Mapping[str, str]]:
    """Language -> Swedish words -> words, of all that is approved. Read anew only when something has changed."""
    held = _held.get()
    return _approved(_edition() if held is None else held)


def standings(language: Language) -> Mapping[str, Standing]:
    """Swedish words -> where they stand. A draft that ships counts where nothing has been decided here."""
    ours: dict[str, dict[str, Written]] = {}
    for row in StoredWording.objects.filter(language=language):
        ours.setdefault(row.swedish, {})[row.status] = Written(row.words, row.by, row.on)
    shipped = drafts.shipped().get(language, {})
    return {swedish: Standing(draft=Written(words)) for swedish, words in shipped.items()} | {
        swedish: Standing(**found) for swedish, found in ours.items()
    }


def _edition() -> str:
    return Edition.objects.filter(pk=FIRST).values_list("name", flat=True).first() or ""


@lru_cache(maxsize=2)
def _approved(edition: str) -> Mapping[Language, Mapping[str, str]]:  # noqa: ARG001
    rows = StoredWording.objects.filter(status=StoredWording.Status.APPROVED)
    found: dict[Language, dict[str, str]] = {}
    for language, swedish, words in rows.values_list("language", "swedish", "words"):
        found.setdefault(language, {})[swedish] = words
    return found
