"""Figures in words: Swedish and English numbers, shares, intervals, comparisons and reasons, the same everywhere."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from folja.figures.figure import Comparison, Figure, Reason
from folja.goals.measure import Scale, written_decimals
from folja.goals.outside import OutsideFigure
from folja.reports.document import Amount, Aspect, Entered, Name, Piece, Quote
from folja.vocabulary.period import Period
from folja.vocabulary.text import listed

LOCALES = {"sv": "sv_SE", "en": "en_GB"}

_FEWER = {"sv": "färre än 5", "en": "fewer than 5"}
_FEWER_IN_ALL = {"sv": "färre än 5 totalt", "en": "fewer than 5 in all"}
_NONE_SEEN = {"sv": "nära 0", "en": "near 0"}
_FIVE = 5
_ALL = 100
_LESS_THAN_ONE = {"sv": "mindre än 1", "en": "less than 1"}
NO_BREAK = "\u00a0"
_NEARLY = {"sv": "nära", "en": "near"}


def quoted(piece: Piece, language: str = "sv") -> str:
    """A piece of prose or a table cell as plain words."""
    match piece:
        case Quote(figure, aspect):
            return _aspect(figure, aspect, language)
        case Period():
            return piece.name(language)
        case Name(words):
            return words
        case Entered(figure):
            return entered(figure, language)
        case Amount(value, scale, is_difference):
            return amount(value, scale, language, is_difference=is_difference)
    return piece


def entered(figure: OutsideFigure, language: str = "sv") -> str:
    """The value of a figure from outside: 39,7 %; in words where its source has none."""
    if figure.value is None:
        return {"sv": "ingen uppgift", "en": "not measured"}.get(language, "not measured")
    return amount(figure.value, figure.measure.scale, language)


def amount(value: Decimal, scale: Scale, language: str = "sv", *, is_difference: bool = False) -> str:
    """A number as it is, with no more decimals than it has: 39,7 %, 4,3, 1 040; 12 procentenheter."""
    pattern = "#,##0.0##" if scale == "million" else None  # 3,0 is printed as exactly as 2,5
    if scale == "printed" and (decimals := written_decimals(value)):
        pattern = f"#,##0.{'0' * decimals}"
    written = format_decimal(value, pattern, locale=LOCALES.get(language, "en_GB"), decimal_quantization=False)
    if scale != "percent":
        return written.replace("-", "−")
    if not is_difference:
        return f"{written}{NO_BREAK if language == 'sv' else ''}%"
    return f"{written}{NO_BREAK}{points(value, language)}"


def points(size: Decimal | int, language: str = "sv") -> str:
    """What a distance between shares is counted in: procentenhet of one, procentenheter of all else."""
    one, many = _POINTS.get(language, _POINTS["en"])
    return one if size == 1 else many


_POINTS = {"sv": ("procentenhet", "procentenheter"), "en": ("percentage point", "percentage points")}


def number(value: float, language: str = "sv") -> str:
    """1 040 in Swedish, 1,040 in English, with a space that does not break."""
    return _grouped(round(value), language)


# Pure, and a page writes the same numbers again and again.
@lru_cache(maxsize=4096)
def _grouped(whole: int, language: str) -> str:
    return format_decimal(whole, locale=LOCALES.get(language, "en_GB"))


_SPELLED = {
    "sv": "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split(),
    "en": "none one two three four five six seven eight nine ten eleven twelve".split(),
}


def spelled(count: int, language: str = "sv") -> str:
    """A count of things in prose: in letters up to twelve."""
    letters = _SPELLED.get(language, _SPELLED["en"])
    return letters[count] if count < len(letters) else number(count, language)


def percent(share: float, language: str = "sv") -> str:
    """40 % in Swedish, 40% in English; whole per cent, as no closer figure is carried by the data."""
    return f"{_hundredths(share)}{NO_BREAK if language == 'sv' else ''}%"


def _hundredths(share: float) -> int:
    # Halves upwards, on the digits as they are written: shares of rounded counts often end in a half, and a
    # spreadsheet that is given the same share rounds so too.
    return int((Decimal(str(share)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def hundredfold(rate: float, language: str = "sv") -> str:
    """A rate as it is written: how many per hundred, whole ones."""
    return number(_hundredths(rate), language)


def unbroken(words: str) -> str:
    """Words with no line break before a per cent sign: 100 %."""
    return words.replace(" %", f"{NO_BREAK}%")


def unbroken_spaces(words: str) -> str:
    """Words that stay together on one line: tertial 1 2022."""
    return words.replace(" ", NO_BREAK)


def people(count: int, figure: Figure, language: str = "sv") -> str:
    """A rounded count of people in a figure; a published nothing is fewer than five or near 0, never 0."""
    return number(count, language) if count else _few(figure, language)


def _few(figure: Figure, language: str, few: Mapping[str, str] = _FEWER) -> str:
    """What a published nothing is called: added from several cells, of which each hides up to four, it may be more."""
    return _in(language, few if figure.moved_at_most < _FIVE else _NONE_SEEN)


def value(figure: Figure, language: str = "sv") -> str:
    """The figure's value: 40 %, 1 040, färre än 5, nära 0, nära 100 %, or words where it is hidden.

    All is never said, for a part is rounded up to its whole though a few were not of it; nor is nothing, where there is
    little. A rate of too few says of what: five of fifty acts are ten per hundred.
    """
    if figure.value is None:
        return {"sv": "visas inte", "en": "not shown"}.get(language, "not shown")
    if figure.kind == "share":
        return _share(figure, language)
    if figure.kind == "rate":
        if figure.numerator == 0:
            return _few(figure, language, _FEWER_IN_ALL)
        return hundredfold(figure.value, language) if _hundredths(figure.value) else _in(language, _LESS_THAN_ONE)
    if figure.kind == "count":
        return people(int(figure.value), figure, language)
    return number(figure.value, language)


def _share(figure: Figure, language: str) -> str:
    assert figure.value is not None
    if figure.numerator == 0:
        return _few(figure, language)
    return share(figure.value, language)


def share(part: float, language: str = "sv") -> str:
    """A share that is not nothing: 40 %, mindre än 1 %, nära 100 %."""
    written = _hundredths(part)
    if written == 0:
        return f"{_in(language, _LESS_THAN_ONE)}{NO_BREAK if language == 'sv' else ''}%"
    near = f"{_in(language, _NEARLY)} " if written == _ALL else ""
    return near + percent(part, language)


def is_few(figure: Figure) -> bool:
    """Whether a shown value is written "färre än 5" or "nära 0", which nothing can be said to be."""
    return figure.kind != "volume" and not (figure.value if figure.kind == "count" else figure.numerator)


def is_plain(figure: Figure) -> bool:
    """Whether a shown value is written as a number to reckon with: not "färre än 5", "nära 0" or "nära 100 %"."""
    if is_few(figure) or figure.value is None:
        return False
    if figure.kind == "share":
        return 0 < _hundredths(figure.value) < _ALL
    return figure.kind != "rate" or _hundredths(figure.value) > 0


def _in(language: str, wordings: Mapping[str, str]) -> str:
    return wordings.get(language, wordings["en"])


def base(figure: Figure, language: str = "sv") -> str:
    """70 av 175; of a rate, which may be more than its base, 70 på 175."""
    if figure.base is None or figure.numerator is None:
        return ""
    sv, en = ("på", "for") if figure.kind == "rate" else ("av", "of")
    joint = sv if language == "sv" else en
    return f"{people(figure.numerator, figure, language)} {joint} {number(figure.base, language)}"


def missing(figure: Figure, language: str = "sv") -> str:
    """How many answers are missing."""
    return "" if figure.missing is None else people(figure.missing, figure, language)


def interval(figure: Figure, language: str = "sv") -> str:
    """30–51 %: the 95 % interval; of a rate 30–51."""
    if figure.low is None or figure.high is None:
        return ""
    if figure.kind == "rate":
        return f"{hundredfold(figure.low, language)}–{hundredfold(figure.high, language)}"
    return span(figure.low, figure.high, language)


def span(low: float, high: float, language: str = "sv") -> str:
    """From one share to another: 30–51 %."""
    return f"{_hundredths(low)}–{percent(high, language)}"


REASONS: dict[Reason, dict[str, str]] = {
    "open": {"sv": "Tertialet är inte stängt än", "en": "The tertial is not closed yet"},
    "few": {"sv": "Visas inte: färre än 40 svar", "en": "Not shown: fewer than 40 answers"},
    "no cells": {
        "sv": "Visas inte: för få registreringar eller medarbetare",
        "en": "Not shown: too few registrations or staff",
    },
    "sensitive": {
        "sv": "Visas inte: frågan är känslig, och något svar kan ligga under 10 eller över 90 procent",
        "en": "Not shown: the question is sensitive, and some answer may be under 10 or over 90 per cent",
    },
    "not asked": {"sv": "Frågan fanns inte då", "en": "The question did not exist then"},
    "staff": {
        "sv": "Visas bara tillsammans med andra enheter, så att ingen enskild medarbetares arbete syns",
        "en": "Shown together with other units only, so that no single employee's work shows",
    },
    "nothing": {"sv": "Inget rapporterat", "en": "Nothing reported"},
}


def reason(figure: Figure, language: str = "sv") -> str:
    """Why a figure is not shown."""
    if figure.reason is None:
        return ""
    said = _TOO_FEW_ACTS if (figure.kind, figure.reason) == ("rate", "few") else REASONS[figure.reason]
    return said.get(language, said["en"])


_TOO_FEW_ACTS = {"sv": "Visas inte: färre än 40 insatser", "en": "Not shown: fewer than 40 activities"}
_TOO_FEW = {"sv": "för få", "en": "too few"}
_SHORT: dict[Reason, dict[str, str]] = {
    "few": _TOO_FEW,
    "no cells": _TOO_FEW,
    "sensitive": {"sv": "känslig fråga", "en": "sensitive"},
    "staff": _TOO_FEW,
    "nothing": {"sv": "inget rapporterat", "en": "nothing reported"},
    "not asked": {"sv": "frågan fanns inte", "en": "not asked then"},
}


def short_reason(figure: Figure, language: str = "sv") -> str:
    """Why a figure is not shown, in the two words there is room for among many."""
    if figure.reason is None:
        return ""
    short = _SHORT.get(figure.reason)
    return short.get(language, short["en"]) if short else reason(figure, language)


def protects(figure: Figure) -> bool:
    """Whether it is hidden to protect people, and not because there is nothing to show."""
    return figure.reason in ("few", "no cells", "sensitive", "staff")


def offered(figure: Figure, language: str = "sv") -> str:
    """The nearest figure that can be shown: "89 % i Farsta, januari–augusti 2021"; "89 % för januari–augusti 2021"."""
    instead = figure.offered
    if instead is None:
        return ""
    where = elsewhere(figure, language)
    if instead.unit == figure.unit and where:
        where = f"{'för' if language == 'sv' else 'for'} {where}"
    return f"{value(instead, language)} {where}".strip()


def elsewhere(figure: Figure, language: str = "sv") -> str:
    """Where and when the offered figure is from, as far as that differs: "i Farsta, januari–augusti 2021"."""
    instead = figure.offered
    if instead is None:
        return ""
    where = f"{'i' if language == 'sv' else 'in'} {instead.unit_name}" if instead.unit != figure.unit else ""
    when = instead.period.name(language) if instead.period != figure.period else ""
    return ", ".join(part for part in (where, when) if part)


# What is said of a difference that is certain, by whether it is of a share: Swedish and English.
_HIGHER = {"more": ("högre", "higher"), "less": ("lägre", "lower")}
_FEWER_OR_MORE = {"more": ("fler", "more"), "less": ("färre", "fewer")}


def change(figure: Figure, language: str = "sv") -> str:
    """The comparison with the year before: "12 procentenheter högre än året före (35 %)"."""
    said = "".join(quoted(piece, language) for piece in compared(figure, language))
    return said[:1].upper() + said[1:]


def compared(figure: Figure, language: str = "sv") -> tuple[Piece, ...]:
    """The comparison with the year before in pieces, saying nothing that the interval does not carry.

    What is certain, a difference or none, goes on a sentence that begins "Det är"; see `is_certain`.
    """
    comparison, swedish = figure.comparison, language == "sv"
    if comparison is None or not figure.shown:
        return ()
    if comparison.verdict == "not comparable":
        return (Name(comparison.why.in_language(language).rstrip(".")),) if comparison.why else ()
    if comparison.verdict == "unchanged" and figure.kind == "volume":
        same = "lika många som året före" if swedish else "as many as the year before"
        return (same, *_added_up(comparison, language))
    assert comparison.before is not None
    before = Quote(comparison.before)
    if comparison.verdict in ("more", "less"):
        than = " än året före (" if swedish else " than the year before ("
        return (Name(_difference(figure, comparison, language)), than, before, ")", *_added_up(comparison, language))
    added = _added_up(comparison, language)
    if value(figure, language) == value(comparison.before, language):
        if not is_plain(figure):
            return ("Även året före: " if swedish else "The year before too: ", before, *added)
        return ("Samma som året före: " if swedish else "The same as the year before: ", before, *added)
    return ("Ingen säker skillnad: " if swedish else "No certain difference: ", before, _BEFORE[swedish], *added)


def against_before(figure: Figure, language: str = "sv") -> tuple[Piece, ...]:
    """How a figure stands to the year before, and then both values, as it follows its name in a headline.

    " är 12 procentenheter högre än året före: 42 % mot 30 %". Nothing where there is nothing to stand beside, or no
    size to compare.
    """
    comparison, swedish = figure.comparison, language == "sv"
    if not figure.value or comparison is None or comparison.before is None:
        return ()
    before, added = Quote(comparison.before), _added_up(comparison, language)
    both = (Quote(figure), " mot " if swedish else " against ", before, *added)
    if comparison.verdict in ("more", "less"):
        higher = f"{_size(figure, comparison, language)} {_HIGHER[comparison.verdict][not swedish]}".strip()
        than = " än året före: " if swedish else " than the year before: "
        return (" är " if swedish else " is ", Name(higher), than, *both)
    if value(figure, language) == value(comparison.before, language):
        return (" är som året före: " if swedish else " is as the year before: ", Quote(figure), *added)
    if swedish:
        return (" skiljer sig inte med säkerhet från året före: ", *both)
    return (" does not differ with certainty from the year before: ", *both)


def _added_up(comparison: Comparison, language: str) -> tuple[Piece, ...]:
    """What the year before is the sum of, and how many are from units that were not there then."""
    return (*_sum_of(comparison, language), *_from_added(comparison, language))


def _sum_of(comparison: Comparison, language: str) -> tuple[Piece, ...]:
    if not comparison.sum_of:
        return ()
    names = listed(comparison.sum_of, language)
    if len(comparison.sum_of) == 1:
        return (Name(f", då som {names}" if language == "sv" else f", then as {names}"),)
    return (Name(f", räknat på {names} tillsammans" if language == "sv" else f", of {names} together"),)


def _from_added(comparison: Comparison, language: str) -> tuple[Piece, ...]:
    """How many are from units that can't be set beside the year before, for they reported nothing then."""
    if not comparison.from_added:
        return ()
    added = number(comparison.from_added, language)
    if language == "sv":
        return (Name(f", inräknat {added} från enheter som inte rapporterade något då"),)
    return (Name(f", counting {added} from units that reported nothing then"),)


