"""Of several admissible roundings one is taken, likelier the nearer it brings the sums, and never simply the best."""

from collections import Counter
from collections.abc import Sequence
from math import exp
from random import Random
from statistics import mean

import numpy as np
import pytest

from folja.bench.insider import guess, publications
from folja.counting.plan import plan_for
from folja.disclosure import closeness
from folja.disclosure.admissible import failing
from folja.disclosure.carriers import Leaf
from folja.disclosure.closeness import Whole, chances, nearer, wholes
from folja.disclosure.drawing import draw, rounded
from folja.disclosure.ranges import System
from folja.vocabulary.unit import Unit, UnitTree
from tests.city import publish, repeated
from tests.instruments import tiny

DISTRICT, CITY = (scale for _, scale in closeness.SCALES)
SUMS = (Whole((0, 1, 2), DISTRICT), Whole((0, 1, 2, 3), CITY))
TRUTH = (3, 11, 7, 9)


def taken_from(truth: Sequence[int], sums: Sequence[Whole], seed: int) -> tuple[int, ...]:
    """One number for each leaf, rounded and then chosen."""
    randomness = Random(seed)

    def again(place: int) -> list[int]:
        return [rounded(truth[place], 5, randomness)]

    drawn = np.array([again(place) for place in range(len(truth))])
    found = nearer(drawn, np.array([[count] for count in truth]), sums, again, randomness)
    return tuple(found[:, 0].tolist())


def test_a_chance_falls_with_the_squared_error_of_each_sum_by_its_scale() -> None:
    # The others lack 6 of the district and 8 of the city: up by 4 leaves 2 and 4, down by 1 leaves 7 and 9.
    others = [(np.array([-6]), 4.0), (np.array([-8]), 8.0)]
    up, down = chances(others, np.array([[4], [-1]]))
    assert up + down == pytest.approx(1)
    assert up / down == pytest.approx(exp((7**2 - 2**2) / (2 * 4**2) + (9**2 - 4**2) / (2 * 8**2)))


def test_the_scales_are_never_sharper_and_the_best_is_never_simply_taken() -> None:
    assert dict(closeness.SCALES)["district"] >= 4
    assert dict(closeness.SCALES)["city"] >= 8
    best, worst = chances([(np.array([0]), DISTRICT), (np.array([0]), CITY)], np.array([[1], [-4]]))
    assert worst > 0.3
    assert best < 0.7


def test_what_comes_out_of_a_tiny_city_has_the_chances_that_enumeration_gives() -> None:
    draws = 3000
    expected = publications(TRUTH, SUMS)
    found = Counter(taken_from(TRUTH, SUMS, seed) for seed in range(draws))
    assert sum(expected.values()) == pytest.approx(1)
    assert set(found) <= set(expected)
    off = sum((found[values] - draws * chance) ** 2 / (draws * chance) for values, chance in expected.items())
    assert off < 38  # of sixteen values, one in a thousand by chance


def test_whatever_could_be_published_before_still_can() -> None:
    assert set(publications(TRUTH, SUMS)) == set(publications(TRUTH, ()))
    assert min(publications(TRUTH, SUMS).values()) > 0


@pytest.mark.parametrize("place", [0, 3], ids=["in a district of three", "alone in its district"])
def test_somebody_who_knows_all_other_leaves_guesses_a_small_count_hardly_better(place: int) -> None:
    cities = [[*(randomness.randrange(25) for _ in range(4))] for randomness in map(Random, range(40))]
    before = mean(guess(exact, place, ()).sure for exact in cities)
    after = mean(guess(exact, place, SUMS).sure for exact in cities)
    assert before == pytest.approx(0.267, abs=0.001)
    assert after < before + 0.01


# --- who has a say -------------------------------------------------------------------------------------------------


def tree_of(**districts: int) -> tuple[UnitTree, list[Leaf]]:
    """A city with so many units in each district, every one a leaf."""
    units = [Unit("city", "Staden", "city"), *(Unit(code, code, "district", "city") for code in districts)]
    leaves = [Unit(f"{code}_{n}", code, "unit", code, staff=5) for code, many in districts.items() for n in range(many)]
    return UnitTree((*units, *leaves)), [Leaf(unit.code, (unit.code,), unit.code) for unit in leaves]


def test_a_district_with_fewer_than_three_leaves_has_no_say() -> None:
    tree, leaves = tree_of(large=3, small=2, single=1)
    assert wholes(leaves, tree) == (Whole((0, 1, 2), DISTRICT), Whole((0, 1, 2, 3, 4, 5), CITY))


def test_nor_has_a_city_and_then_nothing_is_drawn_again() -> None:
    tree, leaves = tree_of(single=1, other=1)
    assert wholes(leaves, tree) == ()

    def again(_: int) -> None:
        raise AssertionError

    drawn = np.array([[5], [10]])
    assert nearer(drawn, np.array([[3], [11]]), (), again, Random(0)).tolist() == drawn.tolist()


# --- linked cells ----------------------------------------------------------------------------------------------------

ONE = System(plan_for(tiny("one")).components[0])
COUNTS = dict(zip(ONE.published, (23, 3, 16, 7, 0), strict=True))


def drawn_together(seed: int) -> list[tuple[int, ...]]:
    """Three leaves alike, with four linked numbers each, and a further one that can't be drawn again."""
    randomness = Random(seed)

    def again(place: int) -> list[int] | None:
        found = draw(ONE, 26, COUNTS, 5, randomness)
        return None if place == 2 or found is None else list(found.values())

    first = draw(ONE, 26, COUNTS, 5, randomness)
    assert first is not None
    exact = np.array([list(COUNTS.values())] * 3)
    found = nearer(np.array([list(first.values())] * 3), exact, (Whole((0, 1, 2), DISTRICT),), again, randomness)
    return [tuple(row) for row in found.tolist()]


def test_what_is_taken_is_admissible_and_any_admissible_rounding_can_be() -> None:
    taken = [drawn_together(seed) for seed in range(200)]
    assert all(
        failing(ONE, 26, dict(zip(ONE.published, one, strict=True)), 5) is None for some in taken for one in some
    )
    plain = (draw(ONE, 26, COUNTS, 5, Random(seed)) for seed in range(300))
    assert {some[0] for some in taken} == {tuple(one.values()) for one in plain if one}


def test_a_published_city_is_nearer_the_truth_than_without(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = repeated((13, {"way": "phone"}), (12, {"way": "on_site"}), (6, {"way": "video"}), (2, {}))
    tree, leaves = tree_of(large=6)
    given = {tiny("one"): {leaf.code: sheets for leaf in leaves}}

    def off(seed: int) -> int:
        values = publish(given, tree=tree, seed=seed).by_code["one.way"].values.values()
        return sum((sum(leaf[way] for leaf in values) - 6 * n) ** 2 for way, n in (("phone", 13), ("on_site", 12)))

    chosen = mean(off(seed) for seed in range(25))
    monkeypatch.setattr(closeness, "FURTHER", 0)
    assert chosen < 0.7 * mean(off(seed) for seed in range(25))
