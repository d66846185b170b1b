"""The attacker's world proves all and only what trying every possibility proves, on worlds small enough to try."""

from dataclasses import dataclass, field
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from folja.counting.relation import AtMostTimes, Many, Relation, Sum
from folja.disclosure.world import Target, World, gives_away, said_range
from tests.generative.test_relations import keeps

BASE = 5
NAMES = ("a", "b", "c", "d")


@dataclass
class SmallWorld:
    """Four numbers, what was said about each, about sums of them, and how they hang together."""

    said: dict[tuple[str, ...], int]
    relations: list[Relation] = field(default_factory=list)

    def told(self) -> World:
        """The same as the attacker has it."""
        world = World(BASE)
        for names, value in self.said.items():
            world.hear(f"{'+'.join(names)}", value, names)
        for relation in self.relations:
            world.relate(relation, lambda name: name)
        for target in targets():
            world.want(target)
        return world

    def proved(self) -> dict[str, tuple[int, int]]:
        """What holds in every possible world, by trying them all."""
        worlds = list(self._possible())
        found = {}
        for target in targets():
            values = [value_of(target, world) for world in worlds]
            low, high = (min(values), max(values)) if values else (0, -1)
            if gives_away(low, high, BASE):
                found[target.said] = (low, high)
        return found

    def _possible(self) -> list[dict[str, int]]:
        ranges = [range(low, high + 1) for low, high in (said_range(self.said[name,], BASE) for name in NAMES)]
        worlds = (dict(zip(NAMES, values, strict=True)) for values in product(*ranges))
        return [world for world in worlds if self._is_possible(world)]

    def _is_possible(self, world: dict[str, int]) -> bool:
        for names, value in self.said.items():
            low, high = said_range(value, BASE)
            if not low <= sum(world[name] for name in names) <= high:
                return False
        return all(keeps(relation, world) for relation in self.relations)


def targets() -> list[Target]:
    """Every number, and every one less another."""
    return [Target(name, name) for name in NAMES] + [Target("a less b", "a", "b"), Target("c less d", "c", "d")]


def value_of(target: Target, world: dict[str, int]) -> int:
    return world[str(target.plus)] - (world[str(target.minus)] if target.minus is not None else 0)


POSSIBLE_RELATIONS: list[Relation] = [
    Sum("a", ("b", "c")),
    Sum("a", ("b", "c", "d")),
    Sum("d", ("b", "c")),
    Many("a", ("b", "c")),
    Many("b", ("c", "d")),
    AtMostTimes("b", "a"),
    AtMostTimes("d", "c", 3),
]
SUMS = [("a", "b"), ("c", "d"), ("b", "c", "d")]


@st.composite
def small_worlds(draw: st.DrawFn) -> SmallWorld:
    """Numbers about some truth: rounded, mostly, or exact; with relations that hold for it."""
    truth = dict(zip(NAMES, draw(st.tuples(*[st.integers(0, 12)] * 4)), strict=True))
    some = draw(st.sets(st.sampled_from(SUMS)))
    said = {names: draw(published(sum(truth[name] for name in names))) for names in (*[(n,) for n in NAMES], *some)}
    true = [relation for relation in POSSIBLE_RELATIONS if keeps(relation, truth)]
    relations = draw(st.lists(st.sampled_from(true), unique=True)) if true else []
    return SmallWorld(said, relations)


@st.composite
def published(draw: st.DrawFn, number: int) -> int:
    if draw(st.integers(0, 9)) == 0:
        return number
    down = number // BASE * BASE
    return down if number == down else draw(st.sampled_from([down, down + BASE]))


@settings(max_examples=150)
@given(small_worlds())
def test_proofs_are_exactly_what_holds_in_every_possible_world(world: SmallWorld) -> None:
    assert {proof.target.said: (proof.low, proof.high) for proof in world.told().prove()} == world.proved()


def test_independent_worlds_do_not_disturb_each_other() -> None:
    world = SmallWorld({("a",): 10, ("b",): 10, ("c",): 3, ("d",): 10})
    assert {proof.target.said: (proof.low, proof.high) for proof in world.told().prove()} == {"c": (3, 3)}


def test_numbers_that_contradict_each_other_are_said_to_and_others_are_still_tried() -> None:
    impossible = SmallWorld({("a",): 0, ("b",): 20, ("c",): 10, ("d",): 7}, [AtMostTimes("b", "a")])
    proofs = {proof.target.said: (proof.low, proof.high) for proof in impossible.told().prove()}
    assert proofs == {"a": (0, -1), "b": (0, -1), "a less b": (0, -1), "d": (7, 7)}


def test_a_contradiction_names_all_numbers_it_can_be_made_of() -> None:
    (proof,) = SmallWorld({("a",): 5, ("b",): 10, ("c",): 20, ("d",): 20, ("a", "b"): 3}).told().prove()[:1]
    assert set(proof.numbers) == {"a = 5", "b = 10", "a+b = 3"}
