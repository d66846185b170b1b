"""A registration: one filled-in sheet, with nothing that tells who wrote it, when, or about whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from folja.vocabulary.period import Month


@dataclass(frozen=True)
class Registration:
    """The answers of one sheet, checked, in stored form. Made only by `validation.registration`.

    `late` marks a sheet about a month in a closed period, counted in the open one.
    """

    instrument: str
    version: int
    unit: str
    month: Month
    answers: Mapping[str, Any]
    late: bool = False
