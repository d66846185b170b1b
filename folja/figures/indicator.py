"""Indicators: what a figure is made of, loaded from content and checked against the instruments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from folja.counting.cell import ANSWERED, NOT_KNOWN, people_category
from folja.counting.plan import Plan, plan_for
from folja.counting.presence import alone_category, only_category
from folja.figures.figure import FigureKind
from folja.instruments import loading
from folja.instruments.content import SHIPPED, Node, collected, files, plain, read
from folja.instruments.loading import Instruments
from folja.instruments.question import HeadcountQuestion, Kind, NumberQuestion
from folja.vocabulary.condition import All, Alone, Answered, AtLeast, Condition, Is, Only
from folja.vocabulary.condition import Any as AnyOf
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.text import Text

Better = Literal["higher", "lower", "neither"]


@dataclass(frozen=True)
class Term:
    """One published cell: attribute and category."""

    attribute: str
    category: str

    @property
    def code(self) -> str:
        return f"{self.attribute}.{self.category}"


@dataclass(frozen=True)
class Indicator:
    """One definition, one number. `numerator` and `base` are cells that exclude each other, added.

    A volume has a `measure` ("acts" or a number question about the act) and no cells. A distribution
    is the share of each option of one question. A rate sets its numerator against the exact number of acts of another
    instrument, `per`. `nouns` is what is counted, one and many of it, as it stands after a number; a share has none.
    """

    code: str
    title: Text
    phrase: Text
    definition: Text
    instrument: str
    kind: FigureKind
    numerator: tuple[Term, ...] = ()
    base: tuple[Term, ...] = ()
    measure: str = ""
    distribution: str = ""
    per: str = ""
    better: Better = "neither"
    nouns: tuple[Text, Text] | None = None

    @property
    def attributes(self) -> tuple[str, ...]:
        """The questions it depends on."""
        if self.distribution:
            return (self.distribution,)
        return tuple(dict.fromkeys(term.attribute for term in (*self.numerator, *self.base)))

    @property
    def missing(self) -> tuple[Term, ...]:
        """The cells that hold how many answers are missing."""
        terms = self.base or self.numerator
        return tuple(Term(attribute, NOT_KNOWN) for attribute in dict.fromkeys(term.attribute for term in terms))


@cache
def shipped() -> Mapping[str, Indicator]:
    """The indicators that come with Följa, by code."""
    return load(SHIPPED, loading.shipped())


_KEYS = "code title phrase definition nouns of volume count sum share among rate per distribution better".split()


def load(root: Path, instruments: Instruments) -> Mapping[str, Indicator]:
    """Every indicator under a content folder, by code. Raises Refused with all errors found."""
    problems: list[Problem] = []
    indicators: dict[str, Indicator] = {}
    for path in files(root, "indicators"):
        file = read(path, root)
        for node in file.nodes("indicators"):
            try:
                indicator = _indicator(node, instruments)
                if indicator.code in indicators:
                    raise node.refused("code", sv="Koden finns redan.", en="the code exists already")
                indicators[indicator.code] = indicator
            except Refused as refused:
                problems.extend(refused.problems)
    collected(problems)
    return indicators


def _indicator(node: Node, instruments: Instruments) -> Indicator:
    node.only(*_KEYS)
    common = _common(node, instruments)
    if "per" in node.values and "rate" not in node.values:
        raise node.refused("per", sv="per hör till rate.", en="the key per belongs to a rate")
    match _only_kind(node):
        case "volume":
            return Indicator(**common, kind="volume", measure=_measure(node, instruments))
        case "distribution":
            question = node.word("distribution")
            _find(node, "distribution", [Term(question, ANSWERED)], instruments)
            return Indicator(**common, kind="share", base=(Term(question, ANSWERED),), distribution=question)
        case "share":
            numerator, base = _terms(node, "share"), _terms(node, "among")
            _find(node, "share", numerator, instruments)
            _find(node, "among", base, instruments)
            return Indicator(**common, kind="share", numerator=numerator, base=base)
        case "rate":
            numerator = _terms(node, "rate")
            _find(node, "rate", numerator, instruments)
            return Indicator(**common, kind="rate", numerator=numerator, per=_per(node, instruments))
        case key:
            numerator = _sum_terms(node, "sum") if key == "sum" else _terms(node, "count")
            _find(node, key, numerator, instruments)
            return Indicator(**common, kind="count", numerator=numerator)


_KINDS = ("volume", "count", "sum", "share", "rate", "distribution")


def _only_kind(node: Node) -> str:
    kinds = [key for key in _KINDS if key in node.values]
    if len(kinds) != 1:
        raise node.refused(
            None,
            sv="En indikator har precis en av volume, count, sum, share, rate och distribution.",
            en="an indicator has exactly one of volume, count, sum, share, rate and distribution",
        )
    return kinds[0]


def _common(node: Node, instruments: Instruments) -> dict[str, Any]:
    """What every kind of indicator has."""
    code = node.word("of")
    if code not in instruments:
        raise node.refused("of", sv=f"Instrumentet {code} finns inte.", en=f"no instrument {code}")
    better = node.optional("better", str, "neither")
    if better not in get_args(Better):
        raise node.refused(
            "better", sv="better är higher, lower eller neither.", en="better is higher, lower or neither"
        )
    return {
        "code": node.word("code"),
        "title": node.text("title"),
        "phrase": node.text("phrase"),
        "definition": node.text("definition"),
        "instrument": code,
        "better": better,
        "nouns": _nouns(node, instruments),
    }


def _nouns(node: Node, instruments: Instruments) -> tuple[Text, Text] | None:
    """What is counted, as content says, else what the instrument calls its acts."""
    if "nouns" in node.values:
        nouns = node.node("nouns")
        nouns.only("sv", "en")
        sv, en = nouns.node("sv"), nouns.node("en")
        for words in (sv, en):
            words.only("one", "many")
        return Text.of(sv=sv.word("one"), en=en.word("one")), Text.of(sv=sv.word("many"), en=en.word("many"))
    if node.values.get("volume") == "acts":
        acts = instruments.latest(node.word("of")).nouns
        return acts.one, acts.many
    return None


def _measure(node: Node, instruments: Instruments) -> str:
    written = plain(node.values["volume"])
    if written == "acts":
        return "acts"
    if isinstance(written, dict) and list(written) == ["sum"]:
        questions = [version.by_code.get(str(written["sum"])) for version in instruments.of(node.word("of"))]
        if any(isinstance(q, NumberQuestion) and q.about_act for q in questions):
            return str(written["sum"])
    raise node.refused(
        "volume",
        sv="volume är acts, eller {sum: fråga} där frågan har about: act.",
        en="volume is acts, or {sum: question} where the question has about: act",
    )


def _per(node: Node, instruments: Instruments) -> str:
    code: str = node.optional("per", str, "")
    if code in instruments and instruments.latest(code).audience == "staff":
        return code
    raise node.refused(
        "per" if code else "rate",
        sv="per är ett slags insats, till exempel talk. Det exakta antalet blir vad svaren räknas på.",
        en="per names a kind of act, for example talk; its exact number is what the answers are of",
    )


def _terms(node: Node, key: str) -> tuple[Term, ...]:
    written = node.values.get(key)
    if isinstance(written, Node) and list(written.values) == ["sum"]:
        return _sum_terms(written, "sum")
    rules = written if isinstance(written, list) else [written]
    return tuple(_term(node, key, node.rule(rule, key)) for rule in rules)


def _sum_terms(node: Node, key: str) -> tuple[Term, ...]:
    paths = [path.partition(".") for path in node.words(key)]
    return tuple(Term(question, people_category(kind)) for question, _, kind in paths)


def _term(node: Node, key: str, rule: Condition) -> Term:
    """The one cell that a rule names."""
    match rule:
        case Is(question, option):
            return Term(question, str(option))
        case Answered(question):
            return Term(question, ANSWERED)
        case AtLeast(path, 1) if "." in path:
            question, _, kind = path.partition(".")
            return Term(question, kind)
        case Only(question, (kind,)):
            return Term(question, only_category(str(kind)))
        case All(question, (first, second)):
            return Term(question, f"{first}_and_{second}")
        case Alone(question, kind):
            return Term(question, alone_category(kind))
        case AnyOf(question, (option,)):
            return Term(question, str(option))
    raise node.refused(
        key,
        sv="Regeln svarar inte mot någon räknad cell. Välj ett alternativ, en grupp, ett band eller ett slag.",
        en="the rule names no counted cell; choose an option, a group, a band or a kind",
    )


def _find(node: Node, key: str, terms: tuple[Term, ...] | list[Term], instruments: Instruments) -> None:
    """Refuse cells that no version of the instrument publishes."""
    plans = [plan_for(version) for version in instruments.of(node.word("of") if "of" in node.values else "")]
    known = {cell.code for plan in plans for component in plan.components for cell in component.published}
    for term in terms:
        if term.code not in known:
            near = sorted(code for code in known if code.startswith(f"{term.attribute}."))
            raise node.refused(
                key,
                sv=f"Cellen {term.code} räknas inte. För {term.attribute} finns {', '.join(near) or 'inget'}.",
                en=f"no cell {term.code} is counted; for {term.attribute} there is {', '.join(near) or 'nothing'}",
            )


def is_asked(indicator: Indicator, plan: Plan) -> bool:
    """Whether this version of the instrument has every cell the indicator needs."""
    return all(term.code in plan.published for term in (*indicator.numerator, *indicator.base))


def by_gender(indicator: Indicator, plan: Plan) -> Iterator[tuple[str, Text, tuple[Term, ...], tuple[Term, ...]]]:
    """The indicator split by gender where that is counted: (gender, title, numerator, base).

    Either a two-attribute cube of a rating by gender, or people of kinds that stand for a gender.
    """
    yield from _crossed(indicator, plan)
    yield from _kinds_of_people(indicator, plan)


def each_gender(indicator: Indicator, plan: Plan) -> Mapping[str, tuple[Term, ...]]:
    """The numerators that say of each gender what a share of one gender says of its own; empty for other indicators.

    All are of the same base. Kinds of one gender are added where they exclude each other, as people do.
    """
    kinds = _kinds_with_gender(plan)
    own = {kinds[term].gender if term in kinds else None for term in indicator.numerator}
    if indicator.kind != "share" or len(own) != 1 or own == {None}:
        return {}
    people = all(term in kinds for term in indicator.base)
    among = indicator.base if people else [term for term in kinds if _alike(term, indicator.numerator[0], kinds)]
    found = {gender: tuple(term for term in among if kinds[term].gender == gender) for gender in GENDERS}
    found = {gender: terms for gender, terms in found.items() if terms and (people or len(terms) == 1)}
    return found if set(indicator.numerator) in map(set, found.values()) and {"woman", "man"} <= set(found) else {}


def _kinds_with_gender(plan: Plan) -> dict[Term, Kind]:
    """The published cells that count people of a kind, or acts where one took part, by the kind's gender."""
    return {
        term: kind
        for question in plan.instrument.questions
        if isinstance(question, HeadcountQuestion)
        for kind in question.kinds
        if kind.gender
        for term in (Term(question.code, kind.code), Term(question.code, people_category(kind.code)))
        if term.code in plan.published
    }


