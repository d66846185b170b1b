"""What people add to a report: plans, figures from outside, decided supports, their texts, and families' own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from folja.goals.budget import SeveralYears, Year
from folja.goals.complaints import Complaints
from folja.goals.followed import Outside
from folja.goals.year_plan import UnitGoal, YearPlan
from folja.supports.support import Register
from folja.vocabulary.unit import Unit


@dataclass(frozen=True)
class Manuscript:
    """`texts` are by key: an expected result's, or the code of a part that the template asks people to write.

    `budgets` are those of the unit, the first year first; `several_years` its plans over years, by name; `complaints`
    what it has counted of the year, tertial by tertial. `register` has the supports that the committee has decided, for
    all units. `below` are the units below, in the tree's order, where the report is a compilation of theirs.
    """

    plan: YearPlan | None = None
    outside: Outside = field(default_factory=lambda: Outside({}))
    texts: Mapping[str, str] = field(default_factory=dict)
    cited: tuple[str, ...] = ()
    budgets: tuple[Year, ...] = ()
    several_years: tuple[tuple[str, SeveralYears], ...] = ()
    below: tuple["FromBelow", ...] = ()
    complaints: tuple[Complaints, ...] = ()
    register: Register = ()

    @property
    def open_to_all(self) -> "Manuscript":
        """Without what comes out of case systems, which never leaves the unit: no figure and nothing said of one."""
        kept = Outside({key: one for key, one in self.outside.figures.items() if not one.measure.internal})
        below = tuple(replace(one, manuscript=one.manuscript.open_to_all) for one in self.below)
        if self.plan is None:
            return replace(self, outside=kept, below=below)
        goals = tuple(filter(None, map(_open_to_all, self.plan.goals)))
        left = {result.key for goal in goals for result in goal.results}
        gone = {result.key for result in self.plan.results} - left
        texts = {key: text for key, text in self.texts.items() if key not in gone}
        return replace(self, plan=replace(self.plan, goals=goals), outside=kept, texts=texts, below=below)


@dataclass(frozen=True)
class FromBelow:
    """What a unit below brings to a compilation: its plan, its outside figures, and what its approved reports say.

    `numbers` are those of its approved reports of the period; none where none is approved.
    """

    unit: Unit
    manuscript: Manuscript
    numbers: tuple[int, ...] = ()


def _open_to_all(goal: UnitGoal) -> UnitGoal | None:
    """A goal without what is followed by a case system, also where no figure is entered; None if nothing is left."""
    kept = tuple(result for result in goal.results if not result.is_internal)
    return replace(goal, results=kept) if kept or not goal.results else None
