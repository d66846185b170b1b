"""The library that every page, export and command reads figures from, built anew only when something was published."""

from functools import lru_cache

from folja.disclosure import policy
from folja.disclosure.publication import Publication
from folja.figures import indicator
from folja.figures.library import Library
from folja.instruments import loading
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import UnitTree
from folja.web.collection.stored import open_volumes
from folja.web.organisation.units import fixed_units, read_units_of, tree
from folja.web.publication.models import ClosedTertial

Frozen = tuple[tuple[str, str], ...]  # period and hash
Fixed = tuple[tuple[str, str], ...]  # period and units
Volumes = tuple[tuple[str, str, str, str, int], ...]  # instrument, unit, month, measure, number


def library() -> Library:
    """All that may be read: frozen publications, and the open months' volumes as of last night."""
    # In this order: what is closed meanwhile is then both fixed and frozen, and what is frozen goes first.
    volumes, fixed = open_volumes(), fixed_units()
    frozen = ClosedTertial.objects.filter(state=ClosedTertial.State.FROZEN).values_list("period", "hash")
    return _library(tuple(frozen), volumes, fixed, tree())


@lru_cache(maxsize=4)
def _library(frozen: Frozen, volumes: Volumes, fixed: Fixed, units: UnitTree) -> Library:
    by_month: dict[tuple[str, str, Month], dict[str, int]] = {}
    for instrument, unit, month, measure, number in volumes:
        by_month.setdefault((instrument, unit, Month.parse(month)), {})[measure] = number
    publications = {Period.parse(period): publication(period, hash_) for period, hash_ in frozen}
    open_units = {Period.parse(period): read_units_of(document) for period, document in fixed}
    shipped = loading.shipped(), indicator.shipped(), policy.shipped()
    return Library(units, *shipped, publications, by_month, open_units)


@lru_cache(maxsize=64)
def publication(period: str, hash_: str) -> Publication:
    """A frozen publication, checked against its hash. It never changes, so it is read once."""
    document = ClosedTertial.objects.values_list("document", flat=True).get(period=period)
    return Publication.from_json(document, expected_hash=hash_)
