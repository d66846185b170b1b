"""Hands over what this municipality has published: its key, and a signed file of a frozen tertial."""

from pathlib import Path

from django.conf import settings

from folja.closing import content_hash, plans_for
from folja.disclosure import policy
from folja.instruments import loading
from folja.instruments.content import SHIPPED
from folja.pooling import share
from folja.pooling.adding import may_leave
from folja.pooling.definitions import Definitions, definitions_of
from folja.pooling.key import SecretKey, checked_code, new_secret
from folja.vocabulary.period import Period
from folja.vocabulary.problem import refuse
from folja.web.organisation.actions import note
from folja.web.organisation.municipality import kept_look
from folja.web.organisation.units import tree
from folja.web.publication.models import ClosedTertial
from folja.web.publication.shelf import publication
from folja.web.secret_file import kept as kept_secret


def municipality_key(code: str) -> SecretKey:
    """The key of this municipality, made now if there is none. Raises Refused where it is another municipality's."""
    refuse_national()
    key = _read(kept_secret(_file(), lambda: f"{checked_code(code)} {new_secret()}"))
    if key.code != code:
        raise refuse(
            code,
            sv=f"Den här installationens nyckel är gjord för kommunen {key.code}. Skriv den koden.",
            en=f"the key of this installation is that of municipality {key.code}; write that code",
        )
    return key


def signed_file(period: Period) -> str:
    """The file of a tertial. Raises Refused while it is not frozen, without a key, and for numbers that were frozen
    under other definitions than can be described."""
    refuse_national()
    if not _file().exists():
        raise refuse(
            "nyckel",
            sv="Kommunen har ingen nyckel än. Kör först python3 run.py pool key med kommunens kod.",
            en="the municipality has no key yet; run python3 run.py pool key with its code first",
        )
    key = _read(_file().read_text(encoding="utf-8"))
    closed = ClosedTertial.objects.filter(period=str(period), state=ClosedTertial.State.FROZEN)
    kept = closed.values_list("hash", "policy").first()
    if kept is None:
        raise refuse(
            str(period),
            sv=f"{period.name().capitalize()} är inte fastställt. Bara stängda tertial delas, till exempel 2021T1.",
            en=f"{period.name('en')} is not frozen; only closed tertials are shared, such as 2021T1",
        )
    (hash_, protected_by), means = kept, definitions_in(period)
    frozen = publication(str(period), hash_)
    if (frozen.provenance.plan, protected_by) != (means.plan, policy.shipped().hash):
        raise refuse(
            str(period),
            sv="Siffrorna fastställdes med andra formulär eller regler än den här versionen av Följa har, så filen "
            "skulle säga fel om dem. Dela dem med den version som stängde tertialet.",
            en="the numbers were frozen with other instruments or rules than this version of Följa has; share them "
            "with the version that closed the tertial",
        )
    look = kept_look()
    name = look.name if look else tree().city.name
    shared = share.Share(key.code, name, may_leave(frozen), means, settings.FOLJA_INVENTED)
    note(None, "publication shared", str(period))
    return share.written(shared, key)


def definitions_in(period: Period) -> Definitions:
    """What is counted in a period here."""
    return definitions_of(plans_for(loading.shipped(), period), policy.shipped(), content_hash(SHIPPED))


def refuse_national() -> None:
    """Raises Refused in a national installation, which has no numbers of its own."""
    if tree().is_national:
        raise refuse(
            "",
            sv="Det här är en nationell installation. Det är kommunerna som gör nycklar och delar siffror.",
            en="this is a national installation; it is the municipalities that make keys and share numbers",
        )


def _file() -> Path:
    return Path(settings.FOLJA_HOME) / "pool_key"


def _read(words: str) -> SecretKey:
    code, _, secret = words.partition(" ")
    return SecretKey(code, bytes.fromhex(secret))