_BEFORE = {True: " året före", False: " the year before"}


def is_certain(figure: Figure) -> bool:
    """Whether the comparison states a fact: more, less, or for what is counted exactly, as many."""
    verdict = figure.comparison.verdict if figure.comparison else None
    return verdict in ("more", "less") or (verdict == "unchanged" and figure.kind == "volume")


def _difference(figure: Figure, comparison: Comparison, language: str) -> str:
    """12 procentenheter högre; 23 fler; högre, where a value is no number to reckon with."""
    words = _HIGHER if figure.kind == "share" else _FEWER_OR_MORE
    return f"{_size(figure, comparison, language)} {words[comparison.verdict][language != 'sv']}".strip()


def _size(figure: Figure, comparison: Comparison, language: str) -> str:
    """How large a difference is, between the two values as they are written, so that a reader can check it.

    Nothing where one of them is written "färre än 5" or "nära 100 %": a size would tell what these words leave open.
    """
    before = comparison.before
    assert before is not None
    assert before.value is not None
    assert figure.value is not None
    if not is_plain(figure) or not is_plain(before):
        return ""
    if figure.kind not in ("share", "rate"):
        return number(abs(figure.value - before.value), language)
    size = abs(_hundredths(figure.value) - _hundredths(before.value))
    written = number(size, language) if size else _in(language, _LESS_THAN_ONE)
    return written if figure.kind == "rate" else f"{written}{NO_BREAK}{points(size or 1, language)}"


def _before(comparison: Comparison, language: str) -> str:
    return value(comparison.before, language) if comparison.before else ""


def _aspect(figure: Figure, aspect: Aspect, language: str) -> str:
    match aspect:
        case "value":
            return value(figure, language)
        case "base":
            return base(figure, language)
        case "answers":
            return "" if figure.base is None else number(figure.base, language)
        case "missing":
            return missing(figure, language)
        case "interval":
            return interval(figure, language)
        case "before":
            return _before(figure.comparison, language) if figure.comparison else ""
        case "change":
            return change(figure, language)
        case "reason":
            return reason(figure, language)
        case "offered":
            return offered(figure, language)
