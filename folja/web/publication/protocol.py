"""The protocol of a closing: what was published, and in plain words what had to be given up to protect people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from folja.disclosure.publication import Publication, Step
from folja.figures.library import Library
from folja.figures.outnumbered import outnumbered
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text, listed
from folja.vocabulary.unit import UnitTree

_STEPS: dict[Step, Text] = {
    "coarser": Text.of(
        sv="Visas bara i grova drag, eftersom några svar var få: {units}.",
        en="Shown in coarse categories only, as some answers were few: {units}.",
    ),
    "merged": Text.of(sv="Räknas ihop: {units}.", en="Counted together: {units}."),
    "withheld": Text.of(
        sv="Saknas i siffrorna, för få registreringar eller medarbetare: {units}.",
        en="Missing from the figures, too few registrations or staff: {units}.",
    ),
    "sensitive": Text.of(
        sv="Frågan är känslig. Visas bara i grova drag eller inte alls, eftersom något svar kan ligga under 10 eller "
        "över 90 procent: {units}.",
        en="The question is sensitive. Shown in coarse categories only or not at all, as some answer may be under 10 "
        "or over 90 per cent: {units}.",
    ),
}
_OTHERS = Text.of(sv="övriga enheter i {unit}", en="other units in {unit}")
_VOLUMES = Text.of(sv="Antal insatser", en="Numbers of activities")
_INSIDE = Text.of(
    sv="Visas bara i summan för enheten ovanför, så att ingen enskild medarbetares arbete syns: {units}.",
    en="Shown only in the sum of the unit above, so that no single employee's work shows: {units}.",
)
_OUTNUMBERED = Text.of(
    sv="Fler svar än samtal: {units}. Kanske har båda föräldrarna svarat, kanske någon om och om igen. Fråga enheten "
    "innan du litar på svaren.",
    en="More answers than talks: {units}. Perhaps both parents answered, perhaps somebody over and over again. Ask the "
    "unit before you trust what the answers show.",
)


@dataclass(frozen=True)
class GivenUp:
    """One thing that was given up: about what, and which units' numbers."""

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
        given_up=tuple(given_up(library, publication, language)),
        hash=publication.hash,
        content=publication.provenance.content,
        version=publication.provenance.version,
    )


def too_many_answers(library: Library, period: Period, language: str) -> str:
    """Where more answered than there were talks to answer about, by what was frozen; nothing where none did."""
    leaves = library.tree_in(period).leaves
    names = [figure.unit_name for figure in outnumbered(library, (leaf.code for leaf in leaves), period)]
    return _OUTNUMBERED.in_language(language).format(units=listed(names, language)) if names else ""


def given_up(library: Library, publication: Publication, language: str) -> Iterator[GivenUp]:
    """What a closing gave up, in words: no codes, and no more than the ladder itself tells."""
    period = publication.period
    if publication.units.hidden:
        names = [publication.units.tree[code].name for code in sorted(publication.units.hidden)]
        yield GivenUp(
            _VOLUMES.in_language(language), _INSIDE.in_language(language).format(units=listed(names, language))
        )
    steps: dict[tuple[str, Step], list[str]] = {}
    for rung in publication.rungs:
        steps.setdefault((rung.cube, rung.step), []).append(_leaf(publication.units.tree, rung.leaf, language))
    for (cube, step), leaves in steps.items():
        units = listed(list(dict.fromkeys(leaves)), language)
        yield GivenUp(_about(library, cube, period, language), _STEPS[step].in_language(language).format(units=units))


def _about(library: Library, cube: str, period: Period, language: str) -> str:
    """Råd- och stödsamtal, or with its question: Råd- och stödsamtal: Vilka vuxna deltog?"""
    code, _, attribute = cube.partition(".")
    instrument = library.instruments.in_force(code, period.last)
    if instrument is None:
        return cube
    question = instrument.by_code.get(attribute)
    title = instrument.title.in_language(language)
    return f"{title}: {question.text.in_language(language)}" if question else title


def _leaf(tree: UnitTree, code: str, language: str) -> str:
    """A unit's name; of several counted together, all their names."""
    return " + ".join(_one(tree, part, language) for part in code.split("+"))


def _one(tree: UnitTree, code: str, language: str) -> str:
    unit, _, rest = code.partition(":")
    name = tree[unit].name
    return _OTHERS.in_language(language).format(unit=name) if rest else name
