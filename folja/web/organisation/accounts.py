"""Who has an account and what they do, as an administrator of some units may see and change it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from folja.vocabulary.period import Month
from folja.vocabulary.problem import refuse
from folja.vocabulary.unit import Unit
from folja.web.organisation.actions import SIGNED_IN
from folja.web.organisation.models import Account, AuditEntry, Role
from folja.web.organisation.scope import Scope

EVERYWHERE = (Role.Kind.LEADS_CITY, Role.Kind.DEVELOPS)
"""Roles that hold in the whole city, wherever they are given."""


@dataclass(frozen=True)
class HeldRole:
    """A role at a unit; `may_take` where the reader may take it away."""

    kind: str
    unit: Unit
    may_take: bool

    @property
    def name(self) -> str:
        return role_names()[self.kind]


@dataclass(frozen=True)
class KnownAccount:
    """An account as an administrator sees it: the roles they administer, and the month of the latest sign-in.

    `is_theirs` where all of its roles are theirs: only then may they change how it signs in, since whoever could let
    themselves in as somebody with more would have more.
    """

    account: Account
    roles: tuple[HeldRole, ...]
    last: Month | None
    is_theirs: bool


def role_names() -> dict[str, str]:
    """What each role is called, in the order they are offered."""
    return {
        Role.Kind.REGISTERS: _("Registrerar"),
        Role.Kind.REPRESENTS: _("Företräder en arbetsgrupp"),
        Role.Kind.MANAGES: _("Chef"),
        Role.Kind.LEADS_CITY: _("Leder uppföljningen i staden"),
        Role.Kind.READS: _("Läser"),
        Role.Kind.DEVELOPS: _("Utvecklar metoder och frågor"),
        Role.Kind.ADMINISTERS: _("Sköter konton"),
    }


def may_give(scope: Scope, kind: str, unit: str) -> bool:
    """Whether an administrator may give and take a role at a unit."""
    where = scope.tree.city.code if kind in EVERYWHERE else unit
    return scope.may_administer(unit) and scope.may_administer(where)


def refuse_unless_may_give(scope: Scope, kind: str, unit: str) -> None:
    """Raises Refused."""
    if not may_give(scope, kind, unit):
        raise refuse(
            "unit",
            sv="Den rollen kan du inte ge där. Välj en enhet som du sköter; roller för hela staden ges av stadens "
            "administratör.",
            en="you can't give that role there; choose a unit that you administer",
        )


def known_accounts(scope: Scope, reader: Account) -> tuple[KnownAccount, ...]:
    """Those with a role at a unit that the reader administers; for the whole city's, all. By name."""
    codes = [unit.code for unit in scope.administers]
    accounts = Account.objects.order_by("first_name", "email")
    if not scope.may_administer(scope.tree.city.code):
        accounts = accounts.filter(pk__in=Role.objects.filter(unit__in=codes).values("account"))
    return tuple(_known(scope, reader, list(accounts)))


def known_account(scope: Scope, reader: Account, number: int) -> KnownAccount | None:
    """One of them."""
    return next((one for one in known_accounts(scope, reader) if one.account.pk == number), None)


def _known(scope: Scope, reader: Account, accounts: list[Account]) -> Iterable[KnownAccount]:
    held: dict[int, list[tuple[str, str]]] = {}
    for pk, kind, unit in Role.objects.order_by("pk").values_list("account", "kind", "unit"):
        held.setdefault(pk, []).append((kind, unit))
    entries = AuditEntry.objects.filter(action=SIGNED_IN, account__in=accounts).values("account")
    last = {row["account"]: row["last"] for row in entries.annotate(last=Max("at")).order_by()}
    for account in accounts:
        roles = held.get(account.pk, [])
        is_other = account != reader
        may_take = is_other and not account.provider  # else they would come back at the next sign-in
        yield KnownAccount(
            account,
            tuple(
                HeldRole(kind, scope.tree[unit], may_take and may_give(scope, kind, unit))
                for kind, unit in roles
                if scope.may_administer(unit)
            ),
            _month(last.get(account.pk)),
            is_other and all(may_give(scope, kind, unit) for kind, unit in roles),
        )


def _month(at: object) -> Month | None:
    """Only the month: when somebody works is their own."""
    return Month.of(timezone.localtime(at).date()) if at else None  # type: ignore[arg-type]
