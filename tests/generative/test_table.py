"""What is proved about a table is what trying every possible truth proves, and of a protected table that is nothing."""

from collections.abc import Iterable
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folja.disclosure import Published, attack_table, protect_table, read_counts
from folja.disclosure.admissible import is_safe
from folja.disclosure.table.reading import Counted
from folja.disclosure.table.rule import ANYTHING, Rule
from folja.disclosure.table.shape import Key, Shape, lies_in, sums
from folja.disclosure.table.told import EFFORTS
from folja.disclosure.world import gives_away

BASE = 3
SHAPES = {
    "two by two": "a,b,n\nx,u,1\nx,v,1\ny,u,1\ny,v,1\n",
    "a hierarchy": "a+b,c,n\nx,u,1\nx,v,1\ny,u,1\ny,v,1\n".replace("a+b,c", "a,b"),
    "three in a row": "a,b,n\nx,u,1\nx,v,1\nx,w,1\n",
}
BY = {"two by two": [["a"], ["b"]], "a hierarchy": [["a", "b"]], "three in a row": [["a"], ["b"]]}


def shape_of(name: str) -> Shape:
    return read_counts(SHAPES[name].encode(), BY[name], "n").shape


def depths(shape: Shape) -> tuple[int, ...]:
    return tuple(len(one.columns) for one in shape.dimensions)


def numbers_of(shape: Shape, counts: tuple[int, ...]) -> dict[Key, int]:
    return dict(sums(dict(zip(shape.leaves(), counts, strict=True)), [depths(shape)]))


def truths(shape: Shape, published: dict[Key, int | None], rule: Rule, known: dict[Key, int]) -> list[dict[Key, int]]:
    """Every table of counts that can be published like this. The leaves are few, and small."""
    most = 3 * BASE + 2
    told = published
    if rule.kind == "leaves":
        told = {key: number for key, number in published.items() if key in set(shape.leaves())}
    ranges = []
    for leaf in shape.leaves():
        low, high = rule.range_of(told.get(leaf))
        ranges.append(range(low, (most if high == ANYTHING else high) + 1))
    found = []
    for counts in product(*ranges):
        numbers = numbers_of(shape, counts)
        held = all(rule.range_of(told[key])[0] <= numbers[key] <= rule.range_of(told[key])[1] for key in told)
        if held and all(numbers[key] == known[key] for key in known):
            found.append(numbers)
    return found


