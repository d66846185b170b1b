"""Decided supports as blocks of a document: what the decision says, what it lacks, and all of them in short."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from folja.figures.library import Library
from folja.reports.document import Block, Column, Heading, Name, Paragraph, Piece, Table, Written
from folja.reports.expected import paragraphs
from folja.reports.labels import day
from folja.supports import usual
from folja.supports.in_use import InUse, in_use
from folja.supports.support import DecidedSupport, Register, offered_at
from folja.supports.warning import Kind, SupportWarning, needed_since, warnings_of
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text, listed
from folja.vocabulary.unit import UnitTree

_TEXTS = {
    "in short": Text.of(sv="Besluten i korthet", en="The decisions in short"),
    "support": Text.of(sv="Insats", en="Support"),
    "decided": Text.of(sv="Beslutat", en="Decided"),
    "reference": Text.of(sv="Diarienummer", en="Reference number"),
    "review": Text.of(sv="Omprövas senast", en="Reviewed by"),
    "to do": Text.of(sv="Att se till", en="To see to"),
    "nothing to do": Text.of(sv="Inget", en="Nothing"),
    "decision": Text.of(sv="Beslutet", en="The decision"),
    "as entered": Text.of(sv="Enligt registret", en="As entered in the register"),
    "held since": Text.of(sv="Beslutat sedan", en="Decided since"),
    "documentation": Text.of(sv="Dokumentation", en="Documentation"),
    "exempt": Text.of(sv="Undantag beslutat", en="Exemption decided"),
    "not exempt": Text.of(sv="Inget undantag", en="No exemption"),
    "units": Text.of(sv="Erbjuds av", en="Offered by"),
    "all units": Text.of(sv="Alla enheter", en="All units"),
    "withdrawn": Text.of(sv="Återkallat", en="Withdrawn"),
    "not decided": Text.of(sv="Inget beslut", en="No decision"),
    "not said": Text.of(sv="Inte angivet", en="Not stated"),
    "conditions": Text.of(sv="Villkor", en="Conditions"),
    "exemption": Text.of(sv="Om dokumentationen", en="On documentation"),
    "nothing decided": Text.of(
        sv="Ingen insats i registret erbjuds här.", en="No support in the register is offered here."
    ),
    "not registered": Text.of(
        sv="Insatsen registreras inte i Följa, så här finns inga siffror om den.",
        en="The support is not registered in Följa, so there are no figures about it here.",
    ),
}

KINDS: Mapping[Kind, Text] = {
    "missing": Text.of(sv="Beslut saknas", en="No decision"),
    "withdrawn": Text.of(sv="Återkallat men används", en="Withdrawn but in use"),
    "review passed": Text.of(sv="Dags att ompröva", en="Review is due"),
    "not exempt": Text.of(sv="Undantag saknas", en="No exemption"),
    "late": Text.of(sv="Beslutat i efterhand", en="Decided afterwards"),
    "review soon": Text.of(sv="Omprövas snart", en="Review is near"),
}
"""What each warning is called where there is room for two or three words."""

_WHAT: Mapping[Kind, Text] = {
    "missing": Text.of(
        sv="Det finns registreringar{at}, senast i {last}, men inget beslut som gäller dem.",
        en="There are registrations{at}, the latest in {last}, but no decision that they rest on.",
    ),
    "withdrawn": Text.of(
        sv="Beslutet återkallades {withdrawn}, men det finns registreringar efter det{at}, senast i {last}.",
        en="The decision was withdrawn on {withdrawn}, but there are later registrations{at}, the latest in {last}.",
    ),
    "review passed": Text.of(
        sv="Beslutet skulle ha omprövats senast {review}.", en="The decision was to be reviewed by {review}."
    ),
    "not exempt": Text.of(
        sv="Beslutet gör inget undantag från att dokumentera vem som kommer, men i Följa registreras det utan namn.",
        en="The decision makes no exemption from documenting who comes, but in Följa it is registered without names.",
    ),
    "late": Text.of(
        sv="Beslutet gäller från {begins}, men det finns registreringar{at} sedan {first}.",
        en="The decision holds from {begins}, but there are registrations{at} since {first}.",
    ),
    "review soon": Text.of(
        sv="Beslutet ska omprövas senast {review}.", en="The decision is to be reviewed by {review}."
    ),
}

_TO_DO: Mapping[Kind, Text] = {
    "missing": Text.of(
        sv="Nämnden behöver besluta om insatsen, och beslutet ska in i registret.",
        en="The committee needs to decide on the support, and the decision goes into the register.",
    ),
    "withdrawn": Text.of(
        sv="Sluta erbjuda insatsen, eller se till att det nya beslutet kommer in i registret.",
        en="Stop offering the support, or see to it that the new decision gets into the register.",
    ),
    "review passed": Text.of(
        sv="Nämnden behöver besluta på nytt, och det nya beslutet ska in i registret.",
        en="The committee needs to decide anew, and the new decision goes into the register.",
    ),
    "not exempt": Text.of(
        sv="Fråga nämnden om ett undantag, eller dokumentera vid sidan av Följa.",
        en="Ask the committee for an exemption, or document beside Följa.",
    ),
    "late": Text.of(
        sv="Fanns ett tidigare beslut, skriv in dess dag under Beslutat sedan. Annars behöver nämnden få veta det.",
        en="If there was an earlier decision, enter its day under Decided since. Else the committee needs to know.",
    ),
    "review soon": Text.of(sv="Förbered ärendet till nämnden.", en="Prepare the matter for the committee."),
}


@dataclass(frozen=True)
class Decided:
    """A support as the report goes through it: one of the register, or one that is in use and not decided at all.

    `covers` has the names of what is registered of it, by code; `places` the units whose figures are told.
    """

    name: Text
    support: DecidedSupport | None
    covers: Mapping[str, Text]
    places: tuple[str, ...]
    warnings: tuple[SupportWarning, ...]


def decided(library: Library, register: Register, unit: str, period: Period, today: date) -> tuple[Decided, ...]:
    """The supports that were offered at a unit in a period, and then those that were in use without any decision."""
    known, tree = usual.shipped(), library.tree
    here = offered_at(register, tree, unit)
    found = in_use(library, known, unit, period.months)
    warnings = warnings_of(here, found, needed_since(register, known.needed_from, today), today)
    of_period = [support for support in here if not support.is_withdrawn_before(period.first)]
    return tuple(_decided(of_period, found, warnings, tree, unit))


def _decided(
    register: Sequence[DecidedSupport],
    found: Sequence[InUse],
    warnings: Sequence[SupportWarning],
    tree: UnitTree,
    unit: str,
) -> Iterator[Decided]:
    known, left = usual.shipped().supports, list(warnings)
    for support in register:
        own = [one for one in left if one.support == support or (not one.support and _covers(support, one))]
        left = [one for one in left if one not in own]
        covers = {code: known[code].name for code in support.covers if code in known}
        places = _places(support, tree, unit)
        yield Decided(Text.of(sv=support.name, en=support.name), support, covers, places, tuple(own))
    decided_ = {code for support in register for code in support.covers}
    for one in dict.fromkeys(one.usual for one in found if one.is_whole and one.usual.code not in decided_):
        own = [warning for warning in left if warning.usual == one]
        yield Decided(one.name, None, {one.code: one.name}, (unit,), tuple(own))


def _covers(support: DecidedSupport, warning: SupportWarning) -> bool:
    return warning.usual is not None and warning.usual.code in support.covers


def _places(support: DecidedSupport, tree: UnitTree, unit: str) -> tuple[str, ...]:
    """The unit itself where the support is offered by all of it, else the units below that offer it."""
    if support.is_offered_at(tree.path(unit)):
        return (unit,)
    return tuple(one.code for one in tree.units if one.code in support.units and unit in tree.path(one.code))


def in_short(found: Sequence[Decided], language: str = "sv") -> Iterator[Block]:
    """A row for each support: its decision, its review and what somebody has to see to."""
    yield Heading(2, _say("in short", language))
    if not any(one.support for one in found):
        yield Paragraph((_say("nothing decided", language),), "note")
    if not found:
        return
    keys = ("support", "decided", "reference", "review", "to do")
    rows = tuple(_row(one, language) for one in found)
    yield Table(
        _say("in short", language), tuple(Column(_say(key, language)) for key in keys), rows, caption_shown=False
    )


def _row(one: Decided, language: str) -> tuple[Piece, ...]:
    support, name = one.support, Name(one.name.in_language(language))
    kinds = dict.fromkeys(KINDS[warning.kind].in_language(language) for warning in one.warnings)
    to_do = Name(". ".join(kinds) or _say("nothing to do", language))
    if support is None or support.decided_on is None:
        return name, Name(_say("not decided", language)), "", "", to_do
    return name, _day(support.decided_on, language), Name(support.reference), _day(support.review_on, language), to_do


def told(one: Decided, tree: UnitTree, language: str = "sv") -> Iterator[Block]:
    """The decision as the register has it, after what somebody has to see to."""
    yield Heading(2, one.name.in_language(language))
    for warning in one.warnings:
        yield Paragraph((Name(f"{what(warning, language)} {to_do(warning, language)}"),), "attention")
    support = one.support
    if support is None:
        return
    yield _table(support, tree, language)
    for key, text in (("conditions", support.conditions), ("exemption", support.exemption)):
        if text:
            yield Written(_say(key, language), paragraphs(text))
    if not one.covers:
        yield Paragraph((_say("not registered", language),), "note")


def _table(support: DecidedSupport, tree: UnitTree, language: str) -> Table:
    columns = (Column(_say("decision", language)), Column(_say("as entered", language)))
    rows = tuple((Name(label), Name(words)) for label, words in facts(support, tree, language))
    return Table(_say("decision", language), columns, rows, caption_shown=False)


def facts(support: DecidedSupport, tree: UnitTree, language: str = "sv") -> Iterator[tuple[str, str]]:
    """What the register says of a decision, with what each part of it is called."""

    def said(value: date | None, otherwise: str) -> str:
        return day(value, language) if value else _say(otherwise, language)

    yield _say("decided", language), said(support.decided_on, "not decided")
    if support.held_since:
        yield _say("held since", language), day(support.held_since, language)
    yield _say("reference", language), support.reference or _say("not said", language)
    yield _say("review", language), said(support.review_on, "not said")
    if support.decided_on:
        exempt = "exempt" if support.is_exempt else "not exempt"
        yield _say("documentation", language), _say(exempt, language)
    names = [tree[code].name for code in support.units if code in tree]
    yield _say("units", language), listed(names, language) if support.units else _say("all units", language)
    if support.withdrawn_on:
        yield _say("withdrawn", language), day(support.withdrawn_on, language)


def where(warning: SupportWarning, language: str = "sv") -> str:
    """What a warning is about: the register's own name of the support, else the usual one."""
    if warning.support:
        return warning.support.name
    assert warning.usual is not None
    return warning.usual.name.in_language(language)


