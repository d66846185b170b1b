"""Writes native charts into a workbook: their numbers on a sheet of their own, and the charts where they are asked for.

A cell without a number is left empty, which a spreadsheet program draws as a gap; words it would draw as nought.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range_abs

from folja.reports import labels
from folja.reports.document import Document
from folja.reports.drawing import PAPER
from folja.reports.native import Drawn, Native, Numbers, Scale

Values = dict[str, Any]

WIDE, SMALL = (620, 340), (310, 200)
"""A chart's size in pixels, and that of one among many."""

_ROW, _COLUMN = 20, 64  # of a cell that nobody has made larger
_FORMS: Mapping[str, Values] = {
    "line": {"type": "line"},
    "bar": {"type": "bar"},
    "stacked": {"type": "bar", "subtype": "stacked"},
    "column": {"type": "column"},
    "scatter": {"type": "scatter"},
}
_NUMBERS: Mapping[Scale, str] = {"share": "0 %", "number": "#,##0", "decimal": "0.0"}


@dataclass(frozen=True)
class Column:
    """Where the numbers of one line stand, as a spreadsheet program names it."""

    values: str
    name: str
    longer: str = ""
    shorter: str = ""
    across: str = ""


class Behind:
    """The sheet with what the charts draw, and the workbook they are drawn in."""

    def __init__(
        self,
        book: Any,
        sheet: Any,
        name: str,
        document: Document,
        formats: Mapping[str, Any],
        colors: Mapping[str, str],
    ) -> None:
        self.book, self.sheet, self.name = book, sheet, name
        self.language, self.formats, self.colors = document.language, formats, colors
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 40, 13)
        sheet.write_string(0, 0, name, formats["title"])
        sheet.set_row(0, 28)
        sheet.write_string(1, 0, labels.DRAWN_WHY.in_language(document.language), formats["small"])
        self.row = 3

    def draw(self, on: Any, charts: Sequence[Native], at: tuple[int, int]) -> None:
        """Draw charts on a sheet from a cell on, small ones three beside each other."""
        for number, native in enumerate(charts):
            chart = self._chart(native)
            across, down = (number % 3, number // 3) if native.small else (0, number)
            size = SMALL if native.small else WIDE
            place = {"x_offset": across * (size[0] + 12), "y_offset": down * (size[1] + 12)}
            on.insert_chart(*at, chart, {"description": native.alt, "object_position": 3} | place)

    def _chart(self, native: Native) -> Any:
        places, columns = self._written(native)
        chart = self.book.add_chart(dict(_FORMS[native.form]))
        for drawn, column in zip(native.drawn, columns, strict=True):
            chart.add_series(_series(native, drawn, places, column, self.colors))
        chart.set_title({"name": native.title, "overlay": False, "name_font": _font(12, bold=True), "layout": None})
        chart.set_size(dict(zip(("width", "height"), _size(native), strict=True)))
        chart.set_chartarea({"border": {"none": True}, "fill": {"color": PAPER["card"]}})
        _say_gap(chart)
        unnamed = [place for place, drawn in enumerate(native.drawn) if drawn.unnamed]
        if len(unnamed) == len(native.drawn):
            chart.set_legend({"none": True})
        else:
            chart.set_legend({"position": "bottom", "delete_series": unnamed, "font": _font(9)})
        for set_axis, axis in zip((chart.set_x_axis, chart.set_y_axis), _axes(native), strict=True):
            set_axis(axis)
        return chart

    def _written(self, native: Native) -> tuple[str, list[Column]]:
        """Writes a chart's numbers: where its places stand, and each line's column."""
        top = self.row
        self.sheet.write_string(top, 0, native.title, self.formats["caption"])
        header, first = top + 1, top + 2
        rows = max(len(drawn.values) for drawn in native.drawn)
        self.sheet.set_row(header, 45)
        for row, place in enumerate(native.places, start=first):
            self.sheet.write_string(row, 0, place, self.formats["name"])
        places = self._named(first, 0, len(native.places)) if native.places else ""
        columns, at = [], 1
        for drawn in native.drawn:
            column, at = self._column(native, drawn, header, at)
            columns.append(column)
        self.row = first + rows + 1
        return places, columns

    def _column(self, native: Native, drawn: Drawn, header: int, at: int) -> tuple[Column, int]:
        """One line's numbers, beside them how far its uncertainty goes up and down; and the next free column."""
        found: dict[str, str] = {}
        for key, title, numbers, look in self._parts(native, drawn):
            self.sheet.write_string(header, at, title, self.formats["header of numbers"])
            for row, number in enumerate(numbers, start=header + 1):
                if number is not None:
                    self.sheet.write_number(row, at, number, self.formats[look])
            found[key] = self._named(header + 1, at, len(numbers))
            if key == "values":
                found["name"] = self._named(header, at, 1)
            at += 1
        return Column(**found), at

    def _parts(self, native: Native, drawn: Drawn) -> Iterator[tuple[str, str, Numbers, str]]:
        look = {"share": "share", "number": "number", "decimal": "number with 1"}[native.scale]
        if drawn.across:
            yield "across", native.along, drawn.across, "number"
        yield "values", drawn.name or native.upwards, drawn.values, look
        if any(edge is not None for edge in drawn.high):
            up, down = labels.UPWARDS.in_language(self.language), labels.DOWNWARDS.in_language(self.language)
            yield "longer", up, _apart(drawn.high, drawn.values), look
            yield "shorter", down, _apart(drawn.values, drawn.low), look

    def _named(self, row: int, column: int, rows: int) -> str:
        return f"='{self.name}'!{xl_range_abs(row, column, row + rows - 1, column)}"


def _say_gap(chart: Any) -> None:
    """The library leaves out what is its own usual; not every program then draws a gap."""
    chart._write_disp_blanks_as = lambda: chart._xml_empty_tag("c:dispBlanksAs", [("val", "gap")])  # noqa: SLF001


def _apart(upper: Numbers, lower: Numbers) -> Numbers:
    """How far it is from one to the other, where there is any way."""
    return tuple(
        one - other if one is not None and other is not None and one > other else None
        for one, other in zip(upper, lower, strict=True)
    )


def _size(native: Native) -> tuple[int, int]:
    if native.small:
        return SMALL
    width, height = WIDE
    lying = native.form in ("bar", "stacked")
    return width, max(height, 120 + 26 * len(native.places) * (1 if len(native.drawn) == 1 else 2)) if lying else height


def _series(native: Native, drawn: Drawn, places: str, column: Column, colors: Mapping[str, str]) -> Values:
    series: Values = {"values": column.values, "name": column.name}
    if column.across:
        series["categories"] = column.across
    elif places:
        series["categories"] = places
    if column.longer:
        line = {"color": PAPER["ink"], "width": 0.5 if native.small else 1}
        lengths = {"plus_values": column.longer, "minus_values": column.shorter}
        series["y_error_bars"] = {"type": "custom", "line": line, **lengths}
    lying = native.form in ("bar", "stacked", "column")
    bars = _bars(colors)
    series |= bars[drawn.look] if lying else _lines(drawn, native, colors)
    if lying:
        series |= {"gap": 60, "overlap": 100 if native.form in ("stacked", "column") else 0}
    if drawn.striped:
        series["points"] = [bars["striped"] if place in drawn.striped else None for place in range(len(drawn.values))]
    if drawn.look == "filled":
        names = [{"value": name} for name in drawn.named]
        series["data_labels"] = {"value": True, "custom": names, "position": "right", "font": _font(9)}
    return series


def _bars(colors: Mapping[str, str]) -> Mapping[str, Values]:
    """How bars are filled: in one colour, so that they differ in black and white too."""
    edge = {"border": {"color": colors["accent"], "width": 0.75}}

    def patterned(pattern: str) -> Values:
        return {"pattern": {"pattern": pattern, "fg_color": colors["accent"], "bg_color": colors["card"]}} | edge

    def filled(color: str, transparency: int = 0) -> Values:
        return {"fill": {"color": colors[color], "transparency": transparency}} | edge

    return {
        "accent": filled("accent"),
        "striped": patterned("wide_upward_diagonal"),
        "furthest low": patterned("small_grid"),
        "low": patterned("percent_20"),
        "middle": filled("card"),
        "high": filled("accent", 55),
        "furthest high": filled("accent"),
    }


_LINES: Mapping[str, tuple[str, float, str]] = {
    "accent": ("accent", 2.25, "solid"),
    "stone": ("stone", 1, "solid"),
    "ink dashed": ("ink", 1.25, "dash"),
    "ink dotted": ("ink", 1.25, "round_dot"),
    "band": ("accent", 1, "solid"),
    "band dashed": ("accent", 1, "dash"),
}


def _lines(drawn: Drawn, native: Native, colors: Mapping[str, str]) -> Values:
    if drawn.look not in _LINES:
        return {"line": {"none": True}, "marker": _mark(drawn.look, colors)}
    color, width, dash = _LINES[drawn.look]
    has_marks = drawn.look == "accent" and len(drawn.values) <= 16 and not native.small
    mark = _mark("", colors, 6) if has_marks else {"type": "none"}
    return {"line": {"color": colors[color], "width": width, "dash_type": dash}, "marker": mark}


_MARKS: Mapping[str, tuple[str, str]] = {
    "points": ("circle", "accent"), "filled": ("diamond", "accent"),
    "hollow": ("circle", "pebble"), "so far": ("diamond", "accent"),
}  # fmt: skip
"""Which is which shows by shape and size, not by colour alone."""


def _mark(look: str, colors: Mapping[str, str], size: int = 0) -> Values:
    shape, color = ("circle", "accent") if size else _MARKS[look]
    fill = {"color": colors[color]}
    return {"type": shape, "size": size or (11 if shape == "diamond" else 7), "fill": fill, "border": {"none": True}}


def _axes(native: Native) -> tuple[Values, Values]:
    """The lying and the standing axis. That of numbers begins at nought."""
    small = _font(8 if native.small else 9)
    named: Values = {"name_font": _font(9), "num_font": small, "line": {"color": PAPER["pebble"]}}
    grid = {"visible": True, "line": {"color": PAPER["sand"], "width": 0.75}}
    numbers: Values = {"min": 0, "num_format": _NUMBERS[native.scale], "major_gridlines": grid} | named
    if native.upwards:
        numbers["name"] = native.upwards
    if native.top:
        numbers["max"] = native.top
    if native.form == "stacked":
        numbers["max"] = 1
    places: Values = {"major_gridlines": {"visible": False}} | named
    if native.along:
        places["name"] = native.along
    if native.form in ("bar", "stacked"):
        # Lying bars. Reversed, so that the first is uppermost; the axis of numbers would else stand above them.
        return numbers, places | {"reverse": True, "crossing": "max"}
    if native.form == "scatter":
        places |= {"min": 0, "num_format": "#,##0"}
    return places, numbers


def _font(size: float, *, bold: bool = False) -> Values:
    return {"name": "Calibri", "size": size, "bold": bold, "color": PAPER["ink" if bold else "stone"]}
