"""What each version of a text changed: how many words came and went, and whether a section was marked as done."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folja.vocabulary.text import listed
from folja.web.frame.templatetags.frame import language
from folja.web.writing.models import SectionText


class Version(Protocol):
    """A text as it was kept once: a section's, or an answer's."""

    words: str
    is_removed: bool


Kept = TypeVar("Kept", bound=Version)


def changes(versions: Sequence[Kept]) -> tuple[tuple[Kept, str], ...]:
    """Each version, the latest first as they are given, with the words that came and went since the one before it."""
    return tuple((one, _said(one, was, [])) for one, was in zip(versions, _before(versions), strict=True))


def with_changes(versions: Sequence[SectionText]) -> tuple[tuple[SectionText, str], ...]:
    """Each version, the latest first as they are given, with what it changed of the one before it."""
    before = zip(versions, _before(versions), strict=True)
    return tuple((one, _said(one, was, _mark(one, was))) for one, was in before)


def _before(versions: Sequence[Kept]) -> tuple[Kept | None, ...]:
    return (*versions[1:], None)[: len(versions)]


def _said(one: Version, was: Version | None, marks: Iterable[str]) -> str:
    """Tolv ord till, tre ord borta, markerad som klar."""
    if one.is_removed or (was is not None and was.is_removed):
        return ""
    said = listed([*_words(one.words, was.words if was else ""), *marks], language())
    return said[:1].upper() + said[1:]


def _words(now: str, before: str) -> Iterator[str]:
    words, old = Counter(now.split()), Counter(before.split())
    more, less = (words - old).total(), (old - words).total()
    if more:
        yield ngettext("ett ord till", "%d ord till", more) % (() if more == 1 else more)
    if less:
        yield ngettext("ett ord borta", "%d ord borta", less) % (() if less == 1 else less)
    if now != before and not (more or less):
        yield _("samma ord i annan ordning")


def _mark(one: SectionText, was: SectionText | None) -> Iterator[str]:
    was_done = was is not None and was.is_done
    if one.is_done and not was_done:
        yield _("markerad som klar")
    if was_done and not one.is_done:
        yield _("inte längre markerad som klar")
