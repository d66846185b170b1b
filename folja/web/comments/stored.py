"""Reads what families have written and units may read.

What waits can't be read from here, nor whether anything does.
"""

from collections.abc import Iterable

from folja.vocabulary.period import Period
from folja.web.comments.models import Citation, Comment, Wish


def comments_of(unit: str) -> tuple[Comment, ...]:
    """A unit's comments in the order of their random keys."""
    return tuple(Comment.objects.filter(unit=unit).order_by("key"))


def comment_with(key: str) -> Comment | None:
    """The comment that an address names."""
    return Comment.objects.filter(key=_read(key)).first()


def citation_with(key: str) -> Citation | None:
    return Citation.objects.filter(key=_read(key)).first()


def wish_with(key: str) -> Wish | None:
    return Wish.objects.filter(key=_read(key)).first()


def citations_of(unit: str) -> tuple[Citation, ...]:
    """What is cited of a unit, the latest tertial first."""
    return tuple(Citation.objects.filter(unit=unit).order_by("-tertial", "key"))


def cited_words(unit: str, period: Period) -> tuple[str, ...]:
    """The words that stand in a unit's report of a period."""
    tertials = [str(tertial) for tertial in period.tertials]
    found = Citation.objects.filter(unit=unit, tertial__in=tertials).order_by("tertial", "key")
    return tuple(found.values_list("words", flat=True))


def wishes_of(unit: str) -> tuple[Wish, ...]:
    """What families want the unit to do, in an order that says nothing."""
    return tuple(Wish.objects.filter(unit=unit).order_by("key"))


def those_of(unit: str, keys: str) -> frozenset[bytes]:
    """Of the keys that a page told, those of wishes that the unit still has."""
    there = Wish.objects.filter(unit=unit).values_list("key", flat=True)
    return frozenset(map(_read, keys.split())) & frozenset(map(bytes, there))


def wished_at(units: Iterable[str]) -> frozenset[str]:
    """Those of the units that somebody wants to do something; how many do is not said."""
    return frozenset(Wish.objects.filter(unit__in=list(units)).values_list("unit", flat=True))


def _read(key: str) -> bytes:
    try:
        return bytes.fromhex(key)
    except ValueError:
        return b""
