"""Charts: true to the figures, readable in black and white, and the same on every machine."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from folja.reports.charts import page_svg, paper_svg, spec
from folja.reports.document import Break, Chart, Trend
from folja.reports.layout import laid
from folja.reports.plot import NARROW, WIDE, text_width
from folja.reports.typesetting import png
from folja.vocabulary.period import tertial
from tests.unit.reports import sample

CHARTS = sample.CHARTS


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


@pytest.mark.parametrize("before", [4, 5, 6])
def test_words_in_a_gap_beside_a_break_stand_clear_of_its_strip(before: int) -> None:
    """The strip stands at place 5.5; the gap is one place long, to the left of it, or one on each side."""
    gap = range(before, before + 2)
    hidden = {place: sample.hidden(sample.MAN, period=sample.trend.figures[place].period) for place in gap}
    figures = tuple(hidden.get(place, figure) for place, figure in enumerate(sample.trend.figures))
    small = spec(replace(sample.trend, figures=figures), width=NARROW)
    low, high = small["encoding"]["x"]["scale"]["domain"]
    strip = (5.5 - low) * small["width"] / (high - low)
    found = [row["x"] for one in small["layer"] for row in one["data"]["values"] if row.get("text") == "visas"]
    assert found
    half = text_width("visas") / 2
    assert all(abs(middle - strip) >= 7 + 3 + half for middle in found), (found, strip)


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


def test_a_reason_too_long_for_its_place_is_said_in_short() -> None:
    women, *others = sample.gender.figures
    staff = [replace(sample.hidden(sample.MAN, "staff"), category_title=one.category_title) for one in others]
    assert {"För få"} <= set(texts(replace(sample.gender, figures=(women, *staff))))


def test_bars_are_as_long_as_their_values() -> None:
    lengths = {row["category"]: row["value"] for row in rows(sample.gender, "rect")}
    assert lengths == {"women": 170, "men": 75}


def segments(number: int) -> list[tuple[str, float, float]]:
    """What one rating is drawn as, from left to right: fill, and where from the middle line it begins and ends."""
    bars = [layer for layer in layers(sample.ratings, "rect") if layer["mark"].get("height") == 20]
    place = sorted({row["y"] for layer in bars for row in layer["data"]["values"]})[number]
    return [
        (f"{layer['mark']['fill']} {layer['mark']['fillOpacity']}", round(row["x"], 3), round(row["x2"], 3))
        for layer in bars
        for row in layer["data"]["values"]
        if row["y"] == place
    ]


def test_a_rating_has_who_disagree_to_the_left_who_agree_to_the_right_and_the_middle_around_the_line() -> None:
    assert segments(0) == [
        ("grid 1.0", -0.146, -0.104),
        ("dots 1.0", -0.104, -0.062),
        ("card 1.0", -0.062, 0.062),
        ("accent 0.45", 0.062, 0.414),
        ("accent 1.0", 0.414, 0.854),
    ]


def test_a_sides_length_is_its_own_share_though_its_rounded_steps_add_up_to_less() -> None:
    _, _, _, (_, start, _), (_, _, end) = segments(0)
    assert end - start == pytest.approx(95 / 120, abs=0.001)


def test_a_published_nothing_of_a_rating_is_words_and_no_part_of_the_bar() -> None:
    assert [fill for fill, _, _ in segments(1)] == ["card 1.0", "accent 0.45", "accent 1.0"]
    assert {"färre än 5 nej", "83\u00a0% ja", "8\u00a0% nej", "79\u00a0% ja"} <= set(texts(sample.ratings))


def test_a_rating_says_how_many_answered_and_how_many_skipped() -> None:
    assert "120 svar. Hoppade över: 5" in texts(sample.ratings)


def test_a_hidden_rating_is_words_and_no_bar() -> None:
    assert (
        len({row["y"] for layer in layers(sample.ratings, "rect", height=20) for row in layer["data"]["values"]}) == 2
    )
    assert "Visas inte: färre än 40 svar" in texts(sample.ratings)


def test_every_step_of_a_rating_looks_its_own_also_in_black_and_white() -> None:
    looks = [fill for fill, _, _ in segments(0)]
    assert len(set(looks)) == len(looks)
    assert {row["text"] for row in rows(sample.ratings, "text")} >= {title.sv for title in sample.STEPS}


def test_small_trends_share_one_scale_from_zero_in_the_order_given() -> None:
    assert domain(sample.multiples, "y") == [domain(sample.multiples, "y")[0], 0]
    scale = [row["text"] for row in rows(sample.multiples, "text", fontSize=12) if row["text"] in ("0", "60\u00a0%")]
    assert scale == ["0", "60\u00a0%"] * 2  # once beside each row of panels
    names = rows(sample.multiples, "text", fontWeight=600)
    in_order = sorted(names, key=lambda row: (row["y"] // 100, row["x"]))
    assert " ".join(row["text"] for row in in_order).startswith("Föräldrastöd Farsta Familjecentralen Lyktan Öppna")


def test_small_trends_stop_at_breaks_and_where_a_unit_is_hidden() -> None:
    by_line: dict[str, int] = {}
    for row in rows(sample.multiples, "line", strokeWidth=2):
        by_line[row["line"]] = by_line.get(row["line"], 0) + 1
    assert list(by_line.values()) == [4, 1, 4, 3, 3, 4]
    assert len(rows(sample.multiples, "rect", fill="hatch")) == 3


def test_a_unit_of_which_nothing_is_shown_has_a_dashed_place_with_words() -> None:
    assert len(rows(sample.multiples, "rect", fill="none", strokeDash=[3, 3])) == 1
    assert {"Visas inte: för få", "registreringar eller", "medarbetare"} <= set(texts(sample.multiples))


def test_where_a_small_trend_has_nothing_its_floor_is_dashed() -> None:
    assert len(rows(sample.multiples, "rule", strokeDash=[3, 2])) == 1 + 7 + 3


def test_a_funnel_begins_at_nothing_and_has_the_limits_of_its_units() -> None:
    assert domain(sample.funnel, "y")[0] == domain(sample.funnel, "x")[0] == 0
    curve = rows(sample.funnel, "area")
    widths = [row["highest"] - row["lowest"] for row in curve]
    assert widths == sorted(widths, reverse=True)
    assert curve[0]["x"] == pytest.approx(0.8 * 45)


def test_only_units_outside_a_funnel_are_named_and_all_are_points() -> None:
    assert len(rows(sample.funnel, "point")) == 5
    said = " ".join(texts(sample.funnel))
    assert "Skärholmen 83\u00a0%" in said
    assert "Enskede-Årsta-Vantör 8\u00a0%" in said
    assert "Skarpnäck" not in said
    assert "hela" in said


def test_what_stands_out_of_a_funnel_shows_without_colour() -> None:
    assert [row["y"] for row in rows(sample.funnel, "point", fill="accent")] == [75 / 90, 10 / 120]
    assert len(rows(sample.funnel, "point", fill="card")) == 3


def test_names_in_a_funnel_that_would_meet_are_moved_apart() -> None:
    twins = tuple(replace(sample.placed(name, 75, 90), standing="above") for name in ("Ett", "Två", "Tre"))
    crowd = replace(sample.funnel, funnel=replace(sample.funnel.funnel, placed=(*sample.funnel.funnel.placed, *twins)))
    heights = sorted(row["y"] for row in rows(crowd, "text", color="ink") if row["text"].endswith("83\u00a0%"))
    scale = domain(crowd, "y")[1] / spec(crowd)["height"]
    assert all((after - before) / scale >= 16.9 for before, after in pairwise(heights))


def test_a_run_chart_begins_at_nothing_and_its_line_stops_where_nothing_is_reported() -> None:
    assert domain(sample.run, "y")[0] == 0
    lines = [[row["x"] for row in layer["data"]["values"]] for layer in layers(sample.run, "line", color="accent")]
    assert lines == [[0, 1, 2], list(range(4, 25))]
    assert [(row["x"], row["x2"]) for row in rows(sample.run, "rule", strokeDash=[3, 2])] == [(2.6, 3.4)]


def test_the_month_that_is_going_on_is_striped_and_outside_the_line() -> None:
    assert [row["x"] for row in rows(sample.run, "rect", fill="stripes")] == [25]
    said = [layer for layer in layers(sample.run, "text") if layer["data"]["values"][0]["text"] == "hittills"]
    assert said[0]["encoding"]["x"]["value"] > spec(sample.run)["width"], "beside the bar, in no shade"


def test_the_year_before_stands_thin_behind_where_a_year_later_is() -> None:
    thin = [(row["x"], row["y"]) for row in rows(sample.run, "line", color="stone")]
    assert thin[0] == (12, 31)
    assert thin[-1] == (25, 38)
    assert {"året före", "median 35"} <= set(texts(sample.run))


def test_months_too_long_in_a_row_for_chance_are_shaded_with_edges_that_print() -> None:
    assert [(row["x"], row["x2"]) for row in rows(sample.run, "rect", fill="accent", fillOpacity=0.1)] == [(11.5, 24.5)]
    assert [row["x"] for row in rows(sample.run, "rule", color="accent")] == [11.5, 24.5]
    assert not rows(replace(sample.run, marked=None), "rect", fillOpacity=0.1)


def test_women_and_men_in_several_matters_share_one_scale_from_nothing() -> None:
    assert domain(sample.women_and_men, "x") == [0, 0.91]
    women, men = (rows(sample.women_and_men, "rect", fill=fill, height=14) for fill in ("accent", "stripes"))
    assert [round(row["value"], 2) for row in women] == [0.86, 0.75, 0.78]
    assert [round(row["value"], 2) for row in men] == [0.4, 0.58]
    assert women[0]["y"] < men[0]["y"] < women[1]["y"]


def test_every_bar_of_women_and_of_men_has_its_interval() -> None:
    lines = rows(sample.women_and_men, "rule", color="ink", strokeWidth=1)
    assert sorted((row["low"], row["high"]) for row in lines) == [
        (0.3, 0.51), (0.44, 0.72), (0.6, 0.86), (0.6, 0.9), (0.78, 0.91),
    ]  # fmt: skip


def test_what_is_hidden_of_women_and_men_alike_is_said_once() -> None:
    said = texts(sample.women_and_men)
    assert said.count("Visas inte: för få registreringar eller medarbetare") == 1
    assert said.count("Visas inte: färre än 40 svar") == 1
    assert {"Kvinnor", "Män"} <= set(said)


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
