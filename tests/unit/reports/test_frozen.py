"""A frozen report is read back as it was, block by block, and a change in it is noticed."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folja.figures.figure import Comparison, Figure
from folja.goals import measure
from folja.goals.outside import OutsideFigure
from folja.reports import document as blocks
from folja.reports.document import (
    Amount,
    Block,
    Citations,
    Document,
    Entered,
    Name,
    NotShown,
    Paragraph,
    Quote,
    Released,
    Verdict,
    Written,
)
from folja.reports.frozen import FORMAT, KINDS, FrozenReport, hash_of
from folja.reports.rendering import render
from folja.vocabulary.period import Period, tertial
from folja.vocabulary.problem import Refused
from folja.vocabulary.text import Text
from tests.unit.reports import sample

texts = st.text(min_size=1, max_size=12)
periods = st.builds(tertial, st.integers(1901, 2998), st.integers(1, 3)).flatmap(
    lambda one: st.sampled_from([one, one.to_date, Period(one.first, one.first), one.year_before])
)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=100)
wholes = st.integers(0, 100).map(Decimal)
PERCENT = [one for one in measure.shipped().values() if one.scale == "percent"]
measures = st.integers(0, len(PERCENT) - 1).map(PERCENT.__getitem__)
outside = st.builds(
    OutsideFigure,
    measures,
    texts,
    periods,
    wholes,
    st.just("Personalsystemet"),
    st.dates(),
    texts,
    st.dictionaries(st.sampled_from(["woman", "man"]), wholes, max_size=2),
)
said = st.builds(lambda sv, en: Text.of(sv=f"s{sv}", en=f"e{en}"), texts, texts)
values = st.floats(0, 2, allow_nan=False) | st.integers(0, 10_000)


@st.composite
def figures(draw: Callable[..., object], depth: int = 1) -> Figure:
    """Shown and hidden ones, with what they are compared with and what is offered instead."""
    deeper = figures(depth - 1) if depth else st.none()  # type: ignore[call-arg]
    common = {"period": draw(periods), "category": draw(st.none() | texts), "category_title": draw(st.none() | said)}
    plain = (draw(texts), draw(st.sampled_from(["volume", "count", "share", "rate"])), draw(said), "unit", "Enheten")
    if draw(st.booleans()):
        return Figure(*plain, **common, reason="few", offered=draw(st.none() | deeper))  # type: ignore[arg-type]
    why = draw(st.none() | said)
    comparison = Comparison("more", draw(st.none() | deeper), draw(values), draw(values), draw(values), why, 3)  # type: ignore[arg-type]
    return Figure(*plain, **common, value=draw(values), low=draw(st.none() | values), comparison=comparison)  # type: ignore[arg-type]


pieces = st.one_of(
    st.just("ord utan siffror "),
    st.builds(Quote, figures(), st.sampled_from(get_args(blocks.Aspect))),
    st.builds(Name, texts),
    st.builds(Entered, outside),
    st.builds(Amount, decimals, st.sampled_from(["percent", "number"]), st.booleans()),
    periods,
)
paragraphs = st.builds(
    Paragraph, st.lists(pieces, max_size=4).map(tuple), st.sampled_from(["plain", "lead", "drafted", "note"])
)

# Every kind of block there is: those that people and rules write are drawn, the charts are the sample's.
OF_SAMPLE = tuple({type(block): block for block in (*sample.document.blocks, *sample.CHARTS)}.values())
DRAWN = st.one_of(
    paragraphs,
    st.integers(0, len(OF_SAMPLE) - 1).map(OF_SAMPLE.__getitem__),
    st.builds(Verdict, st.sampled_from(["met", "on_the_way", "not_met", "cannot_be_said"]), paragraphs),
    st.builds(Written, texts, st.lists(texts, max_size=3).map(tuple)),
    st.builds(Citations, texts, st.lists(texts, max_size=3).map(tuple)),
    st.builds(NotShown, st.lists(paragraphs, max_size=2).map(tuple), st.builds(lambda: sample.reasons), st.booleans()),
)


def kept(document: Document) -> FrozenReport:
    return FrozenReport(document, {"2022T1": "a" * 16}, "content", "policy", "1")


def read_back(report: FrozenReport) -> FrozenReport:
    text = report.to_json()
    return FrozenReport.from_json(text, expected_hash=hash_of(text))


@given(st.lists(DRAWN, max_size=5).map(tuple), st.none() | st.builds(Released, st.integers(1), st.dates(), st.none()))
def test_what_is_frozen_is_read_back_as_it_was(drawn: tuple[Block, ...], released: Released | None) -> None:
    document = replace(sample.document, blocks=drawn, released=released)
    report = replace(kept(document), without_internal=replace(document, blocks=drawn[1:]) if drawn else None)
    again = read_back(report)
    assert again == report
    assert again.to_json() == report.to_json()


def test_every_kind_of_block_is_among_those_tried() -> None:
    drawn = {Paragraph, Verdict, Written, Citations, NotShown}
    assert {type(block) for block in OF_SAMPLE} | drawn == set(get_args(blocks.Chart)) | {
        kind for kind in get_args(Block) if isinstance(kind, type)
    }


def test_the_kinds_are_closed() -> None:
    with pytest.raises(TypeError, match="holds no Foreign"):
        kept(replace(sample.document, blocks=(Foreign(),))).to_json()  # type: ignore[arg-type]
    assert {"Document", "Figure", "OutsideFigure", "Released"} <= KINDS.keys()


class Foreign:
    """Nothing that a report holds."""


@pytest.mark.parametrize("suffix", [".html", ".xlsx"])
def test_a_file_made_of_what_was_read_back_is_the_same(suffix: str) -> None:
    again = read_back(kept(sample.document)).document
    assert render(again, suffix) == render(sample.document, suffix)


def test_a_changed_digit_is_noticed() -> None:
    text = kept(sample.document).to_json()
    with pytest.raises(Refused, match="not as it was"):
        FrozenReport.from_json(text.replace("187", "188", 1), expected_hash=hash_of(text))


def test_what_a_later_version_has_kept_is_not_guessed_at() -> None:
    values = json.loads(kept(sample.document).to_json()) | {"format": FORMAT + 1}
    text = json.dumps(values)
    with pytest.raises(Refused, match="upgrade first"):
        FrozenReport.from_json(text, expected_hash=hash_of(text))


def test_a_figure_that_is_quoted_often_is_kept_once() -> None:
    values = json.loads(kept(sample.document).to_json())
    assert len(values["figures"]) == len({json.dumps(one) for one in values["figures"]})
    assert json.dumps(values["document"]).count('"is": "Figure"') == 0


def test_numbers_keep_their_kind() -> None:
    figure = replace(sample.talks, value=187.0)
    exact = replace(sample.talks, value=187)
    blocks_ = (Paragraph((Quote(figure), Quote(exact), Amount(Decimal("4.30"), "mean"))),)
    [paragraph] = read_back(kept(replace(sample.document, blocks=blocks_, made_on=date(2022, 6, 1)))).document.blocks
    assert [type(piece.figure.value) for piece in paragraph.pieces[:2]] == [float, int]  # type: ignore[union-attr]
    assert str(paragraph.pieces[2].value) == "4.30"  # type: ignore[union-attr]
