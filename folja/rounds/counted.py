"""A yearly survey that is answered in Följa: asked as a round, counted as an instrument, and rounded once at closing.

The answers are a leaf of their own: rounded jointly, climbed down the ladder and audited as those of a tertial are.
"""

import json
from collections.abc import Iterable, Set
from dataclasses import asdict, replace
from functools import cache
from typing import Any

from folja.counting.cell import ANSWERED
from folja.counting.plan import Component, Plan, plan_for
from folja.disclosure import policy
from folja.disclosure.protection import protect_alone
from folja.instruments.instrument import Instrument, Nouns
from folja.instruments.question import Group, OneQuestion, Option
from folja.rounds.release import Sheet
from folja.rounds.round_type import Axis, Dimension, RoundType
from folja.rounds.yearly import FREQUENCIES, Line, Question, Survey, YearResult
from folja.vocabulary.period import Month
from folja.vocabulary.text import Text

ANSWERS = Nouns(
    Text.of(sv="svar", en="answer"), Text.of(sv="svaret", en="the answer"), Text.of(sv="svar", en="answers")
)
SOURCE = Text.of(sv="Besvarad i Följa, i hela femtal", en="Answered in Följa, in multiples of five")


MOST_ANSWERS = 5_000
"""More are not taken of one survey."""


@cache
def asked_as(survey: Survey) -> RoundType:
    """The survey as what a round asks."""
    axes = tuple(Axis(one.code, "questions", one.short, one.text) for one in survey.questions)
    return RoundType(
        code=survey.code,
        version=survey.version,
        policy="cubes",
        title=survey.title,
        definition=survey.help,
        group_question=survey.title,
        usual_groups=(),
        scale=tuple(FREQUENCIES.values()),
        dimensions=(Dimension("questions", survey.title, axes, is_local=False),),
    )


@cache
def counted_as(survey: Survey) -> Instrument:
    """The survey as what its answers are counted by; a line that counts several answers is a group of them."""
    return Instrument(
        code=survey.code,
        version=survey.version,
        first_month=Month(1990, 1),
        audience=survey.audience,
        level="selective",
        icon="chart",
        title=survey.title,
        definition=survey.help,
        nouns=ANSWERS,
        questions=tuple(_question(one, survey.help) for one in survey.questions),
    )


def _question(one: Question, words: Text) -> OneQuestion:
    options = tuple(Option(code, title) for code, title in FREQUENCIES.items())
    groups = tuple(Group(_category(line), one.short, line.counts) for line in one.lines if len(line.counts) > 1)
    return OneQuestion(one.code, one.text, words, options=options, groups=groups)


def _category(line: Line) -> str:
    return line.counts[0] if len(line.counts) == 1 else f"line_{line.code}"


@cache
def _rounded_as(survey: Survey) -> Plan:
    """What of the survey is rounded: how many answered each question, its lines, and the answers that no line counts.

    An answer inside a line is shown nowhere. Rounded too, it would have a say in which roundings of its line there are.
    """
    plan = plan_for(counted_as(survey))
    inside = {
        f"{question.code}.{one}" for question in survey.questions for line in question.lines for one in line.counts
    } - {f"{question.code}.{_category(line)}" for question in survey.questions for line in question.lines}
    return replace(plan, components=tuple(_without(component, inside) for component in plan.components))


def _without(component: Component, cells: Set[str]) -> Component:
    kept = (replace(cell, published=cell.published and cell.code not in cells) for cell in component.cells)
    return replace(component, cells=tuple(kept))


def result_of(survey: Survey, sheets: Iterable[Sheet], year: int) -> YearResult | None:
    """What is shown of a year's answers; None where they are too few for any share, so that it can be asked again."""
    frequencies = tuple(FREQUENCIES)
    answers = [{code: frequencies[step - 1] for code, step in sheet.answers.items()} for sheet in sheets]
    cells = protect_alone(_rounded_as(survey), answers, policy.shipped())
    if cells is None:
        return None
    counts, bases = {}, {}
    for question in survey.questions:
        for line in question.lines:
            cell, base = f"{question.code}.{_category(line)}", f"{question.code}.{ANSWERED}"
            if cell in cells and base in cells:
                counts[line.code], bases[line.code] = cells[cell], cells[base]
    if max(bases.values(), default=0) < policy.shipped().least_base_for_share:
        return None
    withheld = tuple(line.code for line in survey.lines if line.code not in counts)
    return YearResult(year, max(bases.values(), default=0), counts, SOURCE.sv, withheld, bases, is_rounded=True)


def result_as_json(result: YearResult | None) -> str:
    """One spelling for one result."""
    return json.dumps(asdict(result) if result else None, ensure_ascii=False, sort_keys=True)


def result_from_json(written: str) -> YearResult | None:
    """The result again."""
    told: dict[str, Any] | None = json.loads(written)
    return YearResult(**told | {"withheld": tuple(told.get("withheld", ()))}) if told else None
