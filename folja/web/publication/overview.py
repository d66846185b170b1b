"""What the overview of a unit shows: the report's parts in cards and charts, units and months in tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from folja.figures.coverage import counted_elsewhere
from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.figures.reading import read, volume_months
from folja.reports import charted, html, words
from folja.reports.document import Chart
from folja.reports.gendered import gender_pairs
from folja.reports.rated import ratings
from folja.reports.template import Section, Template
from folja.reports.tertial import anything_reported
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit
from folja.web.publication.abreast import Abreast, abreast
from folja.web.publication.calendar import is_open
from folja.web.publication.cards import Card, card
from folja.web.publication.gender import each_by_gender, split_table, taking_part

FOREMOST = 4  # cards in sight; the rest open in place


@dataclass(frozen=True)
class Finding:
    """What is most common in a distribution, in a sentence; `code` is its indicator."""

    code: str
    words: str


@dataclass(frozen=True)
class Part:
    """One part of the report. `without` are the units below that are too few for its numbers about people."""

    code: str
    title: str
    intro: str
    foremost: tuple[Card, ...]
    others: tuple[Card, ...] = ()
    charts: tuple[Markup, ...] = ()
    finding: Finding | None = None
    by_gender: Markup | None = None
    without: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class MonthByMonth:
    """Exact numbers: volumes down, months across, the whole period last."""

    months: tuple[Month, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]


@dataclass(frozen=True)
class Overview:
    """The parts that something is reported in, units beside each other, months, and the titles of silent parts."""

    parts: tuple[Part, ...]
    abreast: Abreast | None
    months: MonthByMonth
    silent: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """What the overview is made with. `below` are the units below that the reader may read."""

    library: Library
    template: Template
    unit: str
    period: Period
    below: tuple[Unit, ...]
    today: Month
    language: str

    def read(self, codes: Iterable[str]) -> list[Figure]:
        return [figure for code in codes for figure in read(self.library, code, self.unit, self.period)]

    def say(self, figures: Iterable[Figure]) -> tuple[Card, ...]:
        return tuple(card(self.library, figure, self.language) for figure in figures)

    def title(self, code: str) -> str:
        return self.library.indicators[code].title.in_language(self.language)


def overview(desk: Desk) -> Overview:
    """The overview of a unit for a period. While it is open only volumes are there."""
    is_still_open = is_open(desk.library, desk.period)
    parts = list(_open_parts(desk) if is_still_open else _parts(desk))
    told = {card.code for part in parts for card in (*part.foremost, *part.others)}
    silent = (
        section
        for section in desk.template.sections
        if not told & {*section.volumes, *section.figures}
        # Whether families have answered is not known before the closing: nothing is said of what only they report.
        and (section.volumes or not is_still_open)
    )
    return Overview(
        tuple(parts),
        _abreast(desk, told),
        _month_by_month(desk),
        tuple(section.title.in_language(desk.language) for section in silent),
    )


def _parts(desk: Desk) -> Iterator[Part]:
    found = reported(desk)
    for section, figures in found:
        yield _part(desk, section, figures)
    if found:
        yield from _women_and_men(desk)


def reported(desk: Desk) -> tuple[tuple[Section, tuple[Figure, ...]], ...]:
    """The sections in which the unit has done something, with their figures; none where it has done nothing at all."""
    told = [(desk.read(section.volumes), desk.read(section.figures)) for section in desk.template.sections]
    if not any(_is_active((*volumes, *figures)) for volumes, figures in told):
        return ()
    return tuple(
        (section, (*volumes, *figures))
        for section, (volumes, figures) in zip(desk.template.sections, told, strict=True)
        if anything_reported(volumes, figures)
    )


def _is_active(figures: Iterable[Figure]) -> bool:
    """Whether the unit has done anything. If not, a district's figures offered in its place would say nothing."""
    return any(figure.shown or (figure.kind == "volume" and figure.reason != "nothing") for figure in figures)


