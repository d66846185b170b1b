"""Invented charts, one of each kind, with what is hidden, unfinished and broken off."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from markupsafe import Markup

from folja.disclosure.team import Spread
from folja.figures.figure import Figure
from folja.figures.funnel import Funnel, Placed
from folja.figures.genders import Genders
from folja.figures.rating import Rating
from folja.figures.statistics import Proportion, wilson
from folja.reports import charted, html, words
from folja.reports.document import (
    Bars,
    Break,
    Chart,
    Column,
    FunnelPlot,
    GenderPairs,
    MonthBars,
    Multiples,
    Name,
    Pair,
    Paragraph,
    Piece,
    Quote,
    Ratings,
    RunChart,
    Series,
    Table,
    Trend,
    YearPoint,
    Years,
)
from folja.reports.plot import NARROW, WIDE
from folja.reports.spider import Spider, SpiderRound, page_svg
from folja.vocabulary.period import Month, Period, tertial
from folja.vocabulary.text import Text

TALKS = Text.of(sv="Råd- och stödsamtal", en="Advice and support talks")
MAN = Text.of(sv="Samtal där en man deltog", en="Talks in which a man took part")
SOURCE = Text.of(sv="Så hittade föräldrarna hit", en="How parents found us")
BAND = Text.of(sv="Andel. Bandet visar osäkerheten.", en="Share. The band shows the uncertainty.")
STROKES = Text.of(sv="Andel. Strecken visar osäkerheten.", en="Share. The strokes show the uncertainty.")
ANSWERS = Text.of(sv="Andel av dem som svarade.", en="Share of those who answered.")
EXACT = Text.of(sv="Exakt antal.", en="Exact number.")
NEW_QUESTION = Text.of(sv="Ny fråga, går inte att jämföra", en="New question, can't be compared")
STATEMENTS = (
    Text.of(sv="Uppdragen är tydliga", en="Mandates are clear"),
    Text.of(sv="Sekretessen går att hantera", en="Secrecy can be handled"),
    Text.of(sv="Ledningen stödjer oss", en="Managers support us"),
    Text.of(sv="Tiden räcker till", en="There is time"),
    Text.of(sv="Mötesformerna fungerar", en="Our meetings work"),
    Text.of(sv="Vi har samma mål", en="We have the same aims"),
    Text.of(sv="Vi kan varandras arbete", en="We know each other's work"),
)
SHOWN: Sequence[tuple[float | None, Spread | None]] = (
    (4.0, "united"),
    (3.0, "split"),
    (4.0, "mixed"),
    (2.0, "united"),
    (None, None),
    (4.5, "united"),
    (3.5, "mixed"),
)
WHAT = Text.of(sv="Vad", en="What")
VALUE = Text.of(sv="Värde", en="Value")

LATEST = tertial(2022, 1)
BASE = 175


def charts(language: str) -> tuple[Markup, ...]:
    """The charts as they stand in a page."""
    return tuple(html.block(chart, language) for chart in specimens(language))


def spiders(language: str) -> tuple[Markup, Markup]:
    """A team's round over two earlier ones as a spider, wide and narrow, with a statement that is not shown: a gap."""
    labels = tuple(one.in_language(language) for one in STATEMENTS)
    said = Text.of(sv="Spindeldiagram med sju påståenden.", en="A spider chart of seven statements.")
    chart = Spider(labels, _round(LATEST.last, SHOWN, language), tuple(_earlier(language)), said.in_language(language))
    return tuple(Markup(page_svg(chart, width)) for width in (WIDE, NARROW))  # type: ignore[return-value]  # noqa: S704  drawn here


def _earlier(language: str) -> Iterator[SpiderRound]:
    for back, lower in ((8, 0.5), (16, 1.0)):
        yield _round(LATEST.last.plus(-back), [(mean and mean - lower, None) for mean, _ in SHOWN], language)


def _round(month: Month, shown: Iterable[tuple[float | None, Spread | None]], language: str) -> SpiderRound:
    means, spreads = zip(*shown, strict=True)
    return SpiderRound(month.name(language), means, spreads)


def specimens(language: str) -> tuple[Chart, ...]:
    """One chart of each kind there is."""
    kinds = (_trend, _bars, _ratings, _pairs, _run, _months, _multiples, _funnel, _years)
    return tuple(kind(language) for kind in kinds)


