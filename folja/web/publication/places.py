"""Where a page of figures stands: the units above and below, and the other periods it can be read for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.html import format_html
from django.utils.translation import gettext as _

from folja.figures.library import Library
from folja.figures.unit_notes import Note, unit_notes
from folja.vocabulary.period import Period
from folja.vocabulary.text import listed
from folja.vocabulary.unit import Unit, UnitTree
from folja.web.frame.parts import Link
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.scope import Scope
from folja.web.publication.calendar import is_open, readable_periods

Address = Callable[[str, Period], str]  # of the same page for another unit and period


@dataclass(frozen=True)
class Place:
    """A unit and a period, with the ways from there. `above` goes from the city down; `years` are the latest first.

    `notes` say what became of the unit, with links to the others they name.
    """

    unit: Unit
    period: Period
    is_open: bool
    above: tuple[Link, ...]
    below: tuple[Link, ...]
    years: tuple[tuple[int, tuple[Link, ...]], ...]
    notes: tuple[str, ...] = ()


def place(library: Library, scope: Scope, unit: Unit, period: Period, address: Address, today: date) -> Place:
    """Where a page stands, with ways to the units that its reader may read."""
    path = [library.unit(code, period) for code in reversed(library.path(unit.code, period)[1:])]
    return Place(
        unit=unit,
        period=period,
        is_open=is_open(library, period),
        above=tuple(Link(address(above.code, period), above.name) for above in path if scope.may_read(above.code)),
        below=tuple(Link(address(child.code, period), child.name) for child in below(library, scope, unit, period)),
        years=years(
            periods_of(library, scope, unit.code, today),
            period,
            lambda other: address(unit.code, other),
            library=library,
        ),
        notes=tuple(
            _told(note, lambda code, when: _way(library, scope, code, when, address, today), language())
            for note in unit_notes(library, unit.code, period)
        ),
    )


def _told(note: Note, way: Callable[[str, Period], str | None], language: str) -> str:
    """A note, where the units it names are links to their own figures where the reader may read those."""
    if note.around is None or note.period is None:
        return note.said.in_language(language)
    names = [_linked(unit.name, way(unit.code, note.period)) for unit in note.units]
    places = listed(["{}"] * len(names), language)
    return format_html(note.around.in_language(language).replace("{who}", places), *names)


def _linked(name: str, address: str | None) -> str:
    return format_html('<a href="{}">{}</a>', address, name) if address else name


def _way(library: Library, scope: Scope, unit: str, period: Period, address: Address, today: date) -> str | None:
    """The same page of another unit, where its reader may read it and the period has figures."""
    if scope.may_read(unit) and period in periods_of(library, scope, unit, today):
        return address(unit, period)
    return None


def periods_of(library: Library, scope: Scope, unit: str, today: date) -> tuple[Period, ...]:
    """What can be read of a unit, the latest first; who does not follow it reads what is frozen."""
    found = readable_periods(library, today)
    return found if scope.may_follow(unit) else tuple(one for one in found if not is_open(library, one))


def below(library: Library, scope: Scope, unit: Unit, period: Period) -> tuple[Unit, ...]:
    """The unit's children in that period that the reader may read, in the tree's order.

    One alone is left out: side by side it would stand beside nothing.
    """
    children = library.tree_in(period).children(unit.code)
    readable = tuple(child for child in children if child.exists_in(period) and scope.may_read(child.code))
    return readable if len(readable) > 1 or len(children) == 1 else ()


def grouped(library: Library, scope: Scope, period: Period) -> tuple[tuple[Unit, tuple[Unit, ...]], ...]:
    """The units that may be read: the city, and each unit right under it with itself and all below it."""
    tree = library.tree_in(period)
    readable = [unit for unit in tree.units if unit.exists_in(period) and scope.may_read(unit.code)]
    tops = [unit for unit in readable if unit.parent in (None, tree.city.code)]
    return tuple((top, _inside(tree, top, readable)) for top in tops)


def _inside(tree: UnitTree, top: Unit, units: Iterable[Unit]) -> tuple[Unit, ...]:
    return () if top == tree.city else tuple(unit for unit in units if top.code in tree.path(unit.code))


def years(
    periods: Iterable[Period], here: Period, address: Callable[[Period], str], *, library: Library
) -> tuple[tuple[int, tuple[Link, ...]], ...]:
    """Links to periods, by year in the order given."""
    return tuple(
        (year, tuple(Link(address(period), _name(library, period), period == here) for period in group))
        for year, group in groupby(periods, key=lambda period: period.year)
    )


def _name(library: Library, period: Period) -> str:
    """Tertial 1; januari–augusti; helåret: the year stands above it."""
    match period.kind:
        case "tertial" if is_open(library, period):
            return _("Tertial %d, inte stängt") % period.number
        case "tertial":
            return _("Tertial %d") % period.number
        case "year":
            return _("Helåret")
        case _:
            return _("Tertial 1–%d") % period.number
