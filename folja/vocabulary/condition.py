"""Conditions on answers: the one rule language of show_if, indicators and routing.

A condition is two-valued. Comparing with a missing answer is false, so `not` of it is true;
whoever asks about missing answers says `answered`. Paths are a question's code, or for a
headcount question and kind: `adults.women`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any as Anything

Answers = Mapping[str, Anything]


@dataclass(frozen=True)
class Is:
    """The answer is this option."""

    question: str
    option: str | int


@dataclass(frozen=True)
class Any:
    """The answer is one of these options; for many-choice: at least one of them is chosen."""

    question: str
    options: tuple[str | int, ...]


@dataclass(frozen=True)
class All:
    """Many-choice: all of these are chosen. Headcount: at least one of each of these kinds."""

    question: str
    options: tuple[str | int, ...]


@dataclass(frozen=True)
class Only:
    """At least one of these, and nothing else."""

    question: str
    options: tuple[str | int, ...]


@dataclass(frozen=True)
class Alone:
    """Headcount: exactly one in all, of this kind."""

    question: str
    kind: str


@dataclass(frozen=True)
class AtLeast:
    """A number, or a headcount's kind, is this or more."""

    path: str
    number: int


@dataclass(frozen=True)
class AtMost:
    """A number, or a headcount's kind, is this or less."""

    path: str
    number: int


@dataclass(frozen=True)
class Between:
    """A number, or a headcount's kind, lies in this closed range."""

    path: str
    low: int
    high: int


@dataclass(frozen=True)
class Answered:
    """The question has an answer."""

    question: str


@dataclass(frozen=True)
class And:
    """All of these hold; with none, always true."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True)
class Or:
    """At least one of these holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """This does not hold."""

    condition: "Condition"


Condition = Is | Any | All | Only | Alone | AtLeast | AtMost | Between | Answered | And | Or | Not

ALWAYS = And(())


def both(first: Condition, second: Condition) -> Condition:
    """The two joined with and, flat and without ALWAYS, so that equal conditions look equal."""
    parts = [p for c in (first, second) for p in (c.conditions if isinstance(c, And) else (c,))]
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def holds(condition: Condition, answers: Answers) -> bool:
    """Whether the condition holds for the answers of one sheet."""
    match condition:
        case Is(question, option):
            return bool(answers.get(question) == option)
        case Any(question, options):
            return bool(chosen(answers.get(question)) & set(options))
        case All(question, options):
            return set(options) <= chosen(answers.get(question))
        case Only(question, options):
            present = chosen(answers.get(question))
            return bool(present) and present <= set(options)
        case Alone(question, kind):
            counts = answers.get(question)
            return isinstance(counts, Mapping) and counts.get(kind) == 1 == sum(counts.values())
        case AtLeast(path, number):
            value = number_at(path, answers)
            return value is not None and value >= number
        case AtMost(path, number):
            value = number_at(path, answers)
            return value is not None and value <= number
        case Between(path, low, high):
            value = number_at(path, answers)
            return value is not None and low <= value <= high
        case Answered(question):
            return answers.get(question) is not None
        case And(conditions):
            return all(holds(c, answers) for c in conditions)
        case Or(conditions):
            return any(holds(c, answers) for c in conditions)
        case Not(inner):
            return not holds(inner, answers)


def chosen(answer: Anything) -> set[str | int]:
    """What is present in an answer: the option, the options, or the kinds with at least one."""
    if answer is None:
        return set()
    if isinstance(answer, Mapping):
        return {kind for kind, count in answer.items() if count}
    return set(answer) if isinstance(answer, list | tuple) else {answer}


def number_at(path: str, answers: Answers) -> int | None:
    """The number at a path, None when it is missing."""
    question, _, kind = path.partition(".")
    answer = answers.get(question)
    if kind:
        answer = answer.get(kind) if isinstance(answer, Mapping) else None
    return answer if isinstance(answer, int) else None


def questions_in(condition: Condition) -> Iterator[str]:
    """The codes of the questions a condition looks at."""
    match condition:
        case And(conditions) | Or(conditions):
            for inner in conditions:
                yield from questions_in(inner)
        case Not(inner):
            yield from questions_in(inner)
        case AtLeast(path) | AtMost(path) | Between(path):
            yield path.partition(".")[0]
        case _:
            yield condition.question


_LISTED: dict[str, type[Any] | type[All] | type[Only]] = {"any": Any, "all": All, "only": Only}


def parse(written: Anything) -> Condition:
    """Build a condition from content such as {adults.men: {at_least: 1}} or {and: [...]}.

    Raises ValueError with what is wrong; the caller adds the place.
    """
    if not isinstance(written, Mapping) or len(written) != 1:
        raise ValueError('a rule is one question with one comparison, such as {first_talk: {is: "yes"}}')
    key, value = next(iter(written.items()))
    match key:
        case "and" | "or":
            if not isinstance(value, list) or not value:
                raise ValueError(f"`{key}` takes a list of rules")
            inner = tuple(parse(v) for v in value)
            return And(inner) if key == "and" else Or(inner)
        case "not":
            return Not(parse(value))
    return _comparison(str(key), value)


def _comparison(path: str, written: Anything) -> Condition:
    if written == "answered":
        return Answered(path)
    if not isinstance(written, Mapping) or len(written) != 1:
        raise ValueError(f"say one thing about `{path}`, such as {{is: code}} or answered")
    operator, value = next(iter(written.items()))
    match operator:
        case "is" if isinstance(value, str | int) and not isinstance(value, bool):
            return Is(path, value)
        case "is":
            raise ValueError(f'`is` takes one option of `{path}` (quote "yes" and "no")')
        case "any" | "all" | "only" if isinstance(value, list) and value:
            return _LISTED[operator](path, tuple(value))
        case "any" | "all" | "only":
            raise ValueError(f"`{operator}` takes a list of options")
        case "alone":
            return Alone(path, str(value))
        case "at_least" | "at_most" if _is_number(value):
            return (AtLeast if operator == "at_least" else AtMost)(path, value)
        case "between" if isinstance(value, list) and len(value) == 2 and all(map(_is_number, value)):
            return Between(path, value[0], value[1])
    raise ValueError(
        f"`{operator}: {value}` is not understood for `{path}`; there is is, any, all, only, alone, "
        "at_least, at_most, between, answered, and, or, not"
    )


def _is_number(value: Anything) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
