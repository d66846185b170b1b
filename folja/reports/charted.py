"""An indicator's charts as blocks of a document, the same in a report and on a page: its trend, months and options."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from folja.figures.comparing import break_between, change_of_units
from folja.figures.figure import Figure, FigureKind
from folja.figures.library import Library
from folja.figures.reading import read, series, shown_periods, volume_months
from folja.reports import sentences
from folja.reports.document import (
    Bars,
    Break,
    Chart,
    Column,
    MonthBars,
    Multiples,
    Name,
    Paragraph,
    Piece,
    Quote,
    Ratings,
    Table,
    Trend,
    Years,
)
from folja.reports.labels import NO_ANSWER, NOT_KNOWN, SKIPPED
from folja.reports.offers import told
from folja.reports.words import quoted
from folja.vocabulary.period import Month, Period
from folja.vocabulary.text import Text

_TEXTS = {
    "period": Text.of(sv="Period", en="Period"),
    "month": Text.of(sv="Månad", en="Month"),
    "share": Text.of(sv="Andel", en="Share"),
    "base": Text.of(sv="Antal", en="Number"),
    "interval": Text.of(sv="Osäkerhet", en="Uncertainty"),
    "number": Text.of(sv="Exakt antal", en="Exact number"),
    "rounded": Text.of(sv="Antal", en="Number"),
    "by month": Text.of(sv="per månad", en="by month"),
    "each month": Text.of(sv="Exakt antal per månad.", en="Exact number by month."),
    "shares": Text.of(
        sv="Andel av alla där svaret är känt. Så få att det inte kan visas hur många står i ord.",
        en="Share of all where the answer is known. Numbers too small to be shown are in words.",
    ),
    "numbers": Text.of(
        sv="Antal, avrundat till femtal. Så få att det inte kan visas hur många står i ord.",
        en="Number, rounded to multiples of five. Numbers too small to be shown are in words.",
    ),
    "exact": Text.of(sv="Exakt antal.", en="Exact number."),
    "rates": Text.of(sv="Svar per hundra, med osäkerheten.", en="Answers per hundred, with the uncertainty."),
    "rate": Text.of(sv="Per hundra", en="Per hundred"),
}

_OVER_TIME: dict[FigureKind, Text] = {
    "share": Text.of(
        sv="Andel, varje tertial för sig. Bandet visar osäkerheten.",
        en="Share, each tertial by itself. The band shows the uncertainty.",
    ),
    "rate": Text.of(
        sv="Svar per hundra, varje tertial för sig. Bandet visar osäkerheten.",
        en="Answers per hundred, each tertial by itself. The band shows the uncertainty.",
    ),
    "count": Text.of(
        sv="Antal, varje tertial för sig, avrundat till femtal.",
        en="Number, each tertial by itself, rounded to multiples of five.",
    ),
    "volume": Text.of(sv="Exakt antal, varje tertial för sig.", en="Exact number, each tertial by itself."),
}


def trend(library: Library, code: str, unit: str, latest: Period, language: str = "sv") -> Trend:
    """The indicator over all closed tertials until the latest, which is given, with where it breaks and why."""
    indicator = library.indicators[code]
    periods = shown_periods(library, latest)
    figures = tuple(series(library, code, unit, periods))
    breaks = tuple(
        Break(after, why.in_language(language))
        for before, after in pairwise(periods)
        if (why := break_between(library, indicator, before, after) or change_of_units(library, unit, before, after))
    )
    title = indicator.title.in_language(language)
    sentence = Paragraph(sentences.trend(_last_shown(library, figures), indicator, language))
    subtitle = _OVER_TIME[indicator.kind].in_language(language)
    first, missing = _say("period", language), unanswered(library, [code])
    table = _table(title, first, indicator.kind, figures, lambda figure: figure.period, language, missing)
    return Trend(sentence, subtitle, _alt(title, sentence, language), figures, table, breaks)


def _last_shown(library: Library, figures: Sequence[Figure]) -> list[Figure]:
    """The last figure that is shown, if there is any, with its comparison."""
    shown = [figure for figure in figures if figure.shown]
    return [read(library, one.indicator, one.unit, one.period)[0] for one in shown[-1:]]


def months(
    library: Library, code: str, unit: str, period: Period, language: str = "sv", *, today: Month | None = None
) -> MonthBars:
    """A volume's months. Given the month of today, months to come are left out and that month is unfinished."""
    figures = volume_months(library, code, unit, period)
    begun = tuple(figure for figure in figures if today is None or figure.period.first <= today)
    title = library.indicators[code].title.in_language(language)
    caption = f"{title} {_say('by month', language)}"
    finding = Paragraph(sentences.headline(read(library, code, unit, period)[0], library.indicators[code], language))
    unfinished = sum(figure.period.first == today for figure in begun)
    table = _table(caption, _say("month", language), "volume", begun, lambda figure: figure.period, language)
    alt = _alt(caption, finding, language)
    return MonthBars(finding, _say("each month", language), alt, begun, table, unfinished)


