"""Everything that can be true: every sheet of a tiny instrument, and every set of counts that some sheets give."""

from collections.abc import Iterator
from functools import cache
from itertools import chain, combinations, product
from typing import Any

import numpy as np

from folja.counting.plan import Component
from folja.instruments.instrument import Instrument
from folja.instruments.question import HeadcountQuestion, ManyQuestion, NumberQuestion, OneQuestion, Question
from folja.vocabulary.condition import holds
from tests.city import Sheet, amount


def sheets(instrument: Instrument) -> list[Sheet]:
    """One sheet of every sort that can be told apart by what is counted."""
    found: list[dict[str, Any]] = [{}]
    for question in instrument.questions:
        further = [
            sheet | {question.code: answer}
            for sheet in found
            if holds(question.show_if, sheet)
            for answer in _answers(question)
        ]
        found += further
    return found


def _answers(question: Question) -> Iterator[Any]:
    match question:
        case OneQuestion():
            yield from (int(code) if code.isdigit() else code for code in question.option_codes)
        case ManyQuestion():
            codes = question.option_codes
            yield from map(list, chain.from_iterable(combinations(codes, size + 1) for size in range(len(codes))))
        case HeadcountQuestion():
            most = question.most if question.count == ("people",) else 2
            for numbers in product(range(most + 1), repeat=len(question.kinds)):
                yield dict(zip(question.kind_codes, numbers, strict=True))
        case NumberQuestion(bands=bands):
            yield from (band.low for band in bands)


@cache
def possible_counts(instrument: Instrument, component: Component, acts: int) -> np.ndarray:
    """Every set of counts that so many sheets can give: one row each, one column per cell."""
    kinds = {tuple(amount(cell, sheet) for cell in component.cells) for sheet in sheets(instrument)}
    found = {(0,) * len(component.cells)}
    for _ in range(acts):
        found = {tuple(map(sum, zip(counts, one, strict=True))) for counts in found for one in kinds}
    return np.array(sorted(found))
