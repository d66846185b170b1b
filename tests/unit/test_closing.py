"""What a publication was made by is named, so that two can be told apart."""

from dataclasses import replace

from folja.closing import plan_hash, plans_for, policy_hash
from folja.disclosure.policy import Policy
from folja.instruments.loading import shipped
from folja.vocabulary.period import Period


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


def test_another_threshold_is_another_policy() -> None:
    assert policy_hash(Policy()) != policy_hash(Policy(least_staff=4))
