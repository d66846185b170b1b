"""The page of a unit's year: its steps, the groups' tasks, and the units below, each where it is and none ranked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from folja.goals.usual_year import shipped
from folja.goals.year_tasks import Task, by_group, passed
from folja.goals.year_wheel import Stage
from folja.vocabulary.clock import today
from folja.vocabulary.unit import Unit
from folja.web.frame.parts import Field, Link
from folja.web.goals.stored import planned_years
from folja.web.year.actions import to_begin_from
from folja.web.year.desk import YearDesk
from folja.web.year.stages import stages_of
from folja.web.year.steps import SIGNS, ShownStep, shown_steps, stage_in_words
from folja.web.year.stored import groups_of, is_begun, tasks_of


@dataclass(frozen=True)
class ShownTask:
    """One task; `late` where its day is past and it is not done."""

    task: Task
    late: bool


@dataclass(frozen=True)
class GroupsTasks:
    """What one working group has to do, and what it has done. Without a name it is everybody's."""

    group: str
    left: tuple[ShownTask, ...]
    done: tuple[ShownTask, ...]


@dataclass(frozen=True)
class Cell:
    """Where a unit is with one step."""

    stage: Stage
    words: str
    sign: str


@dataclass(frozen=True)
class Below:
    """A unit under this one with the stage of each step."""

    unit: Unit
    address: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class WheelPage:
    """The whole page. Each step has the form of its day beside it, for who manages the unit.

    `past` is how many tasks are past already, if the year is begun today; none where all of them are.
    """

    steps: tuple[tuple[ShownStep, Field | None], ...]
    groups: tuple[GroupsTasks, ...]
    is_begun: bool
    has_tasks_before: bool
    past: int
    headings: tuple[str, ...]
    below: tuple[Below, ...]
    not_begun: int
    menu: tuple[tuple[int, tuple[Link, ...]], ...]

    @property
    def below_first(self) -> bool:
        """Whether the units below are what there is to see: nothing has been begun at this level."""
        return bool(self.below) and not self.is_begun and all(step.stage == "not_begun" for step, _ in self.steps)


def wheel_page(desk: YearDesk, typed: Mapping[str, str], wrong: Mapping[str, str]) -> WheelPage:
    """The page; `typed` and `wrong` are a day that was sent and what is wrong with it, by field."""
    steps = shown_steps(desk)
    below = tuple(_below(desk))
    begun = tuple(one for one in below if any(cell.stage != "not_begun" for cell in one.cells))
    return WheelPage(
        steps=tuple((step, _due(desk, step, typed, wrong)) for step in steps),
        groups=tuple(_groups(desk)),
        is_begun=is_begun(*desk.at),
        has_tasks_before=bool(tasks_of(desk.unit.code, desk.year - 1)),
        past=_past(desk) if desk.desk.may_manage and not is_begun(*desk.at) else 0,
        headings=tuple(step.title for step in steps),
        below=begun,
        not_begun=len(below) - len(begun),
        menu=tuple(_menu(desk)),
    )


def _past(desk: YearDesk) -> int:
    tasks = to_begin_from(*desk.at)
    past = passed(tasks, today())
    return len(past) if len(past) < len(tasks) else 0


def _due(desk: YearDesk, step: ShownStep, typed: Mapping[str, str], wrong: Mapping[str, str]) -> Field | None:
    if not desk.desk.may_manage:
        return None
    name = f"due-{step.code}"
    label = _("När ska det vara klart? (%s)") % step.title
    value = typed.get(name, step.due_on.isoformat() if step.due_on else "")
    return Field(name, label, _("Lämna tomt om det inte finns något datum."), value, wrong.get(name, ""))


def _groups(desk: YearDesk) -> Iterator[GroupsTasks]:
    for group, tasks in by_group(tasks_of(*desk.at), groups_of(*desk.at)):
        shown = [ShownTask(task, late=_is_late(task, today())) for task in tasks]
        left, done = ([one for one in shown if one.task.is_done is is_done] for is_done in (False, True))
        yield GroupsTasks(group, tuple(left), tuple(done))


def _is_late(task: Task, now: date) -> bool:
    return not task.is_done and task.due_on < now


def _below(desk: YearDesk) -> Iterator[Below]:
    """The units under this one that the reader manages, in the tree's order: they are never ranked."""
    tree, scope = desk.desk.scope.tree, desk.desk.scope
    under = [one for one in scope.manages if one != desk.unit and desk.unit.code in tree.path(one.code)]
    stages = stages_of([one.code for one in under], shipped(), desk.year) if under else {}
    for unit in under:
        yield Below(unit, reverse("year_wheel", args=(unit.code, desk.year)), tuple(_cells(stages[unit.code])))


def _cells(stages: Mapping[str, Stage]) -> Iterator[Cell]:
    for step in shipped().steps:
        stage = stages[step.code]
        yield Cell(stage, stage_in_words(stage, is_report=step.is_report), SIGNS[stage])


def _menu(desk: YearDesk) -> Iterator[tuple[int, tuple[Link, ...]]]:
    for year in years_of(desk):
        address = reverse("year_wheel", args=(desk.unit.code, year))
        yield year, (Link(address, _("Årshjulet %d") % year, year == desk.year),)


def years_of(desk: YearDesk) -> tuple[int, ...]:
    """The years that can be gone to, the latest first: planned ones, this one and the next."""
    now = today().year
    return tuple(sorted({*planned_years(desk.unit.code), now, now + 1, desk.year}, reverse=True))
