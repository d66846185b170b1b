"""What a publication was made by is named, so that two can be told apart; what gives something away is not frozen."""

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from folja.closing import House, close, plan_hash, plans_for
from folja.disclosure.attacker import Finding
from folja.disclosure.fixed_units import Units, units_of
from folja.disclosure.policy import Policy
from folja.disclosure.publication import Publication
from folja.instruments.loading import shipped
from folja.instruments.registration import Kept
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused
from tests.city import TREE


def made_by(period: str) -> str:
    return plan_hash(plans_for(shipped(), Period.parse(period)))


def test_the_same_questions_are_counted_by_the_same_plan() -> None:
    assert made_by("2021T2") == made_by("2021T3")


def test_another_version_of_a_sheet_is_another_plan() -> None:
    versions = shipped().of("talk")
    before, after = (version.first_month.tertial for version in versions[:2])
    assert made_by(str(after.year_before)) != made_by(str(after))
    assert before < after


def test_a_cell_that_is_published_or_not_makes_another_plan() -> None:
    plans = plans_for(shipped(), Period.parse("2021T2"))
    first = plans[0].components[0]
    cell = replace(first.cells[0], published=not first.cells[0].published)
    other = replace(plans[0], components=(replace(first, cells=(cell, *first.cells[1:])), *plans[0].components[1:]))
    assert plan_hash([other, *plans[1:]]) != plan_hash(plans)


def test_a_question_that_became_sensitive_makes_another_plan() -> None:
    first, *others = plans_for(shipped(), Period.parse("2021T2"))
    marked = tuple(replace(asked, sensitive=True) for asked in first.instrument.questions)
    assert plan_hash([replace(first, instrument=replace(first.instrument, questions=marked)), *others]) != plan_hash(
        [first, *others]
    )


class Beside:
    """A house with one tertial to close, and something that could be proved of it beside what was published before."""

    def __init__(self, found: list[Finding]) -> None:
        self.found, self.frozen = found, list[Publication]()

    def seal(self, period: Period) -> None: ...

    def stream(self, period: Period) -> Iterator[Kept]:
        return iter(())

    def tertials(self) -> frozenset[Period]:
        return frozenset()

    def undecided(self) -> Mapping[Period, tuple[str, ...]]:
        return {}

    def units(self, period: Period) -> Units:
        return units_of(TREE, period, Policy())

    def closed(self) -> frozenset[Period]:
        return frozenset()

    def proved_with(self, publication: Publication) -> list[Finding]:
        return self.found

    def freeze(self, publication: Publication) -> None:
        self.frozen.append(publication)


@pytest.mark.parametrize("found", [[], [Finding("must be 3", (), "talk", "adults", "farsta_1")]])
def test_what_gives_something_away_beside_earlier_numbers_is_not_frozen(found: list[Finding], tmp_path: Path) -> None:
    beside, house, today = Beside(found), House(shipped(), Policy(), ""), date(2021, 12, 1)
    expected = pytest.raises(Refused, match="nothing is frozen") if found else nullcontext()
    with expected:
        close(Period.parse("2021T1"), beside, beside, house, today=today, workspace=tmp_path, even_if_empty=True)
    assert bool(beside.frozen) is not bool(found)
