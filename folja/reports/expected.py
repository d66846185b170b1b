"""Expected results as blocks of a document: the aim, what the figure says of it, its years, and what people wrote."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from folja.figures.figure import Comparison, Figure
from folja.figures.library import Library
from folja.goals import measure
from folja.goals.followed import Followed, Outside
from folja.goals.forecast import Forecast, growth
from folja.goals.judging import Why
from folja.goals.measure import Scale
from folja.goals.outside import GENDERS, OutsideFigure
from folja.goals.standing import Range
from folja.goals.target import Target
from folja.goals.year_plan import UnitGoal, YearPlan
from folja.reports import labels, offers, sentences, words
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
    "woman": Text.of(sv="Kvinnor", en="Women"),
    "man": Text.of(sv="Män", en="Men"),
    "other": Text.of(sv="Andra", en="Others"),
    "gender": Text.of(sv="Efter kön", en="By gender"),
    "source": Text.of(sv="Källa", en="Source"),
    "nothing written": Text.of(sv="Ingen analys är skriven än.", en="No analysis has been written yet."),
    "target": Text.of(sv="Mål", en="Aim"),
}

_AIMS = {
    "at_least": Text.of(sv="minst {}", en="at least {}"),
    "at_most": Text.of(sv="högst {}", en="at most {}"),
    "between": Text.of(sv="mellan {} och {}", en="between {} and {}"),
    "keep_or_raise": Text.of(sv="att behålla eller höja nivån", en="to keep or raise the level"),
    "keep within": Text.of(
        sv="att behålla eller höja nivån (högst {} lägre räknas som behållet)",
        en="to keep or raise the level (up to {} lower counts as kept)",
    ),
}

_IN_A_YEAR = Text.of(sv="Målet är {aim} på ett år. ", en="The aim is {aim} in a year. ")
_AIM = Text.of(sv="Målet är {aim}. ", en="The aim is {aim}. ")

_WHYS: Mapping[str, Text] = {
    "reached": Text.of(sv="Det är nått.", en="It is reached."),
    "reached surely": Text.of(
        sv="Det är nått, även med osäkerheten inräknad.",
        en="It is reached, even with the uncertainty counted in.",
    ),
    "reached already": Text.of(sv="Det är redan nått.", en="It is already reached."),
    "kept": Text.of(sv="Nivån är behållen.", en="The level is kept."),
    "kept within": Text.of(sv="Nivån räknas som behållen.", en="The level counts as kept."),
    "raised": Text.of(sv="Nivån är högre än året före.", en="The level is higher than the year before."),
    "short": Text.of(sv="Utfallet ligger under det.", en="The result is below it."),
    "short surely": Text.of(
        sv="Utfallet ligger under det, även med osäkerheten inräknad.",
        en="The result is below it, even with the uncertainty counted in.",
    ),
    "beyond": Text.of(sv="Utfallet ligger över det.", en="The result is above it."),
    "beyond surely": Text.of(
        sv="Utfallet ligger över det, även med osäkerheten inräknad.",
        en="The result is above it, even with the uncertainty counted in.",
    ),
    "beyond already": Text.of(sv="Utfallet ligger redan över det.", en="The result is already above it."),
    "lower": Text.of(sv="Nivån är lägre än året före.", en="The level is lower than the year before."),
    "lower than so": Text.of(sv="Nivån är lägre än så.", en="The level is lower than that."),
    "nearer": Text.of(
        sv="Utfallet är inte där än, men närmare än året före.",
        en="The result is not there yet, but nearer than the year before.",
    ),
    "at_this_pace": Text.of(
        sv="Går resten av året i samma takt nås det.",
        en="If the rest of the year goes on like this, it will be reached.",
    ),
    "not_at_this_pace": Text.of(
        sv="Går resten av året i samma takt nås det inte.",
        en="If the rest of the year goes on like this, it will not be reached.",
    ),
    "held at_this_pace": Text.of(
        sv="Går resten av året i samma takt hålls det.",
        en="If the rest of the year goes on like this, it will be kept to.",
    ),
    "held not_at_this_pace": Text.of(
        sv="Går resten av året i samma takt hålls det inte.",
        en="If the rest of the year goes on like this, it will not be kept to.",
    ),
    "within_uncertainty": Text.of(
        sv="Det ligger inom osäkerheten ({interval}).", en="It lies within the uncertainty ({interval})."
    ),
    "on the edge": Text.of(
        sv="Det ligger på gränsen till osäkerheten ({interval}).",
        en="It lies on the edge of the uncertainty ({interval}).",
    ),
    "perhaps_lower": Text.of(
        sv="Skillnaden mot året före är för osäker för att visa om nivån är behållen.",
        en="The difference from the year before is too uncertain to show whether the level is kept.",
    ),
    "nothing_before": Text.of(
        sv="Det finns inget år före att jämföra med.", en="There is no year before to compare with."
    ),
    "broken": Text.of(sv="Året före går inte att jämföra med.", en="The year before can't be compared with."),
    "hidden": Text.of(
        sv="Siffran visas inte, så att ingen enskild går att känna igen.",
        en="The figure is not shown, so that no one can be recognised.",
    ),
    "missing": Text.of(sv="Det finns ingen siffra än.", en="There is no figure yet."),
    "not measured": Text.of(sv="Utfallet mättes inte.", en="The result was not measured."),
    "open": Text.of(sv="Siffran visas när tertialet är stängt.", en="The figure is shown when the tertial is closed."),
    "not asked": Text.of(sv="Frågan ställdes inte då.", en="The question was not asked then."),
    "nothing": Text.of(sv="Inget är rapporterat.", en="Nothing is reported."),
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
    aimed = "".join(words.quoted(piece, language) for piece in aim(one.result.target, scale_of(one), language))
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


def _outside_by_gender(figures: Sequence[OutsideFigure], language: str) -> Iterator[Block]:
    """Those that the source splits, beside each other; one that a source lacks is said to be missing."""
    split = [one for one in figures if one.by_gender]
    if not split:
        return
    genders = [gender for gender in GENDERS if any(gender in one.by_gender for one in split)]
    columns = (Column(_say("what", language)), *(Column(_say(gender, language), numeric=True) for gender in genders))
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
    yield from _tables(one, language)
    yield from _notes(one, language)
    if text.strip():
        yield Written(_say("analysis", language), paragraphs(text))
    else:
        yield Paragraph((_say("nothing written", language),), "note")


def paragraphs(text: str) -> tuple[str, ...]:
    """A text as people write it, by its empty lines."""
    return tuple(part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def told(library: Library, one: Followed, language: str = "sv") -> Iterator[Piece]:
    """What the figure says, in sentences: its value and comparison, and for what grows through a year a forecast."""
    match one.value:
        case Figure():
            indicator, figure = library.indicators[one.value.indicator], _as_compared(one.value, one)
            yield from sentences.finding(offers.told(library, figure, language), indicator, language)
            if one.forecast:
                yield from forecast_pieces(one.forecast, indicator.nouns, language)
        case OutsideFigure():
            before = next((then for then in one.earlier if then.period == one.value.period.year_before), None)
            yield from outside_finding(
                one.value,
                before if isinstance(before, OutsideFigure) else None,
                language,
                is_broken=one.standing.is_broken,
                is_named=one.value.period != one.period,
            )


def _as_compared(figure: Figure, one: Followed) -> Figure:
    """The figure without its comparison, where the plan says that the year before can't be compared with."""
    made = figure.comparison
    if made is None or made.verdict == "not comparable" or not one.standing.is_broken:
        return figure
    return replace(figure, comparison=Comparison("not comparable", why=_WHYS["broken"]))


