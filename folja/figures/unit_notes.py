"""What a reader must know of a unit in time and place: who it took over from, its earlier name, where it is counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from folja.figures.library import Library
from folja.figures.succession import NAMED, moved_between, named
from folja.vocabulary.period import Month, Period
from folja.vocabulary.text import Text
from folja.vocabulary.unit import Unit, UnitTree


@dataclass(frozen=True)
class Note:
    """A sentence about a unit. `units` are those that stand where `around` says {who}, to be read in `period`."""

    said: Text
    around: Text | None = None
    units: tuple[Unit, ...] = ()
    period: Period | None = None


def unit_notes(library: Library, unit: str, period: Period) -> tuple[Note, ...]:
    """What happened to a unit from the beginning of the year before a period until its end, and where it is counted."""
    here = library.unit(unit, period)
    return (
        *_succession(library, unit, period),
        *_over_time(library, unit, period),
        *_where_counted(library.tree_in(period), here, period),
    )


def _succession(library: Library, unit: str, period: Period) -> Iterator[Note]:
    """Who it took over from, and who took over from it: as they stand in the latest file of units."""
    now = library.tree[unit]
    by_end: dict[Month, list[Unit]] = {}
    for one in library.tree.units:
        if unit in one.successors and one.valid_to:
            by_end.setdefault(one.valid_to, []).append(one)
    for last, ones in sorted(by_end.items()):
        parted = [one for one in ones if len(one.successors) > 1]
        whole = [one for one in ones if len(one.successors) == 1]
        if whole:
            yield _note("took over", whole, last.plus(1), last.tertial)
        for one in parted:
            yield _note("parted from", [one], last.plus(1), last.tertial)
    if now.valid_to and now.valid_to <= _latest(library, period):
        heirs = [library.tree[code] for code in now.successors if code in library.tree]
        if not heirs:
            yield Note(_said("ended", "", now.valid_to))
        else:
            month = now.valid_to.plus(1)
            yield _note("parted" if len(heirs) > 1 else "went up", heirs, month, month.tertial)
    elif now.valid_from and _window(period).first < now.valid_from <= period.last and not by_end:
        yield Note(_said("founded", "", now.valid_from))


def _over_time(library: Library, unit: str, period: Period) -> Iterator[Note]:
    """Names, places and units below that were others, tertial by tertial."""
    for then, now in pairwise(_tertials(library, period)):
        before, after = library.tree_in(then), library.tree_in(now)
        if unit not in before or unit not in after:
            continue
        if before[unit].name != after[unit].name:
            yield Note(_said("called", before[unit].name, then.last))
        above = before[unit].parent
        if above and above != after[unit].parent:
            yield Note(_said("lay under", before[above].name, then.last))
        came, left = moved_between(library, unit, then, now) if after[unit].kind != "unit" else ([], [])
        for kind, units in (("came", came), ("left", left)):
            if units:
                yield _note(kind, units, now.first, now)


def _where_counted(tree: UnitTree, here: Unit, period: Period) -> Iterator[Note]:
    """That a unit right under a group or the city works for several districts and is counted in none of them."""
    if here.code not in tree:
        return
    if here.kind == "unit" and here.parent and _spans(tree, here.parent):
        yield Note(_said("spans", tree[here.parent].name))
    if here.kind == "district":
        for above in tree.path(here.code)[1:]:
            if units := _spanning(tree, above, period):
                yield Note(_said("spanning above", named(units, "sv"), None, tree[above].name, named(units, "en")))
    elif here.kind != "unit" and (units := _spanning(tree, here.code, period)):
        yield Note(_said("spanning here", named(units, "sv"), None, here.name, named(units, "en")))


def _spans(tree: UnitTree, above: str) -> bool:
    return tree[above].kind != "district" and any(child.kind != "unit" for child in tree.children(above))


def _spanning(tree: UnitTree, above: str, period: Period) -> list[Unit]:
    if not _spans(tree, above):
        return []
    return [child for child in tree.children(above) if child.kind == "unit" and child.exists_in(period)]


def _window(period: Period) -> Period:
    return period.year_before


def _tertials(library: Library, period: Period) -> list[Period]:
    """Those that can be told apart from the beginning of the year before until the period's end."""
    known = {*library.publications, period.last.tertial}
    return sorted(one for one in known if _window(period).first <= one.first and one.first <= period.last)


def _latest(library: Library, period: Period) -> Month:
    return max(period.last, library.latest.last) if library.latest else period.last


def _note(kind: str, units: Iterable[Unit], month: Month, period: Period | None = None) -> Note:
    units = tuple(units)
    said = _said(kind, named(units, "sv"), month, english=named(units, "en"))
    if period is None or len(units) > NAMED:
        return Note(said)
    return Note(said, _said(kind, "{who}", month), units, period)


_SAID = {
    "took over": Text.of(sv="Tog över efter {who} i {month}.", en="Took over from {who} in {month}."),
    "parted from": Text.of(sv="Bildades när {who} delades i {month}.", en="Formed when {who} was split in {month}."),
    "went up": Text.of(sv="Uppgick i {who} i {month}.", en="Became part of {who} in {month}."),
    "parted": Text.of(sv="Delades i {who} i {month}.", en="Was split into {who} in {month}."),
    "ended": Text.of(sv="Sista månaden var {month}.", en="Its last month was {month}."),
    "founded": Text.of(sv="Ny från och med {month}.", en="New from {month}."),
    "called": Text.of(sv="Hette {who} till och med {month}.", en="Was called {who} until {month}."),
    "lay under": Text.of(sv="Låg under {who} till och med {month}.", en="Lay under {who} until {month}."),
    "came": Text.of(
        sv="Räknas här från och med {month}: {who}. Tidigare siffror står kvar där de räknades då.",
        en="Counted here from {month}: {who}. Earlier figures stay where they were counted then.",
    ),
    "left": Text.of(
        sv="Räknas inte här från och med {month}: {who}. Tidigare siffror står kvar.",
        en="Not counted here from {month}: {who}. Earlier figures stay.",
    ),
    "spans": Text.of(
        sv="Arbetar för flera områden. Siffrorna räknas i {who}, en gång, och inte i något av områdena under.",
        en="Works for several areas. Its figures are counted in {who}, once, and in none of the areas below it.",
    ),
    "spanning above": Text.of(
        sv="Räknas i {place} och inte här: {who}, som arbetar för flera områden.",
        en="Counted in {place} and not here: {who}, working for several areas.",
    ),
    "spanning here": Text.of(
        sv="Räknas i {place} men inte i något av områdena under: {who}, som arbetar för flera.",
        en="Counted in {place} but in none of the areas below: {who}, working for several.",
    ),
}


def _said(kind: str, who: str, month: Month | None = None, place: str = "", english: str = "") -> Text:
    text = _SAID[kind]
    return Text.of(
        sv=text.sv.format(who=who, place=place, month=month.name() if month else ""),
        en=text.en.format(who=english or who, place=place, month=month.name("en") if month else ""),
    )
