"""What the one who leads the city starts with: the tertial, the city in short, districts side by side."""

from dataclasses import dataclass
from datetime import date

from folja.figures.library import Library
from folja.figures.reading import read
from folja.reports.template import Template
from folja.vocabulary.period import Period
from folja.vocabulary.unit import Unit
from folja.web.frame.parts import Event
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope
from folja.web.publication.abreast import Abreast, abreast
from folja.web.publication.calendar import is_open
from folja.web.publication.cards import Card
from folja.web.publication.places import below
from folja.web.start.managed import managed
from folja.web.start.needs import Need
from folja.web.start.year import year

MOST_CARDS = 4  # a row


@dataclass(frozen=True)
class CityStart:
    """The page. `abreast` is None where no units lie below the city."""

    unit: Unit
    period: Period
    is_open: bool
    frozen_on: str
    needs: tuple[Need, ...]
    year: tuple[Event, ...]
    cards: tuple[Card, ...]
    abreast: Abreast | None


def city_start(
    library: Library, template: Template, scope: Scope, today: date, language: str, reader: Account
) -> CityStart:
    """The page, for the latest closed tertial; before the first closing for the open one."""
    city = scope.tree.city
    general = managed(library, template, city, today, language, reader, leads=True)
    return CityStart(
        unit=city,
        period=general.period,
        is_open=is_open(library, general.period),
        frozen_on=general.frozen_on,
        needs=general.needs,
        year=year(library, today, language),
        cards=general.cards[:MOST_CARDS],
        abreast=_abreast(library, template, scope, general.period, language),
    )


def _abreast(library: Library, template: Template, scope: Scope, period: Period, language: str) -> Abreast | None:
    """The foremost figures that at least one unit can show."""
    units = below(library, scope, scope.tree.city, period)
    if not units:
        return None
    codes = [code for section in template.sections for code in section.foremost]
    told = [code for code in codes if any(read(library, code, unit.code, period)[0].shown for unit in units)]
    return abreast(library, told, library.unit(scope.tree.city.code, period), units, period, language)
