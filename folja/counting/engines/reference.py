"""The reference engine: one registration at a time in plain Python. What it counts is by definition right."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from folja.counting.cell import adds
from folja.counting.exact_counts import ExactCounts, InstrumentCounts
from folja.counting.plan import Plan
from folja.counting.snapshot import Snapshot
from folja.instruments.question import NumberQuestion
from folja.vocabulary.period import Month, Period


def count(plans: Iterable[Plan], snapshot: Snapshot, period: Period) -> ExactCounts:
    """Count every plan's cells over the registrations of the period."""
    return ExactCounts(period, {plan.instrument.code: _count(plan, snapshot, period) for plan in plans})


def _count(plan: Plan, snapshot: Snapshot, period: Period) -> InstrumentCounts:
    cells: dict[str, Counter[str]] = defaultdict(Counter)
    volumes: dict[str, dict[Month, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    about_act = [q.code for q in plan.instrument.questions if isinstance(q, NumberQuestion) and q.about_act]
    for registration in snapshot.registrations(plan.instrument):
        if registration.month not in period:
            continue
        answers = registration.answers
        month = volumes[registration.unit][registration.month]
        month["acts"] += 1
        for question in about_act:
            month[question] += answers.get(question, 0)
        for cell in plan.cells:
            cells[registration.unit][cell.code] += adds(cell, answers)
    return InstrumentCounts(
        plan.instrument.version,
        {unit: {cell.code: found[cell.code] for cell in plan.cells} for unit, found in _all(volumes, cells)},
        {unit: {month: dict(n) for month, n in months.items()} for unit, months in volumes.items()},
    )


def _all(
    volumes: dict[str, dict[Month, Counter[str]]], cells: dict[str, Counter[str]]
) -> list[tuple[str, Counter[str]]]:
    """Every unit with a registration, also one where no cell holds."""
    return [(unit, cells[unit]) for unit in volumes]
