"""Changes of one goal, one expected result or the areas in a plan, so that what others have changed meanwhile stays."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from folja.goals.year_plan import DevelopmentArea, ExpectedResult, UnitGoal, YearPlan
from folja.vocabulary.problem import refuse


class Keyed(Protocol):
    """What has a place in an order and is found by its key."""

    @property
    def key(self) -> str: ...


AREAS = "areas"
"""What stands for the key of all development areas: they are edited on one page, and so changed as one."""
MOST_AREAS = 12

Piece = ExpectedResult | UnitGoal
One = TypeVar("One", bound=Keyed)


def piece(plan: YearPlan, key: str) -> Piece | None:
    """The goal or the expected result of that key as somebody edits it: a goal without its results."""
    goal = goal_of(plan, key)
    return replace(goal, results=()) if goal else result_of(plan, key)


def as_edited(plan: YearPlan, key: str) -> object:
    """What somebody edits under that key, as it stands: a goal, an expected result, or all development areas."""
    return plan.areas if key == AREAS else piece(plan, key)


def goal_of(plan: YearPlan, key: str) -> UnitGoal | None:
    """The goal of that key."""
    return next((goal for goal in plan.goals if goal.key == key), None)


def result_of(plan: YearPlan, key: str) -> ExpectedResult | None:
    """The expected result of that key."""
    return next((result for result in plan.results if result.key == key), None)


def goal_around(plan: YearPlan, key: str) -> UnitGoal | None:
    """The goal that the expected result of that key stands under."""
    return next((goal for goal in plan.goals if any(result.key == key for result in goal.results)), None)


def with_goal(plan: YearPlan, goal: UnitGoal) -> YearPlan:
    """The plan with the goal's words, its results as they are; a new goal stands last."""
    if goal_of(plan, goal.key) is None:
        return replace(plan, goals=(*plan.goals, goal))
    goals = (replace(goal, results=one.results) if one.key == goal.key else one for one in plan.goals)
    return replace(plan, goals=tuple(goals))


def with_result(plan: YearPlan, goal: str, result: ExpectedResult) -> YearPlan:
    """The plan with the result in the goal of that key: where it stood, or last. Raises Refused without the goal."""
    if goal_of(plan, goal) is None:
        raise refuse(
            "goal",
            sv="Målet är borttaget av någon annan. Lägg till målet igen, eller välj ett annat.",
            en="somebody else has removed the goal; add it again, or choose another",
        )
    return replace(plan, goals=tuple(_placed(one, goal, result) for one in plan.goals))


def _placed(one: UnitGoal, goal: str, result: ExpectedResult) -> UnitGoal:
    """The goal with the result in its place, at its end, or without it where it goes to another."""
    others = [other for other in one.results if other.key != result.key]
    if one.key != goal:
        return replace(one, results=tuple(others))
    if len(others) == len(one.results):
        return replace(one, results=(*one.results, result))
    return replace(one, results=tuple(result if other.key == result.key else other for other in one.results))


def without(plan: YearPlan, key: str) -> YearPlan:
    """The plan without the goal or the result of that key."""
    goals = (goal for goal in plan.goals if goal.key != key)
    kept = (replace(goal, results=tuple(one for one in goal.results if one.key != key)) for goal in goals)
    return replace(plan, goals=tuple(kept))


def moved(plan: YearPlan, key: str, steps: int) -> YearPlan:
    """The goal or the result of that key so many places further down among its like; at an end it stays."""
    if goal_of(plan, key):
        return replace(plan, goals=_moved(plan.goals, key, steps))
    return replace(plan, goals=tuple(replace(goal, results=_moved(goal.results, key, steps)) for goal in plan.goals))


def _moved(ones: Iterable[One], key: str, steps: int) -> tuple[One, ...]:
    order = list(ones)
    place = next((place for place, one in enumerate(order) if one.key == key), None)
    if place is not None:
        order.insert(min(max(place + steps, 0), len(order) - 1), order.pop(place))
    return tuple(order)


def put_back(plan: YearPlan, before: YearPlan, key: str) -> YearPlan:
    """The plan with what was removed since `before`, at the place it had. What is there already stays as it is."""
    if piece(plan, key) is not None:
        return plan
    goal, around = goal_of(before, key), goal_around(before, key)
    if goal:
        return moved_to(replace(plan, goals=(*plan.goals, goal)), key, before.goals.index(goal))
    result = result_of(before, key)
    if result is None or around is None:
        return plan
    return moved_to(with_result(plan, around.key, result), key, around.results.index(result))


def moved_to(plan: YearPlan, key: str, place: int) -> YearPlan:
    """The goal or the result of that key at a place among its like."""
    around = goal_around(plan, key)
    order = [one.key for one in (around.results if around else plan.goals)]
    return moved(plan, key, place - order.index(key))


def with_areas(plan: YearPlan, areas: tuple[DevelopmentArea, ...]) -> YearPlan:
    """The plan with these development areas. Raises Refused for more than there is room for."""
    refuse_more_than_room(len(areas))
    return replace(plan, areas=areas)


def joined(plan: YearPlan, areas: Iterable[DevelopmentArea]) -> YearPlan:
    """The plan with more development areas, those it has in the same words left out. Raises Refused as with_areas."""
    known = {area.words for area in plan.areas}
    return with_areas(plan, (*plan.areas, *(area for area in areas if area.words not in known)))


def refuse_more_than_room(number: int) -> None:
    """Raises Refused for more development areas than a plan has room for."""
    if number > MOST_AREAS:
        raise refuse(
            AREAS,
            sv=f"En plan har plats för {MOST_AREAS} utvecklingsområden, och det här blir {number}. "
            "Ta bort eller slå ihop några.",
            en=f"a plan has room for {MOST_AREAS} development areas, and these are {number}; remove or join some",
        )


def reviewed(plan: YearPlan, key: str) -> YearPlan:
    """The plan with the result said to hold this year too."""
    result, around = result_of(plan, key), goal_around(plan, key)
    return with_result(plan, around.key, replace(result, is_reviewed=True)) if result and around else plan
