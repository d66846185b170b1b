"""Where a sensitive question's numbers are taken away the figure says so, and what is left is never of another base."""

from dataclasses import replace

import pytest

from folja.disclosure.cells import all_cells
from folja.disclosure.publication import Publication, Rung
from folja.figures.figure import Figure
from folja.figures.reading import read
from folja.vocabulary.period import Period
from folja.web.publication.protocol import given_up
from tests.unit.figures.shelf import published, shelf

T1, T2 = "2021T1", "2021T2"
MANY = {"way.answered": 60, "way.not_known": 5, "way.phone": 25, "way.on_site": 20, "way.video": 15}


def without(publication: Publication, *leaves: str) -> Publication:
    """Of which the rule took away these leaves' numbers."""
    rungs = tuple(Rung("one.way", leaf, "sensitive") for leaf in leaves)
    return replace(publication, rungs=rungs)


def figure(unit: str, period: str, *publications: Publication) -> Figure:
    return read(shelf(*publications), "phone_share", unit, Period.parse(period))[0]


ACTS = {"one": {unit: {"2021-01": {"acts": 65}, "2021-05": {"acts": 65}} for unit in ("farsta_1", "vallingby_1")}}


def test_the_unit_says_why_and_offers_its_district() -> None:
    taken = without(published(T1, ACTS, one={"farsta_2": MANY}), "farsta_1")
    unit = figure("farsta_1", T1, taken)
    assert (unit.reason, unit.value) == ("sensitive", None)
    assert unit.offered is not None
    assert (unit.offered.unit, unit.offered.base) == ("farsta", 60)


@pytest.mark.parametrize("leaf", ["vallingby_1", "vallingby:other", "vallingby_1+vallingby_2"])
def test_so_does_a_district_of_which_nothing_is_left(leaf: str) -> None:
    taken = without(published(T1, ACTS, one={"farsta_2": MANY}), leaf)
    assert figure("vallingby", T1, taken).reason == "sensitive"
    assert figure("farsta", T1, taken).shown


def test_another_units_and_another_tertials_numbers_are_not_called_so() -> None:
    taken = without(published(T1, ACTS, one={"farsta_2": MANY}), "farsta_1")
    assert figure("vallingby_1", T1, taken).reason == "no cells"
    assert figure("farsta_1", "2021T1-T2", taken, published(T2, one={"farsta_1": MANY})).reason == "sensitive"


def test_no_sum_is_of_some_leaves_where_what_it_is_set_against_is_of_all() -> None:
    coarse = {name: number for name, number in MANY.items() if name in ("way.answered", "way.not_known")}
    cells = list(all_cells([published(T1, one={"farsta_1": MANY, "farsta_2": coarse, "vallingby_1": MANY})]))
    sums = {(cell.unit, cell.category): cell.value for cell in cells if cell.leaf is None}
    assert sums["farsta", "answered"] == 120
    assert ("farsta", "phone") not in sums
    assert ("city", "phone") not in sums
    assert sums["vallingby", "phone"] == 25


def test_the_protocol_says_it_in_plain_words() -> None:
    taken = without(published(T1, ACTS, one={"farsta_2": MANY}), "farsta_1")
    (told,) = given_up(shelf(taken), taken, "sv")
    assert told.words == (
        "Frågan är känslig. Visas bara i grova drag eller inte alls, eftersom något svar kan ligga under 10 eller "
        "över 90 procent: Farsta_1."
    )
