"""The demo city, drawn once for all tests of it."""

import pytest

from folja.demo.city import city, city_today
from folja.demo.distribution import Distribution
from folja.demo.drawing import draw_city
from folja.demo.loading import distributions
from folja.instruments.loading import shipped
from folja.instruments.registration import Registration
from folja.vocabulary.unit import UnitTree


@pytest.fixture(scope="session")
def tree() -> UnitTree:
    return city()


@pytest.fixture(scope="session")
def activities(tree: UnitTree) -> tuple[Distribution, ...]:
    return distributions(shipped(), tree)


# Two seeds: what comes out must be the content's doing, not one seed's.
@pytest.fixture(scope="session", params=[2022, 7])
def drawn(request: pytest.FixtureRequest, tree: UnitTree, activities: tuple[Distribution, ...]) -> list[Registration]:
    return list(draw_city(shipped(), tree, activities, request.param, today=city_today()))
