"""What a team can talk about, from what is shown of its round and of nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from folja.disclosure.team import Shown
from folja.rounds.release import Release

STRONG, WEAK = 4.0, 3.0
MOST = 3


@dataclass(frozen=True)
class Talk:
    """Codes of statements: where the team agrees and is strong, where it differs most, and three to choose from."""

    strong: tuple[str, ...]
    differ: tuple[str, ...]
    choose: tuple[str, ...]


def talk(release: Release) -> Talk:
    """Which statements stand where. A proposal: the team chooses itself."""
    axes = {code: one for code, one in release.axes.items() if one is not None}
    strong = [code for code, one in axes.items() if one.mean >= STRONG and one.spread != "split"]
    differ = [code for code, one in axes.items() if one.spread == "split" or one.apart]
    first = sorted(axes, key=lambda code: (code not in differ and axes[code].mean > WEAK, axes[code].mean))
    return Talk(tuple(_highest(strong, axes)), tuple(differ), tuple(first[:MOST]))


def _highest(codes: Sequence[str], axes: Mapping[str, Shown]) -> list[str]:
    return sorted(codes, key=lambda code: -axes[code].mean)


def lined_up(now: Release, before: Release, axis: str) -> Shown | None:
    """What an earlier round showed of a statement, where it was worded alike."""
    same = now.round_type == before.round_type and now.wording_of(axis) == before.wording_of(axis)
    return before.axes.get(axis) if same else None


def is_worded_anew(now: Release, before: Release, axis: str) -> bool:
    """Whether an earlier round asked this in other words, so that the two can't be compared."""
    return before.wording_of(axis) not in (None, now.wording_of(axis))
