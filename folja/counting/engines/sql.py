"""A plan as one fused SQL query, built as sqlglot expressions: the same for DuckDB and for Spark.

Counts are written count_if(...): DuckDB runs FILTER nearly three times slower. Comparisons are
wrapped so that they are false, never null, where an answer is missing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any as AnyValue

from sqlglot import exp

from folja.counting.cell import Cell
from folja.counting.exact_counts import InstrumentCounts
from folja.counting.plan import Plan
from folja.counting.snapshot import columns
from folja.instruments.instrument import Instrument
from folja.instruments.question import HeadcountQuestion, ManyQuestion, NumberQuestion
from folja.vocabulary.condition import (
    All,
    Alone,
    And,
    Answered,
    Any,
    AtLeast,
    AtMost,
    Between,
    Condition,
    Is,
    Not,
    Only,
    Or,
)
from folja.vocabulary.period import Month


def query(plan: Plan, source: exp.Expr) -> exp.Select:
    """One row per unit and month: acts, sums about acts, and every cell as c0, c1, … in the plan's order."""
    about_act = _about_act(plan)
    selected: list[exp.Expr] = [
        exp.column("unit"),
        exp.column("month"),
        _named(exp.Count(this=exp.Star()), "acts"),
        *(_named(_total(_column(code)), f"a{i}") for i, code in enumerate(about_act)),
        *(_named(_measure(cell, plan.instrument), f"c{i}") for i, cell in enumerate(plan.cells)),
    ]
    # Nothing else holds these expressions: copied at every step, they take longer to build than to run.
    return exp.select(*selected, copy=False).from_(source, copy=False).group_by("unit", "month", copy=False)


def rolled_up(plan: Plan, rows: Iterable[Sequence[AnyValue]]) -> InstrumentCounts:
    """The counts from what `query` gave: by month for the volumes, and the few rows of a unit added for its cells."""
    about_act = _about_act(plan)
    cells: dict[str, Counter[str]] = defaultdict(Counter)
    volumes: dict[str, dict[Month, dict[str, int]]] = defaultdict(dict)
    for unit, month, acts, *numbers in rows:
        sums = dict(zip(about_act, map(int, numbers), strict=False))
        volumes[unit][Month.parse(month)] = {"acts": acts, **sums}
        for cell, number in zip(plan.cells, numbers[len(about_act) :], strict=True):
            cells[unit][cell.code] += int(number)
    return InstrumentCounts(
        plan.instrument.version, {unit: dict(found) for unit, found in cells.items()}, dict(volumes)
    )


def _about_act(plan: Plan) -> list[str]:
    return [q.code for q in plan.instrument.questions if isinstance(q, NumberQuestion) and q.about_act]


def _named(expression: exp.Expr, name: str) -> exp.Expr:
    return exp.Alias(this=expression, alias=exp.to_identifier(name))


def _measure(cell: Cell, instrument: Instrument) -> exp.Expr:
    # A total's column is null wherever its question has no answer, so it needs no condition of its own.
    return (
        exp.CountIf(this=condition(cell.where, instrument)) if cell.total_of is None else _total(_column(cell.total_of))
    )


def _total(column: exp.Expr) -> exp.Expr:
    return exp.Coalesce(this=exp.Sum(this=column), expressions=[exp.Literal.number(0)])


def _column(name: str) -> exp.Column:
    return exp.column(exp.to_identifier(name, quoted=True))


def _value(option: str | int) -> exp.Expr:
    return exp.Literal.number(option) if isinstance(option, int) else exp.Literal.string(option)


def _known(comparison: exp.Expr) -> exp.Expr:
    return exp.Coalesce(this=comparison, expressions=[exp.false()])


def condition(rule: Condition, instrument: Instrument) -> exp.Expr:
    """A condition as a boolean expression that is never null."""
    match rule:
        case Is(question, option):
            return _known(exp.EQ(this=_column(question), expression=_value(option)))
        case Any(question, options):
            if isinstance(instrument.by_code[question], ManyQuestion | HeadcountQuestion):
                return _joined(exp.or_, [_present(question, str(option), instrument) for option in options])
            return _known(exp.In(this=_column(question), expressions=[_value(option) for option in options]))
        case All(question, options):
            return _joined(exp.and_, [_present(question, str(option), instrument) for option in options])
        case Only(question, options):
            return _only(question, {str(option) for option in options}, instrument)
        case Alone(question, kind):
            return _alone(question, kind, instrument)
        case AtLeast(path, number):
            return _known(exp.GTE(this=_column(path), expression=_value(number)))
        case AtMost(path, number):
            return _known(exp.LTE(this=_column(path), expression=_value(number)))
        case Between(path, low, high):
            return _known(exp.Between(this=_column(path), low=_value(low), high=_value(high)))
        case Answered(question):
            first = columns(instrument.by_code[question])[0][0]
            return exp.Not(this=exp.Is(this=_column(first), expression=exp.null()))
        case And(rules):
            return _joined(exp.and_, [condition(inner, instrument) for inner in rules]) if rules else exp.true()
        case Or(rules):
            return _joined(exp.or_, [condition(inner, instrument) for inner in rules])
        case Not(inner):
            return exp.Not(this=exp.Paren(this=condition(inner, instrument)))


def _joined(join: object, parts: list[exp.Expr]) -> exp.Expr:
    return exp.Paren(this=join(*parts, copy=False)) if len(parts) > 1 else parts[0]  # type: ignore[operator]


def _present(question: str, part: str, instrument: Instrument) -> exp.Expr:
    asked = instrument.by_code[question]
    if isinstance(asked, HeadcountQuestion):
        return _known(exp.GTE(this=_column(f"{question}.{part}"), expression=_value(1)))
    if isinstance(asked, ManyQuestion):
        return _known(_column(f"{question}.{part}"))
    return _known(exp.EQ(this=_column(question), expression=_value(part)))


def _parts(question: str, instrument: Instrument) -> tuple[str, ...]:
    asked = instrument.by_code[question]
    if isinstance(asked, HeadcountQuestion):
        return asked.kind_codes
    return tuple(option.code for option in asked.options)  # type: ignore[union-attr]


def _only(question: str, kept: set[str], instrument: Instrument) -> exp.Expr:
    inside = [_present(question, part, instrument) for part in sorted(kept)]
    outside = [
        exp.Not(this=_present(question, part, instrument)) for part in _parts(question, instrument) if part not in kept
    ]
    return _joined(exp.and_, [_joined(exp.or_, inside), *outside])


def _alone(question: str, kind: str, instrument: Instrument) -> exp.Expr:
    others = [part for part in _parts(question, instrument) if part != kind]
    one = _known(exp.EQ(this=_column(f"{question}.{kind}"), expression=_value(1)))
    none = [_known(exp.EQ(this=_column(f"{question}.{other}"), expression=_value(0))) for other in others]
    return _joined(exp.and_, [one, *none])
