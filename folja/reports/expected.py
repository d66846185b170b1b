"""Expected results as blocks of a document: the aim, what the figure says of it, its years, and what people wrote."""

from collections.abc import Iterator, Mapping, Sequence

from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.goals.followed import Followed, Outside
from folja.goals.outside import GENDERS, OutsideFigure
from folja.goals.year_plan import UnitGoal, YearPlan
from folja.reports import beside, labels, sentences, words
from folja.reports.document import (
    Amount,
    Block,
    Column,
    Entered,
    Heading,
    Name,
    Paragraph,
    Piece,
    Quote,
    Table,
    Verdict,
    Written,
)
from folja.reports.labels import day
from folja.reports.reasons import aim_of, reason_pieces, scale_of
from folja.reports.results_told import told
from folja.reports.years import years
from folja.vocabulary.text import Text

Texts = Mapping[str, str]
"""What people have written, by the part's key: an expected result's, or a part of the template's."""

_TEXTS = {
    "goals in short": Text.of(sv="Målen i korthet", en="The goals in short"),
    "expected": Text.of(sv="Förväntat resultat", en="Expected result"),
    "status": Text.of(sv="Läge", en="Status"),
    "no figure": Text.of(sv="ingen uppgift", en="no figure"),
    "outside": Text.of(sv="Siffror från andra källor", en="Figures from other sources"),
    "what": Text.of(sv="Vad", en="What"),
    "before": Text.of(sv="Året före", en="The year before"),
    "serves": Text.of(sv="Målet hör till: {above}.", en="The goal belongs to: {above}."),
    "ways": Text.of(sv="Arbetssätt: ", en="Ways of working: "),
    "analysis": Text.of(sv="Vår analys", en="Our analysis"),
    "years": Text.of(sv="Utvecklingen", en="The development"),
    "year": Text.of(sv="Period", en="Period"),
    "value": Text.of(sv="Utfall", en="Result"),
    "base": Text.of(sv="Antal", en="Number"),
    "interval": Text.of(sv="Osäkerhet", en="Uncertainty"),
    "gender": Text.of(sv="Efter kön", en="By gender"),
    "source": Text.of(sv="Källa", en="Source"),
    "nothing written": Text.of(sv="Ingen analys är skriven än.", en="No analysis has been written yet."),
    "target": Text.of(sv="Mål", en="Aim"),
}


def goals(
    library: Library, plan: YearPlan, found: Sequence[Followed], texts: Texts, language: str = "sv"
) -> Iterator[Block]:
    """A unit's goals, one expected result after the other."""
    if not plan.goals:
        return
    by_key = {one.result.key: one for one in found}
    for goal in plan.goals:
        yield Heading(2, goal.title)
        yield from _serves(goal, language)
        for result in goal.results:
            yield from result_blocks(library, by_key[result.key], texts.get(result.key, ""), language)


def in_short(found: Sequence[Followed], language: str = "sv") -> Iterator[Block]:
    """All expected results in a table: result, aim and status, to see at a glance and to copy row by row."""
    judged = [one for one in found if one.judgement]
    if not judged:
        return
    yield Heading(2, _say("goals in short", language))
    columns = (
        Column(_say("expected", language)),
        Column(_say("value", language), numeric=True),
        Column(_say("target", language)),
        Column(_say("status", language)),
    )
    yield Table(
        _say("goals in short", language), columns, tuple(_short(one, language) for one in judged), caption_shown=False
    )


def _short(one: Followed, language: str) -> tuple[Piece, ...]:
    assert one.judgement is not None
    assert one.result.target is not None
    aimed = "".join(words.quoted(piece, language) for piece in aim_of(one, language))
    status = labels.STATUSES[one.judgement.status].in_language(language)
    return Name(one.result.words), _value(one, language), Name(aimed[:1].upper() + aimed[1:]), status


def _value(one: Followed, language: str) -> Piece:
    match one.value:
        case Figure():
            return Quote(one.value)
        case OutsideFigure():
            return Entered(one.value)
    return _say("no figure", language)


def outside(figures: Sequence[OutsideFigure], all_of_them: Outside, language: str = "sv") -> Iterator[Block]:
    """Figures from outside that no goal is followed by, each with the year before, and where they come from."""
    if not figures:
        return
    yield Heading(2, _say("outside", language))
    columns = (
        Column(_say("what", language)),
        Column(_say("value", language), numeric=True),
        Column(_say("before", language), numeric=True),
        Column(_say("source", language)),
    )
    rows = tuple(_outside_row(one, all_of_them.before(one), language) for one in figures)
    yield Table(_say("outside", language), columns, rows, caption_shown=False)
    yield from _outside_by_gender(figures, language)
    for one in figures:
        if one.note:
            title = one.measure.title.in_language(language)
            yield Paragraph((Name(f"{title}, {one.period.name(language)}: {one.note}"),), "note")
        if others := all_of_them.beside(one):
            yield Paragraph(tuple(beside.said_of(one, others, language)), "note")


