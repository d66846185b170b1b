"""Turns what somebody filled in into a registration, or says what to mend, question by question."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from folja.instruments.instrument import Instrument
from folja.instruments.question import (
    HeadcountQuestion,
    ManyQuestion,
    NoteQuestion,
    NumberQuestion,
    OneQuestion,
    Question,
    ScaleQuestion,
)
from folja.instruments.registration import Registration
from folja.vocabulary.condition import holds
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Problem, Refused, problem


def registration(
    instrument: Instrument, unit: str, month: Month, given: Mapping[str, Any], *, today: date, late: bool = False
) -> Registration:
    """A checked registration. `given` holds answers in stored form; missing and None are not known.

    Raises Refused with one problem per question; a problem's `where` is the question's code, or
    `month`. Answers that were given to questions that are not shown are refused, never dropped.
    """
    problems = [*month_problems(instrument, month, today=today)]
    answers: dict[str, Any] = {}
    for code in given:
        if code not in instrument.by_code:
            problems.append(
                problem(code, sv="Frågan finns inte i den här versionen.", en="no such question in this version")
            )
    for question in instrument.questions:
        value = given.get(question.code)
        if _is_missing(value):
            continue
        if not holds(question.show_if, answers):
            problems.append(_hidden(question))
            continue
        try:
            answers[question.code] = stored(question, value)
        except Refused as refused:
            problems.extend(refused.problems)
    if problems:
        raise Refused(problems)
    return Registration(instrument.code, instrument.version, unit, month, answers, late)


def _is_missing(value: Any) -> bool:
    """Whether nothing was given: no answer, no option, or no number for any kind."""
    if isinstance(value, Mapping):
        return all(number is None for number in value.values())
    return value is None or value == []


def month_problems(instrument: Instrument, month: Month, *, today: date) -> list[Problem]:
    """A month in the future, or before the version began."""
    if month > Month.of(today):
        return [
            problem(
                "month",
                sv=f"{month.name().capitalize()} har inte börjat. Välj {Month.of(today).name()} eller tidigare.",
                en=f"{month.name('en')} has not begun; choose {Month.of(today).name('en')} or earlier",
            )
        ]
    if month < instrument.first_month:
        return [
            problem(
                "month",
                sv=f"Formuläret började användas i {instrument.first_month.name()}. Välj en senare månad.",
                en=f"this form was first used in {instrument.first_month.name('en')}; choose a later month",
            )
        ]
    return []


def _hidden(question: Question) -> Problem:
    return problem(
        question.code,
        sv="Frågan ställs bara efter ett annat svar ovanför. Ta bort svaret här, eller ändra det ovanför.",
        en="this question is not asked after the answer above it; remove the answer or change the one above",
    )


def stored(question: Question, value: Any) -> Any:
    """The answer to one question in stored form. Raises Refused when it is none."""
    match question:
        case ScaleQuestion():
            return _whole_number(question, value, 1, question.steps)
        case OneQuestion():
            return _option(question, value)
        case ManyQuestion():
            return _options(question, value)
        case HeadcountQuestion():
            return _headcount(question, value)
        case NumberQuestion():
            return _whole_number(question, value, question.least, question.most)
        case NoteQuestion():
            return _note(question, value)


def _option(question: OneQuestion | ManyQuestion, value: Any) -> str:
    if value not in question.option_codes:
        raise _refused(
            question,
            sv=f"Svaret {_shown(value)} finns inte bland alternativen. Välj ett av {_codes(question.option_codes)}.",
            en=f"{_shown(value)} is no option; choose one of {_codes(question.option_codes)}",
        )
    return str(value)


def _options(question: ManyQuestion, value: Any) -> list[str]:
    if not isinstance(value, list | tuple | set | frozenset):
        raise _refused(question, sv="Här behövs en lista av alternativ.", en="a list of options is needed here")
    picked = {_option(question, item) for item in value}
    return [code for code in question.option_codes if code in picked]


def _headcount(question: HeadcountQuestion, value: Any) -> dict[str, int]:
    if not isinstance(value, Mapping) or not set(value) <= set(question.kind_codes):
        raise _refused(
            question,
            sv=f"Här behövs ett antal för {_codes(question.kind_codes)}.",
            en=f"a number is needed for {_codes(question.kind_codes)}",
        )
    numbers = {code: 0 if value.get(code) is None else value[code] for code in question.kind_codes}
    return {code: _whole_number(question, number, 0, question.most) for code, number in numbers.items()}


def _whole_number(question: Question, value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _refused(
            question,
            sv=f"Här behövs ett helt tal, {least}–{most}.",
            en=f"a whole number is needed here, {least}-{most}",
        )
    if not least <= value <= most:
        raise _refused(
            question,
            sv=f"Du har skrivit {value}. Skriv ett tal från {least} till {most}, eller välj Vet ej.",
            en=f"{value} was given; write a number from {least} to {most}, or choose Not known",
        )
    return value


def _note(question: NoteQuestion, value: Any) -> str:
    words = str(value).strip()
    if len(words) > question.longest:
        raise _refused(
            question,
            sv=f"Texten är {len(words)} tecken. Korta den till {question.longest}.",
            en=f"the text has {len(words)} characters; shorten it to {question.longest}",
        )
    return words


def _shown(value: Any) -> str:
    # A code may be repeated to its writer; anything longer could be a person's words.
    return f"”{value}”" if isinstance(value, str | int) and len(str(value)) <= 40 else "som gavs"


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(codes[:12]) + (" …" if len(codes) > 12 else "")


def _refused(question: Question, *, sv: str, en: str) -> Refused:
    return Refused([problem(question.code, sv=sv, en=en)])
