"""The years of an expected result, drawn: each with its uncertainty, and what has no size has words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from folja.goals.followed import followed
from folja.reports.charts import page_svg
from folja.reports.document import Years
from folja.reports.expected import result_blocks
from folja.reports.plot import NARROW, WIDE
from folja.reports.years import most, years_spec
from tests.unit.reports import sample
from tests.unit.reports.test_expected import LIBRARY, OUTSIDE, PLAN, YEAR


def drawn(key: str) -> list[Years]:
    found = next(one for one in followed(LIBRARY, OUTSIDE, PLAN, YEAR) if one.result.key == key)
    return [block for block in result_blocks(LIBRARY, found, "") if isinstance(block, Years)]


def marks_of(chart: Years, kind: str, width: int = WIDE) -> list[dict[str, object]]:
    layers = years_spec(chart, "sv", width)["layer"]
    return [row for layer in layers if layer["mark"]["type"] == kind for row in layer["data"]["values"]]


def test_what_is_entered_is_drawn_as_it_is_without_uncertainty() -> None:
    (chart,) = drawn("grade8")
    assert [(str(point.period), point.said, point.value, point.low) for point in chart.points] == [
        ("2020", "53\u00a0%", 53.0, None),
        ("2021", "39,7\u00a0%", 39.7, None),
    ]
    assert chart.aims == (Decimal(50),)
    assert chart.subtitle == "Den prickade linjen är målet."


def test_one_year_alone_is_a_table() -> None:
    assert drawn("together") == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_year_that_is_hidden_has_words_and_no_point(width: int) -> None:
    points = marks_of(sample.years, "point", width)
    assert [row["x"] for row in points] == [0, 2]
    said = [row["text"] for row in marks_of(sample.years, "text", width)]
    assert {"34\u00a0%", "45\u00a0%", "2020", "Mål 50\u00a0%"} <= set(said)
    assert "få" in " ".join(map(str, said))


def test_the_axis_holds_all_that_is_drawn_and_begins_at_nought() -> None:
    assert most(sample.years) >= 50
    assert most(replace(sample.years, aims=(Decimal(80),))) == 100
    small = replace(sample.years, scale="mean", aims=())
    points = tuple(replace(point, value=3.9, low=None, high=None) for point in small.points[:1])
    assert most(replace(small, points=points)) == 5


def test_words_are_not_crossed_by_the_line_of_the_aim() -> None:
    """Above the uncertainty, and beneath it where the aim would go through them."""
    free = next(row for row in marks_of(sample.years, "text") if row["text"] == "34\u00a0%")
    crossed = replace(sample.years, aims=(Decimal(str(free["y"])).quantize(Decimal(1)),))
    moved = next(row for row in marks_of(crossed, "text") if row["text"] == "34\u00a0%")
    assert float(str(free["y"])) > 40
    assert float(str(moved["y"])) < 29


def test_it_is_a_picture_with_words() -> None:
    assert sample.years.alt in page_svg(sample.years)
