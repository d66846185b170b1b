"""What the demo city is drawn from: how many acts are held where and when, and how their answers fall."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from folja.vocabulary.condition import ALWAYS, Condition
from folja.vocabulary.period import Month, Period


@dataclass(frozen=True)
class Scope:
    """Some units in some months; what is left empty limits nothing. `where` may name districts and groups.

    `months` are calendar months of any year, 1 to 12.
    """

    where: tuple[str, ...] = ()
    period: Period | None = None
    months: tuple[int, ...] = ()

    def covers(self, path: tuple[str, ...], month: Month) -> bool:
        """Whether a month of a unit lies in the scope. `path` is the unit's way up to the city."""
        return (
            (not self.where or not set(self.where).isdisjoint(path))
            and (self.period is None or month in self.period)
            and (not self.months or month.number in self.months)
        )


@dataclass(frozen=True)
class Season:
    """How acts are spread over the months, in proportion to each other."""

    months: Mapping[int, float]
    unusual: Mapping[Month, float]

    def weight(self, month: Month) -> float:
        return self.months[month.number] * self.unusual.get(month, 1.0)


@dataclass(frozen=True)
class Volume:
    """How many acts are held in a scope: a whole number, or so many per act of the activity they come after."""

    scope: Scope
    number: int | None = None
    per_act: float | None = None


@dataclass(frozen=True)
class Span:
    """Any whole number from low to high, each as often."""

    low: int
    high: int


@dataclass(frozen=True)
class Alternatives:
    """One answer to each sheet. `numbers` of sheets get theirs exactly; the rest follow the shares.

    Both pair an answer in stored form, or a Span, with its number or its weight.
    """

    shares: tuple[tuple[Any, float], ...]
    numbers: tuple[tuple[Any, int], ...] = ()


@dataclass(frozen=True)
class Several:
    """A few options to each sheet: `how_many` weighs one, two, three …; `shares` weighs the options."""

    how_many: tuple[tuple[int, float], ...]
    shares: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class People:
    """Exactly `number` people, unevenly over the sheets; `shares` weighs the kinds, a sheet holds `most` of each."""

    number: int
    shares: tuple[tuple[str, float], ...]
    most: int


Deck = Alternatives | Several | People


@dataclass(frozen=True)
class Deal:
    """A deck, and the sheets it is dealt to each year: those in scope whose earlier answers meet the condition."""

    scope: Scope
    deck: Deck
    condition: Condition = ALWAYS


@dataclass(frozen=True)
class Dealt:
    """How one question is answered: the share left empty, and the deals; a sheet takes the first that fits."""

    question: str
    missing: float
    deals: tuple[Deal, ...]


@dataclass(frozen=True)
class Distribution:
    """All about one activity. `units` weighs the units that hold it; those of `after` are used when it is set."""

    instrument: str
    after: str | None
    units: Mapping[str, float]
    season: Season
    volumes: tuple[Volume, ...]
    answers: tuple[Dealt, ...]
