"""Yearly surveys: the same questions year by year, and whether a change is more than chance.

A year is counted elsewhere and entered, as exact as its source, or answered in Följa and rounded once (counted.py).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Literal, get_args

from folja.disclosure import policy
from folja.figures.statistics import Proportion, newcombe, wilson
from folja.instruments.content import SHIPPED, Node, files, read
from folja.instruments.instrument import Audience
from folja.vocabulary.problem import Problem, problem, refuse
from folja.vocabulary.text import Text
from folja.vocabulary.unit import UnitTree

Frequency = Literal["never", "once", "sometimes", "often"]
FREQUENCIES: Mapping[Frequency, Text] = {
    "never": Text.of(sv="Aldrig", en="Never"),
    "once": Text.of(sv="En gång", en="Once"),
    "sometimes": Text.of(sv="Ibland", en="Sometimes"),
    "often": Text.of(sv="Ofta", en="Often"),
}
FEW = 5
MOST_BESIDE = 10
"""Of more places inside another every one and every two are taken away from it, not every set of them."""
Verdict = Literal["more", "less", "cannot_be_told"]


@dataclass(frozen=True)
class Line:
    """What is counted of a question: those who gave any of these answers."""

    code: str
    text: Text
    counts: tuple[Frequency, ...]


@dataclass(frozen=True)
class Question:
    """One question: `text` is what is answered, `short` what the table says. Lines lie inside each other or apart."""

    code: str
    short: Text
    text: Text
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Survey:
    """A survey: whom it asks, its questions, and a word that helps to answer each."""

    code: str
    version: int
    audience: Audience
    title: Text
    asked_of: Text
    help: Text
    questions: tuple[Question, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for question in self.questions for line in question.lines)


@dataclass(frozen=True)
class YearResult:
    """One year of a survey at a unit; a line that was not asked is not in `counts`.

    Those of `withheld` were counted and are not kept: fewer than five could be told from them. One that was answered
    in Följa `is_rounded`, and has how many answered each line in `bases`.
    """

    year: int
    answered: int
    counts: Mapping[str, int]
    source: str
    withheld: tuple[str, ...] = ()
    bases: Mapping[str, int] = field(default_factory=dict)
    is_rounded: bool = False

    def base(self, line: str) -> int:
        """How many answered what a line counts."""
        return self.bases.get(line, self.answered)


@dataclass(frozen=True)
class Change:
    """From one year to the next: a difference of shares with its 95 % interval, and what can be said of it."""

    difference: float
    low: float
    high: float

    @property
    def verdict(self) -> Verdict:
        """Nothing is called a rise while the interval holds none."""
        return "more" if self.low > 0 else "less" if self.high < 0 else "cannot_be_told"


# --- what a year may show ------------------------------------------------------------------------------------


def protected(survey: Survey, result: YearResult) -> YearResult:
    """A year as entered, without the lines from which some answers could be told to be of fewer than five.

    The lines of a question part its answers: what is inside one and outside the others can be worked out, and so can
    those whom no line counts. A line stays when all these parts are of five or more, in the order of the content.
    """
    shown = {line.code for question in survey.questions for line in _shown(question, result)}
    return replace(
        result,
        counts={line: count for line, count in result.counts.items() if line in shown},
        withheld=tuple(sorted({*result.withheld, *(result.counts.keys() - shown)})),
    )


def _shown(question: Question, result: YearResult) -> list[Line]:
    kept: list[Line] = []
    for line in question.lines:
        if line.code in result.counts and all(
            many >= FEW for has_any, many in _parts([*kept, line], result) if has_any
        ):
            kept.append(line)
    return kept


def beside(survey: Survey, here: Mapping[str, YearResult], tree: UnitTree, unit: str) -> YearResult:
    """A unit's year without the lines that tell of fewer than five when it is held against places above and below.

    `here` are all places' results of the year, the unit's among them. A place less some inside it are those who
    answered elsewhere in it, who are protected as any year is. Raises Refused where they are one to four altogether.
    """
    told: set[str] = set()
    for rest in _rests(here, tree, unit):
        if 0 < rest.answered < FEW:
            raise refuse(
                "answered",
                sv="Enkäten är redan inskriven för ett större eller mindre område samma år, med så nära lika många "
                "svar att skillnaden är färre än fem personer. Skriv bara in den ena.",
                en="the survey is entered for a larger or smaller area in the same year, with so nearly as many "
                "answers that the difference is fewer than five people; enter only one of them",
            )
        told.update(protected(survey, rest).withheld)
    result = here[unit]
    kept = {line: count for line, count in result.counts.items() if line not in told}
    withheld = {*result.withheld, *(result.counts.keys() & told)}
    return replace(result, counts=kept, withheld=tuple(sorted(withheld)))


def _rests(here: Mapping[str, YearResult], tree: UnitTree, unit: str) -> Iterator[YearResult]:
    """What is left of each place when some inside it are taken away, the unit being one of all these.

    Nothing where it can't be so: then not all who answered inside are among those who answered in the whole.
    """
    for whole in (one for one in tree.path(unit) if one in here):
        below = [one for one in here if one in tree and one != whole and whole in tree.path(one)]
        sizes = range(1, len(below) + 1) if len(below) <= MOST_BESIDE else range(1, 3)
        for inside in (some for size in sizes for some in combinations(below, size)):
            if unit in (whole, *inside) and _apart(inside, tree):
                rest = _less(here[whole], [here[one] for one in inside])
                if rest.answered > 0 and all(0 <= count <= rest.answered for count in rest.counts.values()):
                    yield rest


def _apart(places: Sequence[str], tree: UnitTree) -> bool:
    """Whether none of them lies in another."""
    return not any(one in tree.path(other) or other in tree.path(one) for one, other in combinations(places, 2))


def _less(whole: YearResult, parts: Sequence[YearResult]) -> YearResult:
    common = [line for line in whole.counts if all(line in part.counts for part in parts)]
    counts = {line: whole.counts[line] - sum(part.counts[line] for part in parts) for line in common}
    return YearResult(whole.year, whole.answered - sum(part.answered for part in parts), counts, "")


def contradictions(survey: Survey, result: YearResult) -> Iterator[Problem]:
    """Lines of a question that can't be true together, by the last of them."""
    for question in survey.questions:
        there = [line for line in question.lines if line.code in result.counts]
        if any(many < 0 or (many and not has_any) for has_any, many in _parts(there, result)):
            said = question.short
            yield problem(
                there[-1].code,
                sv=f"Siffrorna om {said.sv.lower()} går inte ihop: de är fler än {result.answered} tillsammans, eller "
                "en del är större än det den är en del av. Rätta dem.",
                en=f"the numbers of {said.en.lower()} do not fit: together they are more than {result.answered}, or a "
                "part is larger than what it is a part of; mend them",
            )