def outside_finding(
    figure: OutsideFigure,
    before: OutsideFigure | None,
    language: str = "sv",
    *,
    is_broken: bool = False,
    is_named: bool = False,
) -> Iterator[Piece]:
    """A figure from outside in sentences: exact, so that a difference is a difference. `is_named` tells its period."""
    swedish = _sv(language) == "sv"
    yield Name(sentences.capital(figure.measure.phrase.in_language(language)))
    if figure.value is None:
        yield " mättes inte" if swedish else " was not measured"
    else:
        yield " är " if swedish else " is "
        yield Entered(figure)
    if is_named:
        yield from (" (", figure.period, ")")
    yield ". "
    if figure.value is None or before is None or before.value is None:
        return
    if is_broken:
        yield from (_WHYS["broken"].in_language(language), " ")
    else:
        yield from _outside_change(figure.value - before.value, before, language)


def _outside_change(difference: Decimal, before: OutsideFigure, language: str) -> Iterator[Piece]:
    swedish, scale = _sv(language) == "sv", before.measure.scale
    if not difference:
        yield "Det är som året före. " if swedish else "That is as the year before. "
        return
    swedes, english = _MORE[scale == "number"][difference < 0]
    yield "Det är " if swedish else "That is "
    yield Amount(abs(difference), scale, is_difference=True)
    yield f" {swedes} än året före (" if swedish else f" {english} than the year before ("
    yield Entered(before)
    yield "). "


