"""In which languages families are met: those where everything they may have to read is approved."""

from collections.abc import Iterable, Mapping

from folja.instruments.instrument import Instrument
from folja.vocabulary.languages import TONGUES, Tongue
from folja.vocabulary.text import REQUIRED, Text
from folja.web.wordings.sources import around_questions, of_instrument
from folja.web.wordings.stored import approved


def offered(instrument: Instrument | None = None) -> tuple[Tongue, ...]:
    """The languages of an instrument's questions and all around them; without one, of the pages that ask nothing."""
    return offered_with(of_instrument(instrument) if instrument else ())


def offered_with(texts: Iterable[Text]) -> tuple[Tongue, ...]:
    """The languages that these texts, and all that stands around on every page, can be read in."""
    needed, words = [*around_questions(), *texts], approved()
    return tuple(
        tongue for tongue in TONGUES if tongue.code in REQUIRED or _has_all(words.get(tongue.code, {}), needed)
    )


def _has_all(words: Mapping[str, str], needed: Iterable[Text]) -> bool:
    return all(text.sv in words for text in needed)
