"""Invented charts, one of each kind, with what is hidden and where a series breaks."""

from markupsafe import Markup

from folja.figures.figure import Figure
from folja.figures.statistics import Proportion, wilson
from folja.reports import charted, html
from folja.reports.document import Bars, Break, Column, Name, Paragraph, Table, Trend
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text

TITLE = Text.of(sv="Samtal där en man deltog", en="Talks in which a man took part")
WHY = Text.of(sv="Ny fråga, går inte att jämföra", en="New question, can't be compared")
SAYS = Text.of(sv="En man deltog i fyra av tio samtal.", en="A man took part in four talks out of ten.")
HOW = Text.of(sv="Andel. Bandet visar osäkerheten.", en="Share. The band shows the uncertainty.")
BOTH = Text.of(sv="Fler kvinnor än män deltog.", en="More women than men took part.")
PERIOD = Text.of(sv="Period", en="Period")
SHARE = Text.of(sv="Andel", en="Share")
GENDERS = (
    ("woman", Text.of(sv="Kvinnor", en="Women"), 140),
    ("man", Text.of(sv="Män", en="Men"), 70),
)

BASE = 175
PARTS = (50, 60, 60, None, 75, 80, 80, 70)
"""Numerators of eight tertials. The fourth is hidden; the question is new in the fifth."""


def charts(language: str) -> tuple[Markup, ...]:
    """The charts as they stand in a page."""
    return tuple(html.block(chart, language) for chart in (_trend(language), _women_and_men(language)))


def _trend(language: str) -> Trend:
    tertials = [Period.parse(f"{2019 + place // 3}T{place % 3 + 1}") for place in range(1, len(PARTS) + 1)]
    figures = tuple(_share(part, period) for part, period in zip(PARTS, tertials, strict=True))
    rows = tuple((figure.period, charted.value_or_reason(figure)) for figure in figures)
    columns = (Column(PERIOD.in_language(language)), Column(SHARE.in_language(language), numeric=True))
    says = SAYS.in_language(language)
    table = Table(TITLE.in_language(language), columns, rows, caption_shown=False)
    breaks = (Break(tertials[4], WHY.in_language(language)),)
    return Trend(Paragraph((Name(says),)), HOW.in_language(language), says, figures, table, breaks)


def _women_and_men(language: str) -> Bars:
    figures = [_share(part, Period.parse("2022T1"), code, title) for code, title, part in GENDERS]
    says = Paragraph((Name(BOTH.in_language(language)),))
    return charted.side_by_side(TITLE.in_language(language), figures, says, language, striped=frozenset({"man"}))


def _share(part: int | None, period: Period, code: str | None = None, title: Text | None = None) -> Figure:
    if part is None:
        return Figure("", "share", TITLE, "", "", period, code, title, reason="few")
    low, high = wilson(Proportion(part, BASE, 1, 1))
    sizes = {"value": part / BASE, "numerator": part, "base": BASE, "missing": 10, "low": low, "high": high}
    return Figure("", "share", TITLE, "", "", period, code, title, **sizes)  # type: ignore[arg-type]
