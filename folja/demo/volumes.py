"""How many acts of an activity each unit of the demo city holds each month."""

from collections.abc import Iterator, Mapping
from random import Random

from folja.demo.dealing import largest_remainder
from folja.demo.distribution import Distribution, Volume
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import refuse
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
    """Acts by unit and month; each volume of the activity adds up exactly. The same seed gives the same acts.

    Raises Refused for a volume that no unit of the activity can hold.
    """
    if activity.after:
        # Those who answer do so where and when there was something to answer about.
        base = acts_per_place(activities[activity.after], activities, tree, months, seed)
        weights: dict[Place, float] = {**base}
    else:
        weights = dict(_weights(activity, tree, months, seed))
    acts: dict[Place, int] = {}
    for volume, held in _held(activity, weights, tree).items():
        acts.update(_shared_out(volume, held, activity))
    return acts


def _weights(
    activity: Distribution, tree: UnitTree, months: tuple[Month, ...], seed: int
) -> Iterator[tuple[Place, float]]:
    rng = Random(f"{seed} {activity.instrument} volumes")  # noqa: S311  a demo is to be repeatable, not secret
    for code, weight in activity.units.items():
        for month in months:
            if tree[code].exists_in(Period(month, month)):
                yield (code, month), weight * activity.season.weight(month) * rng.uniform(*_UNEVENNESS)


def _held(activity: Distribution, weights: Mapping[Place, float], tree: UnitTree) -> dict[Volume, dict[Place, float]]:
    """The places of each volume; a place belongs to the first that covers it, and none is held where none does."""
    held: dict[Volume, dict[Place, float]] = {volume: {} for volume in activity.volumes}
    for (code, month), weight in weights.items():
        path = tree.path(code)
        volume = next((v for v in activity.volumes if v.scope.covers(path, month)), None)
        if volume:
            held[volume][code, month] = weight
    return held


def _shared_out(volume: Volume, held: Mapping[Place, float], activity: Distribution) -> Iterator[tuple[Place, int]]:
    whole = sum(held.values())
    number = volume.number if volume.number is not None else round((volume.per_act or 0) * whole)
    if number and not whole:
        raise refuse(
            f"demo/activities/{activity.instrument}.yaml, volumes",
            sv=f"Ingen enhet kan hålla de {number}. Ge någon av enheterna där en vikt under units.",
            en=f"no unit can hold the {number}; weigh one of the units there, under units",
        )
    return zip(held, largest_remainder(number, list(held.values())), strict=True)
