"""What must hold between counts of the same acts: all that an attacker knows beside the published numbers."""

from dataclasses import dataclass

ACTS = "acts"
"""The number of acts itself: for staff's instruments an exact, published volume."""


@dataclass(frozen=True)
class Sum:
    """total = the parts added."""

    total: str
    parts: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True)
class Many:
    """Many-choice: the largest yes <= answered <= all yes added."""

    answered: str
    yes: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.answered, *self.yes)


@dataclass(frozen=True)
class AtMostTimes:
    """part <= times x whole."""

    part: str
    whole: str
    times: int = 1

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.part, self.whole)


Relation = Sum | Many | AtMostTimes
