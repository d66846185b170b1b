"""A protected city, whatever was registered: multiples of five, close to the truth, additive, and nothing provable."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folja.disclosure.attacker import attack
from folja.disclosure.cells import PublishedCell, all_cells
from folja.disclosure.publication import Publication
from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from folja.vocabulary.period import tertial
from tests.city import PERIOD, TREE, UNITS, Sheet, counts, knowledge, publish, repeated
from tests.generative.strategies import answers
from tests.instruments import TINY

EVERY = [source.latest(code) for source in (TINY, shipped()) for code in source]
NEXT = tertial(2021, 2)
Registered = dict[str, list[Sheet]]


@st.composite
def registered(draw: st.DrawFn, instrument: Instrument) -> Registered:
    """For every unit a few kinds of sheet and how many of each: some units large, some too small, some empty."""
    kinds = draw(st.lists(answers(instrument), min_size=2, max_size=4))
    times = st.lists(st.integers(0, 15), min_size=len(kinds), max_size=len(kinds))
    return {unit: [kind for kind, many in zip(kinds, draw(times), strict=True) for _ in range(many)] for unit in UNITS}


@pytest.fixture(params=EVERY, ids=lambda instrument: instrument.code)
def instrument(request: pytest.FixtureRequest) -> Instrument:
    return request.param


@settings(max_examples=3)
@given(data=st.data(), seed=st.integers(0, 99))
def test_a_publication_keeps_its_promises(instrument: Instrument, data: st.DataObject, seed: int) -> None:
    given = {period: data.draw(registered(instrument)) for period in (PERIOD, NEXT)}
    publications = [publish({instrument: sheets}, period, seed=seed) for period, sheets in given.items()]
    cells = list(all_cells(publications))
    assert differ_by_multiples_of_five(cells)
    assert sums_are_sums_of_leaves(cells)
    for publication in publications:
        assert is_close_to_the_truth(publication, instrument, given[publication.period])
    assert attack(cells, knowledge([instrument], publications)) == []


def differ_by_multiples_of_five(cells: list[PublishedCell]) -> bool:
    values = {cell.value for cell in cells} | {0}
    return all((first - second) % 5 == 0 for first, second in combinations(values, 2))


def sums_are_sums_of_leaves(cells: list[PublishedCell]) -> bool:
    """Every sum, of a district, a city or a year, is exactly the leaves below it added."""
    leaves = [cell for cell in cells if cell.leaf is not None]
    for total in (cell for cell in cells if cell.leaf is None):
        below = [leaf.value for leaf in leaves if is_part(leaf, total)]
        if not below or total.value != sum(below):
            return False
    return True


def is_part(leaf: PublishedCell, total: PublishedCell) -> bool:
    same = (leaf.cube, leaf.category) == (total.cube, total.category)
    return same and total.unit in TREE.path(leaf.unit) and leaf.period in total.period.tertials


def is_close_to_the_truth(publication: Publication, instrument: Instrument, given: Registered) -> bool:
    """Every leaf's cell is less than five from what its units registered, whichever rung it stands on."""
    exact = counts({instrument: given}, publication.period).instruments[instrument.code]
    return all(
        abs(value - sum(exact.cells[unit][f"{cube.attribute}.{category}"] for unit in leaf.units)) < 5
        for cube in publication.cubes
        for leaf in cube.leaves
        for category, value in cube.values[leaf.code].items()
    )


def test_an_ordinary_city_needs_no_rung_of_the_ladder() -> None:
    instrument = TINY.latest("one")
    sheets = repeated((17, {"way": "phone"}), (11, {"way": "on_site"}), (4, {"way": "video"}), (1, {}))
    publication = publish({instrument: dict.fromkeys(UNITS, sheets)})
    assert publication.rungs == ()
    assert [leaf.code for leaf in publication.by_code["one.way"].leaves] == list(UNITS)


def test_volumes_are_exact_for_staffs_instruments_and_absent_for_families() -> None:
    staff, family = TINY.latest("one"), TINY.latest("cross")
    publication = publish({staff: {"farsta_1": [{}] * 23}, family: {"farsta_1": [{}] * 23}})
    assert publication.volumes == {"one": {"farsta_1": {PERIOD.first: {"acts": 23}}}}
