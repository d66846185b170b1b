"""The attacker's solver is not taken at its word."""

import numpy as np
import pytest

from folja.counting.relation import ACTS, Many, Sum
from folja.disclosure import witnesses
from folja.disclosure.witnesses import SideBySide
from folja.disclosure.world import Known, Name, Target, World, gives_away, said_range


def test_what_presolve_calls_the_best_is_tried_again_without_it() -> None:
    # HiGHS 1.12 to 1.15 say with presolve that `answered` is at most 4 here; eight of the sixteen places can have it.
    places = [f"place_{number}" for number in range(16)]
    published = {"asked": 15, "not_asked": 5, "yes": 5, "no": 5, "answered": 5, "not_known": 5, "place_0": 5}
    world = World(5)
    for name in ("asked", "not_asked", "yes", "no", "answered", "not_known", *places):
        world.hear(name, published.get(name, 0), [name])
    world.want(Target("answered", "answered"))

    def named(name: str) -> Name:
        return Known(22) if name == ACTS else name

    for relation in (
        Sum(ACTS, ("asked", "not_asked")),
        Sum("asked", ("yes", "no")),
        Sum("yes", ("answered", "not_known")),
        Many("answered", tuple(places)),
    ):
        world.relate(relation, named)
    assert world.prove() == []
    (part,) = world._parts()
    assert part.program().proved_extremes(((part.variables.tolist().index(world.variable("answered")), 1),)) == (1, 8)


def whole_and_parts() -> World:
    world = World(5)
    for name in ("whole", "part", "rest"):
        world.hear(name, 10, [name])
        world.want(Target(name, name))
    world.relate(Sum("whole", ("part", "rest")), lambda name: name)
    return world


def test_a_solution_that_breaks_a_bound_or_a_constraint_is_no_witness() -> None:
    (part,) = whole_and_parts()._parts()
    program = part.program()
    assert program.holds(np.array([13, 7, 6]))
    assert not program.holds(np.array([13, 7, 7]))
    assert not program.holds(np.array([15, 8, 7]))


def test_nothing_hangs_on_how_worlds_are_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def tell(world: World) -> World:
        world.hear("alone", 3, ["alone"])
        world.want(Target("alone", "alone"))
        return world

    def nonsense(bounds: SideBySide, variable: int, *_: object) -> None:
        bounds.low[variable] = bounds.high[variable] = 0

    right = tell(whole_and_parts()).prove()
    monkeypatch.setattr(witnesses, "_choose", nonsense)
    assert tell(whole_and_parts()).prove() == right
    assert [proof.target.said for proof in right] == ["alone"]


def test_a_proof_is_told_with_the_numbers_it_needs_and_no_others() -> None:
    world = World(5)
    for name, value in {"whole": 25, "part": 20, "rest": 5, "elsewhere": 10}.items():
        world.hear(name, value, [name])
    world.relate(Sum("whole", ("part", "rest")), lambda name: Known(24) if name == "whole" else name)
    world.relate(Sum("part", ("elsewhere", "other")), lambda name: name)
    world.hear("part and elsewhere", 31, ["part", "elsewhere"])
    world.want(Target("part", "part"))
    world.hear("rest, late", 1, ["rest"])
    (proof,) = world.prove()
    assert (proof.low, proof.high) == (23, 23)
    assert set(proof.numbers) == {"rest = 5", "rest, late = 1"}  # said of the same count, so told together


def test_a_published_number_stands_for_the_counts_less_than_a_base_away() -> None:
    assert [said_range(value, 5) for value in (0, 5, 20, 23)] == [(0, 4), (1, 9), (16, 24), (23, 23)]


def test_what_gives_somebody_away() -> None:
    proved = [(1, 4), (2, 3), (1, 1), (7, 7), (0, -1)]
    open_ranges = [(0, 0), (0, 4), (1, 5), (1, 9), (5, 6), (-4, 4)]
    assert all(gives_away(low, high, 5) for low, high in proved)
    assert not any(gives_away(low, high, 5) for low, high in open_ranges)


def test_a_world_without_targets_proves_nothing() -> None:
    assert World(5).prove() == []
