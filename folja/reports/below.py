"""The units below as blocks of a document: how each has developed, and which stand out from the whole."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from folja.figures.comparing import break_between
from folja.figures.figure import Figure
from folja.figures.funnel import Funnel, read_funnel
from folja.figures.library import Library
from folja.figures.reading import series, shown_periods
from folja.reports import words
from folja.reports.charted import value_or_reason
from folja.reports.document import Break, Column, FunnelPlot, Multiples, Name, Paragraph, Piece, Quote, Series, Table
from folja.reports.offers import whole
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text, listed
from folja.vocabulary.unit import Unit

LEAST_FOR_FUNNEL = 5

_EACH = Text.of(sv="{title}: utvecklingen {one_by_one}", en="{title}: the development, {one_by_one}")
_SMALL_TRENDS = Text.of(
    sv="Samma skala för alla. Där linjen är streckad kan inget visas.",
    en="The same scale for all. Where the line is dashed nothing can be shown.",
)
_BAND = Text.of(
    sv="Bandet visar osäkerheten, den tunna linjen {whole}.",
    en="The band shows the uncertainty, the thin line {whole}.",
)
_HATCHED = Text.of(sv="Randigt fält: {why}.", en="Striped: {why}.")
_FUNNEL = Text.of(
    sv="Utanför de yttre linjerna är skillnaden mot {whole} större än slumpen och avrundningen brukar ge. "
    "Vore alla lika hamnade några få av tusen där, och ungefär en av tjugo utanför de streckade. "
    "Varierar alla mer än slumpen, till exempel för att samma familj kommer flera gånger, ligger linjerna längre ut. "
    "Ju längre åt höger, desto säkrare är andelen: den räknas på fler, eller på färre avrundade tal.",
    en="Outside the outer lines the difference from {whole} is larger than chance and rounding usually make it. "
    "Were all alike, a few of a thousand would end up there, and about one of twenty outside the dashed lines. "
    "Where all vary more than chance, for instance because the same family comes several times, the lines are further "
    "out. "
    "The further to the right, the surer the share: it is of more, or of fewer rounded numbers.",
)
_NONE = Text.of(sv="Ingen skiljer sig med säkerhet från {whole} (", en="None differs for certain from {whole} (")
_VARIES = Text.of(
    sv="Andelen varierar mer än slumpen brukar ge, men ingen skiljer sig med säkerhet från {whole} (",
    en="The share varies more than chance usually makes it, but none differs for certain from {whole} (",
)
_SOME = Text.of(
    sv="{some} av {number} skiljer sig med säkerhet från {whole} (",
    en="{some} of {number} differ for certain from {whole} (",
)
_ONE = Text.of(
    sv="{some} av {number} skiljer sig med säkerhet från {whole} (",
    en="{some} of {number} differs for certain from {whole} (",
)
_SHOWN = Text.of(sv="de {number} som kan visas", en="the {number} that can be shown")
_WHOLE_UNIT = Text.of(sv="hela {unit}", en="the whole of {unit}")
_SHARE = Text.of(sv="Andel", en="Share")
_UNIT, _DISTRICT = Text.of(sv="Enhet", en="Unit"), Text.of(sv="Stadsdel", en="District")
_MUNICIPALITY = Text.of(sv="Kommun", en="Municipality")
_BY_MUNICIPALITY = Text.of(sv="kommun för kommun", en="municipality by municipality")
_BY_UNIT = Text.of(sv="enhet för enhet", en="unit by unit")
_BY_DISTRICT = Text.of(sv="stadsdel för stadsdel", en="district by district")
_NUMBER, _INTERVAL = Text.of(sv="Antal", en="Number"), Text.of(sv="Osäkerhet", en="Uncertainty")


def small_trends(
    library: Library,
    code: str,
    unit: Unit,
    below: Sequence[Unit],
    latest: Period,
    language: str = "sv",
    *,
    compared: bool = True,
) -> Multiples:
    """One indicator of each unit below over all closed tertials until the latest, in the order given.

    `compared` says which of them stand out from the whole in the latest; not where a funnel plot beside it does.
    """
    indicator, periods = library.indicators[code], shown_periods(library, latest)
    lines = tuple(Series(one.name, tuple(series(library, code, one.code, periods))) for one in below)
    whole = tuple(series(library, code, unit.code, periods)) if indicator.kind in ("share", "rate") else ()
    breaks = tuple(
        Break(after, why.in_language(language))
        for before, after in pairwise(periods)
        if (why := break_between(library, indicator, before, after))
    )
    title = indicator.title.in_language(language)
    caption = _EACH.in_language(language).format(title=title, one_by_one=one_by_one(below).in_language(language))
    funnel = read_funnel(library, code, unit.code, [one.code for one in below], latest) if compared else None
    name = whole_name(library, unit, language)
    said = Paragraph(standing_out(funnel, name, language) if funnel else (Name(f"{caption}."),))
    subtitle = " ".join(_explained(name if whole else "", breaks, language))
    table = _over_time(caption, header(below).in_language(language), lines, periods, language)
    return Multiples(said, subtitle, _alt(caption, said, language), lines, whole, table, breaks)


def funnel_plot(
    library: Library, code: str, unit: Unit, below: Sequence[Unit], period: Period, language: str = "sv"
) -> FunnelPlot | None:
    """The units below beside the whole; None where too few of them have the share for the picture to say anything."""
    funnel = read_funnel(library, code, unit.code, [one.code for one in below], period)
    if funnel is None or len(funnel.placed) < LEAST_FOR_FUNNEL:
        return None
    name = whole_name(library, unit, language)
    title = library.indicators[code].title.in_language(language)
    said = Paragraph(standing_out(funnel, name, language))
    subtitle = _FUNNEL.in_language(language).format(whole=name)
    table = _beside_the_whole(title, header(below), funnel, language)
    return FunnelPlot(said, subtitle, _alt(title, said, language), funnel, name, table)


def header(units: Iterable[Unit]) -> Text:
    """What stands above a column of units."""
    return _of_kind(units, _UNIT, _MUNICIPALITY, _DISTRICT)


def one_by_one(units: Iterable[Unit]) -> Text:
    """Units, one after the other, inside a sentence."""
    return _of_kind(units, _BY_UNIT, _BY_MUNICIPALITY, _BY_DISTRICT)


def _of_kind(units: Iterable[Unit], work: Text, municipality: Text, district: Text) -> Text:
    """The first where a workplace is among them, the second for municipalities, else the third."""
    kinds = {unit.kind for unit in units}
    return work if "unit" in kinds else municipality if "city" in kinds else district


def whole_name(library: Library, unit: Unit, language: str) -> str:
    """What all units below are called together, inside a sentence."""
    if unit.code == library.tree.city.code:
        return whole(library.tree).in_language(language)
    return _WHOLE_UNIT.in_language(language).format(unit=unit.name)


def standing_out(funnel: Funnel, whole: str, language: str = "sv") -> tuple[Piece, ...]:
    """How many units differ from the whole by more than chance and rounding explain, and which: never in what order."""
    outside, number = funnel.outside, words.spelled(len(funnel.placed), language)
    if funnel.hidden:
        number = _SHOWN.in_language(language).format(number=number)
    none = _VARIES if funnel.varies else _NONE
    template = none if not outside else _ONE if len(outside) == 1 else _SOME
    some = words.spelled(len(outside), language)
    opening = template.in_language(language).format(some=some, number=number, whole=whole)
    pieces = (Name(opening[:1].upper() + opening[1:]), Quote(funnel.whole), ", ", funnel.whole.period, ")")
    names = listed([placed.figure.unit_name for placed in outside], language)
    return (*pieces, ": ", Name(names), ".") if outside else (*pieces, ".")


def _explained(whole: str, breaks: Sequence[Break], language: str) -> Iterator[str]:
    yield _SMALL_TRENDS.in_language(language)
    if whole:
        yield _BAND.in_language(language).format(whole=whole)
    for reason in dict.fromkeys(one.why.rstrip(".") for one in breaks):
        yield _HATCHED.in_language(language).format(why=reason)


def _over_time(caption: str, first: str, lines: Sequence[Series], periods: Sequence[Period], language: str) -> Table:
    columns = (Column(first), *(Column(_short(period), numeric=True) for period in periods))
    rows = tuple((Name(line.name), *(_cell(figure, language) for figure in line.figures)) for line in lines)
    return Table(caption, columns, rows, caption_shown=False)


def _short(period: Period) -> str:
    return f"T{period.number} {period.year}"


def _cell(figure: Figure, language: str) -> Piece:
    """Among many columns there is room for a reason in a word or two only."""
    return Quote(figure) if figure.shown else Name(words.short_reason(figure, language))


def _beside_the_whole(caption: str, first: Text, funnel: Funnel, language: str) -> Table:
    """Everyone, also who can't be placed; the whole last."""
    headers = (first, _SHARE, _NUMBER, _INTERVAL)
    columns = tuple(Column(one.in_language(language), numeric=one is not first) for one in headers)
    by_unit = [*(placed.figure for placed in funnel.placed), *funnel.hidden]
    return Table(caption, columns, tuple(map(_row, [*by_unit, funnel.whole])), caption_shown=False)


def _row(figure: Figure) -> tuple[Piece, ...]:
    return Name(figure.unit_name), value_or_reason(figure), Quote(figure, "base"), Quote(figure, "interval")


def _alt(title: str, said: Paragraph, language: str) -> str:
    return f"{title}. {''.join(words.quoted(piece, language) for piece in said.pieces)}"
