"""The rules that protect people, read from content: rounding base, thresholds, days of grace, disposal."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from folja.instruments.content import SHIPPED, read


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
