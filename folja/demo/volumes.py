"""How many acts of an activity each unit of the demo city holds each month."""

from collections.abc import Iterator, Mapping
from random import Random

from folja.demo.dealing import largest_remainder
from folja.demo.distribution import Distribution, Volume
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import UnitTree

Place = tuple[str, Month]

# No two months and no two units are quite alike.
_UNEVENNESS = (0.75, 1.25)


def acts_per_place(
    activity: Distribution,
    activities: Mapping[str, Distribution],
    tree: UnitTree,
    months: tuple[Month, ...],
    seed: int,
) -> dict[Place, int]:
    """Acts by unit and month; each volume of the activity adds up exactly. The same seed gives the same acts."""
    if activity.after:
        # Those who answer do so where and when there was something to answer about.
        base = acts_per_place(activities[activity.after], activities, tree, months, seed)
        weights: dict[Place, float] = {**base}
    else:
        weights = dict(_weights(activity, tree, months, seed))
    acts: dict[Place, int] = {}
    for volume, places in _shared(activity, weights, tree).items():
        held = {place: weights[place] for place in places}
        number = _number(volume, sum(held.values()))
        acts.update(zip(held, largest_remainder(number, list(held.values())), strict=True))
    return acts


def _weights(
    activity: Distribution, tree: UnitTree, months: tuple[Month, ...], seed: int
) -> Iterator[tuple[Place, float]]:
    rng = Random(f"{seed} {activity.instrument} volumes")  # noqa: S311  a demo is to be repeatable, not secret
    for code, weight in activity.units.items():
        for month in months:
            if tree[code].exists_in(Period(month, month)):
                yield (code, month), weight * activity.season.weight(month) * rng.uniform(*_UNEVENNESS)


def _shared(activity: Distribution, weights: Mapping[Place, float], tree: UnitTree) -> dict[Volume, list[Place]]:
    """The places of each volume; a place belongs to the first that covers it, and none is held where none does."""
    shared: dict[Volume, list[Place]] = {volume: [] for volume in activity.volumes}
    for place in weights:
        code, month = place
        path = tree.path(code)
        volume = next((v for v in activity.volumes if v.scope.covers(path, month)), None)
        if volume:
            shared[volume].append(place)
    return shared


def _number(volume: Volume, base: float) -> int:
    return volume.number if volume.number is not None else round((volume.per_act or 0) * base)
