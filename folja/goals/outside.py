"""A figure from outside: what somebody entered from another source, with the source, its date and who entered it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from folja.goals.measure import Measure
from folja.goals.place import is_of_a_place
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused, problem

GENDERS = ("woman", "man", "other")

_NO_NUMBER = problem(
    "",
    sv="Antal går inte att ställa bredvid en annan plats. Ta bort raden. Andelar, index och medel går bra.",
    en="a number can't stand beside another place's; remove the row: shares, indexes and means can",
)


@dataclass(frozen=True)
class OutsideFigure:
    """One value of one measure for a unit and period, exactly as its source has it.

    `unit` is one of ours, or says that the figure is of a place that ours can stand beside: it is never judged, never
    added to anything, and no number of a whole nation is set beside a unit's.

    `value` is None where the source says that it was not measured; `note` then says why. `by_gender` holds the same
    measure for women, men and others, as far as the source has it; it need not add up to anything. Raises Refused for
    a value that the measure can't have, and for a missing source.
    """

    measure: Measure
    unit: str
    period: Period
    value: Decimal | None
    source: str
    dated: date
    entered_by: str
    by_gender: Mapping[str, Decimal] = field(default_factory=dict)
    note: str = ""

    def __post_init__(self) -> None:
        wrong = [] if self.value is None else self.measure.problems(self.value, "")
        for gender, value in self.by_gender.items():
            wrong += self.measure.problems(value, gender)
        if self.is_of_a_place and self.measure.scale == "number":
            wrong.append(_NO_NUMBER)
        if not self.source.strip():
            wrong.append(problem("", sv="Skriv varifrån siffran kommer.", en="write where the figure comes from"))
        if self.value is None and not self.note.strip():
            wrong.append(
                problem("", sv="Skriv en siffra, eller varför den saknas.", en="write a figure, or why there is none")
            )
        if wrong:
            raise Refused(wrong)

    @property
    def is_of_a_place(self) -> bool:
        """Whether it is of a place that is not ours."""
        return is_of_a_place(self.unit)

    @property
    def shown(self) -> bool:
        """Whether there is a value."""
        return self.value is not None