_HIGHER = (("högre", "higher"), ("lägre", "lower"))
_MANY = (("fler", "more"), ("färre", "fewer"))
_MORE = {False: _HIGHER, True: _MANY}
"""What is said of a difference, by whether it is a number of something: up and down, in Swedish and English."""

_LEAST_FOR_PER_CENT = 100
"""Of fewer, one is more than one per cent: then a difference is told in numbers."""


def forecast_pieces(forecast: Forecast, nouns: tuple[Text, Text] | None, language: str = "sv") -> Iterator[Piece]:
    """The year at this pace, named a forecast, beside the whole year before."""
    swedish = _sv(language) == "sv"
    opening = "Prognos: går resten av året i samma takt blir det "
    yield opening if swedish else "Forecast: if the rest of the year goes on like this, there will be "
    yield Amount(forecast.year, "number")
    if nouns:
        yield Name(f"{words.NO_BREAK}{nouns[forecast.year != 1].in_language(language)}")
    before = forecast.before
    if before is not None and forecast.is_certain:
        yield ", "
        yield from _growth(forecast.year, before, language)
    elif before is not None:
        yield ". Hela året före: " if swedish else ". In the whole year before: "
        yield Quote(before)
    yield ". "


def _growth(forecast: Decimal, before: Figure, language: str) -> Iterator[Piece]:
    """How a forecast stands to the year before: 20 % fler än hela året före (1 300)."""
    number, swedish = Decimal(str(before.value)), _sv(language) == "sv"
    percent = growth(forecast, number)
    if forecast == number:
        yield "lika många som hela året före" if swedish else "as many as in the whole year before"
        return
    if percent == 0:
        yield "ungefär lika många som hela året före (" if swedish else "about as many as in the whole year before ("
    else:
        if words.is_plain(before):
            yield from _grown(abs(forecast - number), percent, number)
            yield " "
        fewer, than = (
            _MANY[forecast < number][not swedish],
            "än hela året före" if swedish else "than in the whole year before",
        )
        yield f"{fewer} {than} ("
    yield Quote(before)
    yield ")"


def _grown(difference: Decimal, percent: Decimal | None, before: Decimal) -> Iterator[Piece]:
    """In per cent of what is many, else in numbers."""
    if percent is None or before < _LEAST_FOR_PER_CENT:
        yield Amount(difference, "number")
    else:
        yield Amount(abs(percent), "percent")


def reason_pieces(one: Followed, language: str = "sv") -> Iterator[Piece]:
    """Why an expected result has the status it has, with the aim in numbers."""
    assert one.judgement is not None
    assert one.result.target is not None
    key = _why(one)
    goes_on = one.standing.adds_up and not one.standing.is_year and one.result.target.kind != "keep_or_raise"
    before, _, after = (_IN_A_YEAR if goes_on else _AIM).in_language(language).partition("{aim}")
    yield before
    yield from aim(one.result.target, scale_of(one), language)
    yield after
    before, _, after = _WHYS[key].in_language(language).partition("{interval}")
    yield before
    if after:
        yield from (_interval(one, language), after)


