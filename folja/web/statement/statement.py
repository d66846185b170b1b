"""The accessibility statement as frozen values.

What it must hold is said in law (2018:1937) on accessibility to digital public service, 9 and 12-13 §, in Digg's
regulation MDFFS 2019:2, and in the European model statement, Commission Implementing Decision (EU) 2018/1523.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Conformance(StrEnum):
    """How well the requirements are met, in the three degrees that the law's statement has."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Reason(StrEnum):
    """Why something is not accessible: it should be, it would be too heavy a burden, or the law leaves it out."""

    REQUIREMENT = "requirement"
    BURDEN = "burden"
    OUTSIDE = "outside"


class Method(StrEnum):
    """Whether the body has assessed the service itself or let somebody else do it."""

    SELF = "self"
    OTHER = "other"


@dataclass(frozen=True)
class Flaw:
    """Something that is not accessible: what, why, and how to get at it all the same."""

    what: str
    reason: Reason
    why: str = ""
    instead: str = ""

    @property
    def is_breach(self) -> bool:
        """Whether the law's requirements would have it otherwise, so that they are not fully met."""
        return self.reason is not Reason.OUTSIDE


@dataclass(frozen=True)
class Statement:
    """What the municipality says of its service. `assessed_by` is empty where it has made the assessment itself.

    `report_page` is where anybody can report a flaw without saying who they are. Days to answer are working days.
    """

    body: str
    service: str
    conformance: Conformance
    flaws: tuple[Flaw, ...]
    assessed_on: date
    assessed_by: str
    report_page: str
    email: str
    phone: str
    answer_days: int


@dataclass(frozen=True)
class Published:
    """A statement that anybody can read, since when, and when it was last changed."""

    statement: Statement
    published_on: date
    updated_on: date
