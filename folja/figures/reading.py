"""Reads figures out of a library: value, base, interval and comparison, or the reason and what is offered instead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from folja.figures.acts import acts_of, with_public_acts
from folja.figures.added import from_added
from folja.figures.comparing import compared, why_not_comparable
from folja.figures.coverage import openly_idle, registered
from folja.figures.figure import Comparison, Figure, Reason
from folja.figures.indicator import Indicator, Term, by_gender, is_asked
from folja.figures.library import Added, Cells, Library
from folja.figures.statistics import rate_interval, wilson
from folja.figures.succession import Together, taken_over
from folja.instruments.question import NumberQuestion, Question
from folja.vocabulary.period import Period
from folja.vocabulary.problem import refuse
from folja.vocabulary.text import Text


@dataclass(frozen=True)
class Asked:
    """One figure that is asked for: an indicator, or one category of it, for a unit and period.

    `together` has the units whose cells are added up in a tertial instead of the unit's own.
    """

    indicator: Indicator
    unit: str
    period: Period
    numerator: tuple[Term, ...]
    base: tuple[Term, ...]
    category: str | None = None
    category_title: Text | None = None
    by_gender: bool = False
    together: Together = field(default_factory=dict)

    def in_tertial(self, tertial: Period) -> Iterator["Asked"]:
        """What is added up in a tertial: mostly the same."""
        for unit in self.together.get(tertial, (self.unit,)):
            yield replace(self, unit=unit)


_APART = Text.of(
    sv="Går inte att jämföra: enheterna som gick ihop hade inte alla egna siffror",
    en="Can't be compared: not all of the units that became one had figures of their own",
)


def read(library: Library, code: str, unit: str, period: Period) -> list[Figure]:
    """The indicator's figure for a unit and period; for a distribution one per category.

    Each comes with its comparison and, when hidden, with the finest coarser figure that can be shown.
    Raises Refused for an unknown indicator or unit.
    """
    indicator = _known(library, code, unit)
    asked = ("figures", code, unit, period)
    return list(library.remembered(asked, lambda: tuple(_read(library, indicator, unit, period))))


def _read(library: Library, indicator: Indicator, unit: str, period: Period) -> Iterator[Figure]:
    if indicator.kind == "volume":
        yield _volume_with_comparison(library, indicator, unit, period)
        return
    for asked in _asked(library, indicator, unit, period):
        yield read_asked(library, asked)


def read_by_unit(library: Library, code: str, unit: str, period: Period) -> list[Figure]:
    """The indicator for each direct child of a unit, in the tree's order: never ranked."""
    _known(library, code, unit)
    children = [child.code for child in library.tree_in(period).children(unit) if child.exists_in(period)]
    return [figure for child in children for figure in read(library, code, child, period)]


def read_by_gender(library: Library, code: str, unit: str, period: Period) -> list[Figure]:
    """The indicator split by gender, one figure each; empty when it is not counted by gender."""
    indicator = _known(library, code, unit)
    plan = library.plan(indicator.instrument, period)
    if plan is None or indicator.kind == "volume":
        return []
    return [
        read_asked(library, Asked(indicator, unit, period, numerator, base, gender, title, by_gender=True))
        for gender, title, numerator, base in by_gender(indicator, plan)
    ]


def series(library: Library, code: str, unit: str, periods: Iterable[Period]) -> list[Figure]:
    """The first figure of an indicator for each period, without comparison or offer: for trends."""
    indicator = _known(library, code, unit)
    if indicator.kind == "volume":
        return [_volume(library, indicator, unit, period) for period in periods]
    return [
        plain_figure(library, asked) for period in periods for asked in _asked(library, indicator, unit, period)[:1]
    ]


def _known(library: Library, code: str, unit: str) -> Indicator:
    if code not in library.indicators:
        raise refuse(
            code,
            sv="Nyckeltalet finns inte. Se listan över nyckeltal.",
            en="no such indicator; see the list of indicators",
        )
    if unit not in library.tree:
        raise refuse(unit, sv="Enheten finns inte. Se enhetslistan.", en="no such unit; see the list of units")
    return library.indicators[code]


