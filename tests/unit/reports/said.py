"""Figures with the uncertainty and comparison that the product reckons, and the sentences that are made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from folja.figures import comparing
from folja.figures.figure import Comparison, Figure, Reason
from folja.figures.indicator import Indicator, shipped
from folja.figures.library import Added, Cells, Library
from folja.figures.statistics import rate_interval, wilson
from folja.goals import measure
from folja.goals.followed import Followed, Value
from folja.goals.forecast import forecast_of
from folja.goals.judging import judge
from folja.goals.outside import OutsideFigure
from folja.goals.standing import Standing, standing_of, standing_of_outside
from folja.goals.target import Target
from folja.goals.year_plan import ExpectedResult
from folja.reports import labels, reasons, results_told, words
from folja.reports.document import Piece
from folja.vocabulary.period import Period, tertial
from tests.unit.figures.shelf import shelf_of_shipped

UNIT, UNIT_NAME = "farsta_1", "Lyktan"
NOW = tertial(2022, 1)
LIBRARY: Library = shelf_of_shipped()

Numbers = int | Sequence[int]
"""How many; of a share or rate how many of how many."""


def counted(code: str, numbers: Numbers, period: Period = NOW, *, cells: int = 1) -> tuple[Figure, Cells]:
    """The shown figure of an indicator, and the cells it is made of; a volume has none."""
    indicator = shipped()[code]
    many, base = (numbers, 0) if isinstance(numbers, int) else numbers
    made_of = Cells(Added(many, cells), Added(base, cells), 0, 0)
    figure = Figure(code, indicator.kind, indicator.title, UNIT, UNIT_NAME, period, value=many)
    match indicator.kind:
        case "volume":
            return figure, made_of
        case "count":
            return replace(figure, moved_at_most=4 * cells, missing=0), made_of
        case "share":
            (low, high), value = wilson(made_of.proportion), made_of.proportion.share
        case "rate":
            (low, high), value = rate_interval(made_of.rate), made_of.rate.value
    return replace(figure, value=value, numerator=many, base=base, missing=0, low=low, high=high), made_of


def beside(code: str, now: Numbers, before: Numbers, period: Period = NOW, *, cells: int = 1, added: int = 0) -> Figure:
    """A figure compared with that of the year before."""
    (figure, here), (earlier, there) = (
        counted(code, numbers, when, cells=cells) for numbers, when in ((now, period), (before, period.year_before))
    )
    if figure.kind != "volume":
        return replace(figure, comparison=comparing.compared(figure, earlier, here, there))
    assert figure.value is not None
    assert earlier.value is not None
    difference = figure.value - earlier.value
    verdict = "more" if difference > 0 else "less" if difference < 0 else "unchanged"
    return replace(figure, comparison=Comparison(verdict, earlier, difference, from_added=added))  # type: ignore[arg-type]


def hidden(code: str, reason: Reason, period: Period = NOW, *, offered: Figure | None = None) -> Figure:
    """A figure that is not shown, and what is offered instead."""
    indicator = shipped()[code]
    return Figure(code, indicator.kind, indicator.title, UNIT, UNIT_NAME, period, reason=reason, offered=offered)


def entered(code: str, value: str | None, period: Period) -> OutsideFigure:
    """A figure from outside."""
    number, note = (None, "Ingen enkät gjordes.") if value is None else (Decimal(value), "")
    return OutsideFigure(measure.shipped()[code], UNIT, period, number, "Enkäten", date(2022, 1, 20), "Bo", note=note)


def followed(
    figure: Figure, target: Target | None = None, *, year_before: Numbers | None = None, broken: bool = False
) -> Followed:
    """A figure as that of an expected result; `year_before` is the number of the whole year before."""
    period = figure.period
    year = Period.parse(str(period.year - 1))
    before = None if year_before is None else counted(figure.indicator, year_before, year)[0]
    result = ExpectedResult("result", "Resultat", "indicator", figure.indicator, target)
    return _followed(result, figure, (), standing_of(figure), broken, period, before)


def followed_outside(
    figure: OutsideFigure | None,
    target: Target | None = None,
    before: OutsideFigure | None = None,
    *,
    code: str = "",
    broken: bool = False,
    period: Period | None = None,
) -> Followed:
    """A figure from outside as that of an expected result; None where none is entered."""
    result = ExpectedResult("result", "Resultat", "measure", figure.measure.code if figure else code, target)
    standing = standing_of_outside(figure, before) if figure else Standing(NOW, None)
    asked = period or (figure.period if figure else NOW)
    return _followed(result, figure, (before,) if before else (), standing, broken, asked)


def _followed(
    result: ExpectedResult,
    value: Value | None,
    earlier: tuple[Value, ...],
    standing: Standing,
    broken: bool,
    period: Period,
    before: Figure | None = None,
) -> Followed:
    if broken:
        standing = replace(standing, change=None, is_broken=True)
    judgement = judge(result.target, standing) if result.target else None
    forecast = forecast_of(value, None if broken else before) if isinstance(value, Figure) else None
    return Followed(result, value, earlier, (), standing, judgement, period, forecast)


def told(one: Followed, language: str = "sv") -> str:
    """What an expected result's figure says."""
    return text(results_told.told(LIBRARY, one, language), language)


def verdict(one: Followed, language: str = "sv") -> str:
    """The status as its chip says it, and the sentence beside it."""
    assert one.judgement is not None
    status = labels.STATUSES[one.judgement.status].in_language(language)
    return f"{status}. {text(reasons.reason_pieces(one, language), language)}"


def text(pieces: Iterable[Piece], language: str = "sv") -> str:
    """Pieces as they are read, with the spaces that do not break."""
    return "".join(words.quoted(piece, language) for piece in pieces).strip()


def indicator_of(figure: Figure) -> Indicator:
    """What a figure is of."""
    return shipped()[figure.indicator]
