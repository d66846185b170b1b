"""How registrations become published numbers: the whole story of a closing.

A tertial is closed once and for all. Its registrations are sealed, so that nothing more gets in;
streamed to Parquet; counted in one pass; protected, which ends with an audit that proves nothing;
and frozen, in the same breath as the rows get new keys and nobody's receipt fits them any more.
If the computer stops anywhere before that, nothing is frozen and the closing can be run again.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from folja import __version__
from folja.counting.engines import engine_called
from folja.counting.plan import Plan, plan_for
from folja.counting.snapshot import write
from folja.disclosure.policy import Policy
from folja.disclosure.protection import AuditOpen, protect
from folja.disclosure.publication import Provenance, Publication
from folja.instruments.loading import Instruments
from folja.instruments.registration import Registration
from folja.vocabulary.period import Period
from folja.vocabulary.problem import refuse
from folja.vocabulary.unit import UnitTree


class Registrations(Protocol):
    """Where registrations come from."""

    def seal(self, period: Period) -> None:
        """From now on nothing is registered in the period, changed or withdrawn. Sealing twice is harmless."""

    def stream(self, period: Period) -> Iterator[Registration]:
        """The period's registrations, in an order that says nothing."""

    def unclosed_before(self, period: Period) -> Period | None:
        """The first earlier tertial that holds registrations and is not closed."""


class Publications(Protocol):
    """Where publications go."""

    def is_frozen(self, period: Period) -> bool:
        """Whether the period is closed."""

    def latest(self) -> Period | None:
        """The latest closed period."""

    def freeze(self, publication: Publication) -> None:
        """Keep the publication for ever and give the period's rows new keys, both or neither.

        Raises Refused when another closing of the period came first.
        """


@dataclass(frozen=True)
class House:
    """What a closing works with."""

    instruments: Instruments
    tree: UnitTree
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
    engine: str = "duckdb",
    told: Callable[[str], None] = lambda _: None,
) -> Publication:
    """Close a tertial. Raises Refused when it can't be closed; then nothing is frozen.

    One that was refused or stopped after it was sealed stays sealed, and can be closed again.
    """
    count = engine_called(engine)
    refuse_unless_closable(period, registrations, publications, house.policy, today=today)
    registrations.seal(period)
    plans = plans_for(house.instruments, period)
    with tempfile.TemporaryDirectory(dir=workspace, prefix="closing-") as folder:
        told("Räknar")
        versions = {(plan.instrument.code, plan.instrument.version): plan.instrument for plan in plans}
        snapshot = write(registrations.stream(period), versions, Path(folder))
        counts = count(plans, snapshot, period)
    made_by = plan_hash(plans), house.content, policy_hash(house.policy), engine
    provenance = Provenance(*made_by, frozen_on=today, version=__version__)
    try:
        publication = protect(counts, plans, house.tree, house.policy, provenance, told=told)
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


def refuse_unless_closable(
    period: Period, registrations: Registrations, publications: Publications, policy: Policy, *, today: date
) -> None:
    """Raises Refused for a period that is no tertial, is not over and its grace days run out, or is out of turn."""
    if period.kind != "tertial":
        raise refuse(
            str(period),
            sv="Bara ett tertial kan stängas. Skriv till exempel 2021T1.",
            en="only a tertial can be closed; write for example 2021T1",
        )
    if publications.is_frozen(period):
        raise refuse(
            str(period),
            sv=f"{period.name().capitalize()} är redan stängt. Siffrorna ligger fast.",
            en=f"{period.name('en')} is closed already; its numbers stand",
        )
    if (latest := publications.latest()) and period < latest:
        raise refuse(
            str(period),
            sv=f"{latest.name().capitalize()} är redan stängt, och tertialen stängs i ordning. Det som hölls före "
            f"{latest.next_tertial.first.name()} räknas som efterregistrerat.",
            en=f"{latest.name('en')} is closed already, and tertials are closed in order",
        )
    first = closable_from(period, policy)
    if today < first:
        raise refuse(
            str(period),
            sv=f"{period.name().capitalize()} kan stängas från och med {first:%Y-%m-%d}. Till dess går det att rätta.",
            en=f"{period.name('en')} can be closed from {first:%Y-%m-%d}; until then it can be mended",
        )
    if earlier := registrations.unclosed_before(period):
        raise refuse(
            str(period),
            sv=f"{earlier.name().capitalize()} är inte stängt och har registreringar. Stäng {earlier} först.",
            en=f"{earlier.name('en')} is not closed and holds registrations; close {earlier} first",
        )


def closable_from(period: Period, policy: Policy) -> date:
    """The first day a tertial can be closed: when it is over and the days of grace have run out."""
    return period.last.last_day + timedelta(days=policy.grace_days + 1)


def plan_hash(plans: Iterable[Plan]) -> str:
    """Names what was counted: every cell with its condition, and how cells are linked."""
    parts = [part for plan in plans for part in (*plan.components, *plan.crosses)]
    said = [(part.code, [(c.code, c.where, c.published) for c in part.cells], part.relations) for part in parts]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def policy_hash(policy: Policy) -> str:
    """Names the policy a publication was made under."""
    return hashlib.sha256(repr(policy).encode()).hexdigest()[:16]


def content_hash(root: Path) -> str:
    """Names the content a publication was made from."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yaml")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
