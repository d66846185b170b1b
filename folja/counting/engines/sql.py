"""A plan as one fused SQL query, built as sqlglot expressions: the same for DuckDB and for Spark.

Counts are written count_if(...): DuckDB runs FILTER nearly three times slower. Where an answer is missing a
comparison is null, which is not counted; it is made false where it is negated.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import add
from typing import Any as AnyValue

from sqlglot import exp

from folja.counting.basis import basis_of
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


def query(plan: Plan, source: exp.Expr, cells: Iterable[Cell]) -> exp.Select:
    """One row per unit and month: acts, sums about acts, and the cells as c0, c1, … in their order."""
    about_act = _about_act(plan)
    selected: list[exp.Expr] = [
        exp.column("unit"),
        exp.column("month"),
        _named(exp.Count(this=exp.Star()), "acts"),
        *(_named(_total(_column(code)), f"a{i}") for i, code in enumerate(about_act)),
        *(_named(_measure(cell, plan.instrument), f"c{i}") for i, cell in enumerate(cells)),
    ]
    # Nothing else holds these expressions: copied at every step, they take longer to build than to run.
    return exp.select(*selected, copy=False).from_(source, copy=False).group_by("unit", "month", copy=False)


def rolled_up(plan: Plan, rows: Iterable[Sequence[AnyValue]]) -> InstrumentCounts:
    """The counts from what `query` gave of the basis: by month the volumes; of a unit's few rows added, all cells."""
    about_act, basis = _about_act(plan), basis_of(plan)
    volumes: dict[str, dict[Month, dict[str, int]]] = defaultdict(dict)
    counted: dict[str, list[int]] = {}
    for unit, month, acts, *numbers in rows:
        volumes[unit][Month.parse(month)] = {"acts": acts, **dict(zip(about_act, numbers, strict=False))}
        own = numbers[len(about_act) :]
        counted[unit] = list(map(add, counted[unit], own)) if unit in counted else own
    codes = [cell.code for cell in basis.counted]
    cells = {
        unit: basis.whole(sum(month["acts"] for month in months.values()), dict(zip(codes, counted[unit], strict=True)))
        for unit, months in volumes.items()
    }
    return InstrumentCounts(plan.instrument.version, cells, dict(volumes))


def _about_act(plan: Plan) -> list[str]:
    return [q.code for q in plan.instrument.questions if isinstance(q, NumberQuestion) and q.about_act]


def _named(expression: exp.Expr, name: str) -> exp.Expr:
    return exp.Alias(this=expression, alias=exp.to_identifier(name))


def _measure(cell: Cell, instrument: Instrument) -> exp.Expr:
    # A total's column is null wherever its question has no answer, so it needs no condition of its own.
    if cell.total_of is not None:
        return _total(_column(cell.total_of))
    return _or_none(exp.CountIf(this=condition(cell.where, instrument)))


def _total(column: exp.Expr) -> exp.Expr:
    return _or_none(exp.Sum(this=column))


def _or_none(aggregate: exp.Expr) -> exp.Expr:
    """A sum, and a count by DuckDB, is null where what it is of is null in every row."""
    return exp.Coalesce(this=aggregate, expressions=[exp.Literal.number(0)])


def _column(name: str) -> exp.Column:
    return exp.column(exp.to_identifier(name, quoted=True))


def _value(option: str | int) -> exp.Expr:
    return exp.Literal.number(option) if isinstance(option, int) else exp.Literal.string(option)


def _known(comparison: exp.Expr) -> exp.Expr:
    return exp.Coalesce(this=comparison, expressions=[exp.false()])


def condition(rule: Condition, instrument: Instrument) -> exp.Expr:
    """A condition as an expression that is true where it holds, and elsewhere false or null."""
    match rule:
        case Is(question, option):
            return exp.EQ(this=_column(question), expression=_value(option))
        case Any(question, options):
            if isinstance(instrument.by_code[question], ManyQuestion | HeadcountQuestion):
                return _joined(exp.or_, [_present(question, str(option), instrument) for option in options])
            return exp.In(this=_column(question), expressions=[_value(option) for option in options])
        case All(question, options):
            return _joined(exp.and_, [_present(question, str(option), instrument) for option in options])
        case Only(question, options):
            return _only(question, {str(option) for option in options}, instrument)
        case Alone(question, kind):
            return _alone(question, kind, instrument)
        case AtLeast(path, number):
            return exp.GTE(this=_column(path), expression=_value(number))
        case AtMost(path, number):
            return exp.LTE(this=_column(path), expression=_value(number))
        case Between(path, low, high):
            return exp.Between(this=_column(path), low=_value(low), high=_value(high))
        case Answered(question):
            return exp.Not(this=exp.Is(this=_first_column(question, instrument), expression=exp.null()))
        case And(rules):
            return _joined(exp.and_, [condition(inner, instrument) for inner in rules]) if rules else exp.true()
        case Or(rules):
            return _joined(exp.or_, [condition(inner, instrument) for inner in rules])
        case Not(Answered(question)):
            return exp.Is(this=_first_column(question, instrument), expression=exp.null())
        case Not(inner):
            return exp.Not(this=_known(condition(inner, instrument)))


def _first_column(question: str, instrument: Instrument) -> exp.Column:
    return _column(columns(instrument.by_code[question])[0][0])


def _joined(join: object, parts: list[exp.Expr]) -> exp.Expr:
    return exp.Paren(this=join(*parts, copy=False)) if len(parts) > 1 else parts[0]  # type: ignore[operator]


def _present(question: str, part: str, instrument: Instrument) -> exp.Expr:
    asked = instrument.by_code[question]
    if isinstance(asked, HeadcountQuestion):
        return exp.GTE(this=_column(f"{question}.{part}"), expression=_value(1))
    if isinstance(asked, ManyQuestion):
        return _column(f"{question}.{part}")
    return exp.EQ(this=_column(question), expression=_value(part))


def _parts(question: str, instrument: Instrument) -> tuple[str, ...]:
    asked = instrument.by_code[question]
    if isinstance(asked, HeadcountQuestion):
        return asked.kind_codes
    return tuple(option.code for option in asked.options)  # type: ignore[union-attr]


def _only(question: str, kept: set[str], instrument: Instrument) -> exp.Expr:
    inside = [_present(question, part, instrument) for part in sorted(kept)]
    outside = [
        exp.Not(this=_known(_present(question, part, instrument)))
        for part in _parts(question, instrument)
        if part not in kept
    ]
    return _joined(exp.and_, [_joined(exp.or_, inside), *outside])


def _alone(question: str, kind: str, instrument: Instrument) -> exp.Expr:
    others = [part for part in _parts(question, instrument) if part != kind]
    one = exp.EQ(this=_column(f"{question}.{kind}"), expression=_value(1))
    none = [exp.EQ(this=_column(f"{question}.{other}"), expression=_value(0)) for other in others]
    return _joined(exp.and_, [one, *none])
