"""Deals answers to sheets in controlled numbers, so that a stated share comes out and not merely is likely."""

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Any

from folja.demo.distribution import Alternatives, Deck, People, Several, Span

# Of the gamma distribution that group sizes follow: groups of eight are mostly five to twelve.
_EVENNESS = 6


def largest_remainder(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that add up to `total`, each within one of its proportion. Raises ValueError without weight."""
    whole = sum(weights)
    if not whole:
        if total:
            raise ValueError(f"{total} can't be shared out, for nothing has any weight")
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: shares[i] - exact[i])
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares


def dealt(deck: Deck, sheets: int, rng: Random) -> list[Any]:
    """One answer in stored form to each of so many sheets. Raises ValueError when the numbers do not fit."""
    match deck:
        case Alternatives():
            return _alternatives(deck, sheets, rng)
        case Several():
            return [_several(deck, count, rng) for count in _apportioned(sheets, deck.how_many)]
        case People():
            return _people(deck, sheets, rng)


def _alternatives(deck: Alternatives, sheets: int, rng: Random) -> list[Any]:
    fixed = [answer for answer, number in deck.numbers for _ in range(number)]
    if len(fixed) > sheets:
        raise ValueError(f"{len(fixed)} answers are numbered but only {sheets} sheets have an answer")
    answers = [*fixed, *_apportioned(sheets - len(fixed), deck.shares)]
    return [rng.randint(a.low, a.high) if isinstance(a, Span) else a for a in answers]


def _apportioned(total: int, weighed: Sequence[tuple[Any, float]]) -> list[Any]:
    counts = largest_remainder(total, [weight for _, weight in weighed])
    return [value for (value, _), count in zip(weighed, counts, strict=True) for _ in range(count)]


def _several(deck: Several, count: int, rng: Random) -> list[str]:
    options = [option for option, _ in deck.shares]
    weights = [weight for _, weight in deck.shares]
    # An ordered set: the order in which options were drawn must not hang on how a set happens to lie.
    picked: dict[str, None] = {}
    while len(picked) < count:
        picked[rng.choices(options, weights)[0]] = None
    return list(picked)


def _people(deck: People, sheets: int, rng: Random) -> list[dict[str, int]]:
    kinds = _apportioned(deck.number, deck.shares)
    rng.shuffle(kinds)
    sizes = largest_remainder(len(kinds), [rng.gammavariate(_EVENNESS, 1) for _ in range(sheets)])
    if max(sizes, default=0) > deck.most:
        raise ValueError(
            f"{deck.number} people make {max(sizes)} on one of {sheets} sheets, which holds at most {deck.most}"
        )
    groups, start = [], 0
    for size in sizes:
        present = Counter(kinds[start : start + size])
        groups.append({kind: present[kind] for kind, _ in deck.shares})
        start += size
    return groups
