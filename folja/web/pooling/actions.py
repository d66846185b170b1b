"""The only writer of what a national installation trusts and has taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from folja.disclosure import policy
from folja.disclosure.publication import Publication
from folja.figures import indicator
from folja.figures.library import Library
from folja.instruments import loading
from folja.pooling import share
from folja.pooling.adding import Part, pooled, tree_of
from folja.pooling.definitions import differences
from folja.pooling.key import PublicKey, read_key
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused, refuse
from folja.web.locks import MONTHS, NIGHT, UNITS, alone
from folja.web.organisation.actions import keep_national_units, note
from folja.web.organisation.units import tree
from folja.web.pooling.models import TakenPublication, TrustedMunicipality
from folja.web.pooling.sharing import definitions_in
from folja.web.publication.actions import keep_pooled
from folja.web.publication.auditing import audit


@dataclass(frozen=True)
class Taken:
    """A file that is in the sum; `is_new` unless it was already."""

    municipality: str
    period: Period
    is_new: bool


@transaction.atomic
def trust(key: PublicKey, name: str, *, replace: bool = False) -> None:
    """Take files signed with this key as this municipality's from now on. Trusting twice is harmless.

    Raises Refused for another key of a municipality that has one, unless it is to be replaced: what has been taken
    stays.
    """
    _refuse_unless_national()
    alone("pool")
    kept = TrustedMunicipality.objects.filter(code=key.code).first()
    if kept and kept.key != str(key) and not replace:
        raise refuse(
            key.code,
            sv=f"{kept.name} har redan en annan nyckel, med fingeravtrycket {read_key(kept.key).fingerprint}. Har "
            "kommunen gjort en ny: jämför den med dem, och kör igen med --replace.",
            en=f"{kept.name} has another key already, with the fingerprint {read_key(kept.key).fingerprint}; if the "
            "municipality has made a new one, compare it with them, and run again with --replace",
        )
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or key.code == tree().city.code:
        raise refuse(
            name or key.code,
            sv=f"Skriv kommunens namn, högst {LONGEST_NAME} tecken. Koden ska vara en annan än landets.",
            en=f"write the municipality's name, at most {LONGEST_NAME} characters; its code is not the nation's",
        )
    TrustedMunicipality.objects.update_or_create(code=key.code, defaults={"name": name, "key": str(key)})
    note(None, "municipality trusted", f"{key.code} {key.fingerprint}")


LONGEST_NAME = 80


@transaction.atomic
def take(files: Sequence[tuple[str, bytes]]) -> list[Taken]:
    """Add what municipalities have published to the nation's numbers: all the files, or none.

    Raises Refused, with the name of the file: one that is not a trusted municipality's own, defines something
    otherwise, contradicts what was taken before, or that something about somebody can be worked out from.
    """
    _refuse_unless_national()
    for lock in (NIGHT, MONTHS, UNITS):
        alone(lock)
    alone("pool")
    taken = [_named(name, content) for name, content in files]
    nation = tree().city
    for period in sorted({one.period for one in taken if one.is_new}):
        keep_pooled(pooled(nation, _parts(period)))
    if any(one.is_new for one in taken):
        keep_national_units(tree_of(nation, _latest_parts()))
    return taken


def _named(name: str, content: bytes) -> Taken:
    try:
        return _take(content)
    except Refused as refused:
        raise Refused(
            Problem(f"{name}, {found.where}" if found.where else name, found.text) for found in refused.problems
        ) from None


def _take(content: bytes) -> Taken:
    trusted = {one.code: one for one in TrustedMunicipality.objects.all()}
    given = share.read(content, [read_key(one.key) for one in trusted.values()])
    publication, sender = given.publication, trusted[given.code]
    period = publication.period
    _refuse_invented(given.invented)
    if found := differences(given.definitions, definitions_in(period)):
        raise Refused(found)
    kept = TakenPublication.objects.filter(municipality=sender, period=str(period)).first()
    if kept is not None:
        if kept.hash != publication.hash:
            raise refuse(
                str(period),
                sv=f"{sender.name} har redan lämnat {period.name()}, med andra siffror. De som är fastställda ändras "
                "inte: fråga kommunen vilken fil som är rätt.",
                en=f"{sender.name} has handed over {period.name('en')} already, with other numbers; what is frozen is "
                "not changed: ask the municipality which file is right",
            )
        return Taken(sender.name, period, is_new=False)
    _refuse_provable(pooled(tree().city, [Part(sender.code, sender.name, publication)]))
    TakenPublication.objects.create(
        municipality=sender, period=str(period), document=publication.to_json(), hash=publication.hash
    )
    note(None, "publication taken", f"{sender.code} {period}")
    return Taken(sender.name, period, is_new=True)


def _refuse_invented(invented: bool) -> None:
    if invented != settings.FOLJA_INVENTED:
        raise refuse(
            "",
            sv="Påhittade och riktiga siffror läggs aldrig ihop. Filen är från "
            + ("en påhittad stad." if invented else "en riktig kommun, och den här installationen är påhittad."),
            en="invented and real numbers are never added; the file is " + ("invented" if invented else "real"),
        )


def _refuse_provable(publication: Publication) -> None:
    """Raises Refused when the attacker proves something from one municipality's numbers, as they stand in the nation.

    Of several it proves no more: their leaves have no acts in common, and every sum is that of its leaves. The audit of
    all that is published tries it nevertheless.
    """
    shipped = loading.shipped(), indicator.shipped(), policy.shipped()
    found = audit(Library(publication.units.tree, *shipped, {publication.period: publication}))
    if found:
        raise refuse(
            str(publication.period),
            sv=f"Av siffrorna går det att räkna ut något om enskilda ({len(found)} fynd, till exempel "
            f"{found[0].attribute} för {found[0].leaf}). Be kommunen köra python3 run.py audit.",
            en=f"something about single persons can be worked out of the numbers ({len(found)} findings, such as "
            f"{found[0].attribute} of {found[0].leaf}); ask the municipality to run python3 run.py audit",
        )


def _parts(period: Period) -> list[Part]:
    return [_part(one) for one in TakenPublication.objects.filter(period=str(period)).select_related("municipality")]


def _latest_parts() -> list[Part]:
    """The latest publication of each municipality, whose units are those of today."""
    ordered = TakenPublication.objects.select_related("municipality").order_by("period")
    latest = {one.municipality_id: one for one in ordered}
    return [_part(latest[code]) for code in sorted(latest)]


def _part(kept: TakenPublication) -> Part:
    publication = Publication.from_json(kept.document, expected_hash=kept.hash)
    return Part(kept.municipality.code, kept.municipality.name, publication)


def _refuse_unless_national() -> None:
    if not tree().is_national:
        raise refuse(
            "",
            sv="Det här är en kommuns installation. Siffror läggs ihop i en nationell, som börjar med en enhetsfil "
            "med en enda rad av slaget nation.",
            en="this is a municipality's installation; numbers are added in a national one, which begins with a file "
            "of units with a single row of kind nation",
        )
