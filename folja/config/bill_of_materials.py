"""Which libraries an installation is made of: a software bill of materials in CycloneDX 1.6, from what is installed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = "folja"


@dataclass(frozen=True, order=True)
class Library:
    """One that is installed, with the names of those that it asks for."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]

    @property
    def address(self) -> str:
        """Its package URL, which databases of flaws know it by."""
        return f"pkg:pypi/{self.name}@{self.version}"


def installed() -> tuple[Library, ...]:
    """All that this Python finds, by name."""
    found = {}
    for one in distributions():
        said = one.metadata.json
        name = canonicalize_name(str(said["name"]))
        needs = [Requirement(written) for written in one.requires or ()]
        asked = sorted({canonicalize_name(need.name) for need in needs if not need.marker or need.marker.evaluate()})
        licence = str(said.get("license_expression") or said.get("license") or "")
        found[name] = Library(name, one.version, licence.partition("\n")[0].strip(), tuple(asked))
    return tuple(sorted(found.values()))


def cyclonedx(libraries: Iterable[Library]) -> Mapping[str, Any]:
    """As https://cyclonedx.org/docs/1.6/json/ has it. Alike for alike installations: no time, no serial number."""
    by_name = {one.name: one for one in libraries}
    root = by_name.pop(ROOT, None)
    component = _component(root, "application") if root else {"type": "application", "name": ROOT}
    linked = [one for one in (root, *by_name.values()) if one]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": component},
        "components": [_component(one, "library") for one in by_name.values()],
        "dependencies": [
            {"ref": one.address, "dependsOn": [by_name[name].address for name in one.needs if name in by_name]}
            for one in linked
        ],
    }


def _component(one: Library, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": kind,
        "bom-ref": one.address,
        "name": one.name,
        "version": one.version,
        "purl": one.address,
    }
    return found | ({"licenses": [{"license": {"name": one.licence}}]} if one.licence else {})
