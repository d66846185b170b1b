"""How spreadsheets spell the answers to questions: choices, numbers, one column each or one for all."""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from typing import Any

from folja.instruments.question import (
    HeadcountQuestion,
    ManyQuestion,
    NoteQuestion,
    NumberQuestion,
    OneQuestion,
    Option,
    Question,
    ScaleQuestion,
)
from folja.instruments.validation import stored
from folja.spreadsheets.spelling import (
    EMPTY,
    Cell,
    Read,
    Reading,
    arrow,
    folded,
    not_known,
    remembered,
    repeated,
    words,
)
from folja.vocabulary.problem import Refused
from folja.vocabulary.text import Text, listed


def reader(question: Question, part: str = "") -> Read:
    """Reads the cells of a question's column, or of the column of one of its kinds or options."""
    match question:
        case HeadcountQuestion():
            return remembered(partial(_count, question, part))
        case ManyQuestion() if part:
            return remembered(partial(_tick, f"{question.code}.{part}"))
        case ManyQuestion():
            return remembered(partial(_choices, question, _labels(question.options)))
        case OneQuestion():
            return remembered(partial(_choice, question, _labels(question.options)))
        case NumberQuestion():
            return remembered(partial(_number, question))
        case NoteQuestion():
            return partial(_note, question)


_YES = frozenset({"yes", "ja", "j", "x", "1", "true", "sant"})
_NO = frozenset({"no", "nej", "n", "0", "false", "falskt"})


def _labels(options: tuple[Option, ...]) -> Mapping[str, str]:
    """What each option may be called, folded: its code, and a title that no other option has."""
    titled: dict[str, set[str]] = {}
    for option in options:
        for title in (option.title.sv, option.title.en):
            titled.setdefault(folded(title), set()).add(option.code)
    labels = {title: codes.pop() for title, codes in titled.items() if len(codes) == 1}
    codes = {folded(option.code): option.code for option in options}
    if codes.keys() == {"yes", "no"}:
        labels |= dict.fromkeys(_YES, "yes") | dict.fromkeys(_NO, "no")
    return labels | codes


def _choice(question: OneQuestion, labels: Mapping[str, str], cell: Cell) -> Reading:
    code = labels.get(folded(words(cell)))
    if code is None:
        return not_known(cell, question.code) or Reading(wrong=_no_option(question, labels, cell))
    value = int(code) if isinstance(question, ScaleQuestion) else code
    return Reading(value, None if words(cell) == code else arrow(words(cell), f"{question.code}: {code}"))


def _choices(question: ManyQuestion, labels: Mapping[str, str], cell: Cell) -> Reading:
    items = cell if isinstance(cell, tuple) else words(cell).split("|")
    written = [item for item in map(words, items) if item]
    codes = [labels.get(folded(item), "") for item in written]
    if not all(codes) or not codes:
        unknown = next((item for item, code in zip(written, codes, strict=True) if not code), "")
        return not_known(cell, question.code) or Reading(wrong=_no_option(question, labels, unknown))
    if written == codes:
        return Reading(codes)
    return Reading(codes, arrow(" | ".join(written), f"{question.code}: {', '.join(codes)}"))


def _tick(path: str, cell: Cell) -> Reading:
    written = folded(words(cell))
    if written in _YES | _NO:
        return Reading(written in _YES)
    return not_known(cell, path) or Reading(
        wrong=Text.of(
            sv="Här står varken ja eller nej. Skriv x om det stämmer, annars inget.",
            en="this is neither yes nor no; write x if it holds, otherwise nothing",
        )
    )


# Longer numbers than any answer has: one could be a telephone number, and is not repeated.
_WHOLE = re.compile(r"[+-]?\d{1,4}")
_NO_WHOLE_NUMBER = 0.5


def _whole(cell: Cell) -> int | float:
    """The whole number in a cell, else one that validation refuses without repeating it."""
    found = _WHOLE.fullmatch(words(cell))
    return int(found[0]) if found else _NO_WHOLE_NUMBER


