"""Budget and outcome as blocks of a document: as they are printed, with every sum that does not hold named."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial

from folja.goals.budget import SeveralYears, Year
from folja.reports.document import Amount, Block, Column, Heading, Name, Paragraph, Piece, Table
from folja.reports.manuscript import Manuscript
from folja.vocabulary.problem import Problem
from folja.vocabulary.text import Text

EARLIER = 2  # years beside the report's own

_TEXTS = {
    "budget": Text.of(sv="Budget och bokslut", en="Budget and outcome"),
    "in millions": Text.of(sv="Miljoner kronor.", en="Million kronor."),
    "what": Text.of(sv="Budget och bokslut", en="Budget and outcome"),
    "plan": Text.of(sv="Budget", en="Budget"),
    "outcome": Text.of(sv="Bokslut", en="Outcome"),
    "cost": Text.of(sv="Kostnader", en="Costs"),
    "income": Text.of(sv="Intäkter", en="Income"),
    "net": Text.of(sv="Netto", en="Net"),
    "deviation": Text.of(sv="Avvikelse", en="Deviation"),
    "years": Text.of(sv="Avvikelsen år för år", en="The deviation year by year"),
    "year": Text.of(sv="År", en="Year"),
    "net plan": Text.of(sv="Budget, netto", en="Budget, net"),
    "net outcome": Text.of(sv="Bokslut, netto", en="Outcome, net"),
    "line": Text.of(sv="Post", en="Line"),
    "sum": Text.of(sv="Summa", en="Sum"),
    "as printed": Text.of(
        sv="Siffrorna står som de är tryckta. Allt går inte ihop: ",
        en="The figures stand as they are printed. Not all of them add up: ",
    ),
}


def blocks(manuscript: Manuscript, year: int, language: str = "sv") -> Iterator[Block]:
    """The year's budget and outcome beside earlier ones, and the plans over years that the year belongs to."""
    own = next((one for one in manuscript.budgets if one.year == year), None)
    plans = [(name, plan) for name, plan in manuscript.several_years if year in plan.years]
    if own is None and not plans:
        return
    yield Heading(2, _say("budget", language))
    if own:
        yield Paragraph((_say("in millions", language),), "note")
        yield year_table(own, language)
        near = [one for one in manuscript.budgets if year - EARLIER <= one.year <= year]
        if len(near) > 1:
            yield _deviations(near, language)
        yield from discrepancies([problem for one in near for problem in one.problems()], language)
    for name, plan in plans:
        yield Heading(3, name)
        yield several_years_table(name, plan, language)
        yield from discrepancies(plan.problems(), language)


def year_table(year: Year, language: str = "sv") -> Table:
    """Costs, income and net: budget beside outcome, and the deviation of the net as it is printed."""
    columns = (
        Column(f"{_say('what', language)} {year.year}"),
        *(Column(_say(key, language), numeric=True) for key in ("plan", "outcome", "deviation")),
    )
    rows = tuple(
        (
            Name(_say(key, language)),
            _million(getattr(year.budget, key)),
            _million(getattr(year.outcome, key)) if year.outcome else "",
            _million(year.deviation) if key == "net" else "",
        )
        for key in ("cost", "income", "net")
    )
    return Table(f"{_say('what', language)} {year.year}", columns, rows, caption_shown=False)


def _deviations(years: Iterable[Year], language: str) -> Table:
    keys = ("net plan", "net outcome", "deviation")
    columns = (Column(_say("year", language)), *(Column(_say(key, language), numeric=True) for key in keys))
    rows: tuple[tuple[Piece, ...], ...] = tuple(
        (
            Name(str(one.year)),
            _million(one.budget.net),
            _million(one.outcome.net if one.outcome else None),
            _million(one.deviation),
        )
        for one in years
    )
    return Table(_say("years", language), columns, rows)


def several_years_table(name: str, plan: SeveralYears, language: str = "sv") -> Table:
    """Lines by years with their printed sums; an empty cell where nothing is planned."""
    years = (Column(str(year), numeric=True) for year in plan.years)
    columns = (Column(_say("line", language)), *years, Column(_say("sum", language), numeric=True))
    printed_as = partial(_printed, decimals=plan.decimals)
    rows = [
        (Name(row.name.in_language(language)), *map(printed_as, row.values), printed_as(row.printed))
        for row in plan.rows
    ]
    if plan.printed_years or plan.printed_total is not None:
        printed = plan.printed_years or (None,) * len(plan.years)
        rows.append((Name(_say("sum", language)), *map(printed_as, printed), printed_as(plan.printed_total)))
    return Table(name, columns, tuple(rows), caption_shown=False)


def discrepancies(problems: Iterable[Problem], language: str = "sv") -> Iterator[Block]:
    """Every sum that does not hold, in one paragraph."""
    found = [problem.in_language(language).rstrip(".") for problem in problems]
    if found:
        yield Paragraph((_say("as printed", language), Name(". ".join(found)), "."), "note")


def _million(value: Decimal | None) -> Piece:
    return "" if value is None else Amount(value, "million")


def _printed(value: Decimal | None, decimals: int) -> Piece:
    return "" if value is None else Amount(value.quantize(Decimal(1).scaleb(-decimals)), "printed")


def _say(key: str, language: str) -> str:
    return _TEXTS[key].in_language(language)
