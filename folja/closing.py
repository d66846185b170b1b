"""How registrations become published numbers: the whole story of a closing.

A tertial is closed once and for all. Its registrations are sealed, so that nothing more gets in;
streamed to Parquet; counted in one pass; protected, which ends with an audit that proves nothing;
audited once more beside all that was published before; and frozen, in the same breath as the rows
get new keys and nobody's receipt fits them any more.
If the computer stops anywhere before that, nothing is frozen and the closing can be run again.
"""

import hashlib
import secrets
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from folja import __version__
from folja.closable import Standing, refuse_unless_closable
from folja.counting.engines import engine_called
from folja.counting.plan import Plan, plan_for
from folja.counting.snapshot import write
from folja.disclosure.attacker import Finding
from folja.disclosure.fixed_units import Units
from folja.disclosure.policy import Policy
from folja.disclosure.protection import AuditOpen, protect
from folja.disclosure.publication import Provenance, Publication
from folja.instruments.loading import Instruments
from folja.instruments.registration import Kept
from folja.vocabulary.period import Period
from folja.vocabulary.problem import refuse

WORKPLACE = "closing-"
"""What the folder is called, in the home folder, where a snapshot lies while it is counted."""


class Registrations(Protocol):
    """Where registrations come from."""

    def seal(self, period: Period) -> None:
        """From now on nothing is registered in the period, changed or withdrawn. Sealing twice is harmless.

        Raises Refused when something is put aside in it that nobody has decided about.
        """

    def stream(self, period: Period) -> Iterator[Kept]:
        """The period's registrations as they are kept, in an order that says nothing."""

    def tertials(self) -> frozenset[Period]:
        """The tertials that hold registrations, or what may become some."""

    def undecided(self) -> Mapping[Period, tuple[str, ...]]:
        """Names of the units that have answers put aside, which nobody has decided about, by tertial."""

    def units(self, period: Period) -> Units:
        """The units that the period is counted in. To be asked once it is sealed."""


class Publications(Protocol):
    """Where publications go."""

    def closed(self) -> frozenset[Period]:
        """The tertials that are closed."""

    def proved_with(self, publication: Publication) -> Sequence[Finding]:
        """What could be proved from everything that is published once this is too."""

    def freeze(self, publication: Publication) -> None:
        """Keep the publication for ever and give the period's rows new keys, both or neither.

        Raises Refused when another closing of the period came first.
        """


@dataclass(frozen=True)
class House:
    """What a closing works with."""

    instruments: Instruments
    policy: Policy
    content: str  # hash of the content files


def close(
    period: Period,
    registrations: Registrations,
    publications: Publications,
    house: House,
    *,
    today: date,
    workspace: Path,
    even_if_empty: bool = False,
    engine: str = "duckdb",
    told: Callable[[str], None] = lambda _: None,
) -> Publication:
    """Close a tertial. Raises Refused when it can't be closed; then nothing is frozen.

    One that was refused or stopped after it was sealed stays sealed, and can be closed again.
    """
    count = engine_called(engine)
    standing = Standing(publications.closed(), registrations.tertials(), registrations.undecided())
    instruments, policy = house.instruments, house.policy
    refuse_unless_closable(period, standing, instruments, policy, today=today, even_if_empty=even_if_empty)
    registrations.seal(period)
    plans = plans_for(instruments, period)
    with tempfile.TemporaryDirectory(dir=workspace, prefix=WORKPLACE) as folder:
        told("Räknar")
        versions = {(plan.instrument.code, plan.instrument.version): plan.instrument for plan in plans}
        snapshot = write(registrations.stream(period), versions, Path(folder))
        counts = count(plans, snapshot, period)
    made_by = plan_hash(plans), house.content, policy.hash, engine
    provenance = Provenance(*made_by, frozen_on=today, version=__version__, salt=secrets.token_hex(32))
    try:
        publication = protect(counts, plans, registrations.units(period), policy, provenance, told=told)
        told("Granskar tillsammans med allt tidigare")
        if found := publications.proved_with(publication):
            raise AuditOpen(found)
    except AuditOpen:
        raise refuse(
            str(period),
            sv="Röjandekontrollen kunde inte göra alla siffror säkra, så ingenting har fastställts. "
            "Kör stängningen igen. Händer det flera gånger: slå ihop små enheter.",
            en="disclosure control could not make all numbers safe, nothing is frozen; close again",
        ) from None
    publications.freeze(publication)
    return publication


def plans_for(instruments: Instruments, period: Period) -> tuple[Plan, ...]:
    """What is counted in a period: each instrument in the version in force. Versions begin with a tertial."""
    return tuple(plan_for(instrument) for instrument in instruments.all_in_force(period.last))


def plan_hash(plans: Iterable[Plan]) -> str:
    """Names what was counted: every cell with its condition, how cells are linked, and what is sensitive."""
    plans = list(plans)
    parts = [part for plan in plans for part in (*plan.components, *plan.crosses)]
    said: list[object] = [
        (part.code, [(c.code, c.where, c.published) for c in part.cells], part.relations) for part in parts
    ]
    said += [(plan.instrument.code, plan.sensitive) for plan in plans if plan.sensitive]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def content_hash(root: Path) -> str:
    """Names the content a publication was made from."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yaml")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
