"""Reads which municipalities a national installation trusts, and what they have handed over."""

from dataclasses import dataclass

from folja.pooling.key import read_key
from folja.web.pooling.models import TrustedMunicipality


@dataclass(frozen=True)
class Municipality:
    """One that is trusted, and the tertials that it has handed over."""

    code: str
    name: str
    fingerprint: str
    taken: tuple[str, ...]


def municipalities() -> list[Municipality]:
    """All that are trusted, by code."""
    return [
        Municipality(
            one.code, one.name, read_key(one.key).fingerprint, tuple(taken.period for taken in one.taken.all())
        )
        for one in TrustedMunicipality.objects.prefetch_related("taken")
    ]