def _trend(language: str) -> Trend:
    says = Text.of(sv="En man deltog i fyra av tio samtal.", en="A man took part in four talks out of ten.")
    figures = _series(50, 60, 60, None, 75, 80, 80, 70)
    breaks = (Break(figures[4].period, NEW_QUESTION.in_language(language)),)
    table = _table(MAN, [(figure.period, figure) for figure in figures], language)
    return Trend(*_said(says, BAND, language), figures, table, breaks)


def _years(language: str) -> Years:
    says = Text.of(sv="Målet ligger inom osäkerheten i år.", en="The aim lies within this year's uncertainty.")
    shares = zip(range(2019, 2022), _series(50, None, 75), strict=True)
    figures = [replace(one, period=Period.parse(str(year))) for year, one in shares]
    points = tuple(
        YearPoint(one.period, words.short_reason(one, language))
        if one.value is None
        else YearPoint(one.period, words.value(one, language), *(float(size or 0) * 100 for size in _sizes(one)))
        for one in figures
    )
    table = _table(MAN, [(one.period, one) for one in figures], language)
    return Years(*_said(says, STROKES, language), points, "percent", (Decimal(45),), table)


def _sizes(one: Figure) -> tuple[float | None, ...]:
    return one.value, one.low, one.high


def _bars(language: str) -> Bars:
    says = Text.of(sv="Vanligast är barnhälsovården, sedan webben.", en="Most come by child health care, then the web.")
    ways = (
        (Text.of(sv="Barnhälsovården", en="Child health care"), 60),
        (Text.of(sv="Webben", en="The web"), 40),
        (Text.of(sv="En vän eller släkting", en="A friend or relative"), 0),
    )
    figures = [replace(_share(number), category=way.en, category_title=way) for way, number in ways]
    paragraph = Paragraph((Name(says.in_language(language)),))
    return charted.side_by_side(SOURCE.in_language(language), figures, paragraph, language)


def _ratings(language: str) -> Ratings:
    says = Text.of(sv="De flesta svarar ja.", en="Most answer yes.")
    helped = Text.of(sv="Hjälpte samtalet dig som förälder?", en="Did the talk help you as a parent?")
    tell = Text.of(sv="Skulle du tipsa andra om oss?", en="Would you tell others of us?")
    rated = (_rating(helped, (5, 5, 25, 60, 80)), _rating(tell, None))
    rows = [(Name(one.question.in_language(language)), one.agree) for one in rated]
    skipped = Text.of(sv="Hoppade över", en="Skipped").in_language(language)
    return Ratings(*_said(says, ANSWERS, language), rated, _table(SOURCE, rows, language), skipped)


def _pairs(language: str) -> GenderPairs:
    says = Text.of(sv="Fler kvinnor än män deltar.", en="More women than men take part.")
    home, groups = Text.of(sv="Hembesök", en="Home visits"), Text.of(sv="Tematräffar", en="Theme meetings")
    other = replace(_share(0), category_title=Text.of(sv="Annan könstillhörighet", en="Another gender"))
    pairs = tuple(
        Pair(title.in_language(language), Genders(_share(women), _share(men), other))
        for title, women, men in ((TALKS, 155, 75), (home, 160, 105), (groups, None, None))
    )
    rows = [(Name(pair.name), figure) for pair in pairs for figure in (pair.genders.woman, pair.genders.man)]
    return GenderPairs(*_said(says, STROKES, language), pairs, _table(MAN, rows, language))


def _run(language: str) -> RunChart:
    says = Text.of(
        sv="Tolv månader i rad hade fler än året före.", en="Twelve months in a row had more than the year before."
    )
    held = (31, 35, 40, None, 36, 20, 6, 15, 38, 41, 44, 22, 33, 38, 41, 36, 40, 24, 9, 18, 40, 45, 47, 25, 35, 21)
    figures = tuple(_held(number, Month(2020, 4).plus(place)) for place, number in enumerate(held))
    table = _table(TALKS, [(figure.period, figure) for figure in figures], language)
    return RunChart(*_said(says, EXACT, language), figures, table, median=35, marked=(12, 24), unfinished=1)


