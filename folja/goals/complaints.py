"""Comments and complaints that came in to a unit in a tertial: how many, and what they were about."""

from dataclasses import dataclass

from folja.vocabulary.period import Period

FEW = 5
"""Below this a report neither says how many came in nor what they were about: somebody may know who it was."""


@dataclass(frozen=True)
class Complaints:
    """A tertial's count. Zero is what somebody has counted; where nobody has there is no such value."""

    period: Period
    number: int
    themes: tuple[str, ...] = ()

    @property
    def is_few(self) -> bool:
        """Whether there were some, but too few to be told of."""
        return 0 < self.number < FEW