def _why(one: Followed) -> str:
    """Which sentence tells why: a status says more when it is known what the figure is."""
    assert one.judgement is not None
    assert one.result.target is not None
    why, now, target = one.judgement.why, one.standing.now, one.result.target
    if now is None:
        return _why_nothing(one, why)
    if why == "outside":
        why = "short" if now.value < (target.value or 0) else "beyond"
    goes_on = one.standing.adds_up and not one.standing.is_year
    match why:
        case "reached" | "beyond" if goes_on:
            return f"{why} already"
        case "reached" | "short" | "beyond" if now.low < now.high:
            return f"{why} surely"
        case "kept" if target.margin:
            return "kept within"
        case "lower" if target.margin:
            return "lower than so"
        case "at_this_pace" | "not_at_this_pace" if target.kind != "at_least":
            return f"held {why}"
        case "within_uncertainty" if not _is_within(target, _written(now)):
            return "on the edge"
    return why


def _why_nothing(one: Followed, why: Why) -> str:
    match one.value:
        case OutsideFigure():
            return "not measured"
        case Figure(reason="open" | "not asked" | "nothing"):
            return str(one.value.reason)
    return why


def _is_within(target: Target, written: tuple[Decimal, Decimal]) -> bool:
    """Whether a reader finds the aim between the limits: one with decimals can lie just outside whole per cents."""
    low, high = written
    return any(low <= limit <= high for limit in _limits(target))


def _written(now: Range) -> tuple[Decimal, Decimal]:
    """The limits of a figure's uncertainty as they are written, in whole ones."""
    return now.low.quantize(Decimal(1), ROUND_HALF_UP), now.high.quantize(Decimal(1), ROUND_HALF_UP)


def _interval(one: Followed, language: str) -> Piece:
    """30–51 %: as it stands beside the figure; of a rounded number how far it can have been moved."""
    assert one.standing.now is not None
    if isinstance(one.value, Figure) and one.value.low is not None:
        return Quote(one.value, "interval")
    low, high = (words.number(float(limit), language) for limit in _written(one.standing.now))
    return Name(f"{low}–{high}")


def aim(target: Target, scale: Scale, language: str = "sv") -> Iterator[Piece]:
    """minst 45 %; mellan 4 och 5; att behålla eller höja."""
    key = "keep within" if target.kind == "keep_or_raise" and target.margin else target.kind
    numbers = [Amount(value, scale, is_difference=key == "keep within") for value in _limits(target)]
    parts = _AIMS[key].in_language(language).split("{}")
    for part, amount in zip(parts, [*numbers, None], strict=False):
        if part:
            yield part
        if amount is not None:
            yield amount


def _limits(target: Target) -> list[Decimal]:
    if target.kind == "keep_or_raise":
        return [target.margin] if target.margin else []
    return [value for value in (target.value, target.upper) if value is not None]


def scale_of(one: Followed) -> Scale:
    """The scale that a result's numbers are written in."""
    match one.value:
        case OutsideFigure():
            return one.value.measure.scale
        case Figure(kind="share"):
            return "percent"
    if one.result.followed_by == "measure" and one.result.followed in measure.shipped():
        return measure.shipped()[one.result.followed].scale
    return "number"


def _serves(goal: UnitGoal, language: str) -> Iterator[Block]:
    above = "; ".join(part for part in (goal.council, goal.committee) if part)
    if above:
        yield Paragraph((Name(_say("serves", language).format(above=above.rstrip("."))),), "note")


def _tables(one: Followed, language: str) -> Iterator[Block]:
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
    yield Table(f"{_say('years', language)}: {one.result.words}", tuple(columns), tuple(rows), caption_shown=False)
    yield from _by_gender(one, language)


def _by_gender(one: Followed, language: str) -> Iterator[Block]:
    rows: tuple[tuple[Piece, ...], ...]
    if isinstance(one.value, OutsideFigure) and one.value.by_gender:
        scale = one.value.measure.scale
        rows = tuple((Name(_say(code, language)), Amount(value, scale)) for code, value in one.value.by_gender.items())
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


def _say(key: str, language: str) -> str:
    return _TEXTS[key].in_language(language)


def _sv(language: str) -> str:
    return "sv" if language == "sv" else "en"
