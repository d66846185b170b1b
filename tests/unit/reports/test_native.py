"""The charts of a workbook, read back as a spreadsheet program reads them: each draws cells, and no cell is a lie."""

import posixpath
import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from folja.reports.document import Chart
from folja.reports.excel import excel
from folja.reports.native import native_charts
from tests.unit.reports import sample

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Read:
    """A chart on a sheet: its alt text, its XML, and what each series draws, out of the cells themselves."""

    sheet: str
    alt: str
    xml: Any
    series: tuple[tuple[Any, ...], ...]
    places: tuple[tuple[Any, ...], ...]


class Workbook:
    """A workbook's charts."""

    def __init__(self, content: bytes) -> None:
        self.zip, self.book = ZipFile(BytesIO(content)), load_workbook(BytesIO(content))
        self.charts = [read for number, sheet in enumerate(self.book, 1) for read in self._charts(number, sheet.title)]

    def _charts(self, number: int, title: str) -> list[Read]:
        drawing = self._leads_to(f"xl/worksheets/sheet{number}.xml", "drawing")
        if not drawing:
            return []
        (path,) = drawing.values()
        charts, found = self._leads_to(path, "chart"), []
        for anchor in etree.fromstring(self.zip.read(path)).iter(f"{_D}graphicFrame"):
            alt = next(anchor.iter(f"{_D}cNvPr")).get("descr")
            xml = etree.fromstring(self.zip.read(charts[next(anchor.iter(f"{_C}chart")).get(_R)]))
            values = tuple(self.cells(one.findtext(".//" + f"{_C}f")) for one in xml.iter(f"{_C}val", f"{_C}yVal"))
            places = tuple(self.cells(one.findtext(".//" + f"{_C}f")) for one in xml.iter(f"{_C}cat", f"{_C}xVal"))
            found.append(Read(title, alt, xml, values, places))
        return found

    def _leads_to(self, part: str, kind: str) -> dict[str, str]:
        folder, name = posixpath.split(part)
        try:
            links = etree.fromstring(self.zip.read(f"{folder}/_rels/{name}.rels"))
        except KeyError:
            return {}
        return {
            link.get("Id"): posixpath.normpath(posixpath.join(folder, link.get("Target")))
            for link in links
            if link.get("Type").endswith(f"/{kind}")
        }

    def cells(self, reference: str) -> tuple[Any, ...]:
        """What stands in cells that are named as 'Sheet'!$A$1:$A$9."""
        sheet, cells = re.fullmatch(r"'(.+)'!(.+)", reference).groups()  # type: ignore[union-attr]
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        assert left == right
        return tuple(_read(self.book[sheet].cell(row, left).value) for row in range(top, bottom + 1))


def _read(value: Any) -> Any:
    """A file keeps sixteen digits of a number."""
    return round(value, 12) if isinstance(value, float) else value


@pytest.fixture(scope="module")
def workbook() -> Workbook:
    return Workbook(excel(sample.document))


def chart_of(workbook: Workbook, chart: Chart) -> Read:
    (found,) = (one for one in workbook.charts if one.alt == chart.alt)
    return found


def test_every_chart_of_the_report_is_drawn_beside_its_table_with_words_for_those_who_cannot_see_it(
    workbook: Workbook,
) -> None:
    told = [one.alt for one in workbook.charts]
    of_units = [alt for alt in told if alt.startswith(sample.multiples.table.caption)]
    assert [alt.removeprefix(f"{sample.multiples.table.caption}. ") for alt in of_units] == [
        "Föräldrastöd Farsta", "Familjecentralen Lyktan", "Hembesöksteamet Farsta",
    ]  # fmt: skip
    others = [chart.alt for chart in sample.CHARTS if chart is not sample.multiples]
    assert [alt for alt in told if alt not in of_units] == others
    assert chart_of(workbook, sample.run).sheet == "3.3 Råd- och stödsamtal månad"


def test_a_line_draws_the_values_and_stops_at_a_break_and_where_nothing_is_shown(workbook: Workbook) -> None:
    drawn = chart_of(workbook, sample.trend)
    before, after = ([_read(figure.value) for figure in part] for part in (sample.series[:6], sample.series[6:]))
    assert sample.series[4].value is None
    assert drawn.series == ((*before, *[None] * 4), (*[None] * 6, *after))
    assert drawn.places[0] == drawn.places[1]
    assert drawn.places[0][0] == "T1 2019"
    assert drawn.xml.find(f".//{_C}dispBlanksAs").get("val") == "gap"


