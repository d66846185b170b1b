"""A report as it was when it was approved: the whole document as JSON that any later version reads back alike."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from folja.figures.figure import Comparison, Figure
from folja.figures.funnel import Funnel, Placed
from folja.figures.genders import Genders
from folja.figures.rating import Rating
from folja.goals.measure import Measure
from folja.goals.outside import OutsideFigure
from folja.reports import document as blocks
from folja.reports.document import Document, Released
from folja.vocabulary.period import Period
from folja.vocabulary.problem import refuse
from folja.vocabulary.text import Text

FORMAT = 1

KINDS: Mapping[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        *(kind for kind in vars(blocks).values() if isinstance(kind, type) and is_dataclass(kind)),
        *(Comparison, Figure, Funnel, Genders, Measure, OutsideFigure, Placed, Rating, Text),
    )
}
"""All that a document is made of, by name. A name is never given to anything else."""

OFTEN_REPEATED = (Figure, OutsideFigure)
"""Written once and then pointed at: a table quotes the same figure in each of its columns."""


@dataclass(frozen=True)
class FrozenReport:
    """A document with what it was made from: the hashes of the cubes by tertial, of the content and of the policy.

    `without_internal` is what others than the unit's own read, where that is less: nothing out of case systems.
    """

    document: Document
    cubes: Mapping[str, str]
    content: str
    policy: str
    version: str
    without_internal: Document | None = None

    @property
    def open_to_all(self) -> Document:
        """The document for who neither works at the unit nor manages it."""
        return self.without_internal or self.document

    def released(self, released: Released) -> "FrozenReport":
        """The same report, approved."""
        less = self.without_internal and replace(self.without_internal, released=released)
        return replace(self, document=replace(self.document, released=released), without_internal=less)

    def to_json(self) -> str:
        """The same text for the same report, whatever machine writes it."""
        made_from = {name: getattr(self, name) for name in ("content", "policy", "version")}
        values = {"format": FORMAT, **made_from, "cubes": dict(self.cubes), **_Writer().written(self)}
        return json.dumps(values, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str, *, expected_hash: str) -> "FrozenReport":
        """Read back. Raises Refused when the text is not what its hash was made of, or of a format not known here."""
        if hash_of(text) != expected_hash:
            raise refuse(
                "",
                sv="Rapporten är inte som den var när den godkändes. Läs tillbaka den från en säkerhetskopia.",
                en="the report is not as it was when it was approved; restore it from a backup",
            )
        values = json.loads(text)
        if values["format"] != FORMAT:
            raise refuse(
                "",
                sv="Rapporten är sparad av en nyare version av Följa. Uppgradera först.",
                en="the report was kept by a later version of Följa; upgrade first",
            )
        reader = _Reader(values["figures"])
        document, less = reader.read(values["document"]), reader.read(values["without_internal"])
        return cls(document, values["cubes"], values["content"], values["policy"], values["version"], less)


def hash_of(text: str) -> str:
    """SHA-256 of a report as it is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class _Writer:
    """Turns values into what JSON has; collects what is written once."""

    figures: list[object] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def written(self, report: FrozenReport) -> dict[str, object]:
        documents = {name: self.plain(getattr(report, name)) for name in ("document", "without_internal")}
        return {**documents, "figures": self.figures}

    def plain(self, value: object) -> object:
        match value:
            case None | bool() | int() | float() | str():
                return value
            case tuple():
                return [self.plain(one) for one in value]
            case frozenset():
                return {"is": "set", "of": sorted(value)}
            case Mapping():
                return {"is": "map", "of": {str(key): self.plain(one) for key, one in value.items()}}
            case Decimal():
                return {"is": "decimal", "of": str(value)}
            case date():
                return {"is": "date", "of": value.isoformat()}
            case Period():
                return {"is": "period", "of": str(value)}
        name = type(value).__name__
        if KINDS.get(name) is not type(value):
            raise TypeError(f"a report holds no {name}")
        parts = {one.name: self.plain(getattr(value, one.name)) for one in fields(value)}  # type: ignore[arg-type]
        plain = {"is": name, **parts}
        return self._pointed_at(plain) if isinstance(value, OFTEN_REPEATED) else plain

    def _pointed_at(self, plain: object) -> object:
        key = json.dumps(plain, sort_keys=True)
        if key not in self.places:
            self.places[key] = len(self.figures)
            self.figures.append(plain)
        return {"is": "figure", "of": self.places[key]}


class _Reader:
    """Turns them back. A figure only points at figures that were written before it."""

    def __init__(self, figures: list[object]) -> None:
        self.figures: list[object] = []
        for one in figures:
            self.figures.append(self.read(one))

    def read(self, plain: Any) -> Any:
        if isinstance(plain, list):
            return tuple(self.read(one) for one in plain)
        if not isinstance(plain, dict):
            return plain
        match plain["is"]:
            case "set":
                return frozenset(plain["of"])
            case "map":
                return {key: self.read(one) for key, one in plain["of"].items()}
            case "decimal":
                return Decimal(plain["of"])
            case "date":
                return date.fromisoformat(plain["of"])
            case "period":
                return Period.parse(plain["of"])
            case "figure":
                return self.figures[plain["of"]]
            case name:
                return KINDS[name](**{key: self.read(one) for key, one in plain.items() if key != "is"})
