"""What the one who manages a unit starts with: what the tertial needs, and the foremost figures against last year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from folja.figures.library import Library
from folja.figures.reading import read
from folja.reports.labels import day
from folja.reports.template import Template
from folja.vocabulary.period import Period
from folja.vocabulary.unit import Unit
from folja.web.publication.calendar import shown_first
from folja.web.publication.cards import Card, card
from folja.web.start.needs import Need, needs


@dataclass(frozen=True)
class Managed:
    """The page. `frozen_on` says when the period's figures were frozen, and nothing while it is open."""

    unit: Unit
    period: Period
    frozen_on: str
    needs: tuple[Need, ...]
    cards: tuple[Card, ...]


def managed(library: Library, template: Template, unit: Unit, today: date, language: str, *, leads: bool) -> Managed:
    """The page of a unit, for the latest closed tertial; before the first closing for the open one."""
    period = shown_first(library, today)
    publication = library.publications.get(period)
    return Managed(
        unit=unit,
        period=period,
        frozen_on=day(publication.provenance.frozen_on, language) if publication else "",
        needs=needs(library, template, unit, today, language, leads=leads),
        cards=tuple(_cards(library, template, unit, period, language)),
    )


def _cards(library: Library, template: Template, unit: Unit, period: Period, language: str) -> Iterator[Card]:
    """The foremost figures of the parts in which something is reported; while it is open, volumes only."""
    for section in template.sections:
        figures = [figure for code in section.foremost for figure in read(library, code, unit.code, period)]
        told = [figure for figure in figures if figure.reason != "open"]
        if any(figure.reason != "nothing" for figure in told):
            yield from (card(library, figure, language) for figure in told)
