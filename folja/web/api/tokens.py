"""What a token may read: chosen by an administrator, found again by its hash, and read by the same scope as people."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from folja.vocabulary.problem import Problem, Refused, problem
from folja.vocabulary.unit import Unit
from folja.web.api.models import Token
from folja.web.organisation.scope import Scope, scope_below

FIGURES, OPEN_MONTHS, CUBES = "figures", "open_months", "cubes"
LONGEST_NAME = 80
LONGEST = timedelta(days=2 * 366)
USUAL = timedelta(days=365)


@dataclass(frozen=True)
class Wanted:
    """A token that is to be made, checked."""

    name: str
    unit: str
    reads: tuple[str, ...]
    last_day: date


@dataclass(frozen=True)
class KnownToken:
    """A token as an administrator sees it."""

    number: int
    name: str
    unit: Unit
    reads: tuple[str, ...]
    last_day: date
    used_on: date | None
    is_over: bool


@dataclass(frozen=True)
class Caller:
    """A system that has shown a token that holds. `unit` is the one it reads, with all below."""

    number: int
    unit: str
    scope: Scope
    reads: tuple[str, ...]


def reads_names() -> dict[str, str]:
    """What can be read, as it is offered."""
    return {
        FIGURES: _("Siffror och volymer för stängda tertial"),
        OPEN_MONTHS: _("Volymer för månader som inte är stängda, som de var i natt"),
        CUBES: _("Kuberna som siffrorna räknas fram ur"),
    }


def wanted(sent: Mapping[str, str], reads: list[str], scope: Scope, today: date) -> Wanted:
    """What is written in the form. Raises Refused with everything that is wrong with it."""
    name, unit = sent.get("name", "").strip(), sent.get("unit", "")
    last_day, problems = _day(sent.get("last_day", "")), []
    chosen = tuple(one for one in (FIGURES, OPEN_MONTHS, CUBES) if one in reads)
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        problems.append(
            problem(
                "name",
                sv=f"Skriv vilket system nyckeln är till, med högst {LONGEST_NAME} tecken.",
                en=f"write which system the token is for, in at most {LONGEST_NAME} characters",
            )
        )
    if not scope.may_administer(unit):
        problems.append(problem("unit", sv="Välj en enhet som du sköter.", en="choose a unit that you administer"))
    if not chosen:
        problems.append(problem("reads", sv="Välj minst en sak.", en="choose at least one thing"))
    if last_day is None or not today <= last_day <= today + LONGEST:
        problems.append(_about_the_day(today))
    if problems or last_day is None:
        raise Refused(problems)
    return Wanted(name, unit, chosen, last_day)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _about_the_day(today: date) -> Problem:
    latest = today + LONGEST
    return problem(
        "last_day",
        sv=f"Skriv ett datum från {today} till {latest}. En nyckel gäller högst två år.",
        en=f"write a date from {today} to {latest}; a token holds for two years at most",
    )


def known_tokens(scope: Scope, today: date) -> tuple[KnownToken, ...]:
    """Those of the units that are administered, by name."""
    codes = [unit.code for unit in scope.administers]
    return tuple(
        KnownToken(
            one.pk,
            one.name,
            scope.tree[one.unit_id],
            tuple(one.reads.split()),
            one.last_day,
            one.used_on,
            is_over=one.last_day < today,
        )
        for one in Token.objects.filter(unit__in=codes)
    )


def digest_of(token: str) -> str:
    """What is kept of a token. It is random and long, so nothing slower is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_that_holds(token: str, today: date) -> Token | None:
    """The token's row; None for one that there is not, that is withdrawn, or whose time is over."""
    return Token.objects.filter(digest=digest_of(token), last_day__gte=today).first()


def caller(token: Token) -> Caller:
    """What the token lets be read."""
    reads = tuple(token.reads.split())
    return Caller(token.pk, token.unit_id, scope_below(token.unit_id, follows=OPEN_MONTHS in reads), reads)