def test_the_uncertainty_is_as_long_as_it_is_in_the_table(workbook: Workbook) -> None:
    bars = list(chart_of(workbook, sample.trend).xml.iter(f"{_C}errBars"))
    up, down = (workbook.cells(bars[0].findtext(f"{_C}{side}//{_C}f")) for side in ("plus", "minus"))
    for place, figure in enumerate(sample.series[:6]):
        if figure.value is None:
            assert (up[place], down[place]) == (None, None)
        else:
            assert figure.value + up[place] == pytest.approx(figure.high)
            assert figure.value - down[place] == pytest.approx(figure.low)


def test_a_published_nothing_has_no_bar_and_what_is_not_finished_stands_apart(workbook: Workbook) -> None:
    assert sample.sources[-1].value == 0
    (shares,) = chart_of(workbook, sample.bars).series
    assert shares == (*(_read(figure.value) for figure in sample.sources[:-1]), None)
    ended, so_far = chart_of(workbook, sample.months).series
    assert ended == (38, 41, None, 47, 55, None)
    assert so_far == (None, None, None, None, None, 21)


def test_a_run_chart_has_its_median_and_the_year_before(workbook: Workbook) -> None:
    numbers, before, half, so_far = chart_of(workbook, sample.run).series
    months = [figure.value for figure in sample.run.figures]
    assert numbers == (*months[:-1], None)
    assert before == (*[None] * 12, *months[:14])
    assert set(half) == {35}
    assert so_far == (*[None] * 25, months[-1])


def test_a_funnel_has_its_limits_and_every_unit_that_can_be_placed(workbook: Workbook) -> None:
    drawn = chart_of(workbook, sample.funnel)
    *limits, whole, inside, outside = drawn.series
    assert len(limits) == 4
    assert set(whole) == {_read(sample.men.value)}
    placed = sample.funnel.funnel.placed
    shares = {_read(one.figure.value) for one in placed}
    assert {*inside, *outside} == shares
    assert outside == tuple(_read(one.figure.value) for one in placed if one.standing != "inside")
    assert drawn.places[-1] == tuple(one.base for one in placed if one.standing != "inside")


def test_steps_and_genders_are_the_table_s_own_numbers(workbook: Workbook) -> None:
    steps = chart_of(workbook, sample.ratings).series
    assert len(steps) == 5
    for place, step in enumerate(steps):
        assert step == tuple(_read(one.steps[place].value) or None if one.is_shown else None for one in sample.rated)
    women, men = chart_of(workbook, sample.women_and_men).series
    assert women == tuple(_read(pair.genders.woman.value) for pair in sample.pairs)
    assert men == tuple(_read(pair.genders.man.value) for pair in sample.pairs)


def test_years_have_their_uncertainty_and_a_line_for_the_aim(workbook: Workbook) -> None:
    drawn = chart_of(workbook, sample.years)
    values, aim = drawn.series
    assert values == (0.34, None, 0.45)
    assert aim == (0.5, 0.5, 0.5)
    assert drawn.places[0] == ("2019", "2020", "2021")
    bars = next(drawn.xml.iter(f"{_C}errBars"))
    assert workbook.cells(bars.findtext(f"{_C}plus//{_C}f")) == (0.06, None, 0.05)


def test_nothing_that_is_drawn_is_nought_or_words(workbook: Workbook) -> None:
    """A spreadsheet program draws words as nought."""
    for chart in workbook.charts:
        for values in chart.series:
            assert all(value is None or (isinstance(value, int | float) and value) for value in values), chart.alt


def test_every_chart_is_named_and_says_what_its_axis_counts(workbook: Workbook) -> None:
    for chart in workbook.charts:
        names = ["".join(title.itertext()) for title in chart.xml.iter(f"{_C}title")]
        assert names[0]
        is_small = chart.alt.startswith(sample.multiples.table.caption)
        assert len(names) == (1 if is_small else 3 if chart.alt in _ALONG_TIME else 2), chart.alt


_ALONG_TIME = {chart.alt for chart in (sample.trend, sample.months, sample.run, sample.funnel, sample.years)}


def test_what_shows_nothing_is_no_chart() -> None:
    assert native_charts(sample.unseen) == ()
