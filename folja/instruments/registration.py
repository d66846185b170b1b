"""A registration: one filled-in sheet, with nothing that tells who wrote it, when, or about whom."""

import json
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


Kept = tuple[str, int, str, str, str]
"""A registration as it is kept: instrument, version, unit, month, and its answers as `kept_answers` writes them."""


def kept(one: Registration) -> Kept:
    """A registration as it is kept, but for whether it was late: it is counted like all others."""
    return one.instrument, one.version, one.unit, str(one.month), kept_answers(one)


def kept_answers(one: Registration) -> str:
    """The answers as they are kept: the same answers are the same text."""
    return json.dumps(one.answers, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
