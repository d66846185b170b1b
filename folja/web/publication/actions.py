"""Closes tertials: the only writer of what is published."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from filelock import FileLock, Timeout

from folja.closable import answers_put_aside
from folja.closing import WORKPLACE, House, close, content_hash
from folja.disclosure import policy
from folja.disclosure.attacker import Finding
from folja.disclosure.fixed_units import Units
from folja.disclosure.publication import Publication
from folja.instruments import loading
from folja.instruments.content import SHIPPED
from folja.instruments.registration import Kept
from folja.vocabulary import clock
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused, refuse
from folja.web.collection import aside, stored
from folja.web.collection.actions import rekey
from folja.web.collection.putting_aside import keep_few, show_put_aside
from folja.web.collection.volumes import fix_open_units
from folja.web.comments.actions import dispose, release
from folja.web.leftovers import empty_log, rewrite
from folja.web.locks import MONTHS, NIGHT, alone
from folja.web.organisation.units import tree, units_in
from folja.web.publication.auditing import audit
from folja.web.publication.models import ClosedTertial
from folja.web.publication.shelf import library


class StoredRegistrations:
    """The database as the closing's source of registrations."""

    def seal(self, period: Period) -> None:
        """Raises Refused, before anything is sealed, while a manager has answers to decide about; too few to be shown
        to anybody are counted."""
        with transaction.atomic():
            alone(MONTHS)  # who registers just now is waited for, and who comes later finds the month closed
            show_put_aside(period)  # this stays also when it stops the closing
            undecided = aside.undecided().get(period)
            if not undecided:
                keep_few(period)
                counting = {"state": ClosedTertial.State.COUNTING}
                ClosedTertial.objects.get_or_create(period=str(period), defaults=counting)
        if undecided:
            raise answers_put_aside(period, undecided)

    def stream(self, period: Period) -> Iterator[Kept]:
        return stored.registrations(period)

    def tertials(self) -> frozenset[Period]:
        return frozenset(month.tertial for month in stored.months_with_registrations()) | aside.tertials_put_aside()

    def undecided(self) -> Mapping[Period, tuple[str, ...]]:
        return aside.undecided()

    def units(self, period: Period) -> Units:
        return units_in(period)


class StoredPublications:
    """The database as the place where publications are kept for ever."""

    def closed(self) -> frozenset[Period]:
        return frozenset(map(Period.parse, _frozen().values_list("period", flat=True)))

    def proved_with(self, publication: Publication) -> Sequence[Finding]:
        books = library()
        return audit(replace(books, publications={**books.publications, publication.period: publication}))

    def freeze(self, publication: Publication) -> None:
        period = publication.period
        with transaction.atomic():
            alone(NIGHT)
            alone(MONTHS)
            kept = ClosedTertial.objects.filter(period=str(period), state=ClosedTertial.State.COUNTING).update(
                state=ClosedTertial.State.FROZEN,
                document=publication.to_json(),
                hash=publication.hash,
                policy=publication.provenance.policy,
                frozen_on=publication.provenance.frozen_on,
            )
            if not kept:
                raise refuse(
                    str(period),
                    sv=f"{period.name().capitalize()} stängdes just av någon annan. Siffrorna därifrån gäller.",
                    en=f"{period.name('en')} was just closed by somebody else; those numbers stand",
                )
            rekey(period)
            fix_open_units(publication.provenance.frozen_on)
            release(period)
            dispose(publication.provenance.frozen_on)
            transaction.on_commit(_leave_nothing)  # old keys beside their answers, and comments in the order they came


def keep_pooled(publication: Publication) -> None:
    """Keep a nation's sum of a tertial in the place of the one it had, which lacked some municipality."""
    kept = {
        "state": ClosedTertial.State.FROZEN,
        "document": publication.to_json(),
        "hash": publication.hash,
        "policy": policy.shipped().hash,  # what differs from it was refused; each part may name it as it was named then
        "frozen_on": publication.provenance.frozen_on,
    }
    ClosedTertial.objects.update_or_create(period=str(publication.period), defaults=kept)


def _leave_nothing() -> None:
    rewrite()
    empty_log()


def _frozen() -> QuerySet[ClosedTertial]:
    return ClosedTertial.objects.filter(state=ClosedTertial.State.FROZEN)


def remove_left_behind() -> None:
    """Remove what a killed closing left of its snapshot, unless one is under way."""
    with suppress(Refused), _alone_in(Path(settings.FOLJA_HOME)):
        pass


def close_tertial(
    period: Period,
    *,
    today: date | None = None,
    even_if_empty: bool = False,
    engine: str = "duckdb",
    told: Callable[[str], None] = lambda _: None,
) -> Publication:
    """Close a tertial of this installation, as of today. Raises Refused when it can't be; then nothing is frozen."""
    _refuse_national(period)
    home = Path(settings.FOLJA_HOME)
    house = House(loading.shipped(), policy.shipped(), content_hash(SHIPPED))
    with _alone_in(home):
        return close(
            period,
            StoredRegistrations(),
            StoredPublications(),
            house,
            today=today or clock.today(),
            workspace=home,
            even_if_empty=even_if_empty,
            engine=engine,
            told=told,
        )


def _refuse_national(period: Period) -> None:
    if tree().is_national:
        raise refuse(
            str(period),
            sv="Här registreras inget, så det finns inget att stänga. Kommunerna stänger sina tertial; läs in deras "
            "filer med python3 run.py pool take.",
            en="nothing is registered here, so there is nothing to close; municipalities close their tertials, and "
            "their files are taken with python3 run.py pool take",
        )


@contextmanager
def _alone_in(home: Path) -> Iterator[None]:
    """One closing at a time in a home folder. What a killed one left of its snapshot is removed."""
    try:
        with FileLock(home / "closing.lock", timeout=0):
            for left_behind in home.glob(f"{WORKPLACE}*"):
                shutil.rmtree(left_behind)
            yield
    except Timeout:
        raise refuse(
            "",
            sv="En stängning pågår redan. Vänta tills den är klar.",
            en="a closing is under way already; wait until it is done",
        ) from None
