"""No share of a sensitive question under 10 or over 90 % is published, can be worked out or is told by what is not."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folja.counting.plan import plan_for
from folja.disclosure import protection
from folja.disclosure.admissible import failing
from folja.disclosure.attacker import attack
from folja.disclosure.cells import PublishedCell, all_cells
from folja.disclosure.protection import coarser
from folja.disclosure.publication import Publication
from folja.disclosure.ranges import System
from folja.disclosure.sensitive import is_outside, kept
from folja.instruments.instrument import Instrument
from folja.instruments.question import Group
from folja.vocabulary.condition import ALWAYS
from folja.vocabulary.period import Period, tertial
from tests.city import PERIOD, TREE, UNITS, Sheet, knowledge, publish, repeated
from tests.generative.enumeration import possible_counts
from tests.generative.strategies import answers
from tests.instruments import tiny

NEXT = tertial(2021, 2)
BASE = 5


@cache
def sensitive(code: str, question: str) -> Instrument:
    """A tiny instrument with one of its questions marked."""
    before = tiny(code)
    marked = tuple(replace(one, sensitive=one.code == question) for one in before.questions)
    return replace(before, questions=marked)


KINDS = [
    sensitive("one", "way"),
    sensitive("groups", "language"),
    sensitive("many", "roles"),
    sensitive("scale", "helped"),
    sensitive("shown_by_option", "easy"),
]


@st.composite
def registered(draw: st.DrawFn, instrument: Instrument) -> dict[str, list[Sheet]]:
    """For every unit a few kinds of sheet, some of them rare: shares around the limits and far beyond them."""
    kinds = draw(st.lists(answers(instrument), min_size=2, max_size=5))
    times = st.lists(st.sampled_from([0, 1, 2, 4, 9, 30, 60]), min_size=len(kinds), max_size=len(kinds))
    return {unit: [kind for kind, many in zip(kinds, draw(times), strict=True) for _ in range(many)] for unit in UNITS}


@pytest.fixture(params=KINDS, ids=lambda instrument: instrument.code)
def instrument(request: pytest.FixtureRequest) -> Instrument:
    return request.param


@settings(max_examples=6)
@given(data=st.data(), seed=st.integers(0, 99))
def test_no_published_share_nor_difference_is_outside(instrument: Instrument, data: st.DataObject, seed: int) -> None:
    drawn = [publish({instrument: data.draw(registered(instrument))}, period, seed=seed) for period in (PERIOD, NEXT)]
    cells = list(all_cells(drawn))
    assert outside(cells, instrument) == []
    assert outside_of_all_acts(drawn, instrument) == []
    assert attack(cells, knowledge([instrument], drawn)) == []


def outside(cells: list[PublishedCell], instrument: Instrument) -> list[object]:
    """Every share outside the limits: of each row of numbers, and of each row less those that are part of it."""
    (question,) = plan_for(instrument).sensitive
    rows: dict[tuple[str, Period, bool], dict[str, int]] = defaultdict(dict)
    for cell in cells:
        if cell.attribute == question:
            rows[cell.unit, cell.period, cell.leaf is None][cell.category] = int(cell.value)
    less = [
        {category: row[category] - part[category] for category in row.keys() & part.keys()}
        for (unit, period, is_sum), row in rows.items()
        for (other, then, _), part in rows.items()
        if is_sum and unit in TREE.path(other) and set(then.tertials) <= set(period.tertials)
    ]
    return [
        (category, row)
        for row in (*rows.values(), *less)
        for category in row.keys() - {"answered", "not_known"}
        if "answered" in row and is_outside(row[category], row["answered"])
    ]


def outside_of_all_acts(drawn: list[Publication], instrument: Instrument) -> list[object]:
    """The same of leaves, where those who answered are all acts less those of whom it is not known."""
    (question,) = plan_for(instrument).sensitive
    if instrument.by_code[question].show_if != ALWAYS:
        return []
    cubes = [
        one.by_code[f"{instrument.code}.{question}"] for one in drawn if f"{instrument.code}.{question}" in one.by_code
    ]
    acts = knowledge([instrument], drawn).acts
    return [
        (category, values)
        for cube in cubes
        for leaf, values in cube.values.items()
        for category in values.keys() - {"answered", "not_known"}
        if is_outside(values[category], (acts(instrument.code, leaf, cube.period) or 0) - values["not_known"])
    ]


# --- the rule is known, and what it took away is seen ---------------------------------------------------------------


def small(code: str, options: int) -> Instrument:
    """The first question of a tiny instrument, marked, with so many options, and a group of all but the first."""
    whole = tiny(code)
    asked = replace(whole.questions[0], sensitive=True, options=whole.questions[0].options[:options], groups=())
    rest = asked.option_codes[1:]
    grouped = replace(asked, groups=(Group("rest_of", asked.text, rest),) if len(rest) > 1 else ())
    return replace(whole, questions=(grouped,))


@pytest.mark.parametrize(
    ("instrument", "acts"),
    [(small("one", 2), 20), (small("one", 2), 62), (small("many", 2), 20), (small("one", 3), 16)],
    ids=["yes or no", "yes or no of many", "two of which both may be", "three in a group"],
)
def test_whoever_knows_the_rule_proves_nothing_by_what_is_left(instrument: Instrument, acts: int) -> None:
    """All that may be true and drawn, by what is published of it: for each such publication, what all agree on.

    Not even who knows how many answered, which is not told where the question is withheld, knows of any answer that its
    share is outside the limits.
    """
    (question,) = plan_for(instrument).sensitive
    (component,) = plan_for(instrument).components
    system = System(component)
    true = possible_counts(instrument, component, acts)
    drawn = all_drawn(system, acts, true)
    coarse = {cell.code for cell in coarser(component).published}
    by_left: dict[tuple[tuple[str, int], ...], list[np.ndarray]] = defaultdict(list)
    for values, behind in drawn.items():
        left = kept(system, question, acts, dict(values), coarse, BASE)
        by_left[tuple(sorted(left.items()))].append(behind)
    some = {frozenset(code for code, _ in left) for left in by_left}
    assert len(some) == (3 if any(len(group.of) > 1 for group in instrument.questions[0].groups) else 2)  # type: ignore[union-attr]
    answered = column(system, question, "answered")
    mine = [column(system, question, cell.category) for cell in component.cells if cell.attribute == question][2:]
    for left, behinds in by_left.items():
        worlds = np.concatenate(behinds)
        for cell, many in product(mine, set(worlds[:, answered]) - {0, 1}):
            counted = 100 * worlds[worlds[:, answered] == many, cell]
            assert ((10 * many <= counted) & (counted <= 90 * many)).any(), (left, many)
        for cell in range(worlds.shape[1]):
            low, high = worlds[:, cell].min(), worlds[:, cell].max()
            assert not (low >= 1 and high < BASE), left


def column(system: System, question: str, category: str) -> int:
    return system.index[f"{question}.{category}"] - 1


def all_drawn(system: System, acts: int, true: np.ndarray) -> Mapping[tuple[tuple[str, int], ...], np.ndarray]:
    """Every admissible rounding of anything that may be true, with all that may be behind it."""
    published = [number - 1 for number in system.published]
    codes = [system.codes[number] for number in system.published]
    found: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for row, counts in enumerate(true.tolist()):
        choices = [{counts[cell] // BASE * BASE, -(-counts[cell] // BASE) * BASE} for cell in published]
        for values in product(*choices):
            found[values].append(row)
    return {
        tuple(zip(codes, values, strict=True)): true[rows]
        for values, rows in found.items()
        if failing(system, acts, dict(zip(system.published, values, strict=True)), BASE) is None
    }


# --- the rule is broken, and seen to be -----------------------------------------------------------------------------


RARE = repeated((3, {"way": "phone"}), (57, {"way": "on_site"}), (40, {"way": "video"}))


def test_a_rare_answer_is_withheld_and_the_protocol_says_so() -> None:
    given = published(RARE)
    assert given.by_code["one.way"].leaves[0].code == "farsta_2"
    assert {(rung.cube, rung.leaf, rung.step) for rung in given.rungs} == {("one.way", "farsta_1", "sensitive")}


def published(sheets: list[Sheet]) -> Publication:
    usual = repeated((33, {"way": "phone"}), (33, {"way": "on_site"}), (34, {"way": "video"}))
    return publish({KINDS[0]: {"farsta_1": sheets, "farsta_2": usual, "vallingby_1": usual, "vallingby_2": usual}})


def test_a_year_in_which_the_question_became_sensitive_is_not_held_against_it() -> None:
    more = repeated((15, {"way": "phone"}), (45, {"way": "on_site"}), (40, {"way": "video"}))
    before, after = publish({tiny("one"): {"farsta_1": RARE * 2}}), publish({KINDS[0]: {"farsta_1": more}}, NEXT)
    cells = list(all_cells([before, after]))
    assert {str(cell.period) for cell in cells} == {"2021T1", "2021T2", "2021T1-T2"}
    assert outside([cell for cell in cells if str(cell.period) == "2021T1-T2"], KINDS[0])
    plans = {PERIOD: plan_for(tiny("one")), NEXT: plan_for(KINDS[0])}
    knows = knowledge([KINDS[0]], [before, after])
    assert attack(cells, replace(knows, plan=lambda _, period: plans[period.last.tertial])) == []


def test_without_the_rule_the_attacker_tells_and_so_does_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protection, "kept", lambda _, __, ___, values, *____: values)
    given = published(RARE)
    cells = list(all_cells([given]))
    assert outside(cells, KINDS[0])
    found = attack(cells, knowledge([KINDS[0]], [given]))
    assert any("under 10 or over 90 %" in finding.what for finding in found)
    assert any("must be under the limits" in finding.what for finding in found)