def _alike(term: Term, other: Term, kinds: Mapping[Term, Kind]) -> bool:
    """Whether two cells are of one question and both count acts, or both people."""
    counts_acts = (one.category == kinds[one].code for one in (term, other))
    return term.attribute == other.attribute and len(set(counts_acts)) == 1


GENDERS = ("woman", "man", "other")


def _crossed(indicator: Indicator, plan: Plan) -> Iterator[tuple[str, Text, tuple[Term, ...], tuple[Term, ...]]]:
    for cross, component in zip(plan.instrument.crosses, plan.crosses, strict=True):
        if indicator.kind != "share" or indicator.attributes != (cross.question,) or indicator.distribution:
            continue
        options = getattr(plan.instrument.by_code[cross.by], "options", ())
        if not {option.code for option in options} <= set(GENDERS):
            continue
        known = {cell.category for cell in component.published}
        for option in options:
            terms = [
                tuple(Term(component.code, f"{option.code}.{term.category}") for term in side)
                for side in (indicator.numerator, indicator.base)
            ]
            if all(term.category in known for side in terms for term in side):
                yield option.code, option.title, terms[0], terms[1]


def _kinds_of_people(
    indicator: Indicator, plan: Plan
) -> Iterator[tuple[str, Text, tuple[Term, ...], tuple[Term, ...]]]:
    genders: dict[str, tuple[str, Text]] = {}
    for question in plan.instrument.questions:
        if isinstance(question, HeadcountQuestion) and question.count == ("people",):
            for kind in question.kinds:
                if kind.gender:
                    genders[f"{question.code}.{people_category(kind.code)}"] = (kind.gender, kind.title)
    sides = (indicator.numerator, indicator.base)
    if not all(term.code in genders for side in sides for term in side) or not indicator.numerator:
        return
    for gender in GENDERS:
        numerator, base = (tuple(t for t in side if genders[t.code][0] == gender) for side in sides)
        # A share whose numerator is one gender already has nothing left to split.
        if numerator and (not indicator.base or base != numerator):
            yield gender, gender_title(gender), numerator, base


def gender_title(gender: str) -> Text:
    """What a gender is called: as the shipped classification has it."""
    titles = {value.code: value.title for value in loading.shipped().classifications["gender"].values}
    return titles[gender]
