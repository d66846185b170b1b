"""What is frozen when a tertial closes: cubes of protected integers, exact volumes and the units, with provenance."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from folja.disclosure.carriers import Leaf
from folja.disclosure.fixed_units import Units, from_plain, plain
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import refuse

FORMAT = 2
Step = Literal["coarser", "merged", "withheld", "sensitive"]


@dataclass(frozen=True)
class Rung:
    """A step of the ladder that had to be taken: what was given up, and where. `sensitive` is one aside: a question of
    that kind is shown there in coarse categories only, or not at all."""

    cube: str
    leaf: str
    step: Step


@dataclass(frozen=True)
class Cube:
    """One attribute of one instrument in one tertial: leaf -> category -> protected count.

    A leaf that had to go to coarser categories lacks some of them. Sums over leaves are all that is
    ever shown above them.
    """

    instrument: str
    version: int
    attribute: str
    period: Period
    categories: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    values: Mapping[str, Mapping[str, int]]

    @property
    def code(self) -> str:
        """instrument.attribute."""
        return f"{self.instrument}.{self.attribute}"


@dataclass(frozen=True)
class Provenance:
    """What made the numbers: hashes of plan, content and policy, the engine, the day, the project's version.

    `salt` is drawn by the operating system for each closing and never shown: reports print the publication's hash, and
    without it whoever has all that is shown could try volumes of hidden units until the hash fits.
    """

    plan: str
    content: str
    policy: str
    engine: str
    frozen_on: date
    version: str
    salt: str = ""

    def as_plain(self) -> dict[str, str]:
        """What is kept of it. Without a salt, as closings before there was one have it."""
        kept = vars(self) | {"frozen_on": self.frozen_on.isoformat()}
        return {name: value for name, value in kept.items() if name != "salt" or value}


@dataclass(frozen=True)
class Publication:
    """All that a tertial's closing releases. `volumes` maps instrument -> unit -> month -> measure -> exact number.

    `units` are as they were: whatever is moved or renamed later, the numbers of this tertial are added up in them.
    """

    period: Period
    units: Units
    cubes: tuple[Cube, ...]
    volumes: Mapping[str, Mapping[str, Mapping[Month, Mapping[str, int]]]]
    rungs: tuple[Rung, ...]
    provenance: Provenance

    @cached_property
    def by_code(self) -> Mapping[str, Cube]:
        """The cubes by instrument.attribute."""
        return {cube.code: cube for cube in self.cubes}

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical JSON."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """Canonical JSON: the same publication is the same text."""
        return json.dumps(_plain(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str, *, expected_hash: str | None = None) -> "Publication":
        """Read back what to_json wrote. Raises Refused when it has been changed since it was frozen."""
        if expected_hash and hashlib.sha256(text.encode()).hexdigest() != expected_hash:
            raise refuse(
                "kub",
                sv="De fastställda siffrorna har ändrats efter att de fastställdes. Läs in en säkerhetskopia.",
                en="the frozen numbers have been changed since they were frozen; restore a backup",
            )
        read = json.loads(text)
        if read["format"] != FORMAT:
            raise refuse(
                "kub",
                sv="Siffrorna fastställdes av en annan version av Följa. Använd den versionen; en påhittad stad byggs "
                "om när dess mapp tas bort.",
                en="the numbers were frozen by another version of Följa; use that one, or remove the demo's folder",
            )
        return _publication(read)


def _plain(publication: Publication) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "period": str(publication.period),
        **plain(publication.units),
        "cubes": [
            {
                "instrument": cube.instrument,
                "version": cube.version,
                "attribute": cube.attribute,
                "categories": list(cube.categories),
                "leaves": [{"code": leaf.code, "units": list(leaf.units), "under": leaf.under} for leaf in cube.leaves],
                "values": {leaf: dict(values) for leaf, values in cube.values.items()},
            }
            for cube in publication.cubes
        ],
        "volumes": {
            instrument: {
                unit: {str(month): dict(numbers) for month, numbers in months.items()} for unit, months in units.items()
            }
            for instrument, units in publication.volumes.items()
        },
        "rungs": [[rung.cube, rung.leaf, rung.step] for rung in publication.rungs],
        "provenance": publication.provenance.as_plain(),
    }


def _publication(read: Mapping[str, Any]) -> Publication:
    period = Period.parse(read["period"])
    provenance = read["provenance"] | {"frozen_on": date.fromisoformat(read["provenance"]["frozen_on"])}
    return Publication(
        period,
        from_plain(read),
        tuple(_cube(cube, period) for cube in read["cubes"]),
        {
            instrument: {
                unit: {Month.parse(month): numbers for month, numbers in months.items()}
                for unit, months in units.items()
            }
            for instrument, units in read["volumes"].items()
        },
        tuple(Rung(*rung) for rung in read["rungs"]),
        Provenance(**provenance),
    )


def _cube(read: Mapping[str, Any], period: Period) -> Cube:
    leaves = tuple(Leaf(leaf["code"], tuple(leaf["units"]), leaf["under"]) for leaf in read["leaves"])
    categories = tuple(read["categories"])
    return Cube(read["instrument"], read["version"], read["attribute"], period, categories, leaves, read["values"])
