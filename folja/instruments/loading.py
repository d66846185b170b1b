"""Loads classifications and instruments from content, and refuses what can't be asked, counted or protected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from folja.instruments.content import SHIPPED, Node, collected, files, plain, read
from folja.instruments.instrument import Change, Cross, Instrument, Nouns, in_force
from folja.instruments.question import (
    Band,
    Group,
    HeadcountQuestion,
    Kind,
    ManyQuestion,
    NoteQuestion,
    NumberQuestion,
    OneQuestion,
    Option,
    Question,
    ScaleQuestion,
)
from folja.vocabulary.condition import And, Condition, Is, Not, Or, questions_in
from folja.vocabulary.condition import Any as AnyOf
from folja.vocabulary.period import Month
from folja.instruments.validation import registration
from folja.vocabulary.problem import Problem, Refused, problem
from folja.vocabulary.text import Text


@dataclass(frozen=True)
class Classification:
    """A named list of options, shared by questions."""

    code: str
    title: Text
    values: tuple[Option, ...]
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True)
class Instruments:
    """Every instrument in every version."""

    versions: Mapping[str, tuple[Instrument, ...]]
    classifications: Mapping[str, Classification]

    def __contains__(self, code: object) -> bool:
        return code in self.versions

    def __iter__(self) -> Iterator[str]:
        return iter(self.versions)

    def of(self, code: str) -> tuple[Instrument, ...]:
        """All versions of an instrument, oldest first."""
        return self.versions[code]

    def latest(self, code: str) -> Instrument:
        return self.versions[code][-1]

    def version(self, code: str, version: int) -> Instrument:
        return next(i for i in self.versions[code] if i.version == version)

    def in_force(self, code: str, month: Month) -> Instrument | None:
        return in_force(self.versions[code], month)

    def all_in_force(self, month: Month) -> tuple[Instrument, ...]:
        """One version of each instrument that exists in the month."""
        found = (self.in_force(code, month) for code in self.versions)
        return tuple(instrument for instrument in found if instrument)


@cache
def shipped() -> Instruments:
    """The instruments that come with Följa."""
    return load(SHIPPED)


def check_examples() -> None:
    """Refuse examples in the shipped content that are no valid answers, or that are missing."""
    problems: list[Problem] = []
    for versions in shipped().versions.values():
        for instrument in versions:
            problems.extend(_example_problems(instrument))
    collected(problems)


def _example_problems(instrument: Instrument) -> Iterator[Problem]:
    place = f"instruments/{instrument.code}/{instrument.version}.yaml"
    if not instrument.examples:
        yield problem(place, sv="Ge minst ett exempel på svar under examples.", en="give at least one example answer")
    for example in instrument.examples:
        try:
            month = instrument.first_month
            registration(instrument, "example", month, example, today=month.last_day)
        except Refused as refused:
            yield from (Problem(f"{place}, examples, {found.where}", found.text) for found in refused.problems)


def load(root: Path) -> Instruments:
    """Every instrument under a content folder. Raises Refused with all errors found."""
    problems: list[Problem] = []
    classifications: dict[str, Classification] = {}
    for path in files(root, "classifications"):
        try:
            classification = _classification(read(path, root))
            classifications[classification.code] = classification
        except Refused as refused:
            problems.extend(refused.problems)
    collected(problems)
    versions: dict[str, list[Instrument]] = {}
    for path in files(root, "instruments"):
        try:
            node = read(path, root)
            instrument = _instrument(node, classifications)
            versions.setdefault(instrument.code, []).append(instrument)
            _check_succession(node, sorted(versions[instrument.code], key=lambda i: i.version))
        except Refused as refused:
            problems.extend(refused.problems)
    collected(problems)
    return Instruments(
        {code: tuple(sorted(found, key=lambda i: i.version)) for code, found in versions.items()},
        classifications,
    )


def _classification(node: Node) -> Classification:
    node.only("code", "title", "values", "groups")
    values = tuple(_option(value) for value in node.nodes("values"))
    _refuse_twice(node, "values", [value.code for value in values])
    codes = {value.code for value in values}
    groups = _groups(node, codes)
    return Classification(node.word("code"), node.text("title"), values, groups)


def _option(node: Node) -> Option:
    node.only("code", "title")
    return Option(node.word("code"), node.text("title"))


def _groups(node: Node, codes: set[str]) -> tuple[Group, ...]:
    groups = []
    for inner in node.nodes("groups"):
        inner.only("code", "title", "of")
        group = Group(inner.word("code"), inner.text("title"), inner.words("of"))
        unknown = [code for code in group.of if code not in codes]
        if unknown or not group.of:
            raise inner.refused(
                "of",
                sv=f"Gruppen {group.code} nämner {', '.join(unknown) or 'ingenting'}. Skriv koder som finns.",
                en=f"the group {group.code} names {', '.join(unknown) or 'nothing'}; write codes that exist",
            )
        groups.append(group)
    for index, first in enumerate(groups):
        for second in groups[index + 1 :]:
            a, b = set(first.of), set(second.of)
            if a & b and not (a <= b or b <= a):
                raise node.refused(
                    "groups",
                    sv=f"Grupperna {first.code} och {second.code} går om lott. Gör dem skilda eller den ena till "
                    "en del av den andra; annars kan ingen röjandekontroll följa dem.",
                    en=f"the groups {first.code} and {second.code} overlap; make them apart or nested, or "
                    "disclosure control can't follow them",
                )
    return tuple(groups)


_KEYS = "code version from audience level icon title definition nouns questions crosses changes examples".split()


def _instrument(node: Node, classifications: Mapping[str, Classification]) -> Instrument:
    node.only(*_KEYS)
    questions = tuple(_question(inner, classifications) for inner in node.nodes("questions"))
    _refuse_twice(node, "questions", [question.code for question in questions])
    audience = node.word("audience")
    if audience not in ("staff", "family"):
        raise node.refused("audience", sv="audience är staff eller family.", en="audience is staff or family")
    instrument = Instrument(
        code=node.word("code"),
        version=node.number("version"),
        first_month=node.month("from"),
        audience=audience,  # type: ignore[arg-type]
        level=node.word("level"),
        icon=node.word("icon"),
        title=node.text("title"),
        definition=node.text("definition"),
        nouns=_nouns(node.node("nouns")),
        questions=questions,
        crosses=tuple(Cross(inner.word("question"), inner.word("by")) for inner in node.nodes("crosses")),
        changes=tuple(_change(inner) for inner in node.nodes("changes")),
        examples=tuple(plain(example) for example in node.nodes("examples")),
    )
    for inner, question in zip(node.nodes("questions"), questions, strict=True):
        _check_show_if(inner, question, instrument)
    for inner in node.nodes("crosses"):
        _check_cross(inner, instrument)
    return instrument


def _nouns(node: Node) -> Nouns:
    node.only("sv", "en")
    sv, en = node.node("sv"), node.node("en")
    return Nouns(*(Text.of(sv=sv.word(key), en=en.word(key)) for key in ("one", "the", "many")))


def _change(node: Node) -> Change:
    node.only("question", "replaces", "comparable", "why")
    return Change(
        node.word("question"),
        node.optional("replaces", str, None),
        bool(node.need("comparable", bool)),
        node.text("why"),
    )


def _question(node: Node, classifications: Mapping[str, Classification]) -> Question:
    asked: dict[str, Any] = {
        "code": node.word("code"),
        "text": node.text("text"),
        "help": node.text("help"),
        "show_if": node.condition("show_if"),
    }
    common = ("code", "kind", "text", "help", "show_if")
    match node.word("kind"):
        case "one" | "scale" as kind:
            node.only(*common, "options", "groups")
            options, groups = _options(node, classifications)
            question = (ScaleQuestion if kind == "scale" else OneQuestion)(**asked, options=options, groups=groups)
            if kind == "scale" and question.option_codes != tuple(str(n + 1) for n in range(len(options))):
                raise node.refused("options", sv="En skala har stegen 1, 2, 3 …", en="a scale has the steps 1, 2, 3 …")
            return question
        case "many":
            node.only(*common, "options", "groups")
            options, groups = _options(node, classifications)
            return ManyQuestion(**asked, options=options, groups=groups)
        case "headcount":
            node.only(*common, "kinds", "most", "count")
            return _headcount(node, asked)
        case "number":
            node.only(*common, "least", "most", "bands", "about")
            return _number(node, asked)
        case "note":
            node.only(*common, "longest")
            return NoteQuestion(**asked, longest=node.number("longest", 200))
        case kind:
            raise node.refused(
                "kind",
                sv=f"Frågeslaget {kind} finns inte. Välj one, many, headcount, number, scale eller note.",
                en=f"no question kind {kind}; there is one, many, headcount, number, scale, note",
            )


def _options(node: Node, classifications: Mapping[str, Classification]) -> tuple[tuple[Option, ...], tuple[Group, ...]]:
    written = node.values.get("options")
    if isinstance(written, str):
        if written not in classifications:
            raise node.refused(
                "options",
                sv=f"Klassifikationen {written} finns inte. Finns: {', '.join(classifications)}.",
                en=f"no classification {written}; there is {', '.join(classifications)}",
            )
        options, groups = classifications[written].values, classifications[written].groups
    else:
        options, groups = tuple(_option(inner) for inner in node.nodes("options")), ()
    if len(options) < 2:
        raise node.refused("options", sv="Ge minst två alternativ.", en="give at least two options")
    _refuse_twice(node, "options", [option.code for option in options])
    return options, _groups(node, {option.code for option in options}) or groups


def _headcount(node: Node, asked: dict[str, Any]) -> HeadcountQuestion:
    kinds = []
    for inner in node.nodes("kinds"):
        inner.only("code", "title", "gender")
        kinds.append(Kind(inner.word("code"), inner.text("title"), inner.optional("gender", str, None)))
    _refuse_twice(node, "kinds", [kind.code for kind in kinds])
    count = node.words("count") or ("presence",)
    allowed = {("presence",), ("presence", "alone"), ("people",)}
    if count not in allowed or len(kinds) < 2:
        raise node.refused(
            "count",
            sv="count är [presence], [presence, alone] eller [people], och kinds har minst två slag.",
            en="count is [presence], [presence, alone] or [people], and kinds has at least two",
        )
    return HeadcountQuestion(**asked, kinds=tuple(kinds), most=node.number("most", 50), count=count)  # type: ignore[arg-type]


def _number(node: Node, asked: dict[str, Any]) -> NumberQuestion:
    least, most = node.number("least", 0), node.number("most", 999)
    bands = []
    for inner in node.nodes("bands"):
        inner.only("code", "title", "from", "to")
        bands.append(Band(inner.word("code"), inner.text("title"), inner.number("from"), inner.number("to")))
    edges = [(band.low, band.high) for band in bands]
    covered = [least, *(high + 1 for _, high in edges)]
    if bands and (covered[:-1] != [low for low, _ in edges] or covered[-1] != most + 1):
        raise node.refused(
            "bands",
            sv=f"Banden ska täcka {least}–{most} utan hål eller överlapp.",
            en=f"the bands must cover {least}-{most} without gap or overlap",
        )
    about = node.optional("about", str, "people")
    if about not in ("people", "act"):
        raise node.refused("about", sv="about är people eller act.", en="about is people or act")
    return NumberQuestion(**asked, least=least, most=most, bands=tuple(bands), about_act=about == "act")


def _refuse_twice(node: Node, key: str, codes: list[str]) -> None:
    twice = {code for code in codes if codes.count(code) > 1}
    if twice:
        raise node.refused(
            key,
            sv=f"{', '.join(sorted(twice))} står två gånger. Ge var och en en egen kod.",
            en=f"{', '.join(sorted(twice))} stands twice; give each a code of its own",
        )


def _check_show_if(node: Node, question: Question, instrument: Instrument) -> None:
    """Refuse conditions that can't be met, or that disclosure control can't follow (see docs/decisions)."""
    codes = set(questions_in(question.show_if))
    if not codes:
        return
    before = instrument.questions[: instrument.questions.index(question)]
    if len(codes) > 1:
        raise node.refused(
            "show_if",
            sv="Villkoret ser på två frågor. Låt det se på en: annars kan ingen röjandekontroll följa svaren.",
            en="the condition looks at two questions; let it look at one, or disclosure control can't follow it",
        )
    parent = next((q for q in before if q.code in codes), None)
    if parent is None:
        raise node.refused(
            "show_if",
            sv=f"Frågan {codes.pop()} finns inte före den här. Flytta den, eller rätta koden.",
            en=f"no question {codes.pop()} before this one; move it or mend the code",
        )
    if not _can_be_followed(question.show_if, parent):
        raise node.refused(
            "show_if",
            sv="Ett villkor är att en fråga är besvarad, eller är ett eller flera av en envalsfrågas alternativ. "
            "Andra villkor kan röjandekontrollen inte följa.",
            en="a condition is that a question is answered, or is one or more options of a one-choice question; "
            "disclosure control can't follow others",
        )


def _can_be_followed(condition: Condition, parent: Question) -> bool:
    """Whether the condition's acts are exactly some cells of the parent question."""
    match condition:
        case Is(_, option):
            return isinstance(parent, OneQuestion) and str(option) in parent.option_codes
        case AnyOf(_, options):
            return isinstance(parent, OneQuestion) and {str(o) for o in options} <= set(parent.option_codes)
        case And() | Or() | Not():
            return False
    return type(condition).__name__ == "Answered"


