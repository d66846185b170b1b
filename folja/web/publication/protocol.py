"""The protocol of a closing: what was published, and in plain words what had to be given up to protect people."""

from dataclasses import dataclass
from datetime import date

from folja.disclosure.publication import Rung
from folja.figures.library import Library
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text, listed

_STEPS = {
    "coarser": Text.of(
        sv="{unit} visas bara i grova drag, eftersom några svar var få.",
        en="{unit} is shown in coarse categories only, as some answers were few.",
    ),
    "merged": Text.of(sv="{unit} räknas ihop.", en="{unit} are counted together."),
    "withheld": Text.of(
        sv="{unit} är för få för att räknas med i siffrorna om människor.",
        en="{unit} is too few to be counted in the figures about people.",
    ),
}
_OTHERS = Text.of(sv="Övriga enheter i {unit}", en="Other units in {unit}")


@dataclass(frozen=True)
class GivenUp:
    """One thing that was given up: about what, and which unit's numbers."""

    about: str
    words: str


@dataclass(frozen=True)
class Protocol:
    """What a closing released and when, with the names that prove it unchanged."""

    period: Period
    frozen_on: date
    cubes: int
    instruments: int
    given_up: tuple[GivenUp, ...]
    hash: str
    content: str
    version: str


def protocol(library: Library, period: Period, language: str) -> Protocol:
    """The protocol of a closed tertial."""
    publication = library.publications[period]
    return Protocol(
        period=period,
        frozen_on=publication.provenance.frozen_on,
        cubes=len(publication.cubes),
        instruments=len({cube.instrument for cube in publication.cubes}),
        given_up=tuple(dict.fromkeys(given_up(library, rung, period, language) for rung in publication.rungs)),
        hash=publication.hash,
        content=publication.provenance.content,
        version=publication.provenance.version,
    )


def given_up(library: Library, rung: Rung, period: Period, language: str) -> GivenUp:
    """A step of the ladder in words: no codes, and no more than the ladder itself tells."""
    unit = _leaf(library, rung.leaf, language)
    words = _STEPS[rung.step].in_language(language).format(unit=unit)
    return GivenUp(_about(library, rung, period, language), words)


def _about(library: Library, rung: Rung, period: Period, language: str) -> str:
    """Råd- och stödsamtal, or with its question: Råd- och stödsamtal: Vilka vuxna deltog?"""
    code, _, attribute = rung.cube.partition(".")
    instrument = library.instruments.in_force(code, period.last)
    if instrument is None:
        return rung.cube
    question = instrument.by_code.get(attribute)
    title = instrument.title.in_language(language)
    return f"{title}: {question.text.in_language(language)}" if question else title


def _leaf(library: Library, code: str, language: str) -> str:
    """A unit's name; of several counted together, all their names."""
    return listed([_one(library, part, language) for part in code.split("+")], language)


def _one(library: Library, code: str, language: str) -> str:
    unit, _, rest = code.partition(":")
    name = library.tree[unit].name if unit in library.tree else unit
    return _OTHERS.in_language(language).format(unit=name) if rest else name