def _asked(library: Library, indicator: Indicator, unit: str, period: Period) -> list[Asked]:
    if not indicator.distribution:
        return [Asked(indicator, unit, period, indicator.numerator, indicator.base)]
    question = _distributed(library, indicator, period)
    parts = question.bands if isinstance(question, NumberQuestion) else getattr(question, "options", ())
    return [
        Asked(indicator, unit, period, (Term(question.code, part.code),), indicator.base, part.code, part.title)
        for part in parts
    ]


def _distributed(library: Library, indicator: Indicator, period: Period) -> Question:
    """The question of a distribution as it was asked in the period, else as it was asked last."""
    then = library.instruments.in_force(indicator.instrument, period.last)
    versions = [*([then] if then else []), *reversed(library.instruments.of(indicator.instrument))]
    return next(one.by_code[indicator.distribution] for one in versions if indicator.distribution in one.by_code)


def read_asked(library: Library, asked: Asked) -> Figure:
    """The figure with its comparison, or with what is offered instead."""
    figure, cells = figure_of_cells(library, asked)
    if cells is None or not figure.shown:
        return replace(figure, offered=_offer(library, asked, figure.reason))
    return replace(figure, comparison=_compare(library, asked, figure, cells))


def plain_figure(library: Library, asked: Asked) -> Figure:
    """The figure without comparison or offer."""
    return figure_of_cells(library, asked)[0]


def figure_of_cells(library: Library, asked: Asked) -> tuple[Figure, Cells | None]:
    """The figure without company, and the cells it is made of."""
    own = (asked.indicator.code, asked.unit, asked.period, asked.numerator, asked.base, asked.by_gender)
    named = (asked.category, asked.category_title, tuple(asked.together.items()))
    return library.remembered(("cells", *own, *named), lambda: _counted(library, asked))


def _counted(library: Library, asked: Asked) -> tuple[Figure, Cells | None]:
    cells, reason = _cells(library, asked)
    figure = _empty(library, asked)
    if cells is None:
        return replace(figure, reason=reason), None
    return _filled(library, asked, figure, cells), cells


def _filled(library: Library, asked: Asked, figure: Figure, cells: Cells) -> Figure:
    numerator, base = cells.numerator, cells.base
    figure = replace(figure, moved_at_most=(library.policy.rounding_base - 1) * numerator.cells)
    if asked.indicator.kind == "count":
        return replace(figure, reason=None, value=numerator.total, missing=cells.missing)
    if base.total < library.policy.least_base_for_share:
        return replace(figure, reason="few")
    if asked.indicator.kind == "rate":
        return _filled_rate(figure, cells)
    share = cells.proportion
    low, high = wilson(share)
    return replace(
        figure,
        reason=None,
        value=share.share,
        numerator=min(numerator.total, base.total),
        base=base.total,
        missing=cells.missing,
        low=low,
        high=high,
    )


def _filled_rate(figure: Figure, cells: Cells) -> Figure:
    rate = cells.rate
    low, high = rate_interval(rate)
    numbers = {"value": rate.value, "numerator": rate.count, "base": rate.acts, "low": low, "high": high}
    return replace(figure, reason=None, missing=cells.missing, **numbers)  # type: ignore[arg-type]


def _empty(library: Library, asked: Asked) -> Figure:
    indicator, unit = asked.indicator, library.unit(asked.unit, asked.period)
    return Figure(
        indicator.code,
        indicator.kind,
        indicator.title,
        unit.code,
        unit.name,
        asked.period,
        asked.category,
        asked.category_title,
        reason="open",
    )


def _cells(library: Library, asked: Asked) -> tuple[Cells, None] | tuple[None, Reason]:
    """Numerator, base and missing added over the period's tertials, or why they can't be."""
    indicator, period = asked.indicator, asked.period
    if not library.is_frozen(period):
        return None, "open"
    parts = [(one, tertial) for tertial in library.tertials(period) for one in asked.in_tertial(tertial)]
    if indicator.kind == "rate" and any(library.hides_volumes(one.unit, tertial) for one, tertial in parts):
        return None, "staff"
    numerator, base, shared, missing = Added(), Added(), Added(), 0
    both = tuple(term for term in asked.numerator if term in asked.base)
    for one, tertial in parts:
        plan = library.plan(indicator.instrument, tertial)
        if plan is None or not is_asked(indicator, plan):
            return None, "not asked"
        if library.unit(one.unit, tertial).kind == "unit":
            own = _own_cells(library, one, tertial)
            if own == "too few":
                return None, _why_none(library, one, (tertial,))
            if own == "none needed":
                continue
        leaves = _leaves(library, one, tertial)
        numerator += _terms(library, one, one.numerator, tertial, leaves)
        base += _base(library, one, tertial, leaves)
        shared += _terms(library, one, both, tertial, leaves)
        missing += _terms(library, one, _missing(one), tertial, leaves).total
    if numerator.cells + base.cells == 0:
        if all(openly_idle(library, indicator, one.unit, (tertial,)) for one, tertial in parts):
            return None, "nothing"
        return None, _why_none(library, asked, library.tertials(period))
    return Cells(numerator, base, missing, shared.cells), None