def _check_cross(node: Node, instrument: Instrument) -> None:
    rating, by = (instrument.by_code.get(node.word(key)) for key in ("question", "by"))
    if not isinstance(rating, ScaleQuestion) or type(by) is not OneQuestion:
        raise node.refused(
            "question",
            sv="En korsning är en skala (question) efter en envalsfråga (by).",
            en="a cross is a scale (question) by a one-choice question (by)",
        )


def _check_succession(node: Node, versions: list[Instrument]) -> None:
    """A new version starts with a tertial and says how every question that differs does so."""
    if len(versions) < 2:
        return
    before, after = versions[-2], versions[-1]
    if after.first_month.number % 4 != 1 or after.first_month <= before.first_month:
        raise node.refused(
            "from",
            sv="En ny version börjar med en tertial: januari, maj eller september, efter den förra.",
            en="a new version begins with a tertial: January, May or September, after the one before",
        )
    told = {change.question for change in after.changes} | {change.replaces for change in after.changes}
    both = before.by_code.keys() | after.by_code.keys()
    silent = [c for c in sorted(both) if before.by_code.get(c) != after.by_code.get(c) and c not in told]
    if silent:
        raise node.refused(
            "changes",
            sv=f"Frågan {', '.join(silent)} skiljer sig från version {before.version}. Säg hur under changes.",
            en=f"{', '.join(silent)} differs from version {before.version}; say how under changes",
        )