def _count(question: HeadcountQuestion, part: str, cell: Cell) -> Reading:
    return not_known(cell, f"{question.code}.{part}") or _stored(
        question, {part: _whole(cell)}, lambda counts: counts[part]
    )


def _number(question: NumberQuestion, cell: Cell) -> Reading:
    return not_known(cell, question.code) or _stored(question, _whole(cell))


def _note(question: NoteQuestion, cell: Cell) -> Reading:
    written = cell if isinstance(cell, str) else words(cell) or str(cell)
    return not_known(cell, question.code) or _stored(question, written)


def _stored(question: Question, given: Any, pick: Callable[[Any], Any] = lambda value: value) -> Reading:
    try:
        return Reading(pick(stored(question, given)))
    except Refused as refused:
        return Reading(wrong=refused.problems[0].text)


_MOST_NAMED = 8


def _no_option(question: OneQuestion | ManyQuestion, labels: Mapping[str, str], cell: Cell) -> Text:
    written = words(cell)
    close = get_close_matches(folded(written), labels, 1, cutoff=0.7)
    found = [option for option in question.options if close and option.code == labels[close[0]]]
    offered = found or question.options[:_MOST_NAMED]
    more = " …" if not found and len(question.options) > _MOST_NAMED else "."
    several = isinstance(question, ManyQuestion)
    return Text.of(
        sv=f"Svaret{repeated(written)} finns inte bland alternativen. {'Menade du' if found else 'Skriv'} "
        f"{_named(offered, 'sv')}{'?' if found else more}{' Skriv | mellan flera svar.' if several else ''}",
        en=f"the answer{repeated(written)} is no option; {'did you mean' if found else 'write'} "
        f"{_named(offered, 'en')}{'?' if found else more}{' Write | between several answers.' if several else ''}",
    )


def _named(options: tuple[Option, ...] | list[Option], language: str) -> str:
    return " / ".join(option.title.in_language(language) for option in options)


def combined(question: Question, readings: Mapping[str, Reading]) -> Reading:
    """The answer that several columns give together; `readings` is by kind or option, or by "" for one column."""
    if "" in readings:
        return readings[""]
    if isinstance(question, HeadcountQuestion):
        return _headcount(question, readings)
    return _ticked(question, readings)


def _headcount(question: HeadcountQuestion, readings: Mapping[str, Reading]) -> Reading:
    counts = {part: reading.value for part, reading in readings.items() if reading.value is not None}
    if not counts:
        return EMPTY
    empty = {kind.code: kind.title for kind in question.kinds if kind.code in readings and kind.code not in counts}
    unknown = [title for part, title in empty.items() if readings[part].said_unknown]
    if unknown:
        return Reading(wrong=_partly_known(unknown))
    return Reading(counts, _counted_as_none(question, list(empty.values())) if empty else None)


def _partly_known(unknown: Sequence[Text]) -> Text:
    sv, en = (listed((title.in_language(language) for title in unknown), language) for language in ("sv", "en"))
    return Text.of(
        sv=f"{sv} är inte känt, men de andra har ett antal. Skriv ett antal överallt, eller lämna alla tomma.",
        en=f"{en} is not known but the others have a number; write a number everywhere, or leave all empty",
    )


def _counted_as_none(question: HeadcountQuestion, titles: Sequence[Text]) -> Text:
    sv, en = (listed((title.in_language(language) for title in titles), language) for language in ("sv", "en"))
    return Text.of(sv=f"tomt → {question.code}: 0 för {sv}", en=f"empty → {question.code}: 0 for {en}")


def _ticked(question: Question, readings: Mapping[str, Reading]) -> Reading:
    ticked = [part for part, reading in readings.items() if reading.value]
    if ticked or all(reading.value is None for reading in readings.values()):
        return Reading(ticked or None)
    return Reading(
        note=Text.of(sv=f"inget valt → {question.code}: inte känt", en=f"nothing chosen → {question.code}: not known")
    )