def _why_none(library: Library, asked: Asked, tertials: Iterable[Period]) -> Reason:
    """Why a unit has no cells though it did something."""
    indicator, attributes = asked.indicator, {term.attribute for term in (*asked.numerator, *asked.base)}
    for tertial in tertials:
        for one in asked.in_tertial(tertial):
            if library.is_sensitive(indicator.instrument, attributes, one.unit, tertial):
                return "sensitive"
    return "no cells"


def _missing(asked: Asked) -> tuple[Term, ...]:
    # A split by gender has no missing of its own: those whose gender is not known stand outside it.
    if asked.by_gender:
        return ()
    return asked.indicator.missing


def _own_cells(library: Library, asked: Asked, tertial: Period) -> str:
    """Whether a registering unit has cells of its own in a tertial: "own", "none needed" or "too few"."""
    for term in (*asked.numerator, *asked.base):
        cube = library.cube(asked.indicator.instrument, term.attribute, tertial)
        if cube is None or term.category not in cube.values.get(asked.unit, {}):
            idle = registered(library, asked.indicator, asked.unit, tertial) == 0
            return "none needed" if idle else "too few"
    return "own"


def _leaves(library: Library, asked: Asked, tertial: Period) -> tuple[str, ...]:
    """The unit's leaves that have every cell the figure needs.

    A leaf with coarse categories only would be part of the base and not of what is counted above it.
    """
    needed = [(_values(library, asked, term, tertial), term.category) for term in (*asked.numerator, *asked.base)]
    cube = library.cube(asked.indicator.instrument, (*asked.numerator, *asked.base)[0].attribute, tertial)
    leaves = library.leaves(cube, asked.unit) if cube else ()
    found = tuple(leaf for leaf in leaves if all(category in values.get(leaf, {}) for values, category in needed))
    if cube and asked.indicator.kind == "rate":
        return with_public_acts(library, cube, asked.unit, found)
    return found


def _base(library: Library, asked: Asked, tertial: Period, leaves: Sequence[str]) -> Added:
    """What the numerator is set against: cells, or of a rate the exact number of the same units' acts."""
    indicator = asked.indicator
    cube = library.cube(indicator.instrument, asked.numerator[0].attribute, tertial) if indicator.per else None
    if cube is None:
        return _terms(library, asked, asked.base, tertial, leaves)
    return Added(acts_of(library, indicator.per, cube, leaves))


def _terms(library: Library, asked: Asked, terms: Iterable[Term], tertial: Period, leaves: Sequence[str]) -> Added:
    """Terms added over leaves in one tertial."""
    numbers = [
        values[leaf][term.category]
        for term in terms
        for values in [_values(library, asked, term, tertial)]
        for leaf in leaves
        if leaf in values and term.category in values[leaf]
    ]
    return Added(sum(numbers), len(numbers))


def _values(library: Library, asked: Asked, term: Term, tertial: Period) -> Mapping[str, Mapping[str, int]]:
    cube = library.cube(asked.indicator.instrument, term.attribute, tertial)
    return cube.values if cube else {}


def _compare(library: Library, asked: Asked, figure: Figure, now: Cells) -> Comparison | None:
    """With the same period of the year before; None when there was none."""
    before_period = asked.period.year_before
    if not library.tertials(before_period) or not library.is_frozen(before_period):
        return None
    if why := why_not_comparable(library, asked.indicator, asked.unit, asked.period, added_up=True):
        return Comparison("not comparable", why=why)
    together = taken_over(library, asked.unit, asked.period)
    before, then = figure_of_cells(library, replace(asked, period=before_period, together=together))
    if together and before.reason in ("no cells", "sensitive", "staff"):
        return Comparison("not comparable", why=_APART)
    if then is None or not before.shown:
        return None
    return replace(compared(figure, before, now, then), sum_of=_names(library, together))


