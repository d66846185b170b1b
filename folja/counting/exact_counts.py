"""Exact counts: integers about people before they are protected, named only by counting, disclosure and closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from folja.vocabulary.period import Month, Period


@dataclass(frozen=True, repr=False)
class InstrumentCounts:
    """One instrument in one tertial: by unit the exact cells, and by unit and month the volumes.

    `cells` maps unit -> cell code -> count, for units with at least one registration.
    `volumes` maps unit -> month -> measure -> number, where the measure is "acts" or a number question about the act.
    """

    version: int
    cells: Mapping[str, Mapping[str, int]]
    volumes: Mapping[str, Mapping[Month, Mapping[str, int]]]

    def acts(self, unit: str) -> int:
        """How many acts the unit registered."""
        return sum(month["acts"] for month in self.volumes.get(unit, {}).values())

    def __repr__(self) -> str:
        return f"<InstrumentCounts of {len(self.cells)} units>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("exact counts are not stored, sent or logged")


@dataclass(frozen=True, repr=False)
class ExactCounts:
    """All instruments of one tertial. Its repr shows its shape, never a number; it can't be pickled."""

    period: Period
    instruments: Mapping[str, InstrumentCounts]

    def __repr__(self) -> str:
        return f"<ExactCounts of {len(self.instruments)} instruments, {self.period}>"

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("exact counts are not stored, sent or logged")
