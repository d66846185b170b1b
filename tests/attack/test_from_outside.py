"""A hostile statistician with programs of her own proves nothing about a city of any shape; and she is no fool."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from tests.attack.generated import ONE_UNIT, SHAPES, Generated, Shape, between, generated
from tests.attack.generated import city as city_of
from tests.attack.outsider import BASE, Proved, attack, tertials

CITIES = [(shape, seed) for shape in SHAPES for seed in range(2 if shape.name == "290 municipalities" else 10)][:52]
Rows = list[dict[str, Any]]


def proved(city: Generated, rows: Rows | None = None) -> list[Proved]:
    return attack(city.rows if rows is None else rows, city.parents, city.acts)


def small(city: Generated) -> list[dict[str, Any]]:
    """The leaves' cells that truly are 1 to 4."""
    return [row for row in city.rows if row["leaf"] and 1 <= truth(city, row) < BASE]


def truth(city: Generated, row: dict[str, Any]) -> int:
    return city.truth(row["instrument"], row["leaf"], row["period"], f"{row['attribute']}.{row['category']}")


def test_a_city_gives_nothing_away() -> None:
    city = generated(replace(ONE_UNIT, tertials=1, instruments=6), 100)
    assert len(small(city)) > 20
    assert proved(city) == []


@pytest.mark.long
@pytest.mark.parametrize(("shape", "seed"), CITIES, ids=lambda given: getattr(given, "name", given))
def test_nor_does_any_of_fifty(shape: Shape, seed: int) -> None:
    city = generated(shape, seed)
    assert proved(city) == []


# --- how much she finds where there is something to find -----------------------------------------------------------


@pytest.fixture(scope="module")
def city() -> Generated:
    return generated(Shape("a small city", city_of(2, 2), between(20, 60), instruments=1), 3)


def blind(city: Generated, seed: int) -> Rows:
    """Each leaf's cell rounded on its own, and sums that are theirs."""
    randomness = Random(seed)
    return [{**row, "value": rounded(truth(city, row), randomness)} for row in city.rows if row["leaf"]]


def rounded(number: int, randomness: Random) -> int:
    down, rest = divmod(number, BASE)
    return BASE * (down + (randomness.randrange(BASE) < rest))


def sums_on_their_own(is_spoilt: Callable[[dict[str, Any]], bool]) -> Callable[[Generated, int], Rows]:
    def spoilt(city: Generated, seed: int) -> Rows:
        randomness, leaves = Random(seed), [row for row in city.rows if row["leaf"]]
        exact = [(row, truth(city, row)) for row in leaves]
        return leaves + [
            {**row, "value": rounded(total(city, row, exact), randomness)}
            for row in city.rows
            if not row["leaf"] and is_spoilt(row)
        ]

    return spoilt


def total(city: Generated, row: dict[str, Any], exact: list[tuple[dict[str, Any], int]]) -> int:
    return sum(
        count
        for leaf, count in exact
        if (leaf["cube"], leaf["category"]) == (row["cube"], row["category"])
        and leaf["period"] in tertials(row["period"])
        and row["unit"] in above(leaf["unit"], city)
    )


def above(unit: str | None, city: Generated) -> Iterator[str]:
    while unit:
        yield unit
        unit = city.parents[unit]


OPEN = {
    "linked cells rounded each on its own": blind,
    "districts rounded on their own": sums_on_their_own(
        lambda row: row["unit"].startswith("d") and "_" not in row["unit"] and "-" not in row["period"]
    ),
    "years rounded on their own": sums_on_their_own(lambda row: row["unit"] != "city" and "-" in row["period"]),
}


@pytest.mark.parametrize("spoil", OPEN.values(), ids=OPEN)
def test_what_is_left_open_she_finds_and_it_is_true(spoil: Callable[[Generated, int], Rows], city: Generated) -> None:
    found = proved(city, spoil(city, 1))
    assert found
    for one in found:
        assert one.low <= city.truth(one.instrument, one.leaf, one.tertial, one.what) <= one.high
    assert any(one.high < BASE for one in found)
