"""What the page of one indicator shows: the figure, how it has developed, by gender, by unit, and what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from folja.figures.coverage import counted_elsewhere
from folja.figures.figure import Figure
from folja.figures.genders import beside_other_genders
from folja.figures.indicator import Indicator
from folja.figures.library import Library
from folja.figures.reading import read
from folja.instruments.instrument import Instrument
from folja.instruments.question import Question
from folja.reports import charted, html
from folja.reports.below import funnel_plot, small_trends
from folja.reports.document import Chart
from folja.reports.gendered import gender_pairs
from folja.reports.rated import ratings
from folja.reports.running import run_chart
from folja.reports.template import Section, Template
from folja.vocabulary.period import Month, Period
from folja.vocabulary.text import Text
from folja.vocabulary.unit import Unit
from folja.web.publication.abreast import unit_bars
from folja.web.publication.calendar import is_open
from folja.web.publication.cards import Card, card
from folja.web.publication.gender import split


@dataclass(frozen=True)
class Asked:
    """What one act is, the questions behind the indicator, and since when and why they are others than before."""

    instrument: Instrument
    questions: tuple[Question, ...]
    changes: tuple[tuple[Month, Text], ...]


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator of one unit for one period. `card` is None for a distribution that is drawn instead."""

    indicator: Indicator
    card: Card | None
    charts: tuple[Markup, ...]
    beside: tuple[Markup, ...]
    asked: Asked
    part: Section | None
    siblings: tuple[Indicator, ...]
    without: tuple[Unit, ...]


def indicator_page(
    library: Library,
    template: Template,
    code: str,
    unit: str,
    period: Period,
    below: tuple[Unit, ...],
    today: Month,
    language: str,
) -> IndicatorPage:
    """The page's content. `below` are the units below that the reader may read."""
    indicator = library.indicators[code]
    figures = read(library, code, unit, period)
    part = next((section for section in template.sections if code in _codes(section)), None)
    return IndicatorPage(
        indicator=indicator,
        card=None if _is_drawn(indicator, figures) else card(library, _foremost(indicator, figures), language),
        charts=_drawn(
            [
                *_over_time(library, indicator, unit, period, today, language),
                *_below(library, indicator, unit, period, below, language),
            ],
            language,
        ),
        beside=_drawn(_by_gender(library, indicator, unit, period, language), language),
        asked=_asked(library, indicator, period),
        part=part,
        siblings=tuple(library.indicators[other] for other in _codes(part) if other != code) if part else (),
        without=_without(library, code, unit, period),
    )


def _is_drawn(indicator: Indicator, figures: Sequence[Figure]) -> bool:
    return bool(indicator.distribution) and any(figure.shown for figure in figures)


def _foremost(indicator: Indicator, figures: Sequence[Figure]) -> Figure:
    """The figure; of a hidden distribution its reason only, as one option's share elsewhere stands for nothing."""
    return replace(figures[0], offered=None) if indicator.distribution else figures[0]


def _drawn(charts: list[Chart | None], language: str) -> tuple[Markup, ...]:
    return tuple(html.block(chart, language) for chart in charts if chart and charted.worth_drawing(chart))


def _over_time(
    library: Library, indicator: Indicator, unit: str, period: Period, today: Month, language: str
) -> list[Chart | None]:
    if indicator.distribution:
        return [charted.options(library, indicator.code, unit, period, language)]
    if indicator.kind == "volume":
        months = charted.months(library, indicator.code, unit, period, language, today=today)
        all_months = run_chart(library, indicator.code, unit, period, language, today=today)
        if is_open(library, period):
            return [months, all_months]
        return [_trend(library, indicator, unit, period, language), all_months or months]
    if is_open(library, period):
        return []
    rated = ratings(library, [indicator.code], unit, period, language)
    return [_trend(library, indicator, unit, period, language), rated]


def _trend(library: Library, indicator: Indicator, unit: str, period: Period, language: str) -> Chart:
    return charted.trend(library, indicator.code, unit, period.tertials[-1], language)


def _below(
    library: Library, indicator: Indicator, unit: str, period: Period, below: tuple[Unit, ...], language: str
) -> list[Chart | None]:
    """The units below: how each has developed, and beside each other around the whole, or as bars where too few can."""
    if indicator.distribution or not below:
        return []
    bars = unit_bars(library, indicator.code, below, period, language)
    if is_open(library, period):
        return [bars]
    here = library.unit(unit, period)
    funnel = funnel_plot(library, indicator.code, here, below, period, language)
    latest = period.tertials[-1]
    trends = small_trends(library, indicator.code, here, below, latest, language, compared=funnel is None)
    return [trends, funnel or bars]


def _by_gender(library: Library, indicator: Indicator, unit: str, period: Period, language: str) -> list[Chart | None]:
    """Women and men: the indicator split, or what it says of one gender beside the same of the others."""
    by_gender = split(library, indicator.code, unit, period, language)
    if by_gender:
        return [by_gender]
    genders = beside_other_genders(library, indicator.code, unit, period)
    name = library.instruments.latest(indicator.instrument).title.in_language(language)
    return [gender_pairs(library, [(name, genders)], language) if genders else None]


def _codes(section: Section) -> tuple[str, ...]:
    return (*section.volumes, *section.figures, *([section.bars] if section.bars else []))


def _asked(library: Library, indicator: Indicator, period: Period) -> Asked:
    versions = library.instruments.of(indicator.instrument)
    current = library.instruments.in_force(indicator.instrument, period.last) or versions[0]
    questions = tuple(current.by_code[code] for code in indicator.attributes if code in current.by_code)
    concerned = {*indicator.attributes, indicator.measure}
    changes = tuple(
        (version.first_month, change.why)
        for version in versions
        for change in version.changes
        if {change.question, change.replaces} & concerned
    )
    return Asked(current, questions, changes)


def _without(library: Library, code: str, unit: str, period: Period) -> tuple[Unit, ...]:
    if library.unit(unit, period).kind == "unit":
        return ()
    return counted_elsewhere(library, code, unit, period)