def _months(language: str) -> MonthBars:
    says = Text.of(sv="Inget är rapporterat för mars än.", en="Nothing is reported for March yet.")
    figures = tuple(
        _held(number, Month(2022, 1).plus(place)) for place, number in enumerate((38, 41, None, 47, 55, 21))
    )
    table = _table(TALKS, [(figure.period, figure) for figure in figures], language)
    return MonthBars(*_said(says, EXACT, language), figures, table, unfinished=1)


def _multiples(language: str) -> Multiples:
    says = Text.of(sv="Så har det utvecklats enhet för enhet.", en="How it has developed, unit by unit.")
    series = (
        Series("Almvik", _series(50, 60, 60, 65, 75, 80, 80, 70)),
        Series("Björkbacka", _series(None, None, None, None, 60, 65, 70, 75)),
        Series("Kvarnlunda", _series(*[None] * 8)),
    )
    rows = [(Name(one.name), one.figures[-1]) for one in series]
    return Multiples(*_said(says, BAND, language), series, series[0].figures, _table(MAN, rows, language))


def _funnel(language: str) -> FunnelPlot:
    says = Text.of(
        sv="En av fyra skiljer sig med säkerhet från helheten.", en="One of four differs for certain from the whole."
    )
    around = (
        ("Almvik", 30, 80, "inside"),
        ("Björkbacka", 60, 130, "inside"),
        ("Kvarnlunda", 120, 175, "above"),
        ("Åsby", 85, 240, "inside"),
    )
    placed = tuple(
        Placed(replace(_share(number, base), unit=name, unit_name=name), float(base), standing)  # type: ignore[arg-type]
        for name, number, base, standing in around
    )
    whole = replace(_share(295, 625), unit_name="Almviks kommun")
    funnel = Funnel(whole=whole, cells=1, placed=placed, hidden=())
    rows = [(Name(one.figure.unit_name), one.figure) for one in placed]
    name = Text.of(sv="helheten", en="the whole").in_language(language)
    return FunnelPlot(*_said(says, BAND, language), funnel, name, _table(MAN, rows, language))


def _said(says: Text, subtitle: Text, language: str) -> tuple[Paragraph, str, str]:
    words = says.in_language(language)
    return Paragraph((Name(words),)), subtitle.in_language(language), words


def _table(caption: Text, rows: Iterable[tuple[Piece, Figure]], language: str) -> Table:
    columns = (Column(WHAT.in_language(language)), Column(VALUE.in_language(language), numeric=True))
    cells = tuple((named, Quote(figure, "value" if figure.shown else "reason")) for named, figure in rows)
    return Table(caption.in_language(language), columns, cells, caption_shown=False)


def _series(*parts: int | None) -> tuple[Figure, ...]:
    """Shares of the tertials up to the latest; None is hidden."""
    tertials = [tertial(2019 + place // 3, place % 3 + 1) for place in range(10 - len(parts), 10)]
    return tuple(replace(_share(part), period=period) for part, period in zip(parts, tertials, strict=True))


def _share(part: int | None, base: int = BASE) -> Figure:
    if part is None:
        return Figure("", "share", MAN, "", "", LATEST, reason="few")
    low, high = wilson(Proportion(part, base, 1, 1))
    numbers = {"value": part / base, "numerator": part, "base": base, "missing": 10, "low": low, "high": high}
    return Figure("", "share", MAN, "", "", LATEST, **numbers)  # type: ignore[arg-type]


def _held(number: int | None, month: Month) -> Figure:
    reason = None if number else "nothing"
    return Figure("", "volume", TALKS, "", "", Period(month, month), value=number, reason=reason)  # type: ignore[arg-type]


def _rating(question: Text, steps: Sequence[int] | None) -> Rating:
    """Steps from no to yes; None where there are too few answers."""
    yes, no = Text.of(sv="Ja", en="Yes"), Text.of(sv="Nej", en="No")
    surely, not_at_all = (
        Text.of(sv="Ja, verkligen", en="Yes, really"),
        Text.of(sv="Nej, inte alls", en="No, not at all"),
    )
    titles = (not_at_all, no, Text.of(sv="Till viss del", en="Partly"), yes, surely)
    numbers: Sequence[int | None] = steps or [None] * len(titles)
    each = tuple(replace(_share(number), category_title=title) for number, title in zip(numbers, titles, strict=True))
    agree, disagree = (sum(steps[3:]), sum(steps[:2])) if steps else (None, None)
    return Rating(question, yes, no, each, _share(agree), _share(disagree))
