"""What the one who manages a unit starts with: what the tertial needs, and the foremost figures against last year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.reports.labels import day
from folja.reports.template import Template
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit
from folja.web.organisation.models import Account
from folja.web.publication.calendar import shown_first
from folja.web.publication.cards import Card
from folja.web.publication.overview import Desk, reported
from folja.web.start.needs import Need, needs


@dataclass(frozen=True)
class Managed:
    """The page. `frozen_on` says when the period's figures were frozen, and nothing while it is open."""

    unit: Unit
    period: Period
    frozen_on: str
    needs: tuple[Need, ...]
    cards: tuple[Card, ...]


def managed(
    library: Library, template: Template, unit: Unit, today: date, language: str, reader: Account, *, leads: bool
) -> Managed:
    """The page of a unit, for the latest closed tertial; before the first closing for the open one."""
    period = shown_first(library, today)
    publication = library.publications.get(period)
    desk = Desk(library, template, unit.code, period, (), Month.of(today), language)
    return Managed(
        unit=unit,
        period=period,
        frozen_on=day(publication.provenance.frozen_on, language) if publication else "",
        needs=needs(library, template, unit, today, language, reader, leads=leads),
        cards=desk.say(_foremost(desk)),
    )


def _foremost(desk: Desk) -> Iterator[Figure]:
    """The foremost figures of the parts that the overview has; while the period is open, volumes only."""
    for section, figures in reported(desk):
        told = {figure.indicator: figure for figure in figures if figure.reason != "open"}
        yield from (told[code] for code in section.foremost if code in told)