def what(warning: SupportWarning, language: str = "sv") -> str:
    """What is wrong, in a sentence."""
    support, at = warning.support, ""
    if warning.units:
        at = f" {'på' if language == 'sv' else 'at'} {listed(warning.units, language)}"
    months = {"first": warning.months[0], "last": warning.months[-1]} if warning.months else {}
    days = {
        "withdrawn": support and support.withdrawn_on,
        "review": support and support.review_on,
        "begins": support and (support.held_since or support.decided_on),
    }
    words = {key: month.name(language) for key, month in months.items()}
    words |= {key: day(value, language) for key, value in days.items() if value}
    return _WHAT[warning.kind].in_language(language).format(at=at, **words)


def to_do(warning: SupportWarning, language: str = "sv") -> str:
    """What to do about it."""
    return _TO_DO[warning.kind].in_language(language)


def counted(warnings: Iterable[SupportWarning], language: str = "sv") -> str:
    """Beslut saknas, omprövas snart: the kinds there are, in a few words."""
    kinds = list(dict.fromkeys(KINDS[one.kind].in_language(language) for one in warnings))
    return ", ".join((*kinds[:1], *(kind[:1].lower() + kind[1:] for kind in kinds[1:])))


def _day(value: date | None, language: str) -> Name:
    return Name(day(value, language) if value else _say("not said", language))


def _say(key: str, language: str) -> str:
    return _TEXTS[key].in_language(language)
