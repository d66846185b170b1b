"""Whether an expected result is reached: met, on the way, not met, or not to be said yet, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from folja.goals.forecast import year_at_this_pace
from folja.goals.standing import Range, Standing
from folja.goals.target import Target, TargetKind

Status = Literal["met", "on_the_way", "not_met", "cannot_be_said"]

Why = Literal[
    "reached",
    "kept",
    "raised",
    "lowered",
    "short",
    "beyond",
    "outside",
    "lower",
    "higher",
    "nearer",
    "at_this_pace",
    "within_uncertainty",
    "not_at_this_pace",
    "perhaps_lower",
    "perhaps_higher",
    "nothing_before",
    "broken",
    "hidden",
    "missing",
    "still_open",
    "part_of_the_year",
]
"""reached: the whole interval is where it should be. kept: not lower than the margin allows. raised: certainly higher.
lowered, higher, perhaps_higher: as raised, lower and perhaps_lower, of what is better the lower it is.
short: the whole interval is below. beyond: it is above what was the most. outside: it is outside the two limits. lower:
certainly lower than the year before. nearer: short, but certainly nearer than the year before, and the year goes on.
at_this_pace: not there yet, but will be if the year goes on so. not_at_this_pace: the year goes on, but will not get
there so. within_uncertainty: a limit lies inside the interval. perhaps_lower: the difference holds both kept and lower.
nothing_before, broken: there is nothing to compare with, or what there is can't be compared. hidden, missing: no
value. still_open: its months are not closed, so that the pace is not known. part_of_the_year: the year is over, and the
value is of some of its months."""


@dataclass(frozen=True)
class Judgement:
    """A status and what decides it."""

    status: Status
    why: Why


def judge(target: Target, standing: Standing) -> Judgement:
    """A target judged by how a figure stands.

    Where the 95 % interval holds the limit nothing is said, which is the decision rule of JCGM 106:2012 (guarded
    acceptance and guarded rejection, each with the whole uncertainty as its guard band). A difference that holds zero
    is never called a change; see Altman & Bland 1995, absence of evidence is not evidence of absence.
    """
    if standing.now is None:
        return Judgement("cannot_be_said", "hidden" if standing.is_hidden else "missing")
    if standing.is_part:
        return Judgement("cannot_be_said", "part_of_the_year")
    return _RULES[target.kind](target, standing, standing.now)


def _at_least(target: Target, standing: Standing, now: Range) -> Judgement:
    limit = _limit(target)
    if now.low >= limit:
        return Judgement("met", "reached")
    if standing.adds_up and not standing.is_year:
        return _at_this_pace(standing, now, lambda year: year >= limit)
    if now.high < limit:
        return _short(standing, nearer=_certainly_higher(standing), why="short")
    return Judgement("cannot_be_said", "within_uncertainty")


def _at_most(target: Target, standing: Standing, now: Range) -> Judgement:
    limit = _limit(target)
    if standing.adds_up and not standing.is_year:
        if now.low > limit:
            return Judgement("not_met", "beyond")
        return _at_this_pace(standing, now, lambda year: year <= limit)
    if now.high <= limit:
        return Judgement("met", "reached")
    if now.low > limit:
        return _short(standing, nearer=_certainly_lower(standing), why="beyond")
    return Judgement("cannot_be_said", "within_uncertainty")


def _between(target: Target, standing: Standing, now: Range) -> Judgement:
    low, high = _limit(target), target.upper
    assert high is not None
    if standing.adds_up and not standing.is_year:
        if now.low > high:
            return Judgement("not_met", "beyond")
        return _at_this_pace(standing, now, lambda year: low <= year <= high)
    if low <= now.low and now.high <= high:
        return Judgement("met", "reached")
    if now.high < low:
        return _short(standing, nearer=_certainly_higher(standing), why="outside")
    if now.low > high:
        return _short(standing, nearer=_certainly_lower(standing), why="outside")
    return Judgement("cannot_be_said", "within_uncertainty")


def _keep_or_raise(target: Target, standing: Standing, now: Range) -> Judgement:  # noqa: ARG001  one form for all rules
    if standing.adds_up and not standing.is_closed:
        return Judgement("cannot_be_said", "still_open")
    if standing.is_broken:
        return Judgement("cannot_be_said", "broken")
    if standing.change is None:
        return Judgement("cannot_be_said", "nothing_before")
    lower, change = standing.lower_is_better, standing.change
    worst, best = (-change.high, -change.low) if lower else (change.low, change.high)
    if worst > 0:
        return Judgement("met", "lowered" if lower else "raised")
    if worst >= -target.margin:
        return Judgement("met", "kept")
    if best < -target.margin:
        return Judgement("not_met", "higher" if lower else "lower")
    return Judgement("cannot_be_said", "perhaps_higher" if lower else "perhaps_lower")


_RULES: Mapping[TargetKind, Callable[[Target, Standing, Range], Judgement]] = {
    "at_least": _at_least,
    "at_most": _at_most,
    "between": _between,
    "keep_or_raise": _keep_or_raise,
}


def _at_this_pace(standing: Standing, now: Range, reaches: Callable[[Decimal], bool]) -> Judgement:
    # What is left of the year is not known: a forecast may say that a unit is on its way, never that it has arrived.
    if not standing.is_closed:
        return Judgement("cannot_be_said", "still_open")
    year = year_at_this_pace(now.value, standing.period)
    return Judgement("on_the_way", "at_this_pace") if reaches(year) else Judgement("cannot_be_said", "not_at_this_pace")


def _short(standing: Standing, *, nearer: bool, why: Why) -> Judgement:
    if nearer and not standing.is_year:
        return Judgement("on_the_way", "nearer")
    return Judgement("not_met", why)


def _certainly_higher(standing: Standing) -> bool:
    return standing.change is not None and not standing.is_broken and standing.change.low > 0


def _certainly_lower(standing: Standing) -> bool:
    return standing.change is not None and not standing.is_broken and standing.change.high < 0


def _limit(target: Target) -> Decimal:
    assert target.value is not None
    return target.value
