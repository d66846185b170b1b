"""The tiny instruments that all tests share, one for each feature of the content format: tests/spec/instruments."""

from pathlib import Path

from folja.figures import indicator
from folja.instruments.instrument import Instrument
from folja.instruments.loading import Instruments, load

TINY_CONTENT = Path(__file__).parent / "spec"
TINY: Instruments = load(TINY_CONTENT)


def tiny(code: str) -> Instrument:
    """The latest version of a tiny instrument."""
    return TINY.latest(code)


INDICATORS = indicator.load(TINY_CONTENT, TINY)
"""The indicators of the tiny instruments: tests/spec/indicators."""
