"""A goal, an expected result and development areas as somebody has written them in a form, and what they become."""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from folja.figures import indicator
from folja.goals import measure
from folja.goals.changing import MOST_AREAS
from folja.goals.measure import DECIMALS, decimals_of, read_number
from folja.goals.target import Target, TargetKind
from folja.goals.year_plan import DevelopmentArea, ExpectedResult, FollowedBy, UnitGoal
from folja.instruments.content import collected
from folja.screening.cleaning import cleaned, in_one_line
from folja.screening.fields import leading_to_somebody, too_long
from folja.vocabulary.problem import Problem, Refused, problem

LONGEST = 200  # characters of a goal or a result: one sentence
LONGEST_TEXT = 1000  # of all ways of working together, and of other longer fields
WORDS = "words"
NO_TARGET = "none"
KINDS: tuple[TargetKind, ...] = ("at_least", "at_most", "between", "keep_or_raise")
_NOTE = re.compile(r"((?:19|20)\d\d)\s*[:–-]\s*(\S.*)")


def new_key() -> str:
    """The key of something new: it follows along to every year that it is copied to."""
    return f"n{secrets.token_hex(5)}"


@dataclass(frozen=True)
class WrittenGoal:
    """What stands in the form of a goal."""

    title: str = ""
    council: str = ""
    committee: str = ""


def sent_goal(form: Mapping[str, str]) -> WrittenGoal:
    """What was sent."""
    return WrittenGoal(*(_line(form.get(name, "")) for name in ("title", "council", "committee")))


def written_as_goal(goal: UnitGoal) -> WrittenGoal:
    """A goal as it stands in its form."""
    return WrittenGoal(goal.title, goal.council, goal.committee)


def checked_goal(written: WrittenGoal, key: str) -> UnitGoal:
    """The goal, without results. Raises Refused with all problems found, each named by its field."""
    fields = {"title": written.title, "council": written.council, "committee": written.committee}
    missing = [] if written.title else [_missing("title", "Skriv målet i en mening.", "write the goal in a sentence")]
    collected([*missing, *too_long(fields, LONGEST), *leading_to_somebody(fields)])
    return UnitGoal(key, written.title, (), written.council, written.committee)


@dataclass(frozen=True)
class WrittenResult:
    """What stands in the form of an expected result. `followed` is words, indicator:CODE or measure:CODE."""

    goal: str
    words: str = ""
    followed: str = ""
    kind: str = ""
    value: str = ""
    upper: str = ""
    margin: str = ""
    ways: str = ""
    how: str = ""
    group: str = ""
    not_comparable: str = ""


def sent_result(form: Mapping[str, str]) -> WrittenResult:
    """What was sent."""
    lines = ("words", "followed", "kind", "value", "upper", "margin", "group")
    texts = ("ways", "how", "not_comparable")
    return WrittenResult(
        _line(form.get("goal", "")),
        **{name: _line(form.get(name, "")) for name in lines},
        **{name: cleaned(form.get(name, "")) for name in texts},
    )


def written_as_result(result: ExpectedResult, goal: str) -> WrittenResult:
    """An expected result as it stands in its form."""
    target = result.target
    is_kept = target is not None and target.kind == "keep_or_raise"
    value = _number(target.value) if target else ""
    return WrittenResult(
        goal=goal,
        words=result.words,
        followed=WORDS if result.followed_by == WORDS else f"{result.followed_by}:{result.followed}",
        kind=target.kind if target else NO_TARGET,
        value="" if is_kept else value,
        upper=_number(target.upper) if target else "",
        margin=value if is_kept else "",
        ways="\n".join(result.ways),
        how=result.how,
        group=result.group,
        not_comparable="\n".join(f"{year}: {why}" for year, why in result.not_comparable),
    )


def checked_result(written: WrittenResult, key: str) -> ExpectedResult:
    """The expected result. Raises Refused with all problems found, each named by its field."""
    problems: list[Problem] = []
    if not written.words:
        problems.append(_missing("words", "Skriv vad ni vill nå i en mening.", "write what you want to reach"))
    by, _, code = written.followed.partition(":")
    if not _is_known(by, code):
        problems.append(_missing("followed", "Välj hur resultatet följs.", "choose how the result is followed"))
    target = None
    years: tuple[tuple[int, str], ...] = ()
    try:
        target = _target(written, by, code)
    except Refused as refused:
        problems += refused.problems
    try:
        years = tuple(_years(written.not_comparable))
    except Refused as refused:
        problems += refused.problems
    lines = {"words": written.words, "group": written.group}
    texts = {"ways": written.ways, "how": written.how, "not_comparable": written.not_comparable}
    problems += [*too_long(lines, LONGEST), *too_long(texts, LONGEST_TEXT)]
    problems += leading_to_somebody(lines | texts)
    collected(problems)
    ways = tuple(line.strip() for line in written.ways.split("\n") if line.strip())
    followed_by: FollowedBy = by  # type: ignore[assignment]
    return ExpectedResult(key, written.words, followed_by, code, target, ways, written.how, written.group, years)


