"""A usual year, its tasks, and what plans and reports lack: from values to values."""

from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from folja.goals import measure, usual_year
from folja.goals.followed import Outside
from folja.goals.outside import OutsideFigure
from folja.goals.target import Target
from folja.goals.year_plan import DevelopmentArea, ExpectedResult, UnitGoal, YearPlan
from folja.goals.year_tasks import Task, a_year_later, by_group, copied_forward, is_near, suggested
from folja.goals.year_wheel import Lack, Section, lessons_left, of_next_plan, of_plan, of_report, plan_stage
from folja.reports.template import shipped as templates
from folja.vocabulary.period import Period

YEAR = usual_year.shipped()
T1, T3 = Period.parse("2022T1"), Period.parse("2022T3")
AREA = DevelopmentArea("evening", "Kvällstider")


def plan(*results: ExpectedResult, areas: tuple[DevelopmentArea, ...] = (AREA,)) -> YearPlan:
    return YearPlan("farsta", 2022, (UnitGoal("goal", "Mål", results),), areas)


def keys() -> "count[int]":
    return count()


SICK_LEAVE = ExpectedResult("sick", "Låg sjukfrånvaro", "measure", "sick_leave", Target("at_most", Decimal(6)))


def entered(*periods: str) -> Outside:
    source = "Personalsystemet", date(2022, 1, 1), "Bo"
    of = measure.shipped()["sick_leave"]
    return Outside.of(OutsideFigure(of, "farsta", Period.parse(one), Decimal(5), *source) for one in periods)


def missing(period: Period, outside: Outside) -> tuple[Lack, ...]:
    found = of_report(plan(SICK_LEAVE), outside, period, (), waits_for_closing=False, is_counted=True, has_budget=True)
    return tuple(lack for lack in found if lack.kind == "outside")


def test_the_cycle_names_templates_that_there_are_and_that_fit_its_tertials() -> None:
    for step in YEAR.steps:
        if step.is_report:
            assert templates()[step.template].of_year == (step.tertial == 3)
    codes = [one.code for one in (*YEAR.steps, *YEAR.tasks)]
    assert len(codes) == len(set(codes))


def test_each_group_gets_the_tasks_that_are_every_groups() -> None:
    number = keys()
    found = suggested(YEAR, 2022, ("Samtalsgruppen", "Fältgruppen"), lambda: str(next(number)))
    written = [one for one in found if one.words == "Ta fram siffror och skriv analyser till tertialrapport 1"]
    assert [(one.group, one.due_on) for one in written] == [
        ("Fältgruppen", date(2022, 5, 31)),
        ("Samtalsgruppen", date(2022, 5, 31)),
    ]
    assert found[0].due_on == date(2021, 10, 15)
    assert [group for group, _ in by_group(found, ("Samtalsgruppen", "Fältgruppen"))] == [
        "Samtalsgruppen",
        "Fältgruppen",
        "Ledningsgruppen",
    ]


def test_tasks_are_copied_a_year_later_and_not_done() -> None:
    tasks = (Task("a", "Skottdagen", date(2024, 2, 29), "", is_done=True), Task("b", "Boka", date(2024, 1, 10)))
    number = keys()
    copied = copied_forward(tasks, lambda: f"n{next(number)}")
    assert [(one.words, one.due_on, one.is_done) for one in copied] == [
        ("Boka", date(2025, 1, 10), False),
        ("Skottdagen", date(2025, 2, 28), False),
    ]
    assert a_year_later(date(2023, 2, 28)) == date(2024, 2, 28)


@pytest.mark.parametrize(
    ("today", "near"), [("2022-05-26", False), ("2022-05-27", True), ("2022-07-10", True), ("2022-07-11", False)]
)
def test_a_day_is_near_from_two_weeks_before_until_a_month_after(today: str, near: bool) -> None:
    assert is_near(date(2022, 6, 10), date.fromisoformat(today)) is near


def test_a_plan_is_in_place_when_all_of_it_is_looked_through() -> None:
    unreviewed = ExpectedResult("one", "Ett", "words", is_reviewed=False)
    assert plan_stage(None) == "not_begun"
    assert plan_stage(plan()) == plan_stage(plan(unreviewed)) == "being_written"
    assert plan_stage(plan(SICK_LEAVE)) == "in_place"


def test_a_plan_lacks_aims_only_where_something_is_counted() -> None:
    aimless = ExpectedResult("two", "Två", "indicator", "talks")
    told = ExpectedResult("three", "Tre", "words")
    assert of_plan(plan(SICK_LEAVE, aimless, told)) == (Lack("targets", ("two",)),)
    assert of_plan(plan(SICK_LEAVE, areas=())) == (Lack("areas"),)
    assert of_plan(None) == (Lack("plan"),)


def test_a_figure_is_missed_when_it_was_there_a_year_ago_and_always_of_the_year() -> None:
    assert missing(T1, entered()) == missing(T1, entered("2021")) == missing(T1, entered("2021T1", "2022T1")) == ()
    assert missing(T1, entered("2021T1")) == missing(T3, entered()) == (Lack("outside", ("sick_leave",)),)
    assert missing(T3, entered("2022")) == ()


def test_sections_are_told_by_who_writes_them_and_last_those_that_nobody_has() -> None:
    sections = (Section("1", "", False), Section("2", "Bo", False), Section("3", "Bo", True), Section("4", "Bo", False))
    found = of_report(plan(), entered(), T3, sections, waits_for_closing=True, is_counted=False, has_budget=False)
    assert found == (
        Lack("closing"),
        Lack("complaints"),
        Lack("texts", ("2", "4"), "Bo"),
        Lack("texts", ("1",)),
        Lack("budget"),
    )


def test_a_lesson_is_left_until_it_is_an_area_or_decided_about() -> None:
    lessons = ("Kvällstider", "Språk", "Språk", "Väntan")
    assert lessons_left(lessons, plan(), ("Väntan",)) == ("Språk",)
    assert of_next_plan(plan(), ("Språk",)) == (Lack("lessons", ("Språk",)),)
    assert of_next_plan(None, ("Språk",)) == (Lack("plan"),)
