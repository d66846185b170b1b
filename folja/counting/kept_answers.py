"""Answers as they are kept, in JSON, as typed columns: said in SQL, so that no row of millions passes through Python.

What could not have been registered is never null by silence: a column beside the others names the question.
"""

import json
from functools import cache

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

WRONG = "wrong answer of"
"""The column that holds the code of a question whose answer is none, or nothing where it is none of the questions'."""

# With spaces, so that no question has the name.
KEPT, GIVEN = '"kept answers"', '"given answers"'


@cache
def typed(instrument: Instrument, source: str) -> str:
    """A query of unit, month, all typed columns and WRONG, from a query of unit, month and answers."""
    asked = json.dumps({question.code: "JSON" for question in instrument.questions})
    parted = f"try(json_transform(answers, {_text(asked)}))"
    given = f"select unit, month, answers as {KEPT}, {parted} as {GIVEN} from ({source})"  # noqa: S608
    columns = [
        f"{value} as {_name(name)}" for question in instrument.questions for name, value in _columns(question).items()
    ]
    values = f"select {', '.join(['*', *columns])} from ({given})"  # noqa: S608
    return f"select * exclude ({GIVEN}, {KEPT}), {_wrong(instrument)} as {_name(WRONG)} from ({values})"  # noqa: S608


def _columns(question: Question) -> dict[str, str]:
    """What each column holds: null where the answer is missing, or is none."""
    code, given = question.code, _given(question)
    match question:
        case ScaleQuestion():
            return {code: f"{_number(given, 1, question.steps)}::tinyint"}
        case OneQuestion():
            allowed = ", ".join(_text(f'"{option}"') for option in question.option_codes)
            return {code: f"case when {given} in ({allowed}) then {given}[2:-2] end"}
        case ManyQuestion():
            return {
                f"{code}.{option}": f"contains({given}, {_text(_quoted(option))})" for option in question.option_codes
            }
        case HeadcountQuestion():
            return {
                f"{code}.{kind}": _number(f"json_extract({given}, {_text(f'$.{kind}')})", 0, question.most)
                for kind in question.kind_codes
            }
        case NumberQuestion():
            return {code: _number(given, question.least, question.most)}
        case NoteQuestion():
            return {}  # free text is never counted, so it never leaves the database


def _number(given: str, least: int, most: int) -> str:
    number = f"try_cast({given} as integer)"
    return f"case when {number} between {least} and {most} then {number} end"


def _wrong(instrument: Instrument) -> str:
    known = " + ".join(f"({_given(question)} is not null)::int" for question in instrument.questions)
    whole = f"coalesce({KEPT}[1] = '{{' and len(try(json_keys({KEPT}))) = {known}, false)"
    each = [
        f"when {_given(question)} is not null and not coalesce({right}, false) then {_text(question.code)}"
        for question in instrument.questions
        if (right := _right(question))
    ]
    return f"case when not {whole} then '' {' '.join(each)} end"


def _right(question: Question) -> str:
    """An answer is one when what its columns hold would be kept as the same text."""
    code, given = question.code, _given(question)
    match question:
        case ScaleQuestion() | NumberQuestion():
            return f"{given} = {_name(code)}::varchar"
        case OneQuestion():
            return f"{_name(code)} is not null"  # it was compared already
        case ManyQuestion():
            chosen = [
                f"case when {_name(f'{code}.{option}')} then {_text(_quoted(option))} end"
                for option in question.option_codes
            ]
            return f"{given} = '[' || nullif(concat_ws(',', {', '.join(chosen)}), '') || ']'"
        case HeadcountQuestion():
            numbers = [
                f"{_text(f'{_quoted(kind)}:')} || {_name(f'{code}.{kind}')}" for kind in sorted(question.kind_codes)
            ]
            joined = " || ',' || ".join(numbers)
            return f"{given} = '{{' || {joined} || '}}'"
        case NoteQuestion():
            return ""


def _given(question: Question) -> str:
    """The answer as it stands in the JSON, which has no spaces; null where there is none."""
    return f"{GIVEN}.{_name(question.code)}"


def _quoted(code: str) -> str:
    return f'"{code}"'


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
