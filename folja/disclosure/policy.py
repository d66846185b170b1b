"""The rules that protect people, read from content: rounding base, thresholds, days of grace, disposal."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from folja.instruments.content import SHIPPED, read

OF_NUMBERS = ("rounding_base", "least_registrations", "least_staff", "least_base_for_share")
"""The rules that published numbers are protected and shown by. Every publication names them, and numbers are added only
where they are the same: one more here needs a migration that says what was frozen before it obeys."""

OF_THE_HOUSE = (
    "grace_days",
    "disposal_months",
    "least_comments",
    "least_verified_comments",
    "least_put_aside",
    "comment_months",
    "past_figure_months",
    "log_months",
)
"""What each municipality sets for itself, and no published number hangs on."""


@dataclass(frozen=True)
class Policy:
    """How numbers are protected. `PRIVACY` in docs says why each is what it is."""

    rounding_base: int = 5
    least_registrations: int = 20
    least_staff: int = 3
    least_base_for_share: int = 40
    grace_days: int = 15
    disposal_months: int = 24
    least_comments: int = 10
    least_verified_comments: int = 5
    least_put_aside: int = 10
    comment_months: int = 12
    past_figure_months: int = 24
    log_months: int = 24

    @property
    def of_numbers(self) -> dict[str, int]:
        """The rules that published numbers are protected and shown by, with their values."""
        return {name: getattr(self, name) for name in OF_NUMBERS}

    @property
    def hash(self) -> str:
        """Names the rules that a publication was protected by, and nothing else of the policy."""
        return hashlib.sha256(repr(sorted(self.of_numbers.items())).encode()).hexdigest()[:16]


@cache
def shipped() -> Policy:
    """The policy that comes with Följa."""
    return load(SHIPPED)


def load(root: Path) -> Policy:
    """The policy in a content folder. Raises Refused with file and line."""
    node = read(root / "policy.yaml", root)
    keys = tuple(Policy.__dataclass_fields__)
    node.only(*keys)
    return Policy(**{key: node.number(key) for key in keys})
