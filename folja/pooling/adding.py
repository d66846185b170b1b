"""What of a publication may leave a municipality, and the sum of those of many."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from folja import __version__
from folja.disclosure.carriers import Leaf
from folja.disclosure.fixed_units import Units
from folja.disclosure.publication import Cube, Provenance, Publication, Rung
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Refused, problem, refuse
from folja.vocabulary.unit import Unit, UnitTree

LONGEST_CODE = 60
ENGINE = "pool"

Volumes = Mapping[str, Mapping[Month, Mapping[str, int]]]  # unit -> month -> measure -> exact number


@dataclass(frozen=True)
class Part:
    """What one municipality brings to the sum: a publication, and the code and name that it has in the nation."""

    code: str
    name: str
    publication: Publication


def may_leave(publication: Publication) -> Publication:
    """The publication without the exact volumes of hidden units.

    Those that are shown inside the same unit are added, and stand at the first of them: what each of them did is not
    there any more, and every sum that is shown is as it was. Raises Refused where the whole city is hidden.
    """
    units = publication.units
    if units.tree.city.code in units.hidden:
        raise refuse(
            units.tree.city.code,
            sv="Hela kommunen har så få medarbetare att antalen inte visas någonstans. I en summa skulle de gå att "
            "räkna ut, så den här perioden kan inte delas.",
            en="the whole municipality has so few staff that its volumes are not shown anywhere; they could be worked "
            "out of a sum, so this period can't be shared",
        )
    moved = bearers(units)
    volumes = {instrument: _added_at(moved, by_unit) for instrument, by_unit in publication.volumes.items()}
    # The salt would let the receiver try volumes until the hash that the municipality's own reports print fits.
    return replace(publication, volumes=volumes, provenance=replace(publication.provenance, salt=""))


def bearers(units: Units) -> dict[str, str]:
    """Hidden unit -> the first of those that are shown inside the same unit."""
    first: dict[str, str] = {}
    found = {}
    for leaf in sorted(leaf.code for leaf in units.tree.leaves if leaf.code in units.hidden):
        shown_in = next(code for code in units.tree.path(leaf) if code not in units.hidden)
        found[leaf] = first.setdefault(shown_in, leaf)
    return found


def _added_at(bearers: Mapping[str, str], volumes: Volumes) -> Volumes:
    added: dict[str, dict[Month, dict[str, int]]] = {}
    for unit, months in sorted(volumes.items()):
        there = added.setdefault(bearers.get(unit, unit), {})
        for month, numbers in months.items():
            sums = there.setdefault(month, {})
            for measure, number in numbers.items():
                sums[measure] = sums.get(measure, 0) + number
    return added


@dataclass(frozen=True)
class _Renaming:
    """How a municipality's codes read in the nation: its own for the city's, and before those of its units."""

    code: str
    city: str

    def unit(self, code: str) -> str:
        return self.code if code == self.city else f"{self.code}-{code}"

    def leaf(self, code: str) -> str:
        """farsta:other+farsta_1 as well as farsta_1."""
        joined = (one.partition(":") for one in code.split("+"))
        return "+".join(f"{self.unit(unit)}{mark}{others}" for unit, mark, others in joined)


def _renaming(part: Part) -> _Renaming:
    return _Renaming(part.code, part.publication.units.tree.city.code)


def pooled(nation: Unit, parts: Iterable[Part]) -> Publication:
    """The publication of a nation: all that municipalities published of one tertial, and nothing else.

    Leaves stay leaves, with new codes; a sum of the nation is, as every sum, that of its leaves. The parts are of one
    period, of different municipalities, and count alike.
    """
    parts = sorted(parts, key=lambda part: part.code)
    each = [(part.publication, _renaming(part)) for part in parts]
    cubes: dict[str, Cube] = {}
    volumes: dict[str, dict[str, Mapping[Month, Mapping[str, int]]]] = {}
    rungs: list[Rung] = []
    for publication, renaming in each:
        for cube in publication.cubes:
            cubes[cube.code] = _joined(cubes.get(cube.code), _renamed_cube(cube, renaming))
        for instrument, by_unit in publication.volumes.items():
            volumes.setdefault(instrument, {}).update({renaming.unit(unit): by_unit[unit] for unit in by_unit})
        rungs += [Rung(rung.cube, renaming.leaf(rung.leaf), rung.step) for rung in publication.rungs]
    first = parts[0].publication
    return Publication(
        first.period,
        Units(
            tree_of(nation, parts),
            frozenset(renaming.unit(unit) for publication, renaming in each for unit in publication.units.hidden),
        ),
        tuple(cubes.values()),
        volumes,
        tuple(rungs),
        Provenance(
            first.provenance.plan,
            _hash_of(parts),
            first.provenance.policy,
            ENGINE,
            max(part.publication.provenance.frozen_on for part in parts),
            __version__,
        ),
    )


def tree_of(nation: Unit, parts: Iterable[Part]) -> UnitTree:
    """The nation, its municipalities and their units. Raises Refused for codes that become too long."""
    units = [nation]
    for part in parts:
        tree = part.publication.units.tree
        units += [_renamed_unit(unit, _renaming(part), part.name, nation.code) for unit in tree.units]
    long = [unit.code for unit in units if len(unit.code) > LONGEST_CODE]
    if long:
        raise Refused(
            problem(
                code,
                sv=f"Enhetens kod blir längre än {LONGEST_CODE} tecken här. Kommunen behöver välja en kortare.",
                en=f"the unit's code is longer than {LONGEST_CODE} characters here; the municipality needs another",
            )
            for code in long
        )
    return UnitTree(tuple(units))


def _renamed_unit(unit: Unit, renaming: _Renaming, name: str, nation: str) -> Unit:
    if unit.parent is None:
        return replace(unit, code=renaming.code, name=name, parent=nation)
    successors = tuple(map(renaming.unit, unit.successors))
    return replace(unit, code=renaming.unit(unit.code), parent=renaming.unit(unit.parent), successors=successors)


def _renamed_cube(cube: Cube, renaming: _Renaming) -> Cube:
    leaves = tuple(
        Leaf(renaming.leaf(leaf.code), tuple(map(renaming.unit, leaf.units)), renaming.unit(leaf.under))
        for leaf in cube.leaves
    )
    return replace(cube, leaves=leaves, values={renaming.leaf(leaf): found for leaf, found in cube.values.items()})


def _joined(one: Cube | None, other: Cube) -> Cube:
    if one is None:
        return other
    return replace(one, leaves=one.leaves + other.leaves, values={**one.values, **other.values})


def _hash_of(parts: Sequence[Part]) -> str:
    """Names what was added."""
    said = "\n".join(f"{part.code} {part.publication.hash}" for part in parts)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
