"""The tiny instruments that all tests share, one for each feature of the content format: tests/spec/instruments."""

from dataclasses import replace
from pathlib import Path

from folja.figures import indicator
from folja.instruments.instrument import Instrument
from folja.instruments.loading import Instruments, load, shipped
from folja.vocabulary.period import Month
from folja.vocabulary.text import Text

TINY_CONTENT = Path(__file__).parent / "spec"
TINY: Instruments = load(TINY_CONTENT)


def tiny(code: str) -> Instrument:
    """The latest version of a tiny instrument."""
    return TINY.latest(code)


INDICATORS = indicator.load(TINY_CONTENT, TINY)
"""The indicators of the tiny instruments: tests/spec/indicators."""


def with_other_words(code: str, first_month: Month) -> Instruments:
    """The shipped instruments and one version more of one of them, which asks the same in other words."""
    before = shipped().latest(code)
    questions = tuple(
        replace(one, text=Text.of(sv=f"{one.text.sv} Nu?", en=f"{one.text.en} Now?")) for one in before.questions
    )
    after = replace(before, version=before.version + 1, first_month=first_month, questions=questions)
    return replace(shipped(), versions={**shipped().versions, code: (*shipped().of(code), after)})