def _outside_by_gender(figures: Sequence[OutsideFigure], language: str) -> Iterator[Block]:
    """Those that the source splits, beside each other; one that a source lacks is said to be missing."""
    split = [one for one in figures if one.by_gender]
    if not split:
        return
    genders = [gender for gender in GENDERS if any(gender in one.by_gender for one in split)]
    columns = (Column(_say("what", language)), *(Column(_gender(gender, language), numeric=True) for gender in genders))
    rows = tuple(
        (
            Name(one.measure.title.in_language(language)),
            *(
                Amount(one.by_gender[gender], one.measure.scale)
                if gender in one.by_gender
                else _say("no figure", language)
                for gender in genders
            ),
        )
        for one in split
    )
    yield Table(f"{_say('outside', language)}, {_say('gender', language).lower()}", columns, rows, caption_shown=True)


def _outside_row(one: OutsideFigure, before: OutsideFigure | None, language: str) -> tuple[Piece, ...]:
    source = f"{one.source}, {day(one.dated, language)}. {one.period.name(language).capitalize()}."
    then: Piece = Entered(before) if before else _say("no figure", language)
    return Name(one.measure.title.in_language(language)), Entered(one), then, Name(source)


def result_blocks(library: Library, one: Followed, text: str, language: str = "sv") -> Iterator[Block]:
    """One expected result: the aim and whether it is reached, what the figure says, its years, the analysis."""
    yield Heading(3, one.result.words)
    if one.judgement:
        reason = Paragraph(tuple(reason_pieces(one, language)))
        yield Verdict(one.judgement.status, reason)
    drafted = tuple(told(library, one, language))
    if drafted:
        yield Paragraph(drafted, "drafted")
    yield from _tables(library, one, language)
    yield from _notes(one, language)
    if text.strip():
        yield Written(_say("analysis", language), paragraphs(text))
    else:
        yield Paragraph((_say("nothing written", language),), "note")


def paragraphs(text: str) -> tuple[str, ...]:
    """A text as people write it, by its empty lines."""
    return tuple(part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def _serves(goal: UnitGoal, language: str) -> Iterator[Block]:
    above = "; ".join(part for part in (goal.council, goal.committee) if part)
    if above:
        yield Paragraph((Name(_say("serves", language).format(above=above.rstrip("."))),), "note")


def _tables(library: Library, one: Followed, language: str) -> Iterator[Block]:
    values = [value for value in (*one.earlier, one.value) if value is not None]
    if not values:
        return
    rows: list[tuple[Piece, ...]] = []
    of_shares = any(isinstance(value, Figure) and value.kind in ("share", "rate") for value in values)
    for value in values:
        row: tuple[Piece, ...]
        if isinstance(value, Figure):
            row = (value.period, Quote(value))
            row += (Quote(value, "base"), Quote(value, "interval")) if of_shares else ()
        else:
            row = (value.period, Entered(value))
        rows.append(row)
    columns = [Column(_say("year", language)), Column(_say("value", language), numeric=True)]
    if of_shares:
        columns += [Column(_say("base", language), numeric=True), Column(_say("interval", language), numeric=True)]
    caption = f"{_say('years', language)}: {one.result.words}"
    table = Table(caption, tuple(columns), tuple(rows), caption_shown=False)
    yield years(one, values, table, scale_of(one), language) or table
    if isinstance(one.value, OutsideFigure) and one.beside:
        name = library.tree[one.value.unit].name
        yield beside.table(one.value, name, one.beside, one.result.words, language)
    else:
        yield from _by_gender(one, language)


def _by_gender(one: Followed, language: str) -> Iterator[Block]:
    rows: tuple[tuple[Piece, ...], ...]
    if isinstance(one.value, OutsideFigure) and one.value.by_gender:
        scale = one.value.measure.scale
        rows = tuple(
            (Name(_gender(code, language)), Amount(value, scale)) for code, value in one.value.by_gender.items()
        )
        columns: tuple[Column, ...] = (Column(_say("gender", language)), Column(_say("value", language), numeric=True))
    elif len(one.by_gender) > 1:
        rows = tuple(
            (Name(sentences.gender(f).in_language(language)), Quote(f), Quote(f, "base"), Quote(f, "interval"))
            for f in one.by_gender
        )
        numbers = (Column(_say(key, language), numeric=True) for key in ("value", "base", "interval"))
        columns = (Column(_say("gender", language)), *numbers)
    else:
        return
    yield Table(f"{_say('gender', language)}: {one.result.words}", columns, rows, caption_shown=False)


def _notes(one: Followed, language: str) -> Iterator[Block]:
    """Where a figure from outside is from, which years can't be compared, how the group works."""
    for year, why in one.result.not_comparable:
        yield Paragraph((Name(f"{year}: {why}"),), "note")
    figures = [value for value in (*one.earlier, one.value) if isinstance(value, OutsideFigure)]
    noted = [f"{figure.period.name(language)}: {figure.note}" for figure in figures if figure.note]
    for note in noted:
        yield Paragraph((Name(note),), "note")
    if isinstance(one.value, OutsideFigure):
        source = f"{_say('source', language)}: {one.value.source}, {day(one.value.dated, language)}."
        yield Paragraph((Name(source),), "note")
    if one.result.ways:
        yield Paragraph((_say("ways", language), Name("; ".join(one.result.ways).rstrip(".")), "."), "note")


def _gender(code: str, language: str) -> str:
    return labels.GENDERS[code].in_language(language)


def _say(key: str, language: str) -> str:
    return _TEXTS[key].in_language(language)
