"""Chooses among admissible roundings of each leaf so that its district and city come nearer the truth: softly.

A leaf's rounding stands beside a few further ones, drawn as it was, and one of these is taken with a chance that falls
with the squared error it leaves in the sums: sampling and resampling by importance (Rubin 1988, Using the SIR algorithm
to simulate posterior distributions), where the weight is that of an exponential mechanism (McSherry & Talwar 2007,
Mechanism design via differential privacy). The scales are fixed and wide and the best is never simply taken: whoever
knows all other leaves knows what they lack, and from a sharp choice how this one was rounded. docs/decisions/0002.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from folja.disclosure.carriers import Leaf
from folja.vocabulary.unit import UnitKind, UnitTree

FURTHER = 5
"""How many further roundings a leaf's stands beside."""

LEAST_LEAVES = 3
"""A sum of fewer leaves has no say: its error would be a leaf's own, or nearly."""

SCALES: tuple[tuple[UnitKind, float], ...] = (("district", 4.0), ("city", 8.0))
"""How far off a sum may be before that weighs much. Smaller ones tell an insider more, and a test forbids them."""


@dataclass(frozen=True)
class Whole:
    """A sum that has a say: which leaves, by their places, add up to it, and how far off it may be."""

    leaves: tuple[int, ...]
    scale: float


def wholes(leaves: Sequence[Leaf], tree: UnitTree) -> tuple[Whole, ...]:
    """The districts and cities with enough leaves, which everybody can see."""
    found: dict[tuple[str, float], list[int]] = defaultdict(list)
    for place, leaf in enumerate(leaves):
        for kind, scale in SCALES:
            if above := tree.parent_of_kind(leaf.under, kind):
                found[above.code, scale].append(place)
    return tuple(Whole(tuple(inside), scale) for (_, scale), inside in found.items() if len(inside) >= LEAST_LEAVES)


def chances(others: Sequence[tuple[np.ndarray, float]], errors: np.ndarray) -> np.ndarray:
    """With which chance each rounding of a leaf is taken; `errors` has a row for each, a column for each cell.

    `others` are, for each sum the leaf adds to, how far off its other leaves are together, and its scale.
    """
    weights = -sum((((off + errors) / scale) ** 2).sum(axis=1) / 2 for off, scale in others)
    likely = np.exp(weights - weights.max())
    return np.asarray(likely / likely.sum())


def nearer(
    drawn: np.ndarray,
    exact: np.ndarray,
    sums: Sequence[Whole],
    again: Callable[[int], Sequence[int] | None],
    randomness: Random,
) -> np.ndarray:
    """The roundings of one component's leaves, each chosen anew once: a row for each leaf, a column for each cell.

    `again` draws a leaf, by its place, once more; what it gives is admissible, so the result is.
    """
    taken = drawn.copy()
    for place in range(len(taken)):
        mine = [whole for whole in sums if place in whole.leaves]
        if not mine:
            continue
        further = [found for _ in range(FURTHER) if (found := again(place)) is not None]
        roundings = np.array([taken[place], *further])
        off = taken - exact
        others = [(off[list(whole.leaves)].sum(axis=0) - off[place], whole.scale) for whole in mine]
        chance = chances(others, roundings - exact[place])
        taken[place] = roundings[randomness.choices(range(len(roundings)), chance.tolist())[0]]
    return taken
