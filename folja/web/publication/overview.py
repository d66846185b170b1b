"""What the overview of a unit shows for a period: the report's parts, each with its cards, charts and units beside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.figures.reading import counted_elsewhere, read, volume_months
from folja.reports import charted, html
from folja.reports.document import Bars, MonthBars, Trend
from folja.reports.template import Section, Template
from folja.reports.tertial import anything_reported
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit
from folja.web.publication.abreast import Abreast, abreast
from folja.web.publication.calendar import is_open
from folja.web.publication.cards import Card, card
from folja.web.publication.gender import split_table, women_and_men

FOREMOST = 4  # cards in sight; the rest open in place

Charts = tuple[Markup, ...]


@dataclass(frozen=True)
class Part:
    """One part of the report. `rows` are its charts, two beside each other; `without` the units too few for it."""

    code: str
    title: str
    intro: str
    foremost: tuple[Card, ...]
    others: tuple[Card, ...]
    rows: tuple[Charts, ...]
    by_gender: Markup | None
    abreast: Abreast | None
    without: tuple[Unit, ...]


@dataclass(frozen=True)
class MonthByMonth:
    """Exact numbers: volumes down, months across, the whole period last."""

    months: tuple[Month, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]


@dataclass(frozen=True)
class Overview:
    """The parts that something is reported in, their months, and the titles of the parts where nothing is."""

    parts: tuple[Part, ...]
    months: MonthByMonth
    silent: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """What the overview is made with. `below` are the units below that the reader may read."""

    library: Library
    unit: str
    period: Period
    below: tuple[Unit, ...]
    today: Month
    language: str

    def read(self, codes: Iterable[str]) -> list[Figure]:
        return [figure for code in codes for figure in read(self.library, code, self.unit, self.period)]

    def say(self, figures: Iterable[Figure]) -> tuple[Card, ...]:
        return tuple(card(self.library, figure, self.language) for figure in figures)

    def draw(self, *charts: Trend | Bars | MonthBars | None) -> Charts:
        worth = (chart for chart in charts if chart and charted.worth_drawing(chart))
        return tuple(html.block(chart, self.language) for chart in worth)


def overview(desk: Desk, template: Template) -> Overview:
    """The overview of a unit for a period. While it is open only volumes are there."""
    make = _open_part if is_open(desk.library, desk.period) else _part
    parts = [(section, make(desk, section)) for section in template.sections]
    silent = tuple(section.title.in_language(desk.language) for section, part in parts if part is None)
    return Overview(tuple(part for _, part in parts if part), _month_by_month(desk, template), silent)


def _part(desk: Desk, section: Section) -> Part | None:
    volumes, figures = desk.read(section.volumes), desk.read(section.figures)
    if not anything_reported(volumes, figures):
        return None
    order = _foremost_first(section)
    cards = desk.say(sorted((*volumes, *figures), key=lambda figure: order.index(figure.indicator)))
    rows = tuple(row for row in (_people(desk, section), _acts(desk, section)) if row)
    return _made(desk, section, cards, rows, order)


def _open_part(desk: Desk, section: Section) -> Part | None:
    """Volumes as of last night. Numbers about people are still to come."""
    volumes = desk.read(section.volumes)
    if not any(figure.shown or figure.offered for figure in volumes):
        return None
    return _made(desk, section, desk.say(volumes), tuple(_months(desk, section)), section.volumes)


def _made(
    desk: Desk, section: Section, cards: tuple[Card, ...], rows: tuple[Charts, ...], order: Sequence[str]
) -> Part:
    library, language = desk.library, desk.language
    table = split_table(library, section.figures, desk.unit, desk.period, language)
    return Part(
        code=section.code,
        title=section.title.in_language(language),
        intro=section.intro.in_language(language) if section.intro else "",
        foremost=cards[:FOREMOST],
        others=cards[FOREMOST:],
        rows=rows,
        by_gender=html.block(table, language) if table else None,
        abreast=abreast(library, order[:FOREMOST], desk.below, desk.period, language) if desk.below else None,
        without=_without(desk, section),
    )


def _foremost_first(section: Section) -> list[str]:
    """Volumes, then what the part is drawn by, then the rest as the report has them."""
    trend = [section.trend] if section.trend else []
    return list(dict.fromkeys((*section.volumes, *trend, *section.figures)))


def _people(desk: Desk, section: Section) -> Charts:
    latest = desk.period.tertials[-1]
    trend = charted.trend(desk.library, section.trend, desk.unit, latest, desk.language) if section.trend else None
    return desk.draw(trend, women_and_men(desk.library, section.figures, desk.unit, desk.period, desk.language))


def _acts(desk: Desk, section: Section) -> Charts:
    """Months beside the distribution. Months alone stand in the table of all months."""
    if section.bars is None:
        return ()
    options = desk.draw(charted.options(desk.library, section.bars, desk.unit, desk.period, desk.language))
    return (*(chart for row in _months(desk, section) for chart in row), *options) if options else ()


def _months(desk: Desk, section: Section) -> Iterator[Charts]:
    """The months of the part's first volume, as a row."""
    for code in section.volumes[:1]:
        months = charted.months(desk.library, code, desk.unit, desk.period, desk.language, today=desk.today)
        if row := desk.draw(months):
            yield row


def _month_by_month(desk: Desk, template: Template) -> MonthByMonth:
    rows = []
    for code in (code for section in template.sections for code in section.volumes):
        months = volume_months(desk.library, code, desk.unit, desk.period)
        begun = [figure for figure in months if figure.period.first <= desk.today]
        if any(figure.shown for figure in begun):
            title = desk.library.indicators[code].title.in_language(desk.language)
            rows.append((title, (*begun, *read(desk.library, code, desk.unit, desk.period))))
    begun_months = tuple(month for month in desk.period.months if month <= desk.today)
    return MonthByMonth(begun_months, tuple(rows))


def _without(desk: Desk, section: Section) -> tuple[Unit, ...]:
    """The units below whose people are counted further up, so that the part's shares are without them."""
    if desk.library.tree[desk.unit].kind == "unit":
        return ()
    return tuple(
        dict.fromkeys(
            unit for code in section.figures for unit in counted_elsewhere(desk.library, code, desk.unit, desk.period)
        )
    )
