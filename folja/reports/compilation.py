"""The units below a district or a city beside each other: figures, goals, and what they wrote. Never ranked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from folja.figures.library import Library
from folja.figures.reading import series
from folja.goals.followed import followed
from folja.goals.judging import Status
from folja.reports import below, labels, words
from folja.reports.charted import value_or_reason
from folja.reports.document import Amount, Block, Column, Heading, Name, Paragraph, Piece, Quote, Table, Written
from folja.reports.expected import paragraphs
from folja.reports.manuscript import FromBelow
from folja.reports.template import Section
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text, listed
from folja.vocabulary.unit import Unit

LEAST_BESIDE = 2
"""One unit alone would stand beside nothing."""

_TEXTS = {
    "in order": Text.of(
        sv="I enhetsträdets ordning. Det är ingen rangordning: de möter olika familjer.",
        en="In the order of the units' tree. It is no ranking: they meet different families.",
    ),
    "base": Text.of(sv="Antal", en="Number"),
    "interval": Text.of(sv="Osäkerhet", en="Uncertainty"),
    "goals": Text.of(sv="Målen {one_by_one}", en="The goals, {one_by_one}"),
    "expected": Text.of(sv="Resultat med mål", en="Results with an aim"),
    "no plan": Text.of(sv="Ingen plan för året", en="No plan for the year"),
    "no plans": Text.of(sv="Ingen av enheterna har en plan för året.", en="None of the units has a plan for the year."),
    "good_examples": Text.of(sv="Goda exempel från enheterna", en="Good examples from the units"),
    "development": Text.of(sv="Det enheterna vill utveckla", en="What units want to develop"),
    "learned": Text.of(sv="Enheternas lärdomar till nästa år", en="The units' lessons for next year"),
    "reports": Text.of(sv="Enheternas egna rapporter", en="The units' own reports"),
    "from": Text.of(
        sv="Ur enheternas godkända rapporter, som de själva har skrivit: ",
        en="From the units' approved reports, as they wrote it themselves: ",
    ),
    "not yet": Text.of(sv="Ingen godkänd rapport än: ", en="No approved report yet: "),
    "number": Text.of(sv="{unit} (nr {number})", en="{unit} (no. {number})"),
}

_STATUSES: tuple[Status, ...] = ("met", "on_the_way", "not_met", "cannot_be_said")

TOLD = ("good_examples", "development", "learned")
"""The parts of a unit's own report that a compilation brings along."""


def children(library: Library, unit: str, period: Period) -> tuple[Unit, ...]:
    """The units right below in that period, in the tree's order; none where one would stand alone."""
    found = tuple(one for one in library.tree_in(period).children(unit) if one.exists_in(period))
    return found if len(found) >= LEAST_BESIDE else ()


def beside(
    library: Library, section: Section, unit: Unit, units: Sequence[Unit], period: Period, language: str = "sv"
) -> Iterator[Block]:
    """A section's volumes and its foremost share of every unit, and last of them all together.

    Several volumes have a table of their own. What can be shown of none of them is left out: it is told for them all.
    """
    whole = below.whole_name(library, unit, language)
    named = [*((one.name, one.code) for one in units), (whole[:1].upper() + whole[1:], unit.code)]
    shares = [section.compared] if section.compared else []
    together = [[*section.volumes, *shares]] if len(section.volumes) < 2 else [list(section.volumes), shares]
    first = below.header(units).in_language(language)
    caption = below.one_by_one(units).in_language(language)
    tables = [_beside(library, codes, named, period, first, caption, language) for codes in together if units]
    yield from (table for table in tables if table)
    if any(tables):
        yield Paragraph((_say("in order", language),), "note")


def _beside(
    library: Library,
    codes: Sequence[str],
    named: Sequence[tuple[str, str]],
    period: Period,
    first: str,
    caption: str,
    language: str,
) -> Table | None:
    figures = {
        code: [figure for _, unit in named for figure in series(library, code, unit, [period])] for code in codes
    }
    shown = {code: found for code, found in figures.items() if any(figure.shown for figure in found[:-1])}
    if not shown:
        return None
    columns = [Column(first)]
    cells: list[list[Piece]] = [[Name(name)] for name, _ in named]
    for code, found in shown.items():
        columns.append(Column(library.indicators[code].title.in_language(language), numeric=True))
        of_a_base = found[0].kind != "volume"
        if of_a_base:
            columns += [Column(_say(key, language), numeric=True) for key in ("base", "interval")]
        for row, figure in zip(cells, found, strict=True):
            row.append(value_or_reason(figure))
            row += [Quote(figure, "base"), Quote(figure, "interval")] if of_a_base else []
    return Table(caption[:1].upper() + caption[1:], tuple(columns), tuple(map(tuple, cells)))


def goals(library: Library, units: Sequence[FromBelow], period: Period, language: str = "sv") -> Iterator[Block]:
    """How many of each unit's expected results are met, on the way, not met, and cannot be said."""
    if not units:
        return
    title = _say("goals", language).format(one_by_one=below.one_by_one(one.unit for one in units).in_language(language))
    yield Heading(2, title)
    if not any(one.manuscript.plan for one in units):
        yield Paragraph((_say("no plans", language),), "note")
        return
    headers = [_say("expected", language), *(labels.STATUSES[status].in_language(language) for status in _STATUSES)]
    columns = (
        Column(below.header(one.unit for one in units).in_language(language)),
        *(Column(header, numeric=True) for header in headers),
    )
    rows = tuple(_of_goals(library, one, period, language) for one in units)
    yield Table(title, columns, rows, caption_shown=False)
    yield Paragraph((_say("in order", language),), "note")


def _of_goals(library: Library, one: FromBelow, period: Period, language: str) -> tuple[Piece, ...]:
    plan = one.manuscript.plan
    if plan is None:
        return Name(one.unit.name), _say("no plan", language), *("" for _ in _STATUSES)
    judged = [found.judgement for found in followed(library, one.manuscript.outside, plan, period) if found.judgement]
    counted = Counter(judgement.status for judgement in judged)
    numbers = (len(judged), *(counted[status] for status in _STATUSES))
    return Name(one.unit.name), *(Amount(Decimal(number), "number") for number in numbers)


def told_by_units(units: Sequence[FromBelow], language: str = "sv") -> Iterator[Block]:
    """What units have written in reports that are approved, unit by unit under what they were asked."""
    for part in TOLD:
        written = [(one, text) for one in units if (text := paragraphs(one.manuscript.texts.get(part, "")))]
        if not written:
            continue
        yield Heading(2, _say(part, language))
        for one, text in written:
            yield Heading(3, one.unit.name)
            yield Written("", text)
    approved = [
        _say("number", language).format(unit=one.unit.name, number=listed(list(map(str, one.numbers)), language))
        for one in units
        if one.numbers
    ]
    missing = [one.unit.name for one in units if not one.numbers]
    if units:
        yield Heading(2, _say("reports", language))
    if approved:
        yield _named(_say("from", language), approved, language)
    if missing:
        yield _named(_say("not yet", language), missing, language)


def _named(words_: str, names: Iterable[str], language: str) -> Paragraph:
    return Paragraph((words_, Name(words.unbroken(listed(list(names), language))), "."), "note")


def _say(key: str, language: str) -> str:
    return _TEXTS[key].in_language(language)
