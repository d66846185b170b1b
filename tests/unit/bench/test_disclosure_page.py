"""Three ways to protect are attacked alike, and docs/disclosure-figures.md tells how near and how safe they are."""

import re
from pathlib import Path
from random import Random

import pytest

from folja.bench import methods
from folja.bench.disclosure_page import Measured, measured, page
from folja.bench.methods import SMALL, Numbers, given_away
from folja.counting.plan import plan_for
from tests.city import PERIOD, counts, publish, repeated
from tests.instruments import tiny

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "disclosure-figures.md").read_text(encoding="utf-8")
TALK = tiny("chain")
SHEETS = {
    unit: repeated(
        (few, {"first": "yes", "found_us": "nurse", "who": ["father"]}),
        (8, {"first": "yes", "found_us": "friend", "who": ["mother"]}),
        (3, {"first": "yes"}),
        (14, {"first": "no"}),
    )
    for unit, few in {"farsta_1": 2, "farsta_2": 7, "vallingby_1": 9, "vallingby_2": 4}.items()
}


@pytest.fixture(scope="module")
def numbers() -> Numbers:
    published = publish({TALK: SHEETS}, PERIOD, seed=1)
    return Numbers(plan_for(TALK), [counts({TALK: SHEETS})], [published])


def test_of_what_foljas_leaves_tell_nothing_is_proved(numbers: Numbers) -> None:
    leaves = {key: value for key, value in numbers.published.items() if key[:2] in numbers.acts}
    assert sum(numbers.exact[key] in SMALL for key in numbers.shown) >= 10
    assert methods.attack(numbers, methods.rounded(leaves), numbers.published) == []


def test_numbers_rounded_each_on_their_own_give_small_ones_away(numbers: Numbers) -> None:
    drawn = [methods.rounded_alone(numbers, Random(seed)) for seed in range(3)]
    assert any(given_away(numbers, methods.attack(numbers, methods.rounded(one), one)) for one in drawn)


def test_suppression_hides_what_is_small_and_never_one_alone_in_a_line(numbers: Numbers) -> None:
    hidden = methods.suppressed(numbers)
    assert {key for key in numbers.shown if numbers.exact[key] in SMALL} < hidden
    shown = set(numbers.shown)
    for line in numbers.lines:
        if set(line.keys) <= shown:
            assert sum(key in hidden for key in line.keys) != 1


def test_suppression_that_is_checked_hides_until_nothing_is_proved(numbers: Numbers) -> None:
    hidden = methods.checked(numbers)
    assert methods.suppressed(numbers) <= hidden
    assert given_away(numbers, methods.attack(numbers, methods.visible(numbers, hidden), hidden)) == 0


# --- the page ----------------------------------------------------------------------------------------------------


def row_of(written: str, heading: str) -> list[str]:
    """What stands of Följa in the table below a heading."""
    table = re.search(rf"^## {heading}.*?^\| Följa \| (.*?) \|$", written, re.MULTILINE | re.DOTALL)
    assert table, heading
    return table[1].split(" | ")


def test_a_districts_year_and_the_citys_are_near_enough_and_nothing_is_proved() -> None:
    means = [float(cell.partition(" ")[0]) for cell in row_of(PAGE, "Fel")]
    assert len(means) == 6
    assert means[3] <= 2
    assert means[5] <= 0.5
    assert "Båda nås." in PAGE
    hidden, proved = row_of(PAGE, "Säkerhet")
    assert hidden == "0%"
    assert re.fullmatch(r"0 av [1-9]\d+", proved)


@pytest.mark.long
def test_measured_anew_the_page_says_the_same() -> None:
    found: Measured = measured()
    anew = page(found)
    assert re.sub(r"\d", "", anew)[:900] == re.sub(r"\d", "", PAGE)[:900]
    assert float(row_of(anew, "Fel")[3].partition(" ")[0]) <= 2
    assert row_of(anew, "Säkerhet")[1].startswith("0 av ")
