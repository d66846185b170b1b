"""What the page of the search shows: every hit, the first indicators among them with their figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from folja.figures.library import Library
from folja.figures.reading import read
from folja.vocabulary.period import Period
from folja.vocabulary.text import Language
from folja.vocabulary.unit import Unit
from folja.web.help.search import Hit
from folja.web.publication.cards import Card, card

MOST_FIGURES = 10
BEST = 8  # hits that stand first by themselves
WHOLE = 12  # so few are one list


@dataclass(frozen=True)
class Found:
    """A hit, and the card of its figure where it has one."""

    hit: Hit
    card: Card | None = None


def with_figures(
    library: Library, hits: Sequence[Hit], unit: Unit | None, period: Period, language: Language
) -> tuple[Found, ...]:
    """The hits, with the figures of the first that have any, for the unit and the period."""
    if unit is None:
        return tuple(map(Found, hits))
    codes = [hit.entry.shows for hit in hits if hit.entry.shows][:MOST_FIGURES]
    cards = {code: _card(library, code, unit, period, language) for code in codes}
    return tuple(Found(hit, cards.get(hit.entry.shows)) for hit in hits)


def grouped(found: Sequence[Found]) -> tuple[Sequence[Found], Mapping[str, list[Found]]]:
    """The best, and the rest by what they are, each group where its best one stood. Few are not divided."""
    if len(found) <= WHOLE:
        return found, {}
    groups: dict[str, list[Found]] = {}
    for one in found[BEST:]:
        groups.setdefault(one.hit.entry.group, []).append(one)
    return found[:BEST], groups


def _card(library: Library, code: str, unit: Unit, period: Period, language: Language) -> Card:
    """The card of an indicator's one figure. How it compares is said on its own page."""
    (figure,) = read(library, code, unit.code, period)
    return card(library, replace(figure, comparison=None), language)
