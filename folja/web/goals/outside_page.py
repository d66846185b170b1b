"""A unit's figures from outside as its pages show them: every measure with its years, and one measure's values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from folja.goals import measure, place
from folja.goals.measure import Measure
from folja.goals.outside import OutsideFigure
from folja.goals.place import Place
from folja.reports import sentences, words
from folja.reports.labels import day
from folja.web.goals.desk import Desk
from folja.web.goals.plan_page import genders_of
from folja.web.goals.stored import Past, past_of

MOST_YEARS = 4


@dataclass(frozen=True)
class MeasureRow:
    """One measure, and per year the values it has, each with the part of the year where it is not the whole."""

    measure: Measure
    cells: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class OutsidePage:
    """The measures that have a figure or that the plan follows, by year, and the others."""

    years: tuple[int, ...]
    rows: tuple[MeasureRow, ...]
    others: tuple[Measure, ...]


@dataclass(frozen=True)
class ShownFigure:
    """One value with all that is known of it."""

    figure: OutsideFigure
    period: str
    value: str
    genders: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfPlace:
    """What another place has of a measure, the latest first."""

    place: Place
    values: tuple[ShownFigure, ...]


def outside_page(desk: Desk, language: str) -> OutsidePage:
    """All measures that this reader may see."""
    own = [one for (_, unit, _), one in desk.outside.figures.items() if unit == desk.unit.code]
    years = tuple(sorted({desk.year, *(one.period.year for one in own if one.period.year <= desk.year)})[-MOST_YEARS:])
    followed = {result.followed for result in desk.kept.plan.results if result.followed_by == "measure"}
    used = followed | {one.measure.code for one in own}
    seen = [one for one in measure.shipped().values() if desk.is_own or not one.internal]
    rows = tuple(_row(one, own, years, language) for one in seen if one.code in used)
    return OutsidePage(years, rows, tuple(one for one in seen if one.code not in used))


def _row(one: Measure, own: Iterable[OutsideFigure], years: Iterable[int], language: str) -> MeasureRow:
    of_it = sorted((figure for figure in own if figure.measure == one), key=lambda figure: figure.period)
    return MeasureRow(one, tuple(tuple(_cell(of_it, year, language)) for year in years))


def _cell(figures: Iterable[OutsideFigure], year: int, language: str) -> Iterator[tuple[str, str]]:
    for figure in figures:
        if figure.period.year == year:
            yield _part(figure), words.entered(figure, language)


def _part(figure: OutsideFigure) -> str:
    """T1; nothing for the whole year."""
    return "" if figure.period.kind == "year" else str(figure.period)[4:].replace("-", "–")


def of_places(desk: Desk, one: Measure, language: str) -> tuple[OfPlace, ...]:
    """What stands beside a measure's values, in the places' order."""
    found = ((other, values_of(desk, one, language, whose)) for whose, other in place.shipped().items())
    return tuple(OfPlace(other, values) for other, values in found if values)


def values_of(desk: Desk, one: Measure, language: str, whose: str) -> tuple[ShownFigure, ...]:
    """A measure's values, the latest first: the unit's own, or those of a place."""
    figures = (figure for (code, unit, _), figure in desk.outside.figures.items() if (code, unit) == (one.code, whose))
    newest = sorted(figures, key=lambda figure: (figure.period.last, figure.period.first), reverse=True)
    past = past_of(whose, one.code)
    return tuple(
        ShownFigure(
            figure,
            figure.period.name(language),
            words.entered(figure, language),
            ", ".join(genders_of(figure, language)),
            tuple(_was(was, language) for was in past if was.figure.period == figure.period),
        )
        for figure in newest
    )


def gone_of(desk: Desk, one: Measure, language: str) -> tuple[str, ...]:
    """The values that were removed and that nothing holds in the place of, the latest first."""
    held = {period for (code, unit, period) in desk.outside.figures if (code, unit) == (one.code, desk.unit.code)}
    past = (was for was in past_of(desk.unit.code, one.code) if was.figure.period not in held)
    return tuple(f"{sentences.capital(was.figure.period.name(language))}: {_was(was, language)}" for was in past)


def _was(was: Past, language: str) -> str:
    """7,1 %, Personalsystemet 14 januari 2022. Inskriven av Bo, gällde till 14 juni 2022."""
    said = _("Inskriven av %(name)s, gällde till %(day)s.")
    return (
        f"{in_short(was.figure, language)} {said % {'name': was.figure.entered_by, 'day': day(was.last_on, language)}}"
    )


def in_short(figure: OutsideFigure, language: str) -> str:
    """7,1 %, Personalsystemet 14 januari 2022."""
    value = ", ".join((words.entered(figure, language), *genders_of(figure, language)))
    return f"{value}, {figure.source} {day(figure.dated, language)}."
