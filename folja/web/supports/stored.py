"""The register of decided supports, read back from where it is kept."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from folja.supports import usual
from folja.supports.support import DecidedSupport, Register, support_from_json
from folja.web.supports.models import StoredSupport


@dataclass(frozen=True)
class Kept:
    """One version of a support: which, when and by whom; nobody's where it came with the installation."""

    support: DecidedSupport
    version: int
    is_removed: bool
    saved_on: date
    saved_by: str


def register() -> Register:
    """All supports of the register: by what they cover, in the usual order, and then by name."""
    return _in_order([one.support for one in _latest() if not one.is_removed])


def removed() -> Register:
    """The supports that were taken out of the register."""
    return _in_order([one.support for one in _latest() if one.is_removed])


def kept_support(key: str) -> Kept | None:
    """The support of a key as it now is; None for one that never was."""
    return next(iter(versions_of(key)), None)


def versions_of(key: str) -> tuple[Kept, ...]:
    """Every version of a support, the latest first."""
    found = StoredSupport.objects.filter(key=key).select_related("changed_by").order_by("-version")
    return tuple(map(_kept, found))


def _latest() -> list[Kept]:
    newest = dict(StoredSupport.objects.values_list("key").annotate(Max("version")).order_by())
    found = StoredSupport.objects.select_related("changed_by")
    return [_kept(one) for one in found if one.version == newest[one.key]]


def _kept(one: StoredSupport) -> Kept:
    name = one.changed_by.first_name if one.changed_by else ""
    support = support_from_json(one.document)
    return Kept(support, one.version, one.is_removed, timezone.localdate(one.changed_at), name)


def _in_order(supports: list[DecidedSupport]) -> Register:
    places = {code: place for place, code in enumerate(usual.shipped().supports)}

    def place(support: DecidedSupport) -> tuple[int, str, str]:
        covered = [places[code] for code in support.covers if code in places]
        return min(covered, default=len(places)), support.name.casefold(), support.key

    return tuple(sorted(supports, key=place))
