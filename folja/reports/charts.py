"""Charts become pictures: SVG for a page in two widths, and SVG for paper."""

from folja.reports.bars import bars_spec
from folja.reports.document import (
    Bars,
    Chart,
    FunnelPlot,
    GenderPairs,
    MonthBars,
    Multiples,
    Ratings,
    RunChart,
    Trend,
    Years,
)
from folja.reports.drawing import for_page, for_paper
from folja.reports.funnel import funnel_spec
from folja.reports.gender_pairs import gender_pairs_spec
from folja.reports.months import months_spec
from folja.reports.multiples import multiples_spec
from folja.reports.plot import WIDE, Spec
from folja.reports.ratings import ratings_spec
from folja.reports.run_chart import run_chart_spec
from folja.reports.trend import trend_spec
from folja.reports.years import years_spec


def spec(chart: Chart, language: str = "sv", width: int = WIDE) -> Spec:
    """The chart's Vega-Lite spec, `width` pixels wide. Something must be drawn (`layout.Picture`)."""
    match chart:
        case Trend():
            return trend_spec(chart, language, width)
        case Bars():
            return bars_spec(chart, language, width)
        case MonthBars():
            return months_spec(chart, language, width)
        case Ratings():
            return ratings_spec(chart, language, width)
        case Multiples():
            return multiples_spec(chart, language, width)
        case FunnelPlot():
            return funnel_spec(chart, language, width)
        case RunChart():
            return run_chart_spec(chart, language, width)
        case GenderPairs():
            return gender_pairs_spec(chart, language, width)
        case Years():
            return years_spec(chart, language, width)


def page_svg(chart: Chart, language: str = "sv", width: int = WIDE) -> str:
    """The chart as SVG text that stands in a web page: light and dark, without inline style."""
    return for_page(spec(chart, language, width), chart.alt)


def paper_svg(chart: Chart, language: str = "sv", width: int = WIDE, accent: str = "") -> str:
    """The chart as SVG text to be typeset on white paper, in that accent if any."""
    return for_paper(spec(chart, language, width), accent)