def _part(desk: Desk, section: Section, figures: Iterable[Figure]) -> Part:
    order = _foremost_first(section)
    cards = desk.say(sorted(figures, key=lambda figure: order.index(figure.indicator)))
    table = split_table(desk.library, section.figures, desk.unit, desk.period, desk.language)
    return Part(
        code=section.code,
        title=section.title.in_language(desk.language),
        intro=section.intro.in_language(desk.language) if section.intro else "",
        foremost=cards[:FOREMOST],
        others=cards[FOREMOST:],
        charts=tuple(html.block(chart, desk.language) for chart in _charts(desk, section)),
        finding=_finding(desk, section),
        by_gender=html.block(table, desk.language) if table else None,
        without=_without(desk, section),
    )


def _open_parts(desk: Desk) -> Iterator[Part]:
    """All volumes together, as of last night. Numbers about people are still to come."""
    volumes = desk.read(code for section in desk.template.sections for code in section.volumes)
    reported = [figure for figure in volumes if figure.shown or figure.offered]
    if reported:
        yield Part("volumes", _("Så mycket har kommit in"), "", desk.say(reported))


def _foremost_first(section: Section) -> list[str]:
    """Volumes, then what the part is drawn by, then the rest as the report has them."""
    trend = [section.trend] if section.trend else []
    return list(dict.fromkeys((*section.volumes, *trend, *section.figures)))


def _charts(desk: Desk, section: Section) -> Iterator[Chart]:
    library, unit, period = desk.library, desk.unit, desk.period
    if section.trend:
        trend = charted.trend(library, section.trend, unit, period.tertials[-1], desk.language)
        if charted.worth_drawing(trend):
            yield trend
    rated = ratings(library, section.figures, unit, period, desk.language)
    if rated and charted.worth_drawing(rated):
        yield rated


def _women_and_men(desk: Desk) -> Iterator[Part]:
    """What women and men take part in, and what they answer, on one scale each; last, as it is about every part."""
    sections, place = desk.template.sections, (desk.unit, desk.period, desk.language)
    codes = dict.fromkeys(code for section in sections for code in section.figures)
    found = (taking_part(desk.library, sections, *place), each_by_gender(desk.library, codes, *place))
    charts = [gender_pairs(desk.library, named, desk.language) for named in found]
    drawn = tuple(html.block(chart, desk.language) for chart in charts if chart)
    if drawn:
        yield Part("women_and_men", _("Kvinnor och män"), "", (), charts=drawn)


def _finding(desk: Desk, section: Section) -> Finding | None:
    if section.bars is None:
        return None
    options = charted.options(desk.library, section.bars, desk.unit, desk.period, desk.language)
    if not charted.worth_drawing(options):
        return None
    said = (words.quoted(piece, desk.language) for piece in options.sentence.pieces)
    return Finding(section.bars, "".join(said))


def _abreast(desk: Desk, told: set[str]) -> Abreast | None:
    """Each part's first volume and what it is drawn by, for the units below; only volumes while it is open."""
    if not desk.below:
        return None
    codes = [code for section in desk.template.sections for code in section.foremost]
    shown = [code for code in codes if code in told]
    whole = desk.library.unit(desk.unit, desk.period)
    return abreast(desk.library, shown, whole, desk.below, desk.period, desk.language)


def _month_by_month(desk: Desk) -> MonthByMonth:
    begun = tuple(month for month in desk.period.months if month <= desk.today)
    rows = []
    for code in (code for section in desk.template.sections for code in section.volumes):
        months = volume_months(desk.library, code, desk.unit, desk.period)[: len(begun)]
        if any(figure.shown for figure in months):
            rows.append((desk.title(code), (*months, *read(desk.library, code, desk.unit, desk.period))))
    return MonthByMonth(begun, tuple(rows))


def _without(desk: Desk, section: Section) -> tuple[Unit, ...]:
    """The units below whose people are counted further up, so that the part's shares are without them."""
    if desk.library.unit(desk.unit, desk.period).kind == "unit":
        return ()
    indicators = (desk.library.indicators[code] for code in section.figures)
    one_of_each = {
        (indicator.instrument, indicator.attributes, indicator.per): indicator.code for indicator in indicators
    }
    found = (counted_elsewhere(desk.library, code, desk.unit, desk.period) for code in one_of_each.values())
    return tuple(dict.fromkeys(unit for units in found for unit in units))
