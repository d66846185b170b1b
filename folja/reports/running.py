"""A volume's months as a run chart: what the rules for runs say, once the seasons are counted in."""

from collections.abc import Sequence

from folja.figures.added import any_added
from folja.figures.comparing import why_not_comparable
from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.figures.reading import volume_months
from folja.figures.signals import LEAST_USEFUL, YEAR, Runs, around_median, beside_year_before, median
from folja.reports import words
from folja.reports.document import Column, Name, Paragraph, Piece, Quote, RunChart, Table
from folja.vocabulary.period import Month, Period
from folja.vocabulary.text import Text

LEAST_MONTHS = 12
"""With fewer there is no year to see: bars tell each month better."""

_CAPTION = Text.of(sv="{title} månad för månad", en="{title} month by month")
_SUBTITLE = Text.of(
    sv="Exakt antal. Den streckade linjen är medianen, månaden i mitten när de står i storleksordning. "
    "Den tunna linjen är samma månad året före, så att sommaren jämförs med sommaren.",
    en="Exact number. The dashed line is the median, the month in the middle when they stand in order of size. "
    "The thin line is the same month of the year before, so that summer is set beside summer.",
)
_MORE = Text.of(
    sv="Från {first} till {last} hade ingen månad färre än samma månad året före, och {number} hade fler.",
    en="From {first} to {last} no month had fewer than the same month of the year before, and {number} had more.",
)
_FEWER = Text.of(
    sv="Från {first} till {last} hade ingen månad fler än samma månad året före, och {number} hade färre.",
    en="From {first} to {last} no month had more than the same month of the year before, and {number} had fewer.",
)
_CLUSTERED = Text.of(
    sv="Månader med fler än året före kommer i följd, och månader med färre också.",
    en="Months with more than the year before come in a row, and so do months with fewer.",
)
_PERHAPS = Text.of(
    sv="Det kan vara en förändring, men också en slump: månader intill varandra liknar ofta varandra.",
    en="It may be a change, but also chance: months next to each other are often alike.",
)
_ADDED = Text.of(sv="Några enheter har tillkommit under tiden.", en="Some units have been added meanwhile.")
_SEASONS = Text.of(
    sv="Antalet går upp och ner med årstiderna. Mot samma månad året före syns ingen säker förändring.",
    en="The number goes up and down with the seasons. "
    "There is no certain change from the same month of the year before.",
)
_NOTHING = Text.of(
    sv="Ingen säker förändring mot samma månad året före.",
    en="No certain change from the same month of the year before.",
)
_TOO_FEW = Text.of(
    sv="Månaderna är än så länge för få för att skilja en förändring från årstiderna.",
    en="The months are still too few to tell a change from the seasons.",
)
_MONTH = Text.of(sv="Månad", en="Month")


def run_chart(
    library: Library, code: str, unit: str, period: Period, language: str = "sv", *, today: Month
) -> RunChart | None:
    """A volume's months from the first that can be read to the period's last; None where they make no year.

    The month of today is unfinished: it is drawn, and no rule counts it.
    """
    figures = _months(library, code, unit, min(period.last, today))
    unfinished = int(period.last >= today)
    ended = [_number(figure) for figure in (figures[:-1] if unfinished else figures)]
    line = median(ended)
    if line is None or sum(number is not None for number in ended) < LEAST_MONTHS:
        return None
    runs = beside_year_before(ended, _apart(library, code, unit, figures))
    found = sentence(runs, around_median(ended), figures, language)
    said = Paragraph((Name(found + _units_added(library, code, unit, runs, figures, language)),))
    caption = _CAPTION.in_language(language).format(title=library.indicators[code].title.in_language(language))
    alt = f"{caption}. {''.join(words.quoted(piece, language) for piece in said.pieces)}"
    table = _table(caption, figures, language)
    marked = (runs.first, runs.last) if runs.is_long else None
    subtitle = " ".join(text.in_language(language) for text in (*([_PERHAPS] if runs.is_signal else []), _SUBTITLE))
    return RunChart(said, subtitle, alt, figures, table, line, marked, unfinished)


def sentence(beside: Runs, around: Runs, months: Sequence[Figure], language: str = "sv") -> str:
    """What the months say beside the year before; a pattern around the median alone is the seasons'."""
    if beside.is_long:
        template = _MORE if beside.above else _FEWER
        first, last = (months[place].period.first.name(language) for place in (beside.first, beside.last))
        number = words.spelled(beside.longest, language)
        return template.in_language(language).format(first=first, last=last, number=number)
    if beside.useful < LEAST_USEFUL:
        text = _TOO_FEW
    elif beside.is_signal:
        text = _CLUSTERED
    else:
        text = _SEASONS if around.is_signal else _NOTHING
    return text.in_language(language)


def _units_added(library: Library, code: str, unit: str, runs: Runs, months: Sequence[Figure], language: str) -> str:
    """That a run is not of the same units throughout."""
    run = [month.period.first for month in months[runs.first : runs.last + 1]]
    if not runs.is_long or not any_added(library, library.indicators[code], unit, run):
        return ""
    return f" {_ADDED.in_language(language)}"


def _months(library: Library, code: str, unit: str, last: Month) -> tuple[Figure, ...]:
    """Every month from the first in which something is reported."""
    years = (Period(Month(year, 1), Month(year, 12)) for year in range(library.first_month.year, last.year + 1))
    figures = [one for year in years for one in volume_months(library, code, unit, year) if one.period.last <= last]
    begins = next((place for place, figure in enumerate(figures) if figure.shown), len(figures))
    return tuple(figures[begins:])


def _apart(library: Library, code: str, unit: str, months: Sequence[Figure]) -> list[int]:
    """The places of months that are not of the same units as a year before."""
    indicator = library.indicators[code]
    return [place for place, one in enumerate(months) if why_not_comparable(library, indicator, unit, one.period)]


def _number(figure: Figure) -> int | None:
    return None if figure.value is None else int(figure.value)


def _table(caption: str, figures: Sequence[Figure], language: str) -> Table:
    """A row for each month and a column for each year, so that a month stands beside the same month of other years."""
    by_month = {(one.period.first.year, one.period.first.number): one for one in figures}
    years = sorted({year for year, _ in by_month})
    columns = (Column(_MONTH.in_language(language)), *(Column(str(year), numeric=True) for year in years))
    rows = tuple(
        (Name(_month_name(number, language)), *(_cell(by_month.get((year, number)), language) for year in years))
        for number in range(1, YEAR + 1)
    )
    return Table(caption, columns, rows, caption_shown=False)


def _month_name(number: int, language: str) -> str:
    """januari: without its year."""
    return Month(1, number).name(language).rsplit(" ", 1)[0]


def _cell(figure: Figure | None, language: str) -> Piece:
    """Among several columns there is room for a reason in a word or two only; nothing of a month that is not there."""
    if figure is None:
        return ""
    return Quote(figure) if figure.shown else Name(words.short_reason(figure, language))
