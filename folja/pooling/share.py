"""The file that a municipality hands over: one frozen publication, what its numbers mean, and a signature."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from folja.disclosure.publication import Cube, Publication
from folja.pooling import definitions
from folja.pooling.definitions import Definitions
from folja.pooling.key import PublicKey, SecretKey
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.vocabulary.unit import UnitTree

FORMAT = "folja pool 1"


@dataclass(frozen=True)
class Share:
    """A municipality's publication of a tertial. Nobody's hidden volume is in it."""

    code: str
    name: str
    publication: Publication
    definitions: Definitions
    invented: bool = False


def written(share: Share, key: SecretKey) -> str:
    """The file: JSON whose `signed` is the text that was signed, itself JSON, byte for byte."""
    signed = json.dumps(_plain(share), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    outside = {
        "format": FORMAT,
        "key": str(key.public),
        "signature": base64.b64encode(key.sign(signed.encode())).decode(),
        "signed": signed,
    }
    return json.dumps(outside, ensure_ascii=False, indent=1) + "\n"


def _plain(share: Share) -> dict[str, Any]:
    return {
        "municipality": {"code": share.code, "name": share.name},
        "period": str(share.publication.period),
        "invented": share.invented,
        "definitions": share.definitions.as_plain(),
        "publication": json.loads(share.publication.to_json()),
        "hash": share.publication.hash,
    }


def read(content: bytes, trusted: Iterable[PublicKey]) -> Share:
    """What a file says. Raises Refused for one that is no such file, is not signed by a key that is trusted, or has
    been changed; and where its parts contradict each other."""
    outside = _outside(content)
    key = next((one for one in trusted if str(one) == outside["key"]), None)
    if key is None:
        raise _not_trusted(outside["key"])
    signed = outside["signed"].encode()
    if not key.has_signed(signed, _bytes(outside["signature"])):
        raise refuse(
            "underskrift",
            sv="Filen har ändrats efter att kommunen skrev under den. Be kommunen om en ny.",
            en="the file has been changed since the municipality signed it; ask for a new one",
        )
    share = _share(json.loads(signed))
    if share.code != key.code:
        raise _not_trusted(outside["key"])
    if found := list(_unsound(share)):
        raise Refused(found)
    return share


def _outside(content: bytes) -> Mapping[str, str]:
    try:
        outside = json.loads(content.decode("utf-8-sig"))
        kind = outside["format"]
        texts = {name: outside[name] for name in ("key", "signature", "signed")} if kind == FORMAT else {}
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _no_such_file() from None
    if kind != FORMAT:
        raise refuse(
            "format",
            sv="Filen är av ett annat slag än den här versionen av Följa läser. Använd samma version hos kommunen "
            "och här.",
            en=f"the file is not of the format that this version of Följa reads ({FORMAT}); use the same version in "
            "both places",
        )
    if not all(isinstance(text, str) for text in texts.values()):
        raise _no_such_file()
    return texts


def _no_such_file() -> Refused:
    return refuse(
        "",
        sv="Det här är ingen fil med fastställda siffror, eller så är den skadad. Kommunen gör en med "
        "python3 run.py pool share.",
        en="no file of frozen numbers, or a damaged one; the municipality makes one with python3 run.py pool share",
    )


def _not_trusted(key: str) -> Refused:
    return refuse(
        "nyckel",
        sv=f"Filen är underskriven med en nyckel som ingen här har sagt att vi litar på: {key[:70]}. Jämför "
        "fingeravtrycket med kommunen och kör python3 run.py pool trust.",
        en=f"the file is signed with a key that is not trusted here: {key[:70]}; compare the fingerprint with the "
        "municipality and run python3 run.py pool trust",
    )


def _bytes(written: str) -> bytes:
    try:
        return base64.b64decode(written, validate=True)
    except ValueError:
        return b""


def _share(plain: Any) -> Share:
    try:
        document = json.dumps(plain["publication"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        publication = Publication.from_json(document, expected_hash=plain["hash"])
        share = Share(
            plain["municipality"]["code"],
            plain["municipality"]["name"],
            publication,
            definitions.from_plain(plain["definitions"]),
            plain["invented"],
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        raise _no_such_file() from None
    if plain["period"] != str(publication.period):
        swedish = f"Filen säger {plain['period']}, men siffrorna är från {publication.period}."
        raise Refused([_made_otherwise("period", swedish, "the file says another period than its numbers")])
    return share


def _unsound(share: Share) -> Iterator[Problem]:
    """What no closing would have made, and would be added without anybody seeing it."""
    publication, base = share.publication, share.definitions.thresholds.get("rounding_base", 1)
    if publication.provenance.plan != share.definitions.plan:
        yield _made_otherwise("plan", "Siffrorna har räknats på ett annat sätt än filen säger.", "counted otherwise")
    units = publication.units.tree
    for cube in publication.cubes:
        if not _lies_in(cube, units):
            yield _made_otherwise(cube.code, "Siffrorna hör inte till enheterna i filen.", "not of the file's units")
        values = [value for found in cube.values.values() for value in found.values()]
        if any(type(value) is not int or value < 0 or value % base for value in values):
            yield _made_otherwise(cube.code, "Siffrorna är inte avrundade.", "the numbers are not rounded")
    known, months = {leaf.code for leaf in units.leaves}, publication.period.months
    for instrument, volumes in publication.volumes.items():
        if not set(volumes) <= known or any(month not in months for found in volumes.values() for month in found):
            yield _made_otherwise(instrument, "Antalen hör till andra enheter eller månader.", "of other months")


def _lies_in(cube: Cube, tree: UnitTree) -> bool:
    """Whether each leaf is of registering units that are in no other, and all numbers are a leaf's."""
    units = [unit for leaf in cube.leaves for unit in leaf.units]
    known = {leaf.code for leaf in tree.leaves}
    is_once = len(units) == len(set(units)) and set(cube.values) == {leaf.code for leaf in cube.leaves}
    return is_once and set(units) <= known and all(leaf.under in tree for leaf in cube.leaves)


def _made_otherwise(where: str, swedish: str, english: str) -> Problem:
    return problem(
        where, sv=f"{swedish} Be kommunen om en ny fil.", en=f"{english}; ask the municipality for a new file"
    )
