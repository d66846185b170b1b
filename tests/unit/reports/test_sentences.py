"""Worked sentences: each figure of the table beside this file is said as the table says, in Swedish and English."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from folja.figures.figure import Comparison, Figure
from folja.goals.followed import Followed
from folja.goals.target import Target
from folja.instruments import loading
from folja.reports import sentences, words
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text
from tests.unit.reports import said

WORKED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
(LANGUAGE_CHANGE,) = loading.shipped().latest("talk").changes


def _period(row: dict[str, Any], key: str = "period") -> Period:
    return Period.parse(str(row[key])) if key in row else said.NOW


def _figure(row: dict[str, Any]) -> Figure:
    code, period = row["of"], _period(row)
    if "hidden" in row:
        return said.hidden(code, row["hidden"], period, offered=_offered(row, period))
    if "before" in row:
        figure = said.beside(
            code, row["now"], row["before"], period, cells=row.get("cells", 1), added=row.get("added", 0)
        )
    else:
        figure, _ = said.counted(code, row["now"], period)
    if row.get("broken") == "content":
        figure = replace(figure, comparison=Comparison("not comparable", why=LANGUAGE_CHANGE.why))
    if "category" in row:
        figure = replace(figure, category_title=Text.of(sv=row["category"], en=row["category"]))
    return figure


def _offered(row: dict[str, Any], period: Period) -> Figure | None:
    if "instead" not in row:
        return None
    instead = row["instead"]
    figure, _ = said.counted(row["of"], instead["now"], _period(instead) if "period" in instead else period)
    return replace(figure, unit="farsta", unit_name=instead["unit"]) if "unit" in instead else figure


def _target(row: dict[str, Any]) -> Target | None:
    if "aim" not in row:
        return None
    ((kind, written),) = row["aim"].items()
    limits = written if isinstance(written, list) else [written]
    return Target(kind, *(None if one is None else Decimal(str(one)) for one in limits))


def _followed(row: dict[str, Any]) -> Followed:
    broken, target = row.get("broken") == "plan", _target(row)
    if "of" in row:
        return said.followed(_figure(row), target, year_before=row.get("year_before"), broken=broken)
    period = _period(row)
    figure = said.entered(row["measure"], row["now"], period) if "now" in row else None
    before = said.entered(row["measure"], row["before"], period.year_before) if "before" in row else None
    asked = _period(row, "asked") if "asked" in row else None
    return said.followed_outside(figure, target, before, code=row["measure"], broken=broken, period=asked)


def _said(row: dict[str, Any], language: str) -> str:
    match row["say"]:
        case "told":
            return said.told(_followed(row), language)
        case "verdict":
            return said.verdict(_followed(row), language)
        case "change":
            return words.change(_figure(row), language)
        case "distribution":
            parts = [_figure(row | {"now": now, "category": title}) for title, now in row["now"].items()]
            return said.text(sentences.distribution(parts, language), language)
    figure = _figure(row)
    make = {"finding": sentences.finding, "headline": sentences.headline}[row["say"]]
    return said.text(make(figure, said.indicator_of(figure), language), language)


def plain(text: str) -> str:
    """With common spaces, as the table is written."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("row", WORKED, ids=[row["sv"][:60] for row in WORKED])
def test_a_worked_sentence_reads_as_it_is_written(row: dict[str, Any]) -> None:
    assert plain(_said(row, "sv")) == row["sv"]
    if "en" in row:
        assert plain(_said(row, "en")) == row["en"]


def test_there_are_worked_sentences_of_every_kind() -> None:
    assert len(WORKED) >= 60
    assert sum("en" in row for row in WORKED) >= len(WORKED) / 3