def _parts(lines: Sequence[Line], result: YearResult) -> Iterator[tuple[bool, int]]:
    """The parts that lines make of all answers: whether any answer belongs to a part, and how many gave one of it."""
    wholes = [(frozenset(FREQUENCIES), result.answered)]
    wholes += [(frozenset(line.counts), result.counts[line.code]) for line in lines]
    for whole, number in wholes:
        inside = [(part, many) for part, many in wholes if part < whole]
        outermost = [(part, many) for part, many in inside if not any(part < other for other, _ in inside)]
        yield len(whole) > sum(len(part) for part, _ in outermost), number - sum(many for _, many in outermost)


def is_shown(result: YearResult, line: str) -> bool:
    """Whether a line has a share to show: not about fewer than five, and when rounded of enough for a share."""
    count = result.counts.get(line)
    if count is None:
        return False
    if result.is_rounded:
        return count > 0 and result.base(line) >= policy.shipped().least_base_for_share
    return min(count, result.answered - count) >= FEW


def change(now: YearResult, before: YearResult, line: str) -> Change | None:
    """None where either year has nothing to show of the line. The two years' answers are taken for independent."""
    if not (is_shown(now, line) and is_shown(before, line)):
        return None
    after, earlier = (_proportion(one, line) for one in (now, before))
    low, high = newcombe(after, earlier)
    return Change(after.share - earlier.share, low, high)


def share(result: YearResult, line: str) -> tuple[float, float, float]:
    """The share of a line that is shown, and its 95 % interval."""
    found = _proportion(result, line)
    return found.share, *wilson(found)


def _proportion(result: YearResult, line: str) -> Proportion:
    rounded = int(result.is_rounded)
    return Proportion(result.counts[line], result.base(line), rounded, rounded)


def refuse_few(answered: int, where: str = "answered") -> None:
    """Raises Refused for a survey of too few answers for shares, with what to do instead."""
    least = policy.shipped().least_base_for_share
    if answered < least:
        raise refuse(
            where,
            sv=f"Det behövs minst {least} svar för att visa andelar. Av så få kan någon kännas igen, och en skillnad "
            "mellan två år säger inget. Berätta i stället med egna ord vad ni hörde, fråga muntligt när ni möts, eller "
            "lägg ihop flera enheter.",
            en=f"shares are shown from {least} answers; of so few somebody could be recognised, and a difference "
            "between two years says nothing. Tell in words what you heard, ask when you meet, or add several units",
        )


# --- content -------------------------------------------------------------------------------------------------


@cache
def shipped() -> Mapping[str, Survey]:
    """The surveys that come with Följa, by code."""
    return load(SHIPPED)


def load(root: Path) -> Mapping[str, Survey]:
    """Every survey under a content folder. Raises Refused with file and line."""
    found = (_survey(read(path, root)) for path in files(root, "surveys"))
    return {one.code: one for one in found}


def _survey(node: Node) -> Survey:
    node.only("code", "version", "audience", "title", "asked_of", "help", "questions")
    audience = node.word("audience")
    if audience not in get_args(Audience):
        raise node.refused("audience", sv="audience är staff eller family.", en="audience is staff or family")
    return Survey(
        code=node.code("code"),
        version=node.number("version"),
        audience=audience,  # type: ignore[arg-type]
        title=node.text("title"),
        asked_of=node.text("asked_of"),
        help=node.text("help"),
        questions=tuple(map(_question, node.nodes("questions"))),
    )


def _question(node: Node) -> Question:
    node.only("code", "short", "text", "lines")
    short = node.text("short")
    lines = tuple(_line(inner, short) for inner in node.nodes("lines"))
    if not all(_nest(one.counts, other.counts) for one, other in combinations(lines, 2)):
        raise node.refused(
            "lines",
            sv="Två rader om samma fråga ska räkna helt olika svar, eller ligga den ena inuti den andra. Annars går "
            "det inte att veta vad de säger tillsammans.",
            en="two lines of one question count other answers altogether, or lie one inside the other; else nobody "
            "knows what they tell together",
        )
    return Question(node.code("code"), short, node.text("text"), lines)


def _nest(some: Iterable[str], others: Iterable[str]) -> bool:
    one, other = set(some), set(others)
    return one < other or other < one or not one & other


def _line(node: Node, text: Text) -> Line:
    node.only("code", "counts")
    counts = node.words("counts")
    if not counts or not set(counts) < set(get_args(Frequency)):
        known = ", ".join(get_args(Frequency))
        raise node.refused("counts", sv=f"counts är några av {known}.", en=f"counts is some of {known}")
    return Line(node.code("code"), text, counts)  # type: ignore[arg-type]
