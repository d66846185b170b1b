"""What a year has taught: what its plan wanted to develop, and what its reports want to develop, line by line."""

from folja.goals.year_plan import YearPlan
from folja.reports import template
from folja.vocabulary.period import tertial
from folja.web.writing.stored import texts_of

LEARNED = ("development", "learned")
"""The parts of a report whose texts become the next year's development areas."""


def learned(plan: YearPlan) -> tuple[str, ...]:
    """The lessons of a plan's year: its own development areas, then each line of its reports; each once."""
    texts = [
        texts_of(code, plan.unit, tertial(plan.year, number)) for number in (1, 2, 3) for code in template.shipped()
    ]
    written = [text[code] for text in texts for code in LEARNED if code in text]
    lines = [line.strip() for text in written for line in text.split("\n") if line.strip()]
    return tuple(dict.fromkeys((*(area.words for area in plan.areas), *lines)))
