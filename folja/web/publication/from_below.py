"""What the units below bring to a compilation of theirs: plans, and what they have said in approved reports."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from folja.reports import compilation
from folja.reports.document import Written
from folja.reports.manuscript import FromBelow, Manuscript
from folja.vocabulary.period import Period
from folja.vocabulary.unit import Unit, UnitTree
from folja.web.goals.stored import outside_of, plan_of, planned_units
from folja.web.publication.shelf import library
from folja.web.writing.models import ReleasedReport
from folja.web.writing.stored import frozen, released_of


def from_below(unit: str, period: Period) -> tuple[FromBelow, ...]:
    """Every unit right below, and of those further down the ones that have a plan or an approved report."""
    tree = library().tree_in(period)
    below = [one for one in _below(tree, unit) if one.exists_in(period.to_date)]
    released = released_of((one.code for one in below), period)
    planned = planned_units((one.code for one in below), period.year)
    found = ((one, _brought(one, period, released, is_planned=one.code in planned)) for one in below)
    return tuple(it for one, it in found if one.parent == unit or it.manuscript.plan or it.numbers)


def _below(tree: UnitTree, unit: str) -> Iterator[Unit]:
    """All units below, each before those below it."""
    for child in tree.children(unit):
        yield child
        yield from _below(tree, child.code)


def _brought(unit: Unit, period: Period, released: Sequence[ReleasedReport], *, is_planned: bool) -> FromBelow:
    own = [one for one in released if one.report.unit == unit.code]
    texts = {part: "\n\n".join(said) for part in compilation.TOLD if (said := list(_said(part, own)))}
    manuscript = Manuscript(texts=texts)
    if is_planned:
        manuscript = replace(manuscript, plan=plan_of(unit.code, period.year), outside=outside_of(unit.code))
    return FromBelow(unit, manuscript, tuple(one.number for one in own))


def _said(part: str, released: Sequence[ReleasedReport]) -> Iterator[str]:
    """What approved reports say in a part, as they were approved, without anything out of case systems."""
    for one in released:
        for block in frozen(one).open_to_all.blocks:
            if isinstance(block, Written) and block.part == part:
                yield from block.paragraphs
