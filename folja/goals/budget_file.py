"""A budget and a plan over years as JSON and back: what is kept of them."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from folja.goals.budget import Account, Row, SeveralYears, Year
from folja.vocabulary.text import Text


def year_as_json(year: Year) -> str:
    """A year's budget and outcome, numbers as they are written."""
    return json.dumps(asdict(year), ensure_ascii=False, default=str)


def year_from_json(written: str) -> Year:
    """What `year_as_json` wrote."""
    values = json.loads(written)
    outcome = values["outcome"]
    return Year(
        values["year"],
        _account(values["budget"]),
        _account(outcome) if outcome else None,
        _number(values["deviation"]),
    )


def _account(values: Mapping[str, str]) -> Account:
    return Account(*(Decimal(values[key]) for key in ("cost", "income", "net")))


def years_as_json(plan: SeveralYears) -> str:
    """A plan over years."""
    rows = [
        {
            "name": dict(row.name.wordings),
            "values": [_text(value) for value in row.values],
            "printed": _text(row.printed),
        }
        for row in plan.rows
    ]
    return json.dumps(
        {
            "years": plan.years,
            "rows": rows,
            "printed_years": [_text(value) for value in plan.printed_years],
            "printed_total": _text(plan.printed_total),
        },
        ensure_ascii=False,
    )


def years_from_json(written: str) -> SeveralYears:
    """What `years_as_json` wrote."""
    values = json.loads(written)
    return SeveralYears(
        tuple(values["years"]),
        tuple(_row(row) for row in values["rows"]),
        tuple(map(_number, values["printed_years"])),
        _number(values["printed_total"]),
    )


def _row(values: Mapping[str, Any]) -> Row:
    return Row(Text(values["name"]), tuple(map(_number, values["values"])), _number(values["printed"]))


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)