def _is_known(by: str, code: str) -> bool:
    return (
        (by == WORDS and not code)
        or (by == "indicator" and code in indicator.shipped())
        or (by == "measure" and code in measure.shipped())
    )


def _target(written: WrittenResult, by: str, code: str) -> Target | None:
    if written.kind == NO_TARGET:
        return None
    if written.kind not in KINDS:
        raise Refused([_missing("kind", "Välj vad ni siktar på.", "choose what you aim at")])
    if by == WORDS:
        raise Refused(
            [
                problem(
                    "kind",
                    sv="Det som följs med ord kan inte ha ett mål i siffror. "
                    "Välj Inget mål i siffror, eller en siffra att följa.",
                    en="what is followed in words has no aim in numbers; choose none, or a figure",
                )
            ]
        )
    return _with_limits(written, by, code)


def _with_limits(written: WrittenResult, by: str, code: str) -> Target:
    kind: TargetKind = written.kind  # type: ignore[assignment]
    if kind == "keep_or_raise":
        return _made(kind, _read("margin", written.margin, by, code) if written.margin else None, None, "margin")
    value = _read("value", written.value, by, code)
    upper = _read("upper", written.upper, by, code) if kind == "between" else None
    return _made(kind, value, upper, "upper" if kind == "between" else "value")


def _made(kind: TargetKind, value: Decimal | None, upper: Decimal | None, field: str) -> Target:
    try:
        return Target(kind, value, upper)
    except Refused as refused:
        raise Refused(Problem(field, one.text) for one in refused.problems) from refused


def _read(field: str, written: str, by: str, code: str) -> Decimal:
    number = read_number(written)
    if number is None:
        raise Refused([_missing(field, "Skriv ett tal, till exempel 45 eller 6,1.", "write a number, such as 45")])
    if by == "measure" and code in measure.shipped() and field != "margin":
        wrong = measure.shipped()[code].problems(number, field)
        if wrong:
            raise Refused(wrong)
    if by == "indicator" and code in indicator.shipped() and not 0 <= number <= _most(code):
        raise Refused([_out_of_range(field, _most(code))])
    if decimals_of(number) > _decimals(by, code):
        raise Refused([Problem(field, DECIMALS[_decimals(by, code)])])
    return number


def _decimals(by: str, code: str) -> int:
    """The most an aim may be written with: as many as its measure, one for what Följa counts."""
    found = measure.shipped().get(code) if by == "measure" else None
    return found.decimals if found else 1


def _most(code: str) -> Decimal:
    return Decimal(100) if indicator.shipped()[code].kind == "share" else Decimal(1_000_000)


def _out_of_range(field: str, most: Decimal) -> Problem:
    return problem(field, sv=f"Skriv ett tal från 0 till {most}.", en=f"write a number from 0 to {most}")


def _years(written: str) -> Iterator[tuple[int, str]]:
    for line in filter(None, (line.strip() for line in written.split("\n"))):
        found = _NOTE.fullmatch(line)
        if not found:
            raise Refused(
                [
                    problem(
                        "not_comparable",
                        sv="Skriv varje rad som ett år, ett kolon och varför: 2020: Inga träffar hölls.",
                        en="write each line as a year, a colon and why: 2020: No meetings were held.",
                    )
                ]
            )
        yield int(found[1]), found[2]


def sent_areas(form: Mapping[str, str], before: Iterable[DevelopmentArea]) -> tuple[DevelopmentArea, ...]:
    """The development areas that were sent, those without words left out. Raises Refused as the others."""
    known = {area.key: area for area in before}
    found: list[DevelopmentArea] = []
    fields: dict[str, str] = {}
    for place in range(MOST_AREAS):
        words, group = (_line(form.get(f"{name}-{place}", "")) for name in ("words", "group"))
        fields |= {f"words-{place}": words, f"group-{place}": group}
        if words:
            area = known.get(form.get(f"key-{place}", ""), DevelopmentArea(new_key(), ""))
            found.append(replace(area, words=words, group=group))
    collected([*too_long(fields, LONGEST), *leading_to_somebody(fields)])
    return tuple(found)


def _line(written: str) -> str:
    """In one line: Enter in a field is no part of what is said."""
    return in_one_line(written)


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}".replace(".", ",")


def _missing(field: str, sv: str, en: str) -> Problem:
    return problem(field, sv=sv, en=en)
