"""How a table was published: what each number in it can mean, and which counts must not be proved."""

import re
from dataclasses import dataclass
from typing import Literal

from folja.vocabulary.problem import refuse

Kind = Literal["leaves", "rounded", "nearest", "suppressed", "exact"]
KINDS: tuple[Kind, ...] = ("leaves", "rounded", "nearest", "suppressed", "exact")

ANYTHING = 10**10
"""No count is as large: what is not known lies from nothing to this."""


@dataclass(frozen=True)
class Rule:
    """The way a table was published. Counts from 1 to base - 1 are the ones that nobody may prove.

    leaves      the smallest cells are neighbouring multiples of the base, all other numbers are sums of them
    rounded     every number, totals too, is a neighbouring multiple of the base
    nearest     every number is the nearest multiple of the base
    suppressed  numbers are exact; those from 1 to base - 1 are hidden, perhaps with others to protect them
    exact       numbers are exact
    """

    kind: Kind
    base: int

    def range_of(self, number: int | None) -> tuple[int, int]:
        """The counts that a published number can stand for; None is one that is hidden."""
        if number is None:
            return 0, ANYTHING
        match self.kind:
            case "leaves" | "rounded":
                return max(0, number - self.base + 1), number + self.base - 1
            case "nearest":
                return max(0, number - self.base // 2), number + self.base // 2
        return number, number

    @property
    def is_rounded(self) -> bool:
        """Whether every number must be a multiple of the base."""
        return self.kind in ("leaves", "rounded", "nearest")

    def __str__(self) -> str:
        return f"{self.kind}:1-{self.base - 1}" if self.kind in ("suppressed", "exact") else f"{self.kind}:{self.base}"


def rule(written: str) -> Rule:
    """The rule that is written rounded:5, leaves:5, nearest:5, suppressed:1-4 or exact. Raises Refused."""
    kind, _, number = written.partition(":")
    found = re.fullmatch(r"1-(\d{1,3})" if kind in ("suppressed", "exact") else r"(\d{1,3})", number)
    if kind == "exact" and not number:
        return Rule("exact", 5)
    base = int(found[1]) + (kind in ("suppressed", "exact")) if found else 0
    if kind not in KINDS or base < 2:
        raise refuse(
            "",
            sv=f"Regeln ”{written[:40]}” finns inte. Skriv leaves:5, rounded:5, nearest:5, suppressed:1-4 eller exact.",
            en=f"there is no rule “{written[:40]}”; write leaves:5, rounded:5, nearest:5, suppressed:1-4 or exact",
        )
    return Rule(kind, base)
