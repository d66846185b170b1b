"""Charts: true to the figures, readable in black and white, and the same on every machine."""

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from folja.reports.charts import page_svg, paper_svg, spec
from folja.reports.document import Break, Trend
from folja.reports.layout import Chart, laid
from folja.reports.plot import NARROW, WIDE
from folja.reports.typesetting import png
from folja.vocabulary.period import tertial
from tests.unit.reports import sample

CHARTS: tuple[Chart, ...] = (sample.trend, sample.months, sample.bars, sample.gender)


def layers(chart: Chart, mark: str, **style: object) -> list[dict[str, Any]]:
    """The rows of every layer with that mark and style."""
    return [
        layer
        for layer in spec(chart)["layer"]
        if layer["mark"]["type"] == mark and style.items() <= layer["mark"].items()
    ]


def rows(chart: Chart, mark: str, **style: object) -> list[dict[str, Any]]:
    return [row for layer in layers(chart, mark, **style) for row in layer["data"]["values"]]


def texts(chart: Chart) -> list[str]:
    return [row["text"] for row in rows(chart, "text")]


def domain(chart: Chart, axis: str) -> list[float]:
    bounds: list[float] = spec(chart)["encoding"][axis]["scale"]["domain"]
    return bounds


def test_every_axis_of_sizes_begins_at_zero() -> None:
    assert domain(sample.trend, "y") == [0, 0.6]
    assert domain(sample.months, "y")[0] == 0
    assert domain(sample.bars, "x")[0] == 0


def test_the_line_goes_through_no_hidden_figure_and_no_break() -> None:
    lines = [[row["x"] for row in layer["data"]["values"]] for layer in layers(sample.trend, "line", strokeWidth=2.5)]
    assert lines == [[0, 1, 2, 3], [5], [6, 7, 8, 9]]


def test_the_band_is_the_interval_with_edges_that_print() -> None:
    band = rows(sample.trend, "area")
    assert [(row["low"], row["high"]) for row in band][-1] == (sample.men.low, sample.men.high)
    assert len(layers(sample.trend, "line", strokeWidth=1)) == 2 * len(layers(sample.trend, "area"))


def test_a_lone_point_shows_its_interval_as_a_line() -> None:
    assert [row["x"] for row in rows(sample.trend, "rule", opacity=0.45)] == [5]


def test_a_break_is_a_hatched_strip_with_its_reason() -> None:
    assert [row["x"] for row in rows(sample.trend, "rect", fill="hatch")] == [5.5]
    assert "Ny fråga 2021" in texts(sample.trend)
    assert "går inte att jämföra" in texts(sample.trend)


def test_a_break_outside_the_series_is_not_drawn() -> None:
    early, late = Break(tertial(2018, 1), "För tidigt"), Break(tertial(2023, 1), "För sent")
    assert not rows(replace(sample.trend, breaks=(early, late)), "rect")


def test_the_last_value_stands_at_the_line() -> None:
    assert [row["text"] for row in rows(sample.trend, "text", fontSize=22)] == ["40\u00a0%"]


def test_where_the_line_has_a_gap_words_say_that_it_is_not_shown() -> None:
    assert {"visas", "inte"} <= set(texts(sample.trend))


def test_a_trend_that_begins_hidden_says_why() -> None:
    hidden = tuple(sample.hidden(sample.MAN, period=figure.period) for figure in sample.series[:4])
    late = replace(sample.trend, figures=(*hidden, *sample.series[5:]))
    assert "Visas inte: färre än 40 svar" in texts(late)


def test_a_published_nothing_is_words_and_never_a_bar_or_a_point() -> None:
    assert [row["text"] for row in rows(sample.bars, "text") if row["text"] == "färre än 5"] == ["färre än 5"]
    assert all(row["value"] for row in rows(sample.bars, "rect"))
    nothing = replace(sample.series[3], numerator=0, value=0.0)
    trend = replace(sample.trend, figures=(*sample.series[:3], nothing, *sample.series[4:]))
    assert 3 not in [row["x"] for row in rows(trend, "point")]
    assert "0\u00a0%" not in texts(trend)


def test_a_month_without_a_report_is_words_and_never_nought() -> None:
    assert [row["x"] for row in rows(sample.months, "rect")] == [0, 1, 3, 4, 5]
    assert {"Inget", "rapporterat"} <= set(texts(sample.months))


def test_the_month_that_is_not_finished_is_striped_and_says_so() -> None:
    assert [row["x"] for row in rows(sample.months, "rect", fill="stripes")] == [5]
    assert [row["x"] for row in rows(sample.months, "text") if row["text"] == "hittills"] == [5]


