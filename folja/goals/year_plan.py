"""A unit's plan for a year: goals from council to unit, expected results, ways of working and how they are followed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from folja.figures import indicator
from folja.goals import measure
from folja.goals.target import Target

FollowedBy = Literal["indicator", "measure", "words"]
"""indicator: a figure out of the cubes. measure: one entered from outside. words: nothing is counted, people tell."""

ABOVE = ("council", "committee")
"""Whose goals a unit's goal serves, from the top: the council's, the committee's."""


@dataclass(frozen=True)
class ExpectedResult:
    """What a unit wants to reach in a year, and how it will be known.

    `key` is the same in every year that it is copied to, so that texts and figures of several years find each other.
    `followed` is the code of an indicator or a measure, empty where words are to tell. `not_comparable` says of some
    earlier years why they can't be set beside this one. `is_reviewed` is false for what was copied from the year before
    until somebody has said that it still holds.
    """

    key: str
    words: str
    followed_by: FollowedBy
    followed: str = ""
    target: Target | None = None
    ways: tuple[str, ...] = ()
    how: str = ""
    group: str = ""
    not_comparable: tuple[tuple[int, str], ...] = ()
    is_reviewed: bool = True

    @property
    def is_internal(self) -> bool:
        """Whether it is followed by a figure out of a case system, whether or not one is entered."""
        return self.followed_by == "measure" and measure.is_internal(self.followed)

    @property
    def lower_is_better(self) -> bool:
        """Whether what it is followed by is better the lower it is: to keep it is not to let it rise."""
        known = {"indicator": indicator.shipped(), "measure": measure.shipped()}.get(self.followed_by, {})
        return self.followed in known and known[self.followed].better == "lower"


@dataclass(frozen=True)
class UnitGoal:
    """A goal of a unit with its expected results, and the words of the goals above that it serves."""

    key: str
    title: str
    results: tuple[ExpectedResult, ...] = ()
    council: str = ""
    committee: str = ""


@dataclass(frozen=True)
class DevelopmentArea:
    """What a unit wants to become better at, and which year's analysis it was learned from."""

    key: str
    words: str
    learned_in: int | None = None
    group: str = ""


@dataclass(frozen=True)
class YearPlan:
    """A unit's goals for a year, in the order people have put them."""

    unit: str
    year: int
    goals: tuple[UnitGoal, ...] = ()
    areas: tuple[DevelopmentArea, ...] = ()

    @property
    def results(self) -> Iterator[ExpectedResult]:
        """Every expected result, in order."""
        return (result for goal in self.goals for result in goal.results)

    @property
    def groups(self) -> tuple[str, ...]:
        """The working groups that are responsible for something, each once, in the order they are named."""
        named = (*(result.group for result in self.results), *(area.group for area in self.areas))
        return tuple(dict.fromkeys(group for group in named if group))

    @property
    def left_to_review(self) -> tuple[ExpectedResult, ...]:
        """What was copied from the year before and nobody has looked at."""
        return tuple(result for result in self.results if not result.is_reviewed)


def copied_forward(plan: YearPlan, learned: tuple[DevelopmentArea, ...] = ()) -> YearPlan:
    """The plan of the year after, to begin from: everything is copied and has to be looked at.

    Targets follow along, since last year's is what people start from. `learned` is what the year's analyses said has
    to be developed; it becomes the new plan's development areas.
    """
    goals = tuple(replace(goal, results=tuple(map(_unreviewed, goal.results))) for goal in plan.goals)
    return YearPlan(plan.unit, plan.year + 1, goals, tuple(replace(area, learned_in=plan.year) for area in learned))


def _unreviewed(result: ExpectedResult) -> ExpectedResult:
    return replace(result, is_reviewed=False)