def options(library: Library, code: str, unit: str, period: Period, language: str = "sv") -> Bars:
    """A distribution: each option's share."""
    title = library.indicators[code].title.in_language(language)
    found = (replace(figure, comparison=None) for figure in read(library, code, unit, period))
    figures = [told(library, figure, language) for figure in found]
    sentence = Paragraph((Name(f"{title}. "), *sentences.distribution(figures, language)))
    return side_by_side(title, figures, sentence, language, missing=unanswered(library, [code]))


def side_by_side(
    title: str,
    figures: Sequence[Figure],
    sentence: Paragraph,
    language: str = "sv",
    *,
    striped: frozenset[str] = frozenset(),
    missing: Text = NOT_KNOWN,
) -> Bars:
    """Figures of one kind beside each other on one scale, each named by its category, in the order given.

    `missing` is what a missing answer is called, see `unanswered`.
    """
    subtitle = {"share": "shares", "rate": "rates", "count": "numbers", "volume": "exact"}[figures[0].kind]
    table = _table(title, title, figures[0].kind, figures, _category(language), language, missing)
    return Bars(sentence, _say(subtitle, language), _alt(title, sentence, language), tuple(figures), table, striped)


def _alt(title: str, sentence: Paragraph, language: str) -> str:
    """What a chart shows, for who can't see it: its name, and the sentence that says what it says."""
    said = "".join(quoted(piece, language) for piece in sentence.pieces).strip()
    return said if said.startswith(title) else f"{title}. {said}"


def worth_drawing(chart: Chart) -> bool:
    """Whether there is something to see: two points of a line, two small lines, one bar."""
    match chart:
        case Ratings():
            return any(rating.is_shown for rating in chart.ratings)
        case Multiples():
            return sum(any(figure.value for figure in series.figures) for series in chart.series) > 1
        case Years():
            return True
        case _:
            return sum(bool(figure.value) for figure in chart.figures) > isinstance(chart, Trend)


def unanswered(library: Library, codes: Iterable[str]) -> Text:
    """What a missing answer to what these indicators are of is called: a parent skips it, staff do not know it."""
    audiences = {library.instruments.latest(library.indicators[code].instrument).audience for code in codes}
    if audiences == {"family"}:
        return SKIPPED
    return NO_ANSWER if "family" in audiences else NOT_KNOWN


def value_or_reason(figure: Figure) -> Quote:
    """What stands in a figure's cell."""
    return Quote(figure, "value" if figure.shown else "reason")


def _table(
    caption: str,
    header: str,
    kind: FigureKind,
    figures: Iterable[Figure],
    named: Callable[[Figure], Piece],
    language: str,
    missing: Text = NOT_KNOWN,
) -> Table:
    """One row per figure, with the columns that its kind has."""
    value = {"share": "share", "rate": "rate", "count": "rounded", "volume": "number"}[kind]
    of_a_base = ("base", "interval")
    keys = [value, *({"share": of_a_base, "rate": of_a_base, "count": ("missing",), "volume": ()}[kind])]
    said = (missing if key == "missing" else _TEXTS[key] for key in keys)
    columns = (Column(header), *(Column(one.in_language(language), numeric=True) for one in said))
    rows = tuple(
        (named(figure), value_or_reason(figure), *(Quote(figure, key) for key in keys[1:]))  # type: ignore[arg-type]
        for figure in figures
    )
    return Table(caption, columns, rows, caption_shown=False)


def _category(language: str) -> Callable[[Figure], Name]:
    return lambda figure: Name((figure.category_title or figure.title).in_language(language))


def _say(key: str, language: str) -> str:
    return _TEXTS[key].in_language(language)
