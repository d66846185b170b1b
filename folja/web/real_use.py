"""What an installation needs before people rely on it: what is there, and what to do about what is not."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from folja.web.backups.keeping import PUBLIC
from folja.web.organisation.models import Account, MunicipalityLook, Role
from folja.web.year.sending import NEEDED

LEAST_ROOM = 2 * 1024**3
"""Bytes on the disk: a closing writes its snapshot there, and the database is written anew."""


@dataclass(frozen=True)
class Seen:
    """One thing that was looked at."""

    name: str
    is_met: bool
    words: str


def looked_at(home: Path) -> Iterator[Seen]:
    """Of an opened home folder, in the order that they are set up."""
    yield _clock()
    yield _folder(home)
    yield _room(home)
    yield _hosts()
    yield _https()
    yield _second_step()
    yield _leader()
    yield _administrator()
    yield _look()
    yield _mail()
    yield _backup(home)


def _seen(name: str, is_met: bool, met: str, otherwise: str) -> Seen:
    return Seen(name, is_met, met if is_met else otherwise)


def _clock() -> Seen:
    fixed = os.environ.get("FOLJA_TODAY")
    told = "Ta bort FOLJA_TODAY: Följa lever i en påhittad dag, och allt hamnar i fel månad."
    return _seen("Klockan", not fixed, "Följa har datorns datum.", told)


def _folder(home: Path) -> Seen:
    others = home.stat().st_mode & 0o077 if os.name == "posix" else 0
    told = f"Andra på datorn kan läsa {home}. Kör: chmod 700 {home}"
    return _seen("Hemmappen", not others, "Bara Följas konto kan läsa den.", told)


def _room(home: Path) -> Seen:
    free = shutil.disk_usage(home).free
    gigabytes = f"{free / 1024**3:.0f} GB ledigt."
    return _seen(
        "Utrymme", free >= LEAST_ROOM, gigabytes, f"{gigabytes} Gör plats: minst 2 GB behövs när ett tertial stängs."
    )


def _hosts() -> Seen:
    told = "Sätt FOLJA_HOSTS till namnet som alla når Följa på, till exempel folja.kommunen.se."
    return _seen("Adressen", bool(settings.NAMES), f"Svarar på {', '.join(settings.NAMES)}.", told)


def _https() -> Seen:
    told = "Sätt FOLJA_HTTPS=true, och en proxy framför som talar https. Annars går lösenord och svar oskyddade."
    return _seen("https", settings.FOLJA_HTTPS, f"På, bakom proxyn {settings.FOLJA_PROXY}.", told)


def _second_step() -> Seen:
    told = "Ta bort FOLJA_SECOND_STEP=false: chefer loggar in med bara ett lösenord."
    met = "Chefer loggar in med lösenord och kod, eller genom kommunen."
    return _seen("Andra steget", settings.FOLJA_SECOND_STEP, met, told)


def _with_role(kind: str) -> bool:
    return Role.objects.filter(kind=kind, account__in=Account.objects.filter(is_active=True)).exists()


def _leader() -> Seen:
    told = "Ingen leder uppföljningen, så inget tertial kan stängas på sidan. Skapa ett konto med rollen leads_city."
    return _seen("Den som leder", _with_role("leads_city"), "Någon leder uppföljningen.", told)


def _administrator() -> Seen:
    told = "Ingen sköter konton. Skapa ett konto med rollen administers."
    return _seen("Konton", _with_role("administers"), "Någon sköter konton.", told)


def _look() -> Seen:
    told = "Ange kommunens namn och logotyp under Mer, Rapporternas utseende, eller med look."
    return _seen("Utseendet", MunicipalityLook.objects.exists(), "Rapporterna är i kommunens namn.", told)


def _mail() -> Seen:
    missing = [name for name in NEEDED if not getattr(settings, name)]
    told = f"Inga påminnelser skickas. Sätt {', '.join(missing)}."
    return _seen("E-post", not missing, f"Påminnelser går genom {settings.FOLJA_MAIL_SERVER}.", told)


def _backup(home: Path) -> Seen:
    sealed_for = os.environ.get("FOLJA_BACKUP_KEY") or (home / PUBLIC).exists()
    told = "Det finns ingen nyckel att låsa kopior med. Kör backup-key, och sedan backup varje natt."
    return _seen("Säkerhetskopior", bool(sealed_for), "Kopior kan låsas. Se till att backup körs varje natt.", told)
