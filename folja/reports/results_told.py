"""What an expected result's figure says, in sentences: its value, its comparison, and for what grows a forecast."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from folja.figures.figure import Comparison, Figure
from folja.figures.library import Library
from folja.goals.followed import Followed
from folja.goals.forecast import Forecast, growth
from folja.goals.outside import OutsideFigure
from folja.reports import beside, offers, sentences, words
from folja.reports.document import Amount, Entered, Name, Piece, Quote
from folja.reports.reasons import BROKEN
from folja.vocabulary.text import Text

_HIGHER = (("högre", "higher"), ("lägre", "lower"))

_MANY = (("fler", "more"), ("färre", "fewer"))

_MORE = {False: _HIGHER, True: _MANY}
"""What is said of a difference, by whether it is a number of something: up and down, in Swedish and English."""

_LEAST_FOR_PER_CENT = 100
"""Of fewer, one is more than one per cent: then a difference is told in numbers."""


def told(library: Library, one: Followed, language: str = "sv") -> Iterator[Piece]:
    """What the figure says, in sentences: its value and comparison, and for what grows through a year a forecast."""
    match one.value:
        case Figure():
            indicator, figure = library.indicators[one.value.indicator], _as_compared(one.value, one)
            yield from sentences.finding(offers.told(library, figure, language), indicator, language)
            if one.forecast:
                yield from forecast_pieces(one.forecast, indicator.nouns, language)
        case OutsideFigure():
            before = next((then for then in one.earlier if then.period == one.value.period.year_before), None)
            yield from outside_finding(
                one.value,
                before if isinstance(before, OutsideFigure) else None,
                language,
                is_broken=one.standing.is_broken,
                is_named=one.value.period != one.period,
            )
            yield from beside.said(one.beside, language)


def _as_compared(figure: Figure, one: Followed) -> Figure:
    """The figure without its comparison, where the plan says that the year before can't be compared with."""
    made = figure.comparison
    if made is None or made.verdict == "not comparable" or not one.standing.is_broken:
        return figure
    return replace(figure, comparison=Comparison("not comparable", why=BROKEN))


def outside_finding(
    figure: OutsideFigure,
    before: OutsideFigure | None,
    language: str = "sv",
    *,
    is_broken: bool = False,
    is_named: bool = False,
) -> Iterator[Piece]:
    """A figure from outside in sentences: exact, so that a difference is a difference. `is_named` tells its period."""
    swedish = language == "sv"
    yield Name(sentences.capital(figure.measure.phrase.in_language(language)))
    if figure.value is None:
        yield " mättes inte" if swedish else " was not measured"
    else:
        yield " är " if swedish else " is "
        yield Entered(figure)
    if is_named:
        yield from (" (", figure.period, ")")
    yield ". "
    if figure.value is None or before is None or before.value is None:
        return
    if is_broken:
        yield from (BROKEN.in_language(language), " ")
    else:
        yield from _outside_change(figure.value - before.value, before, language)


def _outside_change(difference: Decimal, before: OutsideFigure, language: str) -> Iterator[Piece]:
    swedish, scale = language == "sv", before.measure.scale
    if not difference:
        yield "Det är som året före. " if swedish else "That is as the year before. "
        return
    swedes, english = _MORE[scale == "number"][difference < 0]
    yield "Det är " if swedish else "That is "
    yield Amount(abs(difference), scale, is_difference=True)
    yield f" {swedes} än året före (" if swedish else f" {english} than the year before ("
    yield Entered(before)
    yield "). "


def forecast_pieces(forecast: Forecast, nouns: tuple[Text, Text] | None, language: str = "sv") -> Iterator[Piece]:
    """The year at this pace, named a forecast, beside the whole year before."""
    swedish = language == "sv"
    opening = "Prognos: går resten av året i samma takt blir det "
    yield opening if swedish else "Forecast: if the rest of the year goes on like this, there will be "
    yield Amount(forecast.year, "number")
    if nouns:
        yield Name(f"{words.NO_BREAK}{nouns[forecast.year != 1].in_language(language)}")
    before = forecast.before
    if before is not None and forecast.is_certain:
        yield ", "
        yield from _growth(forecast.year, before, language)
    elif before is not None:
        yield ". Hela året före: " if swedish else ". In the whole year before: "
        yield Quote(before)
    yield ". "


def _growth(forecast: Decimal, before: Figure, language: str) -> Iterator[Piece]:
    """How a forecast stands to the year before: 20 % fler än hela året före (1 300)."""
    number, swedish = Decimal(str(before.value)), language == "sv"
    percent = growth(forecast, number)
    if forecast == number:
        yield "lika många som hela året före" if swedish else "as many as in the whole year before"
        return
    if percent == 0:
        yield "ungefär lika många som hela året före (" if swedish else "about as many as in the whole year before ("
    else:
        if words.is_plain(before):
            yield from _grown(abs(forecast - number), percent, number)
            yield " "
        fewer, than = (
            _MANY[forecast < number][not swedish],
            "än hela året före" if swedish else "than in the whole year before",
        )
        yield f"{fewer} {than} ("
    yield Quote(before)
    yield ")"


def _grown(difference: Decimal, percent: Decimal | None, before: Decimal) -> Iterator[Piece]:
    """In per cent of what is many, else in numbers."""
    if percent is None or before < _LEAST_FOR_PER_CENT:
        yield Amount(difference, "number")
    else:
        yield Amount(abs(percent), "percent")
