"""A sheet: an instrument filled in, before it is checked. It is handed in with a receipt, which is no part of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from folja.vocabulary.period import Month


@dataclass(frozen=True)
class Sheet:
    """What is answered about a month at a unit, to the questions of a version. It may hold anything.

    `late` is asked for when the month lies in a closed period and is to be counted in the open one.
    """

    instrument: str
    version: int
    unit: str
    month: Month
    answers: Mapping[str, Any]
    late: bool = False
