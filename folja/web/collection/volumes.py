"""Volumes for reading: how many acts units held, by month, exact, and hidden where a unit is too few."""

from collections.abc import Iterable, Mapping

from folja.disclosure.policy import Policy
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month
from folja.vocabulary.unit import Unit, UnitTree
from folja.web.collection.actions import refresh_volumes
from folja.web.collection.models import StoredVolume
from folja.web.publication.models import closed_until

ACTS = "acts"


def acts_by_month(
    instrument: str, units: Iterable[Unit], months: Iterable[Month], measure: str = ACTS
) -> Mapping[Month, int]:
    """How many acts these units held together, or the sum of another measure. A month without any is left out."""
    refresh_volumes(today())
    rows = StoredVolume.objects.filter(
        instrument=instrument,
        measure=measure,
        unit__in=[unit.code for unit in units],
        month__in=[str(month) for month in months],
    ).values_list("month", "number")
    totals: dict[Month, int] = {}
    for written, number in rows:
        month = Month.parse(written)
        totals[month] = totals.get(month, 0) + number
    return totals


def open_volumes() -> tuple[tuple[str, str, str, str, int], ...]:
    """(instrument, unit, month, measure, number) as of last night, for every month after the closed ones."""
    refresh_volumes(today())
    closed = closed_until()
    rows = StoredVolume.objects.filter(month__gt=str(closed.last)) if closed else StoredVolume.objects.all()
    return tuple(rows.order_by("pk").values_list("instrument", "unit", "month", "measure", "number"))


def shown_at(tree: UnitTree, unit: Unit, policy: Policy) -> Unit:
    """The unit itself, or the nearest one above whose volumes may be shown: one colleague's work is not a volume.

    A unit with too few staff is hidden, and so is the next smallest beside it where one hidden alone could be
    had by subtracting the others from their parent.
    """
    while unit.parent is not None and unit.code in hidden_children(tree, unit.parent, policy):
        unit = tree[unit.parent]
    return unit


def hidden_children(tree: UnitTree, parent: str, policy: Policy) -> frozenset[str]:
    """The children of a unit whose volumes show only inside it."""
    children = sorted(tree.children(parent), key=lambda child: (staff_of(tree, child), child.code))
    few = [child for child in children if staff_of(tree, child) < policy.least_staff]
    hidden = children[:2] if len(few) == 1 else few
    return frozenset(child.code for child in hidden)


def staff_of(tree: UnitTree, unit: Unit) -> int:
    """How many register in the unit and below; not known counts as none."""
    return sum(leaf.staff or 0 for leaf in tree.leaves_of(unit.code))
