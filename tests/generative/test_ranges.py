"""What propagation with hinges says can be known is exactly what trying everything that can be true says."""

from random import Random

import numpy as np
import pytest

from folja.counting.plan import Component, plan_for
from folja.disclosure.admissible import failing, is_safe
from folja.disclosure.ranges import System, ranges
from folja.instruments.instrument import Instrument
from tests.generative.enumeration import possible_counts
from tests.instruments import TINY, tiny

PARTS = [(tiny(code), part) for code in TINY for part in plan_for(tiny(code)).components]
ROUNDINGS = 120  # of each component, base and number of acts

# Smaller than real leaves and bases, so that everything that can be true can be tried; nothing hangs on their size.
SIZES = [(3, 2), (4, 3), (6, 2), (7, 3)]
LARGE = {"people": 3, "shown_by_answered": 4, "many": 6, "alone": 6}


@pytest.fixture(params=PARTS, ids=lambda part: f"{part[0].code}-{part[1].code}")
def part(request: pytest.FixtureRequest) -> tuple[Instrument, Component]:
    return request.param


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]} acts, base {size[1]}")
def size(request: pytest.FixtureRequest, part: tuple[Instrument, Component]) -> tuple[int, int]:
    acts, base = request.param
    return min(acts, LARGE.get(part[0].code, acts)), base


class Truths:
    """Everything that can be true about one component, and what of it agrees with published numbers."""

    def __init__(self, instrument: Instrument, component: Component, acts: int, base: int) -> None:
        self.system, self.acts, self.base = System(component), acts, base
        counts = possible_counts(instrument, component, acts)
        self.counts = np.hstack([np.full((len(counts), 1), acts), counts])  # numbered as the system numbers its cells

    def rounded(self, randomness: Random) -> dict[int, int]:
        """A blind rounding of one truth: each cell to a neighbouring multiple of the base."""
        truth = randomness.choice(self.counts)
        return {cell: self._neighbour(int(truth[cell]), randomness) for cell in self.system.published}

    def _neighbour(self, count: int, randomness: Random) -> int:
        down, remainder = divmod(count, self.base)
        return (down + (randomness.randrange(self.base) < remainder)) * self.base

    def agreeing(self, published: dict[int, int]) -> np.ndarray:
        """The truths that can be published like this."""
        cells, values = list(published), np.array(list(published.values()))
        return self.counts[(np.abs(self.counts[:, cells] - values) < self.base).all(axis=1)]

    def is_admissible(self, published: dict[int, int]) -> bool:
        """The rule itself, by what each cell and each complement can be."""
        truths = self.agreeing(published)
        known = [truths[:, cell] for cell in self.system.published]
        known += [truths[:, whole] - truths[:, part] for whole, part in self.system.complements]
        in_order = all(published[part] <= published[whole] for whole, part in self.system.complements)
        return in_order and all(is_safe(int(values.min()), int(values.max()), self.base) for values in known)


@pytest.fixture
def truths(part: tuple[Instrument, Component], size: tuple[int, int]) -> Truths:
    return Truths(*part, *size)


def test_ranges_of_published_cells_are_exact(truths: Truths) -> None:
    system, randomness = truths.system, Random(1)
    for _ in range(ROUNDINGS):
        published = truths.rounded(randomness)
        agreeing = truths.agreeing(published)
        bounds = ranges(system, truths.acts, published, truths.base)
        assert bounds is not None
        said = {system.codes[cell]: (bounds.low[cell], bounds.high[cell]) for cell in system.published}
        tried = {system.codes[cell]: (agreeing[:, cell].min(), agreeing[:, cell].max()) for cell in system.published}
        assert said == tried


def test_the_judge_is_neither_too_strict_nor_too_lenient(truths: Truths) -> None:
    randomness = Random(2)
    for _ in range(ROUNDINGS):
        published = truths.rounded(randomness)
        judged = failing(truths.system, truths.acts, published, truths.base) is None
        assert judged == truths.is_admissible(published)


def test_what_no_truth_agrees_with_has_no_ranges(truths: Truths) -> None:
    far = dict.fromkeys(truths.system.published, 10 * truths.base * truths.acts)
    assert ranges(truths.system, truths.acts, far, truths.base) is None
    assert failing(truths.system, truths.acts, far, truths.base) is not None