def test_men_are_striped_and_women_solid_in_the_same_colour() -> None:
    assert [row["category"] for row in rows(sample.gender, "rect", fill="accent")] == ["women"]
    assert [row["category"] for row in rows(sample.gender, "rect", fill="stripes", stroke="accent")] == ["men"]


def test_bars_are_as_long_as_their_values() -> None:
    lengths = {row["category"]: row["value"] for row in rows(sample.gender, "rect")}
    assert lengths == {"women": 170, "men": 75}


def test_the_years_stand_where_they_begin() -> None:
    years = {row["x"]: row["text"] for row in rows(sample.trend, "text", fontWeight=700) if len(row["text"]) == 4}
    assert {place: year for place, year in years.items() if year.isdigit()} == {
        0: "2019",
        3: "2020",
        6: "2021",
        9: "2022",
    }


def test_numbers_on_the_axis_are_swedish() -> None:
    volumes = tuple(sample.volume(sample.TALKS, number, period=tertial(2021, n)) for n, number in ((1, 800), (2, 1900)))
    trend = replace(sample.trend, figures=volumes, breaks=())
    assert {"0", "500", "1\u00a0000", "1\u00a0500", "2\u00a0000"} <= set(texts(trend))
    assert "60\u00a0%" in texts(sample.trend)
    assert "60%" in [
        row["text"] for layer in spec(sample.trend, "en")["layer"] for row in layer["data"]["values"] if "text" in row
    ]


@pytest.mark.parametrize("most", [1, 3, 7, 12, 99, 101, 4321])
def test_the_axis_reaches_over_the_largest_value_in_at_most_four_steps(most: int) -> None:
    figures = tuple(sample.volume(sample.TALKS, number, period=tertial(2021, n)) for n, number in ((1, 1), (2, most)))
    trend = replace(sample.trend, figures=figures, breaks=())
    levels = [row["y"] for row in rows(trend, "rule", color="sand")]
    assert levels[0] == 0
    assert most <= levels[-1] < 2.5 * most + 1
    assert len(levels) <= 5


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_size_depends_on_no_machines_fonts(chart: Chart, width: int) -> None:
    root = ET.fromstring(page_svg(chart, width=width))
    assert root.get("width") == str(width)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_a_page_drawing_has_no_style_no_font_and_no_colour_of_its_own(chart: Chart) -> None:
    for element in ET.fromstring(page_svg(chart)).iter():
        assert not {"style", "class", "font-family"} & element.attrib.keys()
        for name in ("fill", "stroke"):
            assert re.fullmatch(
                r"none|var\(--[a-z]+, #[0-9a-f]{6}\)|url\(#chart-[0-9a-f]{8}-[a-z]+\)", element.get(name, "none")
            )


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_a_paper_drawing_has_plain_colours_only(chart: Chart) -> None:
    assert "var(" not in paper_svg(chart)


def test_two_charts_on_a_page_share_no_names() -> None:
    names = [re.findall(r'id="([^"]+)"', page_svg(chart, width=width)) for chart in CHARTS for width in (WIDE, NARROW)]
    flat = [name for own in names for name in own]
    assert flat
    assert len(flat) == len(set(flat))


def test_every_pattern_that_is_used_is_there() -> None:
    for chart in CHARTS:
        svg = page_svg(chart)
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) == set(re.findall(r'id="([^"]+)"', svg))


def test_what_is_said_of_a_chart_is_escaped() -> None:
    assert ET.fromstring(page_svg(replace(sample.gender, alt='"<&>'))).get("aria-label") == '"<&>'


def test_its_words_are_seen_in_a_picture_too() -> None:
    svg = paper_svg(sample.gender)
    assert png(svg) != png(re.sub(r">[^<]+</text>", "></text>", svg))


def test_nothing_is_drawn_where_every_figure_is_hidden() -> None:
    unseen = laid(sample.unseen, "sv")
    assert unseen.absent is not None  # type: ignore[union-attr]
    assert unseen.absent.words == "Visas inte: färre än 40 svar"  # type: ignore[union-attr]
    assert unseen.absent.locked  # type: ignore[union-attr]


def test_a_series_of_a_single_period_can_be_drawn() -> None:
    single: Trend = replace(sample.trend, figures=(sample.men,), breaks=())
    assert "40\u00a0%" in page_svg(single)


def test_plain_words_on_paper_are_regular_and_not_the_fonts_thinnest() -> None:
    svg = paper_svg(sample.gender)
    assert png(svg) != png(re.sub(r' font-variation-settings="[^"]*"', "", svg))
