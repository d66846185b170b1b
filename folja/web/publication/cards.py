"""A figure as a card: its value in words and what must stand beneath, or why it is hidden and what is offered."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.reports import words
from folja.reports.offers import told

SIGNS = {"more": "up", "less": "less", "unchanged": "equal", "not comparable": "break"}


@dataclass(frozen=True)
class Card:
    """What a card says. `value` is empty where nothing can be shown; `place` says where an offered one is from."""

    code: str
    title: str
    definition: str
    value: str
    place: str
    beneath: tuple[str, ...]
    sign: str
    said: str
    hidden: bool


def card(library: Library, figure: Figure, language: str) -> Card:
    """A figure's card in the reader's language."""
    indicator = library.indicators[figure.indicator]
    from_family = library.instruments.latest(indicator.instrument).audience == "family"
    figure = told(library, figure, language)
    shown = figure if figure.shown else figure.offered
    return Card(
        code=figure.indicator,
        title=figure.title.in_language(language),
        definition=words.unbroken(indicator.definition.in_language(language)),
        value=words.value(shown, language) if shown else "",
        place=words.elsewhere(figure, language),
        beneath=tuple(_beneath(library, shown, from_family, language)) if shown else (),
        sign=_sign(figure),
        said=words.change(figure, language) if figure.shown else words.reason(figure, language),
        hidden=not figure.shown,
    )


def _beneath(library: Library, figure: Figure, from_family: bool, language: str) -> list[str]:
    """What the value is of, how sure it is, and how many answers are missing."""
    if figure.kind == "volume":
        return [_("Exakt antal")]
    lines = [_("Avrundat till femtal")]
    if figure.kind == "share":
        base, interval = words.base(figure, language), _unbroken(words.interval(figure, language))
        lines = [_("%(base)s, osäkerhet %(interval)s") % {"base": base, "interval": interval}]
    if figure.kind == "rate":
        lines = [_of_acts(library, figure, language)]
    if figure.missing is not None:
        label = _("Hoppade över: %s") if from_family else _("Vet ej: %s")
        lines.append(label % words.missing(figure, language))
    return lines


def _of_acts(library: Library, figure: Figure, language: str) -> str:
    """70 svar på 175 samtal, osäkerhet 31–50: the acts are exact, the answers rounded."""
    indicator = library.indicators[figure.indicator]
    answers, acts = (
        library.instruments.latest(code).nouns.many.in_language(language)
        for code in (indicator.instrument, indicator.per)
    )
    count = words.people(figure.numerator or 0, figure, language)
    interval = _unbroken(words.interval(figure, language))
    return _("%(count)s %(answers)s på %(acts)s %(nouns)s, osäkerhet %(interval)s") % {
        "count": count,
        "answers": answers,
        "acts": words.number(figure.base or 0, language),
        "nouns": acts,
        "interval": interval,
    }


def _unbroken(interval: str) -> str:
    """19–26 % on one line, however narrow the card."""
    return interval.replace("–", "\u2060–\u2060")


def _sign(figure: Figure) -> str:
    if figure.shown:
        return SIGNS[figure.comparison.verdict] if figure.comparison else ""
    return "lock" if words.protects(figure) else ""
