"""What somebody who knows every other leaf can guess of a small count, from what its rounding was chosen by.

Small cities with one number for each leaf, of which everything that could have been published is worked out with its
chance, for each value that the small count could have had. No bounds are known of such a number, so what is guessed is
guessed from chances alone. The city has more leaves than these: how far off they are is known too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb
from random import Random
from statistics import mean

import numpy as np

from folja.disclosure.closeness import FURTHER, SCALES, Whole, chances

BASE = 5
SMALL = range(1, BASE)
COULD_BE = range(2 * BASE)  # what is published as a small one is can have been
CITIES = 600
MEAN_COUNT = 8
REST_IS_OFF = 8.0  # standard deviation; the demo city's other leaves are off by that much together

Values = tuple[int, ...]


@dataclass(frozen=True)
class Guess:
    """`sure` is the chance of the likeliest value, `truth` the one left for the true value, over small counts."""

    sure: float
    truth: float


@dataclass(frozen=True)
class Insider:
    """Guesses where a district has enough leaves to have a say, where the leaf is alone in its own, and otherwise."""

    plain: Guess
    in_a_district: Guess
    alone: Guess
    sharper: Guess


def measured(cities: int = CITIES) -> Insider:
    """Of four leaves three share a district and the last is alone in its own. `sharper` has a quarter of the scales."""
    district, city = (scale for _, scale in SCALES)
    sums = (Whole((0, 1, 2), district), Whole((0, 1, 2, 3, 4), city))
    sharper = tuple(replace(whole, scale=whole.scale / 4) for whole in sums)
    asked = (((), 0), (sums, 0), (sums, 3), (sharper, 0))
    return Insider(*(_over(cities, some, place) for some, place in asked))


def _over(cities: int, sums: Sequence[Whole], place: int) -> Guess:
    chance = Random(cities)  # noqa: S311  whose numbers do not matter
    found = [
        guess([int(chance.expovariate(1 / MEAN_COUNT)) for _ in range(4)], place, sums, chance.gauss(0, REST_IS_OFF))
        for _ in range(cities)
    ]
    return Guess(mean(one.sure for one in found), mean(one.truth for one in found))


def guess(exact: Sequence[int], place: int, sums: Sequence[Whole], rest: float = 0) -> Guess:
    """Of a small count at a place, when nothing speaks for one value before the publication is seen."""
    told: dict[Values, dict[int, float]] = defaultdict(dict)
    for value in COULD_BE:
        for published, chance in publications([*exact[:place], value, *exact[place + 1 :]], sums, rest).items():
            told[published][value] = chance
    sure = truth = 0.0
    for by_value in told.values():
        small = [by_value.get(value, 0) for value in SMALL]
        whole = sum(by_value.values())
        sure += sum(small) * max(by_value.values()) / whole
        truth += sum(chance**2 for chance in small) / whole
    return Guess(sure / len(SMALL), truth / len(SMALL))


def publications(exact: Sequence[int], sums: Sequence[Whole], rest: float = 0) -> Mapping[Values, float]:
    """Everything that could be published of leaves with one number each, with its chance.

    `rest` is how far off the leaves are that are not drawn here; sums count them as one more leaf.
    """
    found: dict[Values, float] = {(): 1.0}
    for count in exact:
        found = {(*values, value): one * two for values, one in found.items() for value, two in _plain(count).items()}
    for place, count in enumerate(exact):
        mine = [whole for whole in sums if place in whole.leaves]
        after: dict[Values, float] = defaultdict(float)
        for values, chance in found.items():
            off = np.array([*(value - truth for value, truth in zip(values, exact, strict=True)), rest])
            others = [(np.array([off[list(whole.leaves)].sum() - off[place]]), whole.scale) for whole in mine]
            for value, likely in _chosen(count, values[place], others).items():
                after[(*values[:place], value, *values[place + 1 :])] += chance * likely
        found = after
    return found


def _plain(count: int) -> dict[int, float]:
    down, remainder = divmod(count, BASE)
    down *= BASE
    return {down: 1 - remainder / BASE, down + BASE: remainder / BASE} if remainder else {down: 1.0}


def _chosen(count: int, drawn: int, others: Iterable[tuple[np.ndarray, float]]) -> dict[int, float]:
    """What a leaf drawn like this is taken as: over all that the further roundings could be."""
    plain, others = _plain(count), list(others)
    if len(plain) == 1 or not others:
        return {drawn: 1.0}
    (down, chance_down), (up, chance_up) = plain.items()
    weigh_down, weigh_up = chances(others, np.array([[down - count], [up - count]])).tolist()
    taken_up = 0.0
    for ups in range(FURTHER + 1):
        so_many = comb(FURTHER, ups) * chance_up**ups * chance_down ** (FURTHER - ups)
        up_there = ups + (drawn == up)
        for_up, for_down = weigh_up * up_there, weigh_down * (FURTHER + 1 - up_there)
        taken_up += so_many * for_up / (for_up + for_down)
    return {down: 1 - taken_up, up: taken_up}
