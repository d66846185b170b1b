"""Loads classifications and instruments from content, and refuses what can't be asked, counted or protected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
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
from folja.instruments.soundness import (
    check_cross,
    check_easy,
    check_groups,
    check_habit,
    check_sensitive,
    check_show_if,
    check_succession,
    refuse_twice,
)
from folja.instruments.validation import registration
from folja.vocabulary.period import Month
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
    loaded: list[tuple[Node, Instrument]] = []
    for path in files(root, "instruments"):
        try:
            node = read(path, root)
            loaded.append((node, _instrument(node, classifications)))
        except Refused as refused:
            problems.extend(refused.problems)
    collected(problems)
    loaded.sort(key=lambda both: (both[1].code, both[1].version))
    for (_, before), (node, after) in pairwise(loaded):
        try:
            if before.code == after.code:
                check_succession(node, before, after)
        except Refused as refused:
            problems.extend(refused.problems)
    collected(problems)
    versions = {code: tuple(found) for code, found in groupby((one for _, one in loaded), lambda one: one.code)}
    return Instruments(versions, classifications)


def _classification(node: Node) -> Classification:
    node.only("code", "title", "values", "groups")
    values = tuple(_option(value) for value in node.nodes("values"))
    refuse_twice(node, "values", [value.code for value in values])
    codes = {value.code for value in values}
    groups = _groups(node, codes)
    return Classification(node.code("code"), node.text("title"), values, groups)


def _option(node: Node) -> Option:
    node.only("code", "title")
    return Option(node.code("code"), node.text("title"))


def _groups(node: Node, codes: set[str]) -> tuple[Group, ...]:
    groups = []
    for inner in node.nodes("groups"):
        inner.only("code", "title", "of")
        groups.append(Group(inner.code("code"), inner.text("title"), inner.words("of")))
    check_groups(node, groups, codes)
    return tuple(groups)


_KEYS = "code version from audience easy level icon title definition nouns questions crosses changes examples".split()


def _instrument(node: Node, classifications: Mapping[str, Classification]) -> Instrument:
    node.only(*_KEYS)
    questions = tuple(_question(inner, classifications) for inner in node.nodes("questions"))
    refuse_twice(node, "questions", [question.code for question in questions])
    audience = node.word("audience")
    if audience not in ("staff", "family"):
        raise node.refused("audience", sv="audience är staff eller family.", en="audience is staff or family")
    instrument = Instrument(
        code=node.code("code"),
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
        easy=bool(node.optional("easy", bool, default=False)),
    )
    check_easy(node, instrument)
    for inner, question in zip(node.nodes("questions"), questions, strict=True):
        check_show_if(inner, question, questions[: questions.index(question)])
        check_habit(inner, question, audience)
        check_sensitive(inner, question, questions)
    for inner in node.nodes("crosses"):
        check_cross(inner, instrument)
    return instrument


def _nouns(node: Node) -> Nouns:
    node.only("sv", "en")
    sv, en = node.node("sv"), node.node("en")
    for words in (sv, en):
        words.only("one", "the", "many")
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
        "code": node.code("code"),
        "text": node.text("text"),
        "help": node.text("help"),
        "show_if": node.condition("show_if"),
        "picture": node.code("picture") if "picture" in node.values else "",
        "sensitive": node.optional("sensitive", bool, default=False),
    }
    common = ("code", "kind", "text", "help", "show_if", "picture", "sensitive")
    match node.word("kind"):
        case "one":
            node.only(*common, "options", "groups", "habit")
            options, groups = _options(node, classifications)
            return OneQuestion(
                **asked, options=options, groups=groups, habit=node.optional("habit", bool, default=False)
            )
        case "scale":
            node.only(*common, "options", "groups")
            options, groups = _options(node, classifications)
            if [option.code for option in options] != [str(n + 1) for n in range(len(options))]:
                raise node.refused("options", sv="En skala har stegen 1, 2, 3 …", en="a scale has the steps 1, 2, 3 …")
            return ScaleQuestion(**asked, options=options, groups=groups)
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
    refuse_twice(node, "options", [option.code for option in options])
    return options, _groups(node, {option.code for option in options}) or groups


def _headcount(node: Node, asked: dict[str, Any]) -> HeadcountQuestion:
    kinds = []
    for inner in node.nodes("kinds"):
        inner.only("code", "title", "gender")
        kinds.append(Kind(inner.code("code"), inner.text("title"), inner.optional("gender", str, None)))
    refuse_twice(node, "kinds", [kind.code for kind in kinds])
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
        bands.append(Band(inner.code("code"), inner.text("title"), inner.number("from"), inner.number("to")))
    if least > most:
        raise node.refused("most", sv=f"most är minst {least}, som least.", en=f"most is at least {least}, as least is")
    refuse_twice(node, "bands", [band.code for band in bands])
    edges = [(band.low, band.high) for band in bands]
    covered = [least, *(high + 1 for _, high in edges)]
    backward = any(low > high for low, high in edges)
    if bands and (backward or covered[:-1] != [low for low, _ in edges] or covered[-1] != most + 1):
        raise node.refused(
            "bands",
            sv=f"Banden ska täcka {least}–{most} utan hål eller överlapp.",
            en=f"the bands must cover {least}-{most} without gap or overlap",
        )
    about = node.optional("about", str, "people")
    if about not in ("people", "act"):
        raise node.refused("about", sv="about är people eller act.", en="about is people or act")
    return NumberQuestion(**asked, least=least, most=most, bands=tuple(bands), about_act=about == "act")