def proved(worlds: list[dict[Key, int]], cell: Key, of: Key | None) -> tuple[int, int]:
    values = [world[cell] if of is None else world[of] - world[cell] for world in worlds]
    return min(values), max(values)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Shape, dict[Key, int | None], Rule, dict[Key, int]]:
    shape = shape_of(draw(st.sampled_from(sorted(SHAPES))))
    counts = draw(st.tuples(*[st.integers(0, 3 * BASE + 2)] * shape.size))
    truth = numbers_of(shape, counts)
    kind = draw(st.sampled_from(["rounded", "nearest", "suppressed", "leaves"]))
    rule = Rule(kind, BASE)
    if kind == "suppressed":
        hidden = draw(st.sets(st.sampled_from(sorted(shape.leaves()))))
        numbers = {k: None if 0 < n < BASE or k in hidden else n for k, n in truth.items()}
        numbers[shape.whole] = truth[shape.whole] if truth[shape.whole] >= BASE else None
        return shape, numbers, rule, {shape.whole: truth[shape.whole]}
    randomness = Random(draw(st.integers(0, 10**6)))
    if kind == "leaves":
        leaves = {leaf: rounded(truth[leaf], randomness) for leaf in shape.leaves()}
        known = draw(st.sets(st.sampled_from(sorted(truth)), max_size=2))
        return shape, dict(sums(leaves, [depths(shape)])), rule, {key: truth[key] for key in known}
    numbers = {k: rounded(n, randomness) if kind == "rounded" else (n + 1) // 3 * 3 for k, n in truth.items()}
    dropped = draw(st.sets(st.sampled_from(sorted(set(numbers) - set(shape.leaves()))), max_size=1))
    return shape, {key: number for key, number in numbers.items() if key not in dropped}, rule, {}


def rounded(count: int, randomness: Random) -> int:
    down, remainder = divmod(count, BASE)
    return (down + (randomness.randrange(BASE) < remainder)) * BASE


@settings(max_examples=120, deadline=None)
@given(tables())
def test_what_is_proved_is_what_holds_in_every_possible_truth(
    told: tuple[Shape, dict[Key, int | None], Rule, dict[Key, int]],
) -> None:
    shape, numbers, rule, known = told
    worlds = truths(shape, numbers, rule, known)
    assert worlds
    found = {(proof.cell, proof.of): proof for proof in attack_table(Published(shape, numbers), rule, known).proofs}
    for (cell, of), proof in found.items():
        low, high = proved(worlds, cell, of)
        assert proof.low <= low <= high <= proof.high
    for cell in numbers:
        low, high = proved(worlds, cell, None)
        is_shown = is_made_of(cell, known, shape) or (not rule.is_rounded and numbers[cell] is not None)
        # A sum over several known totals is not tried: it is safe when its parts are.
        is_tried = rule.kind != "leaves" or cell in set(shape.leaves())
        if gives_away(low, high, BASE) and not is_shown and is_tried:
            assert (cell, None) in found


@st.composite
def counted(draw: st.DrawFn) -> Counted:
    shape = shape_of(draw(st.sampled_from(sorted(SHAPES))))
    counts = draw(st.tuples(*[st.integers(0, 3 * BASE + 2)] * shape.size))
    return Counted(shape, dict(zip(shape.leaves(), counts, strict=True)))


@settings(max_examples=60, deadline=None)
@given(counted(), st.integers(0, 2), st.integers(0, 10**6))
def test_nobody_can_prove_anything_of_a_protected_table(given_: Counted, known_by: int, seed: int) -> None:
    shape = given_.shape
    known = [None, (0,) * len(shape.dimensions), (1, *[0] * (len(shape.dimensions) - 1))][known_by]
    made = protect_table(given_, base=BASE, known=known, least=BASE, randomness=Random(seed))
    shown = {key: number for key, number in made.table.numbers.items() if number is not None}
    if not shown:
        return
    known_with_cells = {group: total for group, total in made.known.items() if group not in made.withheld}
    worlds = truths(shape, shown, Rule("leaves", BASE), known_with_cells)
    assert numbers_of(shape, tuple(given_.leaves.values())) in worlds
    for cell in set(shown):
        if is_made_of(cell, made.known, shape):
            continue
        assert not gives_away(*proved(worlds, cell, None), BASE), (cell, shown)
        for whole in known_with_cells:
            if lies_in(cell, whole):
                assert not gives_away(*proved(worlds, cell, whole), BASE)


def is_made_of(cell: Key, wholes: Iterable[Key], shape: Shape) -> bool:
    """Whether a cell is nothing but known totals, and so as known as they are."""
    covered = [
        leaf
        for whole in wholes
        if set(inside(whole, shape)) <= set(inside(cell, shape))
        for leaf in inside(whole, shape)
    ]
    return set(covered) == set(inside(cell, shape))


def inside(cell: Key, shape: Shape) -> list[Key]:
    return [leaf for leaf in shape.leaves() if lies_in(leaf, cell)]


@pytest.mark.parametrize("base", [2, 3, 5])
def test_a_sum_of_safe_ranges_that_nothing_links_is_safe(base: int) -> None:
    safe = [pair for pair in product(range(3 * base), repeat=2) if is_safe(*pair, base)]
    for one, other in product(safe, repeat=2):
        assert is_safe(one[0] + other[0], one[1] + other[1], base) or one[0] + other[0] >= base


def test_more_effort_proves_all_that_less_does_and_more() -> None:
    randomness = Random(1)
    crossed = product("xyz", "uvw", "rst")
    text = "a,b,c,n\n" + "\n".join(f"{','.join(codes)},{randomness.randrange(5)}" for codes in crossed)
    made = read_counts(text.encode(), [["a"], ["b"], ["c"]], "n")
    nearest = {key: (n + 1) // BASE * BASE for key, n in sums(made.leaves, [(1, 1, 1)]).items()}
    narrowed, linear, whole = (
        {
            (proof.cell, proof.of)
            for proof in attack_table(Published(made.shape, nearest), Rule("nearest", BASE), effort=effort).proofs
        }
        for effort in EFFORTS
    )
    assert narrowed
    assert narrowed < linear <= whole
