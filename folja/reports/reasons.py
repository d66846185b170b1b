"""Why an expected result has the status it has, with its aim in numbers: a sentence for each case."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from folja.figures.figure import Figure
from folja.goals import measure
from folja.goals.followed import Followed
from folja.goals.judging import Why
from folja.goals.measure import Scale
from folja.goals.outside import OutsideFigure
from folja.goals.standing import Range
from folja.goals.target import Target
from folja.reports import words
from folja.reports.document import Amount, Name, Piece, Quote
from folja.vocabulary.text import Text

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

_AIMS_LOWER = {
    "keep_or_raise": Text.of(sv="att behålla eller sänka nivån", en="to keep or lower the level"),
    "keep within": Text.of(
        sv="att behålla eller sänka nivån (högst {} högre räknas som behållet)",
        en="to keep or lower the level (up to {} higher counts as kept)",
    ),
}

_IN_A_YEAR = Text.of(sv="Målet är {aim} på ett år. ", en="The aim is {aim} in a year. ")

_AIM = Text.of(sv="Målet är {aim}. ", en="The aim is {aim}. ")

BROKEN = Text.of(sv="Året före går inte att jämföra med.", en="The year before can't be compared with.")

_HIGHER = Text.of(sv="Nivån är högre än året före.", en="The level is higher than the year before.")

_LOWER = Text.of(sv="Nivån är lägre än året före.", en="The level is lower than the year before.")

_PERHAPS = Text.of(
    sv="Skillnaden mot året före är för osäker för att visa om nivån är behållen.",
    en="The difference from the year before is too uncertain to show whether the level is kept.",
)

_WHYS: Mapping[str, Text] = {
    "reached": Text.of(sv="Det är nått.", en="It is reached."),
    "reached surely": Text.of(
        sv="Det är nått, även med osäkerheten inräknad.",
        en="It is reached, even with the uncertainty counted in.",
    ),
    "reached already": Text.of(sv="Det är redan nått.", en="It is already reached."),
    "kept": Text.of(sv="Nivån är behållen.", en="The level is kept."),
    "kept within": Text.of(sv="Nivån räknas som behållen.", en="The level counts as kept."),
    "raised": _HIGHER,
    "lowered": _LOWER,
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
    "lower": _LOWER,
    "higher": _HIGHER,
    "higher than so": Text.of(sv="Nivån är högre än så.", en="The level is higher than that."),
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
    "perhaps_lower": _PERHAPS,
    "perhaps_higher": _PERHAPS,
    "nothing_before": Text.of(
        sv="Det finns inget år före att jämföra med.", en="There is no year before to compare with."
    ),
    "broken": BROKEN,
    "hidden": Text.of(
        sv="Siffran visas inte, så att ingen enskild går att känna igen.",
        en="The figure is not shown, so that no one can be recognised.",
    ),
    "missing": Text.of(sv="Det finns ingen siffra än.", en="There is no figure yet."),
    "not measured": Text.of(sv="Utfallet mättes inte.", en="The result was not measured."),
    "still_open": Text.of(
        sv="Mer kan komma in för månaderna som inte är stängda.",
        en="More may come in for the months that are not closed.",
    ),
    "part_of_the_year": Text.of(
        sv="Siffran gäller bara en del av året.", en="The figure is of a part of the year only."
    ),
    "open": Text.of(sv="Siffran visas när tertialet är stängt.", en="The figure is shown when the tertial is closed."),
    "not asked": Text.of(sv="Frågan ställdes inte då.", en="The question was not asked then."),
    "nothing": Text.of(sv="Inget är rapporterat.", en="Nothing is reported."),
}


def aim(target: Target, scale: Scale, language: str = "sv", *, lower_is_better: bool = False) -> Iterator[Piece]:
    """minst 45 %; mellan 4 och 5; att behålla eller höja, att behålla eller sänka."""
    key = "keep within" if target.kind == "keep_or_raise" and target.margin else target.kind
    numbers = [Amount(value, scale, is_difference=key == "keep within") for value in _limits(target)]
    aims = _AIMS | _AIMS_LOWER if lower_is_better else _AIMS
    parts = aims[key].in_language(language).split("{}")
    for part, amount in zip(parts, [*numbers, None], strict=False):
        if part:
            yield part
        if amount is not None:
            yield amount


def aim_of(one: Followed, language: str = "sv") -> Iterator[Piece]:
    """The aim of a result that has one."""
    assert one.result.target is not None
    yield from aim(one.result.target, scale_of(one), language, lower_is_better=one.result.lower_is_better)


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


def reason_pieces(one: Followed, language: str = "sv") -> Iterator[Piece]:
    """Why an expected result has the status it has, with the aim in numbers."""
    assert one.judgement is not None
    assert one.result.target is not None
    key = _why(one)
    goes_on = one.standing.adds_up and not one.standing.is_year and one.result.target.kind != "keep_or_raise"
    before, _, after = (_IN_A_YEAR if goes_on else _AIM).in_language(language).partition("{aim}")
    yield before
    yield from aim_of(one, language)
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
        case "lower" | "higher" if target.margin:
            return f"{why} than so"
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


def _limits(target: Target) -> list[Decimal]:
    if target.kind == "keep_or_raise":
        return [target.margin] if target.margin else []
    return [value for value in (target.value, target.upper) if value is not None]
