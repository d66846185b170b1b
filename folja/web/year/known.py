"""Which tasks of a unit's year are done, as Följa can tell by itself: counted, written, entered or begun there."""

from dataclasses import dataclass, replace
from functools import cached_property

from folja.goals.year_plan import YearPlan
from folja.goals.year_tasks import Task
from folja.vocabulary.period import tertial
from folja.web.goals.stored import budgets_of, plan_of
from folja.web.writing.stored import assignments_of, is_locked, latest_texts, latest_turn, report_of
from folja.web.year.models import StoredComplaints

REPORTS = {1: "tertial", 2: "tertial", 3: "annual"}
"""By which template the report after each tertial is written."""


@dataclass(frozen=True)
class Known:
    """What there is of a unit's year, read when it is asked for."""

    unit: str
    year: int

    def told(self, task: Task) -> Task:
        """The task, done where what it is about is there."""
        return replace(task, is_done=True, is_told=True) if task.known_by and self._is_there(task) else task

    def _is_there(self, task: Task) -> bool:
        kind, _, number = task.known_by.partition(":")
        match kind:
            case "plan":
                return self._plan is not None
            case "outcome":
                return any(one.year == self.year and one.outcome for one in budgets_of(self.unit))
            case "complaints":
                period = str(tertial(self.year, int(number)))
                return StoredComplaints.objects.filter(unit=self.unit, period=period).exists()
            case "texts":
                return self._is_written(int(number), task.group)
        return False

    @cached_property
    def _plan(self) -> YearPlan | None:
        return plan_of(self.unit, self.year)

    def _is_written(self, number: int, group: str) -> bool:
        """Whether the report is handed in, or all that the group is to write in it is marked as done."""
        report = report_of(REPORTS[number], self.unit, tertial(self.year, number))
        if is_locked(latest_turn(report)):
            return True
        given = {key: one.group for key, one in assignments_of(report).items()}
        results = self._plan.results if self._plan and group else ()
        keys = {one.key for one in results if given.get(one.key, one.group) == group}
        keys |= {key for key, to in given.items() if group and to == group}
        texts = latest_texts(report)
        return bool(keys) and all(key in texts and texts[key].is_done for key in keys)
