"""Loads the distributions of the demo city from content, and refuses what can't be drawn from."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from folja.demo.distribution import (
    Alternatives,
    Deal,
    Dealt,
    Deck,
    Distribution,
    People,
    Scope,
    Season,
    Several,
    Span,
    Volume,
)
from folja.instruments.content import SHIPPED, Node, collected, files, read
from folja.instruments.loading import Instruments
from folja.instruments.question import HeadcountQuestion, ManyQuestion, NumberQuestion, Question, ScaleQuestion
from folja.instruments.validation import stored
from folja.vocabulary.condition import questions_in
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.unit import UnitTree


def distributions(instruments: Instruments, tree: UnitTree, root: Path = SHIPPED) -> tuple[Distribution, ...]:
    """Every activity of the demo city. Raises Refused with all errors found, with file and line."""
    node = read(root / "demo" / "season.yaml", root)
    node.only("months", "unusual_months")
    season = Season(_months(node), _unusual(node))
    problems: list[Problem] = []
    found = []
    for path in files(root, "demo/activities"):
        try:
            found.append(_distribution(read(path, root), season, instruments, tree))
        except Refused as refused:
            problems.extend(refused.problems)
    collected(problems)
    return tuple(found)


def weight(node: Node, key: str) -> float:
    """A number that may have decimals, zero or more."""
    value = node.values.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise node.refused(key, sv=f"{key} ska vara ett tal, minst 0.", en=f"{key} must be a number, zero or more")
    return value


def known_units(node: Node, key: str, codes: tuple[str, ...], tree: UnitTree) -> tuple[str, ...]:
    """The codes, when the tree has them all."""
    unknown = [code for code in codes if code not in tree]
    if unknown:
        raise node.refused(
            key,
            sv=f"Enheten {', '.join(unknown)} finns inte. Skriv koder ur demo/city.yaml.",
            en=f"no unit {', '.join(unknown)}; write codes of demo/city.yaml",
        )
    return codes


def period(node: Node, key: str) -> Period:
    """A month, tertial, year to date or year."""
    try:
        return Period.parse(str(node.values.get(key)))
    except ValueError:
        raise node.refused(
            key,
            sv=f"{key} ska vara en period: 2021, 2021T1, 2021T1-T2 eller 2021-03.",
            en=f"{key} must be a period: 2021, 2021T1, 2021T1-T2 or 2021-03",
        ) from None


def _distribution(node: Node, season: Season, instruments: Instruments, tree: UnitTree) -> Distribution:
    node.only("instrument", "after", "units", "unusual_months", "volumes", "answers")
    code, after = node.word("instrument"), node.optional("after", str, None)
    for key, named in (("instrument", code), ("after", after)):
        if named and named not in instruments:
            raise node.refused(
                key, sv=f"Instrumentet {named} finns inte. Rätta koden.", en=f"no instrument {named}; mend the code"
            )
    if "unusual_months" in node.values:
        season = Season(season.months, _unusual(node))
    return Distribution(
        instrument=code,
        after=after,
        units={} if after else _units(node, tree),
        season=season,
        volumes=tuple(_volume(inner, tree) for inner in node.nodes("volumes")),
        answers=tuple(_answers(node, code, instruments, tree)),
    )


def _units(node: Node, tree: UnitTree) -> Mapping[str, float]:
    inner = node.node("units")
    leaves = {leaf.code for leaf in tree.leaves}
    known_units(node, "units", tuple(inner.values), tree)
    above = [code for code in inner.values if code not in leaves]
    if above:
        raise inner.refused(
            above[0],
            sv=f"{above[0]} registrerar inte själv. Skriv koden för en enhet av slaget unit.",
            en=f"{above[0]} does not register; write the code of a unit of kind unit",
        )
    return {code: weight(inner, code) for code in inner.values}


def _months(node: Node) -> Mapping[int, float]:
    inner = node.node("months")
    if set(inner.values) != {str(number) for number in range(1, 13)}:
        raise node.refused("months", sv="months har en vikt för var och en av 1–12.", en="months weighs each of 1-12")
    return {int(number): weight(inner, number) for number in inner.values}


def _unusual(node: Node) -> Mapping[Month, float]:
    inner = node.node("unusual_months")
    try:
        return {Month.parse(key): weight(inner, key) for key in inner.values}
    except ValueError:
        raise node.refused(
            "unusual_months", sv="Skriv månader som 2020-04.", en="write months such as 2020-04"
        ) from None


def _scope(node: Node, tree: UnitTree) -> Scope:
    return Scope(
        where=known_units(node, "where", node.words("where"), tree),
        period=period(node, "in") if "in" in node.values else None,
        months=tuple(node.optional("months", list, [])),
    )


def _volume(node: Node, tree: UnitTree) -> Volume:
    node.only("where", "in", "months", "number", "per_act")
    if ("number" in node.values) == ("per_act" in node.values):
        raise node.refused(None, sv="Ange number eller per_act.", en="give number or per_act")
    per_act = weight(node, "per_act") if "per_act" in node.values else None
    return Volume(_scope(node, tree), node.optional("number", int, None), per_act)


def _answers(node: Node, code: str, instruments: Instruments, tree: UnitTree) -> Iterator[Dealt]:
    known = {q.code: q for version in instruments.of(code) for q in version.questions}
    dealt: list[str] = []
    for inner in node.nodes("answers"):
        inner.only("question", "missing", "deals")
        question = known.get(inner.word("question"))
        if question is None:
            raise inner.refused(
                "question",
                sv=f"Frågan finns inte i {code}. Välj bland {', '.join(known)}.",
                en=f"no such question in {code}; there is {', '.join(known)}",
            )
        deals = tuple(_deal(deal, question, dealt, tree) for deal in inner.nodes("deals"))
        _refuse_undealt(inner, "question", questions_in(question.show_if), dealt)
        dealt.append(question.code)
        yield Dealt(question.code, weight(inner, "missing"), deals)


def _deal(node: Node, question: Question, dealt: list[str], tree: UnitTree) -> Deal:
    node.only("where", "in", "months", "if", "numbers", "shares", "how_many", "people")
    condition = node.condition("if")
    _refuse_undealt(node, "if", questions_in(condition), dealt)
    return Deal(_scope(node, tree), _deck(node, question), condition)


def _refuse_undealt(node: Node, key: str, asked: Iterator[str], dealt: list[str]) -> None:
    # A condition on a question without an answer is false: silently, so it is caught here.
    missing = [code for code in asked if code not in dealt]
    if missing:
        raise node.refused(
            key,
            sv=f"Frågan {', '.join(missing)} har inte fått svar här. Flytta den före.",
            en=f"{', '.join(missing)} has no answers yet; move it before this one",
        )


def _deck(node: Node, question: Question) -> Deck:
    shares = node.node("shares")
    weights = [(key, weight(shares, key)) for key in shares.values]
    if "people" in node.values and isinstance(question, HeadcountQuestion):
        _refuse_other_kinds(shares, question)
        return People(node.number("people"), tuple(weights), question.most)
    if "how_many" in node.values and isinstance(question, ManyQuestion):
        inner = node.node("how_many")
        for key, _ in weights:
            _answer(shares, key, question)
        return Several(tuple((int(key), weight(inner, key)) for key in inner.values), tuple(weights))
    numbers = node.node("numbers") if "numbers" in node.values else None
    return Alternatives(
        shares=tuple((_answer(shares, key, question), weighed) for key, weighed in weights),
        numbers=tuple((_answer(numbers, key, question), numbers.number(key)) for key in numbers.values)
        if numbers
        else (),
    )


def _refuse_other_kinds(shares: Node, question: HeadcountQuestion) -> None:
    if set(shares.values) != set(question.kind_codes):
        raise shares.refused(
            None,
            sv=f"Ge en vikt till var och en av {', '.join(question.kind_codes)}.",
            en=f"weigh each of {', '.join(question.kind_codes)}",
        )


def _answer(node: Node, written: str, question: Question) -> Any:
    """An answer in stored form, from `mother|child`, `women 1, men 2`, `8-14` or a single code."""
    try:
        if isinstance(question, NumberQuestion) and "-" in written:
            low, _, high = written.partition("-")
            return Span(stored(question, int(low)), stored(question, int(high)))
        return stored(question, _read(written, question))
    except (ValueError, Refused):
        raise node.refused(
            written,
            sv=f"{written} är inget svar på {question.code}. Skriv ett som instrumentet har.",
            en=f"{written} is no answer to {question.code}; write one that the instrument has",
        ) from None


def _read(written: str, question: Question) -> Any:
    match question:
        case ScaleQuestion() | NumberQuestion():
            return int(written)
        case ManyQuestion():
            return written.split("|")
        case HeadcountQuestion():
            pairs = (part.split() for part in written.split(","))
            return {kind: int(number) for kind, number in pairs}
        case _:
            return written
