"""What a family may have to read, as texts in Swedish and English: the sources of every translation.

A translation belongs to its Swedish words. What is asked in two instruments is translated once, and words that are
changed in Swedish have no translation until somebody has read them anew.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped as instruments
from folja.instruments.question import OneQuestion
from folja.rounds import yearly
from folja.rounds.counted import counted_as
from folja.vocabulary.text import Text
from folja.web.wordings import phrases, urgent


@cache
def around_questions() -> tuple[Text, ...]:
    """What stands on every page, whatever is asked."""
    return _distinct([*phrases.shipped().values(), *(number.when for number in urgent.shipped())])


@cache
def of_instrument(instrument: Instrument) -> tuple[Text, ...]:
    """What a family reads of one version of an instrument."""
    return _distinct(_read_in(instrument))


@cache
def of_every_version(code: str) -> tuple[Text, ...]:
    """What a family reads of an instrument, the newest version first. One that is not asked yet can be read beforehand;
    one that is no longer asked still stands in leaflets. A yearly survey has one version."""
    if surveys := [one for one in family_surveys() if one.code == code]:
        return of_instrument(surveys[0])
    return _distinct(text for version in reversed(instruments().of(code)) for text in of_instrument(version))


@cache
def all_sources() -> tuple[Text, ...]:
    """Everything, in the order a family meets it: each instrument in every version, then what stands around."""
    asked = [code for code in instruments() if instruments().latest(code).audience == "family"]
    texts = [text for code in asked for text in of_every_version(code)]
    return _distinct([*texts, *(text for one in family_surveys() for text in of_instrument(one)), *around_questions()])


def family_surveys() -> tuple[Instrument, ...]:
    """The yearly surveys that parents answer, as what they are counted by."""
    return tuple(counted_as(one) for one in yearly.shipped().values() if one.audience == "family")


def _read_in(instrument: Instrument) -> Iterator[Text]:
    yield instrument.title
    for question in instrument.questions:
        yield question.text
        if not instrument.easy:  # there a picture stands in its place
            yield question.help
        if isinstance(question, OneQuestion):
            yield from (option.title for option in question.options)


def _distinct(texts: Iterable[Text]) -> tuple[Text, ...]:
    """Each Swedish wording once, by the first text that has it."""
    return tuple({text.sv: text for text in reversed(list(texts))}.values())[::-1]
