"""Invented registrations of any number, straight to Parquet as a snapshot has them: all valid, none like people's."""

from collections.abc import Iterable
from pathlib import Path

import duckdb
from sqlglot import exp

from folja.counting.engines.sql import condition
from folja.counting.plan import Plan
from folja.counting.snapshot import Snapshot, columns
from folja.instruments.instrument import Instrument
from folja.instruments.question import HeadcountQuestion, ManyQuestion, NumberQuestion, OneQuestion, Question
from folja.vocabulary.period import Period

ANSWERED_OF_TEN = 9
"""So many of ten questions that are asked are answered."""

MOST_OF_A_KIND = 3
LARGEST_NUMBER = 40


def invent(plans: Iterable[Plan], units: Iterable[str], period: Period, number: int, folder: Path) -> Snapshot:
    """A snapshot of at least so many registrations, alike many of each instrument, unit and month."""
    plans, units = list(plans), list(units)
    files = len(plans) * len(period.months)
    each = -(-number // files)
    with duckdb.connect(":memory:") as connection:
        for plan in plans:
            for month in period.months:
                instrument = plan.instrument
                path = folder / f"{instrument.code}-{instrument.version}-{month}.parquet"
                source = _rows(instrument, units, each, str(month))
                connection.execute(f"copy ({source} order by all) to '{path}' (format parquet)")
    return Snapshot(folder)


def _rows(instrument: Instrument, units: list[str], number: int, salt: str) -> str:
    """One row per registration; each question's columns stand on those before, for what is asked hangs on answers."""
    listed = exp.Array(expressions=[exp.Literal.string(unit) for unit in units]).sql(dialect="duckdb")
    rows = f"select i, {listed}[1 + {_drawn('unit', salt)} % {len(units)}] as unit from range({number}) as drawn(i)"  # noqa: S608
    for question in instrument.questions:
        parts = columns(question)
        if not parts:
            continue
        asked = condition(question.show_if, instrument).sql(dialect="duckdb")
        answered = f"({asked}) and {_drawn(question.code, salt)} % 10 < {ANSWERED_OF_TEN}"
        made = ", ".join(
            f'case when {answered} then {_value(question, name, salt)}::{_type(question)} end as "{name}"'
            for name, _ in parts
        )
        rows = f"select *, {made} from ({rows})"  # noqa: S608  own text, no value of anybody's
    return f"select * exclude (i) from ({rows})"  # noqa: S608


def _drawn(name: str, salt: str) -> str:
    """A number that is the same each time it is asked for in a row: a random one would be drawn anew."""
    return f"(hash(i, '{salt}', '{name}') % 1000003)::bigint"


def _value(question: Question, name: str, salt: str) -> str:
    drawn = _drawn(f"{name} value", salt)
    match question:
        case ManyQuestion():
            # One of them always: what is answered has at least one.
            place, one = question.option_codes.index(name.rpartition(".")[2]), _drawn(question.code, salt)
            return f"({drawn} % 3 = 0 or {one} % {len(question.option_codes)} = {place})"
        case HeadcountQuestion():
            return f"{drawn} % {MOST_OF_A_KIND}"
        case NumberQuestion():
            span = min(question.most, LARGEST_NUMBER) - question.least + 1
            return f"{question.least} + {drawn} % {span}"
        case OneQuestion():
            codes = [exp.Literal.string(str(option.code)) for option in question.options]
            listed = exp.Array(expressions=codes).sql(dialect="duckdb")
            return f"{listed}[1 + {drawn} % {len(codes)}]"
    raise AssertionError(f"{question.code} has no column")


def _type(question: Question) -> str:
    (_, kind), *_ = columns(question)
    return {"int8": "tinyint", "string": "varchar", "bool": "boolean", "int32": "integer"}[str(kind)]
