"""Nothing can be proved from a nation's numbers; a municipality that did not protect its own turns the audit red."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from folja.closing import plans_for
from folja.disclosure.attacker import Finding, attack
from folja.disclosure.cells import PublishedCell, all_cells
from folja.instruments.loading import shipped
from tests.city import knowledge
from tests.pooled import T1, T2, summed


def attacked(cells: list[PublishedCell]) -> list[Finding]:
    instruments = [plan.instrument for plan in plans_for(shipped(), T1)]
    return attack(cells, knowledge(instruments, (summed(T1), summed(T2))))


def test_nothing_can_be_proved_of_the_sum() -> None:
    assert attacked(list(all_cells((summed(T1), summed(T2))))) == []


def raw(cell: PublishedCell) -> PublishedCell:
    """One municipality hands over counts that are not rounded."""
    return replace(cell, value=cell.value + 3) if (cell.leaf or "").startswith("0319") else cell


def rounded_alone(cell: PublishedCell) -> PublishedCell:
    """The nation's own number is no sum, but rounded by itself."""
    return replace(cell, value=cell.value + 25) if cell.unit == "riket" else cell


@pytest.mark.parametrize("spoilt", [raw, rounded_alone])
def test_numbers_that_were_spoilt_turn_it_red(spoilt: Callable[[PublishedCell], PublishedCell]) -> None:
    one_cube = list(all_cells([summed(T1)], "talk.first_talk"))
    assert attacked(one_cube) == []
    assert attacked([spoilt(cell) for cell in one_cube])
