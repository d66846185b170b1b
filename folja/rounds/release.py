"""What a closed round leaves: one frozen release, after which the answers are deleted."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from folja.disclosure.team import LEAST, Shown, compared, shown
from folja.rounds.round_type import RoundType

OTHER = ""
"""The agency of whoever has not said which."""


@dataclass(frozen=True)
class Sheet:
    """What one person has answered: the agency, and a step for each statement that was answered."""

    agency: str
    answers: Mapping[str, int]


@dataclass(frozen=True)
class Asked:
    """A statement as it was worded in a round; another wording can't be lined up with it."""

    code: str
    dimension: str
    short: str
    text: str


@dataclass(frozen=True)
class Release:
    """All that is ever shown of a round. `answered` is None for fewer than five, and then nothing else is there.

    `axes` holds what is shown of each statement, None where fewer than five answered it. `agencies` are those compared.
    """

    round_type: str
    version: int
    closed_on: date
    invited: int
    answered: int | None
    agencies: tuple[str, ...]
    asked: tuple[Asked, ...]
    axes: Mapping[str, Shown | None]

    @property
    def has_result(self) -> bool:
        return any(self.axes.values())

    def wording_of(self, axis: str) -> str | None:
        return next((one.text for one in self.asked if one.code == axis), None)


def release(kind: RoundType, sheets: Iterable[Sheet], invited: int, closed_on: date) -> Release:
    """What is shown of a round of answers, whatever order they are in."""
    taken = list(sheets)
    asked = tuple(Asked(axis.code, axis.dimension, axis.short.sv, axis.text.sv) for axis in kind.axes)
    if len(taken) < LEAST:
        return Release(kind.code, kind.version, closed_on, invited, None, (), asked, {})
    sizes = {one.agency: sum(other.agency == one.agency for other in taken) for one in taken}
    agencies = compared(sizes)
    axes = {axis.code: shown(_by_agency(taken, axis.code), agencies) for axis in kind.axes}
    are_compared = any(one is not None and one.apart is not None for one in axes.values())
    return Release(
        kind.code, kind.version, closed_on, invited, len(taken), agencies if are_compared else (), asked, axes
    )


def _by_agency(sheets: Iterable[Sheet], axis: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for sheet in sheets:
        if axis in sheet.answers:
            found.setdefault(sheet.agency, []).append(sheet.answers[axis])
    return found


def release_as_json(one: Release) -> str:
    """One spelling for one release."""
    return json.dumps(asdict(one) | {"closed_on": str(one.closed_on)}, ensure_ascii=False, sort_keys=True)


def release_from_json(written: str) -> Release:
    """The release again."""
    told: dict[str, Any] = json.loads(written)
    return Release(
        **told
        | {
            "closed_on": date.fromisoformat(told["closed_on"]),
            "agencies": tuple(told["agencies"]),
            "asked": tuple(Asked(**one) for one in told["asked"]),
            "axes": {code: Shown(**one) if one else None for code, one in told["axes"].items()},
        }
    )


def checksum(written: str) -> str:
    """The SHA-256 of a release as it is kept. All that it is made of is shown, so it needs no salt."""
    return hashlib.sha256(written.encode()).hexdigest()