def _names(library: Library, together: Together) -> tuple[str, ...]:
    codes = dict.fromkeys(code for tertial in together for code in together[tertial])
    latest = max(together, default=None)
    return tuple(library.unit(code, latest).name for code in codes) if latest else ()


def _offer(library: Library, asked: Asked, reason: Reason | None) -> Figure | None:
    """The finest coarser figure that can be shown: the year so far, then the units above, then both."""
    if reason in ("open", "not asked", "nothing"):
        return None
    periods = list(dict.fromkeys((asked.period, asked.period.to_date)))
    for unit in library.path(asked.unit, asked.period):
        for period in periods:
            if (unit, period) == (asked.unit, asked.period):
                continue
            figure = plain_figure(library, replace(asked, unit=unit, period=period))
            if figure.shown:
                return figure
    return None


def _volume_with_comparison(library: Library, indicator: Indicator, unit: str, period: Period) -> Figure:
    figure = _volume(library, indicator, unit, period)
    if not figure.shown:
        above = [code for code in library.path(unit, period)[1:] if not library.hides_volumes(code, period)]
        offered = _volume(library, indicator, above[0], period) if above and figure.reason == "staff" else None
        return replace(figure, offered=offered if offered and offered.shown else None)
    if not all(month.tertial in library.publications for month in period.months):
        # More may still come in: set against a whole period it would look like less.
        return figure
    together = taken_over(library, unit, period)
    before = _volume(library, indicator, unit, period.year_before, together)
    why = why_not_comparable(library, indicator, unit, period, added_up=True)
    if together and before.reason == "staff":
        return replace(figure, comparison=Comparison("not comparable", why=why or _APART))
    if not before.shown or figure.value is None or before.value is None:
        return figure
    if why:
        return replace(figure, comparison=Comparison("not comparable", why=why))
    difference = figure.value - before.value
    verdict = "more" if difference > 0 else "less" if difference < 0 else "unchanged"
    # Acts are counted, not sampled: the difference is a fact and has no interval.
    beside = {"from_added": from_added(library, indicator, unit, period), "sum_of": _names(library, together)}
    return replace(figure, comparison=Comparison(verdict, before, difference, **beside))  # type: ignore[arg-type]


def _volume(
    library: Library, indicator: Indicator, unit: str, period: Period, together: Together | None = None
) -> Figure:
    """Exact, of months that have begun; hidden where nothing was reported, which is not nothing done.

    `together` has the units that are added up in a tertial instead of the unit.
    """
    units = {tertial: (together or {}).get(tertial, (unit,)) for tertial in {m.tertial for m in period.months}}
    name = library.unit(unit, period).name
    figure = Figure(indicator.code, "volume", indicator.title, unit, name, period, reason="nothing")
    if any(library.hides_volumes(one, tertial) for tertial, those in units.items() for one in those):
        return replace(figure, reason="staff")
    numbers = [
        number
        for month in period.months
        for one in units[month.tertial]
        if (number := library.volume_below(indicator.instrument, one, month, indicator.measure)) is not None
    ]
    return replace(figure, reason=None, value=sum(numbers)) if numbers else figure


def shown_periods(library: Library, latest: Period | None = None) -> Sequence[Period]:
    """The tertials from the first closed one to the latest, for a series."""
    return sorted(period for period in library.publications if latest is None or period <= latest)


def volume_months(library: Library, code: str, unit: str, period: Period) -> list[Figure]:
    """A volume by month."""
    indicator = _known(library, code, unit)
    return [_volume(library, indicator, unit, Period(month, month)) for month in period.months]


def as_rows(figures: Iterable[Figure]) -> Iterator[dict[str, object]]:
    """Figures as `folja figure` prints them; the schema stands in docs/reference."""
    for figure in figures:
        yield {
            "unit": figure.unit,
            "period": str(figure.period),
            "indicator": figure.indicator,
            "category": figure.category,
            "value": figure.value,
            "numerator": figure.numerator,
            "base": figure.base,
            "missing": figure.missing,
            "low": figure.low,
            "high": figure.high,
            "shown": figure.shown,
            "reason": figure.reason,
            "offered": next(as_rows([figure.offered]), None) if figure.offered else None,
        }
