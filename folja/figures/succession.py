"""Who is who in two periods: units that moved between districts, went up in others, or were parted."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from folja.figures.library import Library
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text, listed
from folja.vocabulary.unit import Unit

NAMED = 3
"""So many units are told by name; more are counted."""

Together = Mapping[Period, tuple[str, ...]]
"""For a tertial the units that were then what is one unit now."""


def side_by_side(period: Period) -> list[tuple[Period, Period]]:
    """The tertials of the year before beside those of a period; of a month, the one it lies in."""
    tertials = period.tertials or (period.last.tertial,)
    return [(tertial.year_before, tertial) for tertial in tertials]


def why_others(library: Library, unit: str, then: Period, now: Period) -> Text | None:
    """Why a unit is not what it was in an earlier tertial, not even when units are added up; None when it is.

    Of a place with units below: some were moved to it or from it, or went up in one elsewhere. Of a unit: it is a
    part of one that was, or took over in the midst of the later tertial.
    """
    if _is_leaf(library, unit, now):
        return _why_another(library, unit, then, now)
    came, left = moved_between(library, unit, then, now)
    return _said_moved(came, left) if came or left else None


def why_not_whole(library: Library, unit: str, period: Period) -> Text | None:
    """Why a unit was not there all of a period or of the year before; None where it was in neither, or took over."""
    one, before = library.tree[unit], period.year_before
    if one.valid_to and one.exists_in(period) and one.valid_to < period.last:
        return Text.of(
            sv=f"Går inte att jämföra: enhetens sista månad var {one.valid_to.name()}",
            en=f"Can't be compared: the unit's last month was {one.valid_to.name('en')}",
        )
    is_new = one.valid_from and one.exists_in(before) and one.valid_from > before.first
    if is_new and one.valid_from and not library.tree.predecessors(unit):
        return Text.of(
            sv=f"Går inte att jämföra: enheten började i {one.valid_from.name()}",
            en=f"Can't be compared: the unit began in {one.valid_from.name('en')}",
        )
    return None


def taken_over(library: Library, unit: str, period: Period) -> Together:
    """What a unit took over from, by tertial of the year before, with itself where it was there; nothing where
    nothing was taken over."""
    found = {then: were(library, unit, then, now) for then, now in side_by_side(period)}
    return {then: codes for then, codes in found.items() if set(codes) - {unit}}


def _is_leaf(library: Library, unit: str, now: Period) -> bool:
    return library.unit(unit, now).kind == "unit"


def were(library: Library, unit: str, then: Period, now: Period) -> tuple[str, ...]:
    """The units that were there in an earlier tertial and are one unit in a later: itself, and those gone up in it."""
    if not _is_leaf(library, unit, now):
        return (unit,)
    return tuple(code for code in (unit, *_gone_up(library, unit, now)) if _was_there(library, code, then))


def _gone_up(library: Library, unit: str, now: Period) -> Iterator[str]:
    """The units that had ended before the later tertial, and what they did is done by this unit."""
    return (one.code for one in library.tree.predecessors(unit) if not one.exists_in(now))


def _was_there(library: Library, code: str, tertial: Period) -> bool:
    tree = library.tree_in(tertial)
    return code in tree and tree[code].exists_in(tertial)


def _why_another(library: Library, unit: str, then: Period, now: Period) -> Text | None:
    for one in library.tree.predecessors(unit):
        if not _was_there(library, one.code, then):
            continue
        if len(one.successors) > 1:
            return Text.of(
                sv=f"Går inte att jämföra: enheten är en del av {one.name}, som har delats",
                en=f"Can't be compared: the unit is a part of {one.name}, which has been split",
            )
        if one.exists_in(now):
            return Text.of(
                sv=f"Går inte att jämföra: enheten tog över efter {one.name} under tiden",
                en=f"Can't be compared: the unit took over from {one.name} meanwhile",
            )
    return None


def moved_between(library: Library, unit: str, then: Period, now: Period) -> tuple[list[Unit], list[Unit]]:
    """The registering units that have come to a place, and those that have left it."""
    moves = library.remembered(("moves", then, now), lambda: _moves_between(library, then, now))
    return moves.get(unit, ([], []))


def _moves_between(library: Library, then: Period, now: Period) -> Mapping[str, tuple[list[Unit], list[Unit]]]:
    """For each unit that some have come to or left, which."""
    before, after = library.tree_in(then), library.tree_in(now)
    found: dict[str, tuple[list[Unit], list[Unit]]] = defaultdict(lambda: ([], []))
    for leaf in before.leaves:
        heirs = [heir for heir in _heirs(library, leaf, now) if heir in after] if leaf.exists_in(then) else []
        was, are = set(before.path(leaf.code)), [set(after.path(heir)) for heir in heirs]
        for place in {place for path in are for place in path} - was:
            found[place][0].append(library.unit(leaf.code, now))
        for place in (place for place in was if not all(place in path for path in are)):
            found[place][1].append(library.unit(leaf.code, now))
    return dict(found)


def _heirs(library: Library, leaf: Unit, now: Period) -> set[str]:
    """The units that do in a later tertial what a unit did: itself while it is there, and whoever took over."""
    if leaf.code not in library.tree:
        return {leaf.code}
    today = library.tree[leaf.code]
    if today.valid_to is None or today.valid_to >= now.last or not today.successors:
        return {leaf.code}
    known = [library.tree[code] for code in today.successors if code in library.tree]
    later = {heir for one in known for heir in _heirs(library, one, now)}
    return {*later, leaf.code} if today.exists_in(now) else later


def _said_moved(came: list[Unit], left: list[Unit]) -> Text:
    return Text.of(
        sv=f"Går inte att jämföra: {_moves(came, left, 'sv')}", en=f"Can't be compared: {_moves(came, left, 'en')}"
    )


def _moves(came: list[Unit], left: list[Unit], language: str) -> str:
    """Lyktan har flyttats hit; A och B har flyttats härifrån."""
    moved, here, away = ("har flyttats", "hit", "härifrån") if language == "sv" else ("moved", "here", "away")
    where = [(units, word) for units, word in ((came, here), (left, away)) if units]
    return "; ".join(f"{named(units, language)} {moved} {word}" for units, word in where)


def named(units: Sequence[Unit], language: str) -> str:
    """A, B och C, or how many they are where they are more."""
    if len(units) > NAMED:
        return f"{len(units)} enheter" if language == "sv" else f"{len(units)} units"
    return listed([unit.name for unit in units], language)
