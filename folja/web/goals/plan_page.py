"""A plan as it is followed: each expected result with its figure, its aim, whether it is reached, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from folja.figures import indicator
from folja.figures.figure import Figure
from folja.goals import measure
from folja.goals.followed import Followed, Value, followed
from folja.goals.judging import Status
from folja.goals.measure import Scale
from folja.goals.outside import OutsideFigure
from folja.goals.year_plan import ExpectedResult, UnitGoal
from folja.reports import beside, labels, reasons, sentences, words
from folja.vocabulary.period import Period, tertial
from folja.web.goals.desk import Desk

SIGNS: Mapping[Status, str] = {
    "met": "good",
    "on_the_way": "on_the_way",
    "not_met": "attention",
    "cannot_be_said": "half",
}
"""The icon of each status, wherever a result is shown."""


@dataclass(frozen=True)
class Shown:
    """One expected result. `status` is empty where nothing is judged; `locked` where the figure is for others only."""

    result: ExpectedResult
    status: str
    sign: str
    status_words: str
    why: str
    aim: str
    value: str
    beneath: tuple[str, ...]
    earlier: tuple[tuple[str, str], ...]
    genders: str
    notes: tuple[str, ...]
    address: str
    is_internal: bool
    locked: bool

    @property
    def awaits_entry(self) -> bool:
        """Whether somebody has to enter a figure from outside."""
        return self.result.followed_by == "measure" and not self.value and not self.locked


@dataclass(frozen=True)
class ShownGoal:
    """A goal with its results."""

    goal: UnitGoal
    results: tuple[Shown, ...]


@dataclass(frozen=True)
class PlanPage:
    """The goals for a period of the year. `is_closed` where its figures are frozen."""

    period: Period
    is_closed: bool
    goals: tuple[ShownGoal, ...]


def plan_page(desk: Desk, chosen: int, language: str) -> PlanPage:
    """The plan followed to the end of tertial `chosen` where it is closed, else of the latest that is."""
    period = next((part for part in desk.closed if part.number == chosen), None)
    is_closed = period is not None or bool(desk.closed)
    period = period or (desk.closed[0] if desk.closed else tertial(desk.year, 1))
    found = {one.result.key: one for one in followed(desk.books, desk.outside, desk.kept.plan, period)}
    goals = tuple(
        ShownGoal(goal, tuple(_shown(desk, found[result.key], period, language) for result in goal.results))
        for goal in desk.kept.plan.goals
    )
    return PlanPage(period, is_closed, goals)


def _shown(desk: Desk, one: Followed, period: Period, language: str) -> Shown:
    internal = one.result.is_internal
    locked = internal and not desk.is_own
    judged = one.judgement if not locked else None
    return Shown(
        result=one.result,
        status=judged.status if judged else "",
        sign=SIGNS[judged.status] if judged else "",
        status_words=labels.STATUSES[judged.status].in_language(language) if judged else "",
        why="".join(words.quoted(part, language) for part in reasons.reason_pieces(one, language)) if judged else "",
        aim=aim_in_words(one.result, language),
        value="" if locked else _value(one.value, language),
        beneath=() if locked else tuple(_beneath(one, period, language)),
        earlier=() if locked else tuple((_when(past), _value(past, language)) for past in one.earlier),
        genders="" if locked else _genders(one, language),
        notes=tuple(_notes(one)) if not locked else (),
        address=_address(desk, one, period),
        is_internal=internal,
        locked=locked,
    )


def aim_in_words(result: ExpectedResult, language: str) -> str:
    """Minst 45 %; nothing where no aim is set in numbers."""
    if result.target is None:
        return ""
    aim = reasons.aim(result.target, scale_of(result), language, lower_is_better=result.lower_is_better)
    said = "".join(words.quoted(part, language) for part in aim)
    return said[:1].upper() + said[1:]


def scale_of(result: ExpectedResult) -> Scale:
    """The scale that the result is followed on."""
    if result.followed_by == "measure" and result.followed in measure.shipped():
        return measure.shipped()[result.followed].scale
    if result.followed_by == "indicator" and result.followed in indicator.shipped():
        return "percent" if indicator.shipped()[result.followed].kind == "share" else "number"
    return "number"


def _value(value: Value | None, language: str) -> str:
    match value:
        case Figure():
            return words.value(value, language) if value.shown else ""
        case OutsideFigure():
            return words.entered(value, language) if value.shown else ""
    return ""


def _beneath(one: Followed, period: Period, language: str) -> Iterator[str]:
    """What the value is of and how uncertain it is, or why there is none; and what other places have."""
    match value := one.value:
        case Figure(reason=None):
            yield from filter(None, (words.base(value, language), words.interval(value, language)))
            if value.kind == "volume":
                yield _("Exakt antal")
        case Figure():
            yield words.reason(value, language)
            instead = words.offered(value, language)
            if instead:
                yield labels.INSTEAD.in_language(language).format(figure=instead)
        case OutsideFigure():
            if value.period != period:
                yield value.period.name(language)
            yield f"{value.source}, {labels.day(value.dated, language)}"
            if one.beside:
                yield "".join(words.quoted(piece, language) for piece in beside.said(one.beside, language)).strip()


def _when(value: Value) -> str:
    """2019; T1 2019."""
    period = value.period
    if period.kind == "year":
        return str(period.year)
    return f"T{period.number} {period.year}" if period.kind == "tertial" else f"T1–T{period.number} {period.year}"


def _genders(one: Followed, language: str) -> str:
    """Kvinnor 95 %, män 40 %: as far as there are several to set beside each other."""
    said: list[str] = []
    if len(one.by_gender) > 1:
        said = [
            f"{sentences.gender(figure).in_language(language)} {words.value(figure, language)}"
            for figure in one.by_gender
        ]
    elif isinstance(one.value, OutsideFigure):
        said = genders_of(one.value, language)
    first, *others = said or [""]
    return ", ".join((first, *map(sentences.inside, others)))


def genders_of(figure: OutsideFigure, language: str) -> list[str]:
    """Each gender that the source has, with its value."""
    names = {"woman": _("Kvinnor"), "man": _("Män"), "other": _("Andra")}
    return [
        f"{names[gender]} {words.amount(value, figure.measure.scale, language)}"
        for gender, value in figure.by_gender.items()
    ]


def _notes(one: Followed) -> Iterator[str]:
    """Why some years can't be compared, and what was noted with figures from outside."""
    told = {year for year, why in one.result.not_comparable}
    for year, why in one.result.not_comparable:
        yield f"{year}: {why}"
    for value in (*one.earlier, one.value):
        if isinstance(value, OutsideFigure) and value.note and value.period.year not in told:
            yield f"{_when(value)}: {value.note}"


def _address(desk: Desk, one: Followed, period: Period) -> str:
    """Where there is more about the figure."""
    if isinstance(one.value, Figure) and desk.closed:
        return reverse("indicator", args=(desk.unit.code, period, one.result.followed))
    if one.result.followed_by == "measure" and one.result.followed in measure.shipped():
        return reverse("outside_measure", args=(*desk.at, one.result.followed)) if desk.is_own else ""
    return ""
