"""Figures in words: Swedish and English numbers, shares, intervals, comparisons and reasons, the same everywhere."""

from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

from folja.figures.figure import Comparison, Figure, Reason
from folja.reports.document import Aspect, Name, Piece, Quote
from folja.vocabulary.period import Period

LOCALES = {"sv": "sv_SE", "en": "en_GB"}

FEWER = {"sv": "färre än 5", "en": "fewer than 5"}
NO_BREAK = "\u00a0"


def quoted(piece: Piece, language: str = "sv") -> str:
    """A piece of prose or a table cell as plain words."""
    match piece:
        case Quote(figure, aspect):
            return _aspect(figure, aspect, language)
        case Period():
            return piece.name(language)
        case Name(words):
            return words
    return piece


def number(value: float, language: str = "sv") -> str:
    """1 040 in Swedish, 1,040 in English, with a space that does not break."""
    return format_decimal(round(value), locale=LOCALES.get(language, "en_GB"))


def percent(share: float, language: str = "sv") -> str:
    """40 % in Swedish, 40% in English; whole per cent, as no closer figure is carried by the data."""
    return f"{_hundredths(share)}{NO_BREAK if language == 'sv' else ''}%"


def _hundredths(share: float) -> int:
    # Halves upwards, on the digits as they are written: shares of rounded counts often end in a half, and a
    # spreadsheet that is given the same share rounds so too.
    return int((Decimal(str(share)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def people(count: int, language: str = "sv") -> str:
    """A rounded count; a published nothing is fewer than five, never 0."""
    return number(count, language) if count else FEWER.get(language, FEWER["en"])


def value(figure: Figure, language: str = "sv") -> str:
    """The figure's value: 40 %, 1 040, färre än 5, or a dash where it is hidden."""
    if figure.value is None:
        return {"sv": "visas inte", "en": "not shown"}.get(language, "not shown")
    if figure.kind == "share":
        if figure.numerator == 0:
            return FEWER.get(language, FEWER["en"])
        return percent(figure.value, language)
    if figure.kind == "count":
        return people(int(figure.value), language)
    return number(figure.value, language)


def base(figure: Figure, language: str = "sv") -> str:
    """70 av 175."""
    if figure.base is None or figure.numerator is None:
        return ""
    joint = "av" if language == "sv" else "of"
    return f"{people(figure.numerator, language)} {joint} {number(figure.base, language)}"


def missing(figure: Figure, language: str = "sv") -> str:
    """How many answers are missing."""
    return "" if figure.missing is None else people(figure.missing, language)


def interval(figure: Figure, language: str = "sv") -> str:
    """30–51 %: the 95 % interval."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{_hundredths(figure.low)}–{percent(figure.high, language)}"


def points(difference: float, language: str = "sv") -> str:
    """12 procentenheter: the size of a change between two shares."""
    size = _hundredths(abs(difference))
    if language == "sv":
        return f"{size}{NO_BREAK}{'procentenhet' if size == 1 else 'procentenheter'}"
    return f"{size}{NO_BREAK}percentage {'point' if size == 1 else 'points'}"


REASONS: dict[Reason, dict[str, str]] = {
    "open": {"sv": "Tertialet är inte stängt än", "en": "The tertial is not closed yet"},
    "few": {"sv": "Visas inte: färre än 40 svar", "en": "Not shown: fewer than 40 answers"},
    "no cells": {"sv": "Visas inte: för få för egna siffror", "en": "Not shown: too few for figures of its own"},
    "not asked": {"sv": "Frågan fanns inte då", "en": "The question did not exist then"},
    "staff": {
        "sv": "Visas bara tillsammans med andra enheter: för få medarbetare",
        "en": "Shown together with other units only: too few staff",
    },
    "nothing": {"sv": "Inget rapporterat", "en": "Nothing reported"},
}


def reason(figure: Figure, language: str = "sv") -> str:
    """Why a figure is not shown."""
    if figure.reason is None:
        return ""
    return REASONS[figure.reason].get(language, REASONS[figure.reason]["en"])


def offered(figure: Figure, language: str = "sv") -> str:
    """The nearest figure that can be shown: "89 % i Farsta, januari–augusti 2021"."""
    instead = figure.offered
    return f"{value(instead, language)} {elsewhere(figure, language)}".strip() if instead else ""


def elsewhere(figure: Figure, language: str = "sv") -> str:
    """Where and when the offered figure is from, as far as that differs: "i Farsta, januari–augusti 2021"."""
    instead = figure.offered
    if instead is None:
        return ""
    where = f"{'i' if language == 'sv' else 'in'} {instead.unit_name}" if instead.unit != figure.unit else ""
    when = instead.period.name(language) if instead.period != figure.period else ""
    return ", ".join(part for part in (where, when) if part)


def change(figure: Figure, language: str = "sv") -> str:
    """The comparison with the year before, saying nothing that the interval does not carry."""
    comparison = figure.comparison
    if comparison is None or not figure.shown:
        return ""
    swedish = language == "sv"
    match comparison.verdict:
        case "not comparable":
            return comparison.why.in_language(language) if comparison.why else ""
        case "unchanged" if figure.kind == "volume":
            return "Lika många som året före" if swedish else "As many as the year before"
        case "unchanged":
            before = _before(comparison, language)
            if swedish:
                return f"Oförändrat: {before} året före, kan bero på slumpen"
            return f"Unchanged: {before} the year before, can be chance"
        case verdict:
            size = _size(figure, comparison, language)
            words = {"more": ("mer", "more"), "less": ("mindre", "less")}
            if figure.kind != "share":
                words = {"more": ("fler", "more"), "less": ("färre", "fewer")}
            more = words[verdict][0 if swedish else 1]
            before = _before(comparison, language)
            return (
                f"{size} {more} än året före ({before})"
                if swedish
                else f"{size} {more} than the year before ({before})"
            )


def _size(figure: Figure, comparison: Comparison, language: str) -> str:
    assert comparison.difference is not None
    if figure.kind == "share":
        return points(comparison.difference, language)
    return number(abs(comparison.difference), language)


def _before(comparison: Comparison, language: str) -> str:
    return value(comparison.before, language) if comparison.before else ""


def _aspect(figure: Figure, aspect: Aspect, language: str) -> str:
    match aspect:
        case "value":
            return value(figure, language)
        case "base":
            return base(figure, language)
        case "missing":
            return missing(figure, language)
        case "interval":
            return interval(figure, language)
        case "before":
            return _before(figure.comparison, language) if figure.comparison else ""
        case "change":
            return change(figure, language)
        case "reason":
            return reason(figure, language)
        case "offered":
            return offered(figure, language)
