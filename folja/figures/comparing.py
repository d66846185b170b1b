"""Sets a figure beside that of the year before: whether that can be done, and what the difference then says."""

from collections.abc import Sequence

from folja.figures.coverage import counted_elsewhere
from folja.figures.figure import Comparison, Figure
from folja.figures.indicator import Indicator
from folja.figures.library import Cells, Library
from folja.figures.statistics import count_difference, newcombe, rate_difference
from folja.figures.succession import side_by_side, were, why_not_whole, why_others
from folja.vocabulary.period import Month, Period
from folja.vocabulary.text import Text, listed


def break_between(library: Library, indicator: Indicator, before: Period, after: Period) -> Text | None:
    """Why figures before and after can't be compared: a question they depend on changed. None when they can."""
    first, last = (library.instruments.in_force(indicator.instrument, p.last) for p in (before, after))
    if first is None or last is None or first.version == last.version:
        return None
    for version in library.instruments.of(indicator.instrument):
        if first.version < version.version <= last.version:
            for change in version.changes:
                if not change.comparable and {change.question, change.replaces} & set(indicator.attributes):
                    return change.why
    return None


def why_not_comparable(
    library: Library, indicator: Indicator, unit: str, period: Period, *, added_up: bool = False
) -> Text | None:
    """Why a figure can't be set against the year before; None when it can.

    `added_up` is for who sets a unit that took over beside the sum of those it took over from.
    """
    before = period.year_before
    why = break_between(library, indicator, before, period) or _other_units(library, unit, period, added_up=added_up)
    if indicator.kind in ("share", "rate") or why:
        return why
    return _shorter(library, indicator, before) or _counts_other_units(library, indicator, unit, period)


def comparable_year_before(library: Library, indicator: Indicator, unit: str, period: Period) -> Period | None:
    """The whole year before, where a number from the first months of this year can be set beside it as a forecast."""
    year = Period(Month(period.year - 1, 1), Month(period.year - 1, 12))
    if not library.tertials(year) or not library.is_frozen(year):
        return None
    if why_not_comparable(library, indicator, unit, period) or _counts_others(library, indicator, unit, year, period):
        return None
    now = period.last.tertial
    return None if any(change_of_units(library, unit, then, now) for then in year.tertials) else year


def change_of_units(library: Library, unit: str, then: Period, now: Period) -> Text | None:
    """Why a unit's numbers of two tertials are not of the same units; None when they are."""
    return why_others(library, unit, then, now) or _took_over(library, unit, [(then, now)])


def _other_units(library: Library, unit: str, period: Period, *, added_up: bool) -> Text | None:
    both = side_by_side(period)
    others = next((why for then, now in both if (why := why_others(library, unit, then, now))), None)
    others = others or why_not_whole(library, unit, period)
    return others if others or added_up else _took_over(library, unit, both)


def _took_over(library: Library, unit: str, both: Sequence[tuple[Period, Period]]) -> Text | None:
    codes = dict.fromkeys(code for then, now in both for code in were(library, unit, then, now) if code != unit)
    if not codes:
        return None
    names = [library.tree[code].name for code in codes]
    return Text.of(
        sv=f"Går inte att jämföra: enheten har tagit över efter {listed(names)}",
        en=f"Can't be compared: the unit has taken over from {listed(names, 'en')}",
    )


def _counts_other_units(library: Library, indicator: Indicator, unit: str, period: Period) -> Text | None:
    """Why people counted in two years are not of the same units: one was too few for figures in one of them."""
    if not _counts_others(library, indicator, unit, period.year_before, period):
        return None
    return Text.of(
        sv="Går inte att jämföra: siffran gäller inte samma enheter båda åren",
        en="Can't be compared: the figure is not of the same units in both years",
    )


def _counts_others(library: Library, indicator: Indicator, unit: str, then: Period, now: Period) -> bool:
    """Whether two periods' numbers of people are without different units; a volume is of all that reported."""
    if indicator.kind == "volume":
        return False
    without = [{one.code for one in counted_elsewhere(library, indicator.code, unit, when)} for when in (then, now)]
    return without[0] != without[1]


def _shorter(library: Library, indicator: Indicator, period: Period) -> Text | None:
    """Why a period's numbers are of fewer months than its name says: the follow-up began inside it."""
    first = max(library.instruments.of(indicator.instrument)[0].first_month, library.first_month)
    if first <= period.first:
        return None
    return Text.of(
        sv=f"Går inte att jämföra: uppföljningen började i {first.name()}",
        en=f"Can't be compared: the follow-up began in {first.name('en')}",
    )


def compared(figure: Figure, before: Figure, now: Cells, then: Cells) -> Comparison:
    """A shown figure about people with that of the year before; `now` and `then` are the cells they are made of."""
    match figure.kind:
        case "count":
            return _count_comparison(figure, before, now, then)
        case "rate":
            return _rate_comparison(before, now, then)
    return _share_comparison(before, now, then)


def _share_comparison(before: Figure, now: Cells, then: Cells) -> Comparison:
    after, earlier = now.proportion, then.proportion
    low, high = newcombe(after, earlier)
    return _judged(before, after.share - earlier.share, low, high)


def _rate_comparison(before: Figure, now: Cells, then: Cells) -> Comparison:
    low, high = rate_difference(now.rate, then.rate)
    return _judged(before, now.rate.value - then.rate.value, low, high)


def _count_comparison(figure: Figure, before: Figure, now: Cells, then: Cells) -> Comparison:
    after, earlier = now.numerator, then.numerator
    low, high = count_difference(after.total, earlier.total, after.cells + earlier.cells)
    assert figure.value is not None
    assert before.value is not None
    return _judged(before, figure.value - before.value, low, high)


def _judged(before: Figure, difference: float, low: float, high: float) -> Comparison:
    verdict = "more" if low > 0 else "less" if high < 0 else "unchanged"
    return Comparison(verdict, before, difference, low, high)  # type: ignore[arg-type]
